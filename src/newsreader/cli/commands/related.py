"""``newsreader related``: what else was written on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsreader.cli.common import common_options, complete_articles, open_library, print_json, print_text, read

if TYPE_CHECKING:
    from newsreader.library import Related


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE ...", shell_complete=complete_articles)
@click.option("-n", "limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each article.")
@click.option(
    "--texts",
    type=click.Path(allow_dash=True, path_type=Path),
    help='Compare lines {"id","title","text"} of a file with one another and print {"id","related":[id,...]}.',
)
@common_options
def related(sources: tuple[str, ...], limit: int, as_json: bool, texts: Path | None) -> None:
    """Find articles of the library that are related to SOURCES.

    \b
    newsreader related article.txt
    newsreader related --texts articles.jsonl -n 5
    """
    if texts is None and not sources:
        raise click.UsageError("name a SOURCE, or give --texts FILE")
    if texts is not None:
        from newsreader.cli.commands.analyze import json_lines
        from newsreader.library.related import related_among

        lines = ((str(x["id"]), str(x.get("title") or ""), str(x["text"])) for x in json_lines(texts, ("id", "text")))
        for name, found in related_among(lines, limit):
            print_json({"id": name, "related": found})
    if not sources:
        return
    articles = list(read(sources))
    library = open_library()
    try:
        library.add(articles)
        for article in articles:
            posts = library.related(article.id, limit)
            if as_json:
                print_json({"id": article.id, "title": article.title, "related": [_json(post) for post in posts]})
            else:
                print_text("\n".join([article.title, *(line for post in posts for line in _lines(post))]))
    finally:
        library.close()


def _json(post: Related) -> dict[str, Any]:
    return {
        "id": post.id,
        "title": post.title,
        "site": post.site,
        "published": post.published,
        "score": round(post.score, 3),
        "reason": post.reason,
        "read": post.read,
        "also_in": [{"id": one.id, "title": one.title, "site": one.site} for one in post.also_in],
    }


def _lines(post: Related) -> list[str]:
    copies = ", ".join(one.site or one.title for one in post.also_in)
    facts = [post.site, post.published[:10], "read" * post.read, post.reason, f"also in {copies}" * bool(copies)]
    return [f"  {post.id}  {post.title}", "  " + " " * 19 + " · ".join(fact for fact in facts if fact)]
