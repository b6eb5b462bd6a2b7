"""``newsreader show``: print articles."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Any, Literal

import click

from newsreader.article import Article, BlockKind
from newsreader.cli.common import common_options, complete_articles, fail, open_library, print_json, print_text, read

Format = Literal["rich", "text", "markdown", "json"]


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE ...", shell_complete=complete_articles)
@click.option(
    "--format",
    "style",
    type=click.Choice(["rich", "text", "markdown", "json"]),
    help="How to print; rich on a terminal, text otherwise.",
)
@common_options
def show(sources: tuple[str, ...], style: Format | None) -> None:
    """Print the articles of SOURCES.

    \b
    newsreader show article.txt
    newsreader show --format json folder/ > articles.jsonl
    curl -s https://example.org/a | newsreader show -
    """
    print_articles(sources, style or ("rich" if sys.stdout.isatty() else "text"))


def print_articles(sources: Sequence[str], style: Format) -> None:
    """Print every article of some sources; what cannot be read is said."""
    first = True
    for article in read(sources):
        if style == "json":
            print_json(article_json(article))
            continue
        if not first:
            click.echo()
        first = False
        if style == "rich":
            _print_rich(article)
        else:
            print_text(article_markdown(article) if style == "markdown" else article_text(article))


def print_library() -> None:
    """Print what the library holds, a line an article."""
    library = open_library()
    try:
        rows = library.articles(1000, 0)
    finally:
        library.close()
    if not rows:
        fail("the library is empty; open something with newsreader FILE, FOLDER or ADDRESS")
    for row in rows:
        print_text(f"{row.id}  {row.published[:10]:10}  {row.title}")


def article_json(article: Article) -> dict[str, Any]:
    """An article as the JSON object that ``show --format json`` prints."""
    return {
        "source": article.source,
        "id": article.id,
        "title": article.title,
        "byline": article.byline,
        "published": article.published,
        "site": article.site,
        "url": article.url,
        "categories": list(article.categories),
        "text": article.text,
        "blocks": [
            {"kind": b.kind.value, "start": b.start, "end": b.end, **({"level": b.level} if b.level else {})}
            for b in article.blocks
        ],
        "links": [{"start": k.start, "end": k.end, "url": k.url} for k in article.links],
        "related": [{"title": r.title, "url": r.url} for r in article.related],
        "removed": list(article.removed),
        "language": article.language,
        "lead_image": article.lead_image,
        "lead_image_description": article.lead_image_description,
        "confidence": dict(article.confidence),
    }


def _facts(article: Article) -> str:
    return " · ".join(
        p for p in (article.byline, article.published, article.site, ", ".join(article.categories), article.url) if p
    )


def article_text(article: Article) -> str:
    """An article as plain text."""
    head = [p for p in (article.title, _facts(article)) if p]
    return "\n".join([*head, "", article.text]) if head else article.text


def article_markdown(article: Article) -> str:
    """An article as Markdown, its text escaped so that it reads as the words it is."""
    from newsreader.exports.escaping import escape

    parts = [f"# {escape(article.title)}"] if article.title else []
    if facts := _facts(article):
        parts.append(f"*{escape(facts)}*")
    for block in article.blocks:
        text = article.text[block.start : block.end]
        lines = [escape(line) for line in text.split("\n")]
        match block.kind:
            case BlockKind.HEADING:
                parts.append("#" * max(2, block.level) + " " + " ".join(lines))
            case BlockKind.LIST_ITEM:
                parts.append("  " * max(0, block.level - 1) + "- " + "\n  ".join(lines))
            case BlockKind.QUOTE:
                parts.append("\n".join(f"> {line}" for line in lines))
            case BlockKind.CODE | BlockKind.TABLE:
                fence = "`" * max(3, 1 + max((len(m) for m in re.findall("`+", text)), default=0))
                parts.append(f"{fence}text\n{text}\n{fence}")
            case _:
                parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _print_rich(article: Article) -> None:
    """Print with colours and wrapping; the text is never read as markup."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from newsreader.text.clean import clean_line, clean_text

    console = Console(highlight=False, markup=False, emoji=False)
    width = min(console.width, 80)
    console.print(Text(clean_line(article.title) or "Untitled", style="bold"), width=width)
    if facts := _facts(article):
        console.print(Text(clean_line(facts), style="dim"), width=width)
    for block in article.blocks:
        text = Text(clean_text(article.text[block.start : block.end]))
        console.print()
        if block.kind is BlockKind.HEADING:
            text.stylize("bold")
        if block.kind is BlockKind.LIST_ITEM:
            text = Text("• ") + text
        indent = 2 if block.kind in (BlockKind.QUOTE, BlockKind.CODE, BlockKind.LIST_ITEM) else 0
        console.print(Padding(text, (0, 0, 0, indent)), width=width)
