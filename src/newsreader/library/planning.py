"""How a query is asked so that its first answers come at once, however common its words are.

Ranking by BM25 makes FTS5 walk through every article that holds any word of the query, so a phrase of common words
or a short prefix would take long. Where the words are that common, newest first is asked for instead: rows are numbered
by day, so that the index itself gives that order and stops early.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from heapq import nlargest

from newsreader.library.postings import known_terms
from newsreader.library.query import AnyOf, Query, Words
from newsreader.library.snippets import folded
from newsreader.library.terms import STOP_WORDS, singular

RANKED_HOLDERS = 6_000
"""Most articles that the words of a query may be held by, in sum, for the answer to be ranked."""

MERGED_HOLDERS = 20_000
"""Most articles that the words of a prefix may be held by, in sum, for all of these words to be looked for: the index
merges their lists before it gives the first. Beyond, the `COMMON_WORDS` most common of them stand for the prefix, which
is plenty for what is shown first."""

COMMON_WORDS = 25

WEIGHTS = "8.0, 1.0, 2.0, 2.0, 2.0, 4.0, 4.0, 4.0, 4.0"
"""What a word counts in each column of the index when answers are ranked."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a query is asked.

    Attributes:
        ranked: Whether its answers can be ranked in little time.
        quick: The query with common words in place of prefixes that too many words have; its answers are answers to
            the query too, and come at once.
    """

    ranked: bool
    quick: Query


def plan(connection: sqlite3.Connection, query: Query) -> Plan:
    """Look up how common the words of a query are."""
    holders, common = _holders(connection, query)
    return Plan(0 <= holders <= RANKED_HOLDERS, query.replaced(common) if common else query)


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
