"""Searching the full-text index.

Ranking by BM25 makes FTS5 walk through every article that holds any word of the query, so a phrase of common words
or a short prefix would take long. Where the words are that common, newest first is asked for instead: rows are numbered
by day, so that the index itself gives that order and stops early.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import overload

from newsreader.article import Span
from newsreader.library.matching import Match, match_of
from newsreader.library.postings import known_terms
from newsreader.library.query import AnyOf, Query, Words, inflections
from newsreader.library.terms import STOP_WORDS, singular

RANKED_HOLDERS = 6_000
"""Most articles that the words of a query may be held by, in sum, for the answer to be ranked."""

MERGED_HOLDERS = 20_000
"""Most articles that the words of a prefix may be held by, in sum, for all of these words to be looked for: the index
merges their lists before it gives the first. Beyond, the `COMMON_WORDS` most common of them stand for the prefix, which
is plenty for what is shown first."""

COMMON_WORDS = 25

SNIPPET = 160
"""Code points of a snippet."""

MAX_HITS = 200
"""Most spans reported for one article."""

_WEIGHTS = "8.0, 1.0, 2.0, 2.0, 2.0, 4.0, 4.0, 4.0, 4.0"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of the text around the first hits.

    Attributes:
        start: First code point in the article's text.
        end: One past the last.
        text: The stretch.
    """

    start: int
    end: int
    text: str


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
        spans: The words that were found, in the article's text, in order; at most `MAX_HITS`.
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
    correction: tuple[tuple[str, str], ...] = ()

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
    ranked, numbers = _found(connection, query, limit, offset, newest_first)
    correction: dict[Words, Words] = {}
    if not numbers and not offset:
        from newsreader.library.spelling import corrections

        correction = corrections(connection, query)
        if correction:
            query = query.replaced(correction)
            ranked, numbers = _found(connection, query, limit, offset, newest_first)
    changes = tuple((old.words, new.words) for old, new in correction.items()) if numbers else ()
    return SearchResults(tuple(_hits(connection, numbers, query)), ranked, changes)


def _found(
    connection: sqlite3.Connection, query: Query, limit: int, offset: int, newest_first: bool
) -> tuple[bool, list[int]]:
    """Whether the answer is ranked, and its rows."""
    holders, common = _holders(connection, query)
    ranked = not newest_first and 0 <= holders <= RANKED_HOLDERS
    match = match_of(query.replaced(common))
    return ranked, _numbers(connection, match, ranked, limit, offset)


def _holders(connection: sqlite3.Connection, query: Query) -> tuple[int, dict[Words, AnyOf]]:
    """How many articles hold the words of a query, in sum; what stands in for prefixes that too many words have.

    Returns:
        The sum, -1 if there are no words or such as nearly every article holds; and the replacements.
    """
    words = list(query.words())
    plain = [part for word in words if not word.prefix for part in _WORD.findall(word.words.lower())]
    known = known_terms(connection, {singular(word) for word in plain})
    holders = sum(term.articles for term in known.values())
    common: dict[Words, AnyOf] = {}
    for word in words:
        if not word.prefix:
            continue
        *whole, start = _WORD.findall(folded(word.words)) or [""]
        plain += whole
        terms = connection.execute(
            "SELECT articles, term FROM terms WHERE term >= ?1 AND term < ?1 || char(1114111)", (start,)
        ).fetchall()
        reach = sum(articles for articles, _ in terms)
        holders += reach
        if not whole and reach > MERGED_HOLDERS:
            most = nlargest(COMMON_WORDS, terms)
            common[word] = AnyOf(tuple(Words(term, word.field) for _, term in most))
    if not words or any(word in STOP_WORDS for word in plain):
        return -1, common
    return holders, common


def _numbers(connection: sqlite3.Connection, match: Match, ranked: bool, limit: int, offset: int) -> list[int]:
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
    order = f"bm25(search, {_WEIGHTS}), {number} DESC" if ranked else f"{number} DESC"
    found = connection.execute(
        f"SELECT {number} FROM {table} WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [number for (number,) in found]


def _hits(connection: sqlite3.Connection, numbers: list[int], query: Query) -> Iterator[Hit]:
    in_text, in_title = _pattern(query, "text"), _pattern(query, "title")
    for number in numbers:
        identifier, title, site, published, read, text = connection.execute(
            "SELECT id, title, site, published, read <> '', text FROM articles JOIN bodies USING (number) "
            "WHERE number = ?",
            (number,),
        ).fetchone()
        spans = _spans(in_text, text)
        yield Hit(
            id=identifier,
            title=title,
            site=site,
            published=published,
            read=bool(read),
            snippet=_snippet(text, spans),
            spans=spans,
            title_spans=_spans(in_title, title),
        )


_WORD = re.compile(r"[^\W_]+")


def _pattern(query: Query, field: str) -> re.Pattern[str] | None:
    alternatives = [_alternative(words) for words in query.words() if words.field in ("", field)]
    alternatives = [alternative for alternative in alternatives if alternative]
    if not alternatives:
        return None
    return re.compile("|".join(alternatives))


def _alternative(words: Words) -> str:
    parts = [re.escape(part) for part in _WORD.findall(folded(words.words))]
    if not parts:
        return ""
    between = r"[\W_]+"
    if words.prefix:
        return between.join(parts) + r"[^\W_]*"
    if words.exact or len(parts) > 1:
        return between.join(parts) + r"(?![^\W_])"
    forms = sorted(map(folded, inflections(words.words)), key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, forms)) + r")(?![^\W_])"


def _spans(pattern: re.Pattern[str] | None, text: str) -> tuple[Span, ...]:
    if pattern is None:
        return ()
    text = folded(text)
    spans: list[Span] = []
    match = pattern.search(text)
    while match is not None and len(spans) < MAX_HITS:
        start, end = match.span()
        # A look-behind in the pattern would keep the engine from skipping to the first letters that it looks for.
        if start and text[start - 1].isalnum():
            end = start + 1
        else:
            spans.append(Span(start, end))
        match = pattern.search(text, end)
    return tuple(spans)


def _snippet(text: str, spans: tuple[Span, ...]) -> Snippet:
    """The stretch of `SNIPPET` code points with most hits, the first of several, widened to whole words."""
    start = 0
    if spans:
        best = max(spans, key=lambda span: sum(span.start <= other.start < span.start + SNIPPET for other in spans))
        start = max(0, best.start - SNIPPET // 4)
        while start > 0 and start > best.start - SNIPPET // 2 and not text[start - 1].isspace():
            start -= 1
    end = min(len(text), start + SNIPPET)
    while end < len(text) and end < start + SNIPPET + 20 and not text[end].isspace():
        end += 1
    return Snippet(start, end, text[start:end])


class _Folding(dict[int, str]):
    """One folded character for each character, made when first met."""

    def __missing__(self, code: int) -> str:
        import unicodedata

        character = chr(code)
        base = unicodedata.normalize("NFD", character)[0].lower()
        self[code] = base if len(base) == 1 else character
        return self[code]


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Take case and accents off, keeping the number of code points, as the index does when it divides words."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)
