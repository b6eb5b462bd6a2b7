"""The inverted index that related posts are found by, kept in the transaction that writes the article.

Of each article the strongest terms are posted. Which those are is judged by how rare each term is when the article is
added; their weights do not depend on it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from newsreader.library.terms import rarity, term_counts, term_weights

POSTED = 120
"""Terms of an article that are posted. Measured on labelled news: 80 lose two points of quality, 160 gain none."""

SCALE = 1000
"""Weights are stored as integers, in thousandths."""

_VARIABLES = 500


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """A term of the library: its row and the number of articles that hold it."""

    term_id: int
    articles: int


def known_terms(connection: sqlite3.Connection, terms: Sequence[str]) -> dict[str, KnownTerm]:
    """Look terms up; those that no article ever held are left out."""
    found: dict[str, KnownTerm] = {}
    for start in range(0, len(terms), _VARIABLES):
        some = terms[start : start + _VARIABLES]
        marks = ",".join("?" * len(some))
        rows = connection.execute(f"SELECT term, term_id, articles FROM terms WHERE term IN ({marks})", some)
        found.update((term, KnownTerm(term_id, articles)) for term, term_id, articles in rows)
    return found


def total(connection: sqlite3.Connection) -> int:
    """Count the articles that are posted."""
    (value,) = connection.execute("SELECT value FROM totals WHERE name = 'articles'").fetchone()
    return int(value)


def post(connection: sqlite3.Connection, number: int, title: str, text: str) -> None:
    """Enter an article that is not posted."""
    counts = term_counts(title, text)
    _count(connection, counts, 1)
    known = known_terms(connection, list(counts))
    articles = total(connection)
    strength = {
        term: (weight, weight * rarity(known[term].articles, articles)) for term, weight in term_weights(counts).items()
    }
    strongest = nlargest(POSTED, strength.items(), key=lambda item: (item[1][1], item[0]))
    connection.executemany(
        "INSERT OR REPLACE INTO postings VALUES (?, ?, ?)",
        sorted((known[term].term_id, number, round(weight * SCALE)) for term, (weight, _) in strongest),
    )


def unpost(connection: sqlite3.Connection, number: int, title: str, text: str) -> None:
    """Take out an article that was posted with this title and text."""
    counts = term_counts(title, text)
    known = known_terms(connection, list(counts))
    connection.executemany(
        "DELETE FROM postings WHERE term_id = ? AND number = ?",
        sorted((term.term_id, number) for term in known.values()),
    )
    _count(connection, counts, -1)


def _count(connection: sqlite3.Connection, counts: Counter[str], step: int) -> None:
    connection.executemany(
        "INSERT INTO terms (term, articles) VALUES (?1, max(0, ?2)) "
        "ON CONFLICT (term) DO UPDATE SET articles = max(0, articles + ?2)",
        [(term, step) for term in sorted(counts)],
    )
    connection.execute("UPDATE totals SET value = max(0, value + ?) WHERE name = 'articles'", (step,))
