"""How a query is asked so that its first answers come at once, however common its words are.

Ranking by BM25 makes FTS5 walk through every article that holds any word of the query, so a phrase of common words
or a short prefix would take long. Where the words are that common, newest first is asked for instead: rows are numbered
by day, so that the index itself gives that order and stops early.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from newsreader.library.numbering import ASTRAY, end_number, first_number
from newsreader.library.postings import known_terms
from newsreader.library.query import AllOf, AnyOf, Filter, Query, Words
from newsreader.library.snippets import folded
from newsreader.library.terms import STOP_WORDS, singular

RANKED_HOLDERS = 6_000
"""Most articles that the words of a query may be held by, in sum, for the answer to be ranked."""

MERGED_HOLDERS = 20_000
"""Most articles that the words of a prefix may be held by, in sum, for all of these words to be looked for: the index
merges their lists before it gives the first. Beyond, the `COMMON_WORDS` most common of them stand for the prefix, which
is plenty for what is shown first."""

COMMON_WORDS = 12

SHORT = 1
"""Code points of a prefix that too many words have for all of them to be counted."""

WEIGHTS = "8.0, 1.0, 2.0, 2.0, 2.0, 4.0, 4.0, 4.0, 4.0"
"""What a word counts in each column of the index when answers are ranked."""

_LAST = chr(0x10FFFF)
_MOST = 2**62
"""Behind every date, and more than every number."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a query is asked.

    Attributes:
        ranked: Whether its answers can be ranked in little time.
        quick: The query with common words in place of prefixes that too many words have; its answers are answers to
            the query too, and come at once.
        numbers: The least and the greatest number that an article of the dates asked for can have; None if no dates
            are asked for.
    """

    ranked: bool
    quick: Query
    numbers: tuple[int, int] | None


def plan(connection: sqlite3.Connection, query: Query) -> Plan:
    """Look up how common the words of a query are, and where its dates lie."""
    holders, common = _holders(connection, query)
    quick = query.replaced(common) if common else query
    return Plan(0 <= holders <= RANKED_HOLDERS, quick, _numbers(connection, query))


def _holders(connection: sqlite3.Connection, query: Query) -> tuple[int, dict[Words, AnyOf]]:
    """How many articles hold the words of a query, in sum; what stands in for prefixes that too many words have.

    Returns:
        The sum, -1 if there are no words or such as nearly every article may hold; and the replacements.
    """
    words = list(query.words())
    plain = [part for word in words if not word.prefix for part in _WORD.findall(word.words.lower())]
    known = known_terms(connection, {singular(word) for word in plain})
    holders = sum(term.articles for term in known.values())
    # Only the words of headlines and texts are counted.
    countable = all(word.field in ("", "title", "text") for word in words)
    common: dict[Words, AnyOf] = {}
    for word in words:
        if not word.prefix:
            continue
        *whole, start = _WORD.findall(folded(word.words)) or [""]
        plain += whole
        reach, most = _common(connection, start)
        if reach > MERGED_HOLDERS and not whole and word.field in ("", "text"):
            common[word] = AnyOf(tuple(Words(term, word.field) for term in most))
        if reach <= MERGED_HOLDERS and len(start) > SHORT:
            (reach,) = connection.execute(f"SELECT total(articles) FROM terms WHERE {_BEGINS}", (start,)).fetchone()
        holders += int(reach)
        countable = countable and len(start) > SHORT
    if not words or not countable or any(word in STOP_WORDS for word in plain):
        return -1, common
    return holders, common


_BEGINS = "term >= ?1 AND term < ?1 || char(1114111)"


def _common(connection: sqlite3.Connection, start: str) -> tuple[int, list[str]]:
    """How many articles hold the common words that begin so, in sum, and the most common of them."""
    held = f"FROM terms INDEXED BY common_terms WHERE articles >= 100 AND {_BEGINS}"
    (reach,) = connection.execute(f"SELECT total(articles) {held}", (start,)).fetchone()
    most = connection.execute(f"SELECT term {held} ORDER BY articles DESC, term DESC LIMIT {COMMON_WORDS}", (start,))
    return int(reach), [term for (term,) in most]


def _numbers(connection: sqlite3.Connection, query: Query) -> tuple[int, int] | None:
    """The least and the greatest number that an article of the dates asked for can have.

    Numbers rise with the day, so that the index need not be walked from today back to an early date.
    """
    parts = query.root.parts if isinstance(query.root, AllOf) else (query.root,)
    dates = [part for part in parts if isinstance(part, Filter) and part.name in ("after", "before", "on")]
    if not dates:
        return None
    first, end, least, beyond = "", _LAST, 0, _MOST
    for part in dates:
        if part.name != "before":
            first, least = max(first, part.value), max(least, first_number(part.value))
        if part.name == "before":
            end, beyond = min(end, part.value), min(beyond, first_number(part.value))
        elif part.name == "on":
            end, beyond = min(end, part.value + _LAST), min(beyond, end_number(part.value))
    early, late = connection.execute(
        f"SELECT min(number), max(number) FROM articles INDEXED BY articles_astray WHERE {ASTRAY} "
        "AND published >= ? AND published < ?",
        (first, end),
    ).fetchone()
    return (least, beyond - 1) if early is None else (min(least, early), max(beyond - 1, late))
