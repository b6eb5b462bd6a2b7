"""The inverted index that related posts are found by, kept in the transaction that writes the article.

Of each article the strongest terms are posted. Which those are is judged by how rare each term is when the article is
added; their weights do not depend on it. The length that weights are divided by is that of the posted terms alone, so
that a long article is not at a disadvantage.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from heapq import nlargest
from typing import NamedTuple

import orjson

from newsreader.library.terms import rarity, term_counts, term_weights

POSTED = 160
"""Terms of an article that are posted. On labelled news 120 lose a third of a point, 80 lose two."""

SCALE = 1000
"""Weights are stored as integers, in thousandths."""


class KnownTerm(NamedTuple):
    """A term of the library: its row and the number of articles that hold it."""

    term_id: int
    articles: int


def known_terms(connection: sqlite3.Connection, terms: Collection[str]) -> dict[str, KnownTerm]:
    """Look terms up; those that no article ever held are left out."""
    rows = connection.execute(
        "SELECT term, term_id, articles FROM json_each(?) JOIN terms ON term = value",
        (orjson.dumps(list(terms)).decode(),),
    )
    return {term: KnownTerm(term_id, articles) for term, term_id, articles in rows}


def total(connection: sqlite3.Connection) -> int:
    """Count the articles that are posted."""
    (value,) = connection.execute("SELECT value FROM totals WHERE name = 'articles'").fetchone()
    return int(value)


def post(connection: sqlite3.Connection, articles: Iterable[tuple[int, str, str]]) -> None:
    """Enter articles that are not posted.

    Args:
        connection: A connection in a transaction.
        articles: Triples of number, title and text. Their terms are counted together, which is far cheaper than one
            by one.
    """
    counted = [(number, term_counts(title, text)) for number, title, text in articles]
    holders: Counter[str] = Counter()
    for _, counts in counted:
        holders.update(counts.keys())
    known = _count_holders(connection, holders)
    _count_articles(connection, len(counted))
    present = total(connection)
    rarities = {term: rarity(row.articles, present) for term, row in known.items()}
    rows: list[tuple[int, int, int]] = []
    for number, counts in counted:
        strengths = ((weight * rarities[term], term) for term, weight in term_weights(counts).items())
        strongest = {term: counts[term] for _, term in nlargest(POSTED, strengths)}
        rows += (
            (known[term].term_id, number, round(weight * SCALE)) for term, weight in term_weights(strongest).items()
        )
    rows.sort()
    connection.executemany("INSERT OR REPLACE INTO postings VALUES (?, ?, ?)", rows)


def unpost(connection: sqlite3.Connection, number: int, title: str, text: str) -> None:
    """Take out an article that was posted with this title and text."""
    counts = term_counts(title, text)
    known = known_terms(connection, counts)
    connection.executemany(
        "DELETE FROM postings WHERE term_id = ? AND number = ?",
        sorted((term.term_id, number) for term in known.values()),
    )
    connection.execute(
        "UPDATE terms SET articles = max(0, articles - 1) WHERE term_id IN (SELECT value FROM json_each(?))",
        (orjson.dumps([term.term_id for term in known.values()]).decode(),),
    )
    _count_articles(connection, -1)


def _count_holders(connection: sqlite3.Connection, holders: Counter[str]) -> dict[str, KnownTerm]:
    """Add to how many articles hold each term, and return the terms as they are then."""
    rows = connection.execute(
        "INSERT INTO terms (term, articles) SELECT key, value FROM json_each(?) WHERE true "
        "ON CONFLICT (term) DO UPDATE SET articles = articles + excluded.articles RETURNING term, term_id, articles",
        (orjson.dumps(holders).decode(),),
    )
    return {term: KnownTerm(term_id, count) for term, term_id, count in rows}


def _count_articles(connection: sqlite3.Connection, step: int) -> None:
    connection.execute("UPDATE totals SET value = max(0, value + ?) WHERE name = 'articles'", (step,))
