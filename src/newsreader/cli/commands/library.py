"""``newsreader add``, ``list``, ``remove`` and ``search``: the library."""

from __future__ import annotations

from itertools import islice
from typing import Any

import click

from newsreader.cli.adding import Adding
from newsreader.cli.common import (
    common_options,
    complete_articles,
    fail,
    open_library,
    print_json,
    print_text,
    read,
    say,
    settings,
)

BATCH = 50
"""Articles written at one stroke; a run that is broken off has lost no more than these."""


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE ...", shell_complete=complete_articles)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each article.")
@common_options
def add(sources: tuple[str, ...], as_json: bool) -> None:
    """Put the articles of SOURCES into the library. Adding them again changes nothing.

    \b
    newsreader add article.txt saved-pages/
    newsreader add https://paper.example/story pocket-export.zip
    """
    from newsreader.sources.categories import write_sections

    library = open_library()
    try:
        with Adding() as adding:
            articles = read(sources, adding.failed)
            while batch := list(islice(articles, BATCH)):
                for article, result in zip(batch, library.add(batch), strict=True):
                    adding.took(result)
                    if as_json:
                        print_json({"id": result.id, "state": str(result.state), "title": article.title})
                    elif not adding.shows_bar:
                        print_text(f"{result.state:9}  {result.id}  {article.title}")
            write_sections(settings().paths.sections, library.sections())
    finally:
        library.close()
    adding.summary()


@click.command("list")
@click.option("-n", "limit", type=click.IntRange(1), default=100, show_default=True, help="How many, the newest first.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each article.")
@common_options
def list_articles(limit: int, as_json: bool) -> None:
    """List the library.

    \b
    newsreader list -n 20
    newsreader list --json | jq -r .title
    """
    library = open_library()
    try:
        rows = library.articles(limit, 0)
        for row in rows:
            _print_row(row, as_json)
        if not rows:
            say("the library is empty; newsreader add SOURCE puts articles there")
    finally:
        library.close()


def _print_row(row: Any, as_json: bool) -> None:
    if as_json:
        print_json({"id": row.id, "title": row.title, "site": row.site, "published": row.published})
    else:
        print_text(f"{row.id}  {row.published[:10]:10}  {row.title}")


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE ...", shell_complete=complete_articles)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each article.")
@common_options
def remove(articles: tuple[str, ...], as_json: bool) -> None:
    """Take ARTICLES, named by their ids, out of the library. Their notes are kept.

    \b
    newsreader remove $(newsreader list --json -n 1 | jq -r .id)
    """
    library = open_library()
    try:
        for name in articles:
            if library.get(name) is None:
                fail(f"{name}: no such article in the library; newsreader list shows them")
                continue
            library.remove(name)
            if as_json:
                print_json({"id": name, "state": "removed"})
            else:
                say(f"removed {name}; its notes are kept")
    finally:
        library.close()


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("-n", "limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each article.")
@common_options
def search(query: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Search the library for words.

    \b
    newsreader search ceasefire talks
    """
    library = open_library()
    try:
        hits = library.search(" ".join(query), limit)
        if not hits:
            fail(f"nothing found for {' '.join(query)!r}")
        for hit in hits:
            _print_row(hit, as_json)
    finally:
        library.close()
