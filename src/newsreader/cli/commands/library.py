"""``newsreader add``, ``list``, ``remove`` and ``search``: the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from newsreader.cli.adding import Adding
from newsreader.cli.common import (
    common_options,
    complete_articles,
    fail,
    open_library,
    print_json,
    print_styled,
    print_text,
    read,
    say,
    settings,
)

if TYPE_CHECKING:
    from newsreader.article import Span
    from newsreader.library import Hit
    from newsreader.library.query import Words

BATCH = 50
"""Articles written at one stroke; a run that is broken off has lost no more than these."""


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE ...", shell_complete=complete_articles)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each article.")
@click.option("--no-names", is_flag=True, help="Do not look for people and speakers yet; the app does that later.")
@common_options
def add(sources: tuple[str, ...], as_json: bool, no_names: bool) -> None:
    """Put the articles of SOURCES into the library. Adding them again changes nothing.

    Then people and speakers are looked for, so that person: and said: find them. Whatever is done when you break it off
    stays, and the same command goes on from there.

    \b
    newsreader add article.txt saved-pages/
    newsreader add https://paper.example/story pocket-export.zip
    """
    from newsreader.sources.categories import write_sections

    library = open_library()
    ids: list[str] = []
    try:
        with Adding() as adding:
            articles = read(sources, adding.failed)
            while batch := list(islice(articles, BATCH)):
                for article, result in zip(batch, library.add(batch), strict=True):
                    adding.took(result)
                    ids.append(result.id)
                    if as_json:
                        print_json({"id": result.id, "state": str(result.state), "title": article.title})
                    elif not adding.shows_bar:
                        print_text(f"{result.state:9}  {result.id}  {article.title}")
            write_sections(settings().paths.sections, library.sections())
        adding.summary()
        if not no_names:
            from newsreader.cli.looking import look_through

            look_through(library, ids)
    finally:
        library.close()


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
@click.argument("articles", nargs=-1, metavar="[ARTICLE ...]", shell_complete=complete_articles)
@click.option("--undo", is_flag=True, help="Bring back what was removed last.")
@click.option("--for-good", is_flag=True, help="Delete ARTICLES with their older versions; nothing brings them back.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each article.")
@common_options
def remove(articles: tuple[str, ...], undo: bool, for_good: bool, as_json: bool) -> None:
    """Take ARTICLES, named by their ids, out of the library. Their notes are kept.

    \b
    newsreader remove $(newsreader list --json -n 1 | jq -r .id)
    newsreader remove --undo
    """
    if undo == bool(articles) or (undo and for_good):
        raise click.UsageError("name an ARTICLE, or give --undo alone")
    library = open_library()
    try:
        if undo:
            done, state = library.restore(*library.removed_last()), "restored"
            if not done:
                fail("nothing was removed that could be brought back")
        else:
            # What is hidden already can still be deleted for good.
            done, state = library.remove(*articles), "removed"
            if for_good:
                done, state = library.purge(*articles), "deleted"
            for name in dict.fromkeys(articles):
                if name not in done:
                    fail(f"{name}: no such article in the library; newsreader list shows them")
    finally:
        library.close()
    for name in done:
        if as_json:
            print_json({"id": name, "state": state})
        else:
            say(f"{state} {name}" + "; its notes are kept" * (not undo))


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("-n", "limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many.")
@click.option("--newest", is_flag=True, help="The newest first instead of the best.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each article.")
@common_options
def search(query: tuple[str, ...], limit: int, newest: bool, as_json: bool) -> None:
    """Search the library.

    Words are found in all their forms and forgiven their spelling; quotation marks keep a phrase as it is. OR, NOT or
    a minus, and parentheses combine them.

    \b
    In one field:   title: text: byline: site: category: person: said: tag: note:
    By the article: after:2025-03-01 before:2025-04 on:2024 is:unread is:read feed:NAME
    \b
    newsreader search ceasefire talks
    newsreader search '"nuclear deal" negotiat* -football after:2025-03'
    newsreader search said:ushakov --json | jq -r .snippet.text
    """
    library = open_library()
    asked = " ".join(query)
    try:
        hits = library.search(asked, limit, newest_first=newest)
        waiting = library.count_unanalyzed() if any(w.field in ("person", "said") for w in _words(asked)) else 0
    finally:
        library.close()
    for typed, meant in hits.correction:
        say(f"newsreader: no article has {typed!r}; searched for {meant!r}")
    if waiting:
        say(f"newsreader: {waiting:,} articles were not looked through for people yet; newsreader analyze --library")
    if not hits:
        fail(f"nothing found for {asked!r}")
    for hit in hits:
        _print_hit(hit, as_json)


def _words(query: str) -> Iterator[Words]:
    from newsreader.library import Query

    return Query.parse(query).words()


def _print_hit(hit: Hit, as_json: bool) -> None:
    snippet = hit.snippet
    if as_json:
        print_json(
            {
                "id": hit.id,
                "title": hit.title,
                "site": hit.site,
                "published": hit.published,
                "read": hit.read,
                "snippet": {"start": snippet.start, "end": snippet.end, "text": snippet.text},
                "spans": [list(span) for span in hit.spans],
                "title_spans": [list(span) for span in hit.title_spans],
            }
        )
        return
    title = _emphasised(hit.title, 0, hit.title_spans)
    print_styled(f"{hit.id}  {hit.published[:10]:10}  ", *title)
    before = "  … " if snippet.start else "  "
    print_styled(before, *_emphasised(snippet.text, snippet.start, hit.spans), " …")


def _emphasised(text: str, start: int, spans: Sequence[Span]) -> list[str | tuple[str]]:
    """A stretch of a text in pieces in one line, the words that were found in tuples."""
    pieces: list[str | tuple[str]] = []
    at = 0
    for span in spans:
        begin, end = span.start - start, span.end - start
        if at <= begin and end <= len(text):
            pieces += [text[at:begin], (text[begin:end],)]
            at = end
    return [*pieces, text[at:]]
