"""Searching the full-text index, best or newest first; what was found where."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from newsreader.article import Span
from newsreader.library.analyses import get_analysis
from newsreader.library.matching import match_of
from newsreader.library.planning import WEIGHTS, Plan, plan
from newsreader.library.query import Query
from newsreader.library.snippets import MAX_HITS, Snippet, Wanted, snippet_of, spans_in, wanted
from newsreader.library.spelling import Correction, forgiving


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found.

    Attributes:
        id: The article's id.
        title: Its headline.
        site: Its publication.
        published: ISO 8601 date or time, empty if unknown.
        read: Whether the reader has read it.
        snippet: Where the text answers; its beginning if only other fields do.
        spans: The words that were found, in the article's text, in order, and the quotations of a speaker that was
            asked for; at most `MAX_HITS`.
        title_spans: The words that were found, in the headline.
    """

    id: str
    title: str
    site: str
    published: str
    read: bool
    snippet: Snippet
    spans: tuple[Span, ...]
    title_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SearchResults(Sequence[Hit]):
    """The answer to a query.

    Attributes:
        hits: Best first, or newest first if not ``ranked``.
        ranked: Whether they are in the order of relevance.
        correction: Misspelt words with what was searched in their place; empty unless nothing was found without.
    """

    hits: tuple[Hit, ...] = ()
    ranked: bool = False
    correction: Correction = ()

    def __len__(self) -> int:
        return len(self.hits)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, index: int | slice) -> Hit | tuple[Hit, ...]:
        return self.hits[index]


def search(
    connection: sqlite3.Connection, query: Query, limit: int, offset: int = 0, *, newest_first: bool = False
) -> SearchResults:
    """Answer a query.

    Args:
        connection: The reading connection.
        query: What to look for.
        limit: Most hits.
        offset: Hits to leave out first.
        newest_first: Never rank.
    """

    def ask(asked: Query) -> tuple[bool, list[int]]:
        planned = plan(connection, asked)
        ranked = planned.ranked and not newest_first
        return ranked, _numbers(connection, planned, ranked, limit, offset)

    ranked, numbers = ask(query)
    correction: Correction = ()
    if not numbers and not offset:
        query, correction = forgiving(connection, query)
        if correction:
            ranked, numbers = ask(query)
    return SearchResults(tuple(hits(connection, numbers, query)), ranked, correction if numbers else ())


def _numbers(connection: sqlite3.Connection, planned: Plan, ranked: bool, limit: int, offset: int) -> list[int]:
    match = match_of(planned.quick)
    conditions = list(match.conditions)
    values: list[str | int] = list(match.values)
    if match.expression:
        table = "search AS s"
        number = "s.rowid"
        if conditions:
            table += " CROSS JOIN articles AS a ON a.number = s.rowid"
        conditions.insert(0, "s.search MATCH ?")
        values.insert(0, match.expression)
    else:
        table, number = "articles AS a", "a.number"
        conditions.append("a.deleted = ''")
    if planned.numbers is not None:
        conditions.append(f"{number} BETWEEN ? AND ?")
        values += planned.numbers
    order = f"bm25(search, {WEIGHTS}), {number} DESC" if ranked else f"{number} DESC"
    found = connection.execute(
        f"SELECT {number} FROM {table} WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [number for (number,) in found]


def hits(connection: sqlite3.Connection, numbers: Iterable[int], query: Query) -> Iterator[Hit]:
    """Look up where articles answer a query, by their numbers; those that are gone by now are left out."""
    in_text, in_title, speaker = wanted(query, "", "text"), wanted(query, "", "title"), wanted(query, "said")
    for number in numbers:
        row = connection.execute(
            "SELECT id, title, site, published, read <> '', text FROM articles JOIN bodies USING (number) "
            "WHERE number = ?",
            (number,),
        ).fetchone()
        if row is None:
            continue
        identifier, title, site, published, read, text = row
        spans = spans_in(in_text, text)
        if speaker:
            spans = tuple(sorted((*_quoted(connection, number, speaker), *spans))[:MAX_HITS])
        yield Hit(
            id=identifier,
            title=title,
            site=site,
            published=published,
            read=bool(read),
            snippet=snippet_of(text, spans),
            spans=spans,
            title_spans=spans_in(in_title, title),
        )


def _quoted(connection: sqlite3.Connection, number: int, speaker: Sequence[Wanted]) -> Iterator[Span]:
    """What somebody says in an article, as the analysis has it."""
    known = get_analysis(connection, number)
    for quote in known.quotes if known is not None else ():
        if quote.speaker and spans_in(speaker, quote.speaker):
            yield quote.span
