"""The inverted index that related posts are found by, kept in the transaction that writes the article.

Of each article the strongest terms are posted. Which those are is judged by how rare each term is when the article is
added; their weights do not depend on it. The length that weights are divided by is that of the posted terms alone, so
that a long article is not at a disadvantage.

Postings of the articles added last stand in a small table of their own, and how often their common terms occur is noted
beside the counts, until there are enough of them to be worked in at one stroke. All of that is in the article's own
transaction, and whoever reads reads both.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from heapq import nlargest
from typing import NamedTuple

import orjson

from newsreader.library.terms import rarity, term_counts, term_weights

POSTED = 160
"""Terms of an article that are posted. On labelled news 120 lose a third of a point, 80 lose two."""

SCALE = 1000
"""Weights are stored as integers, in thousandths."""


EXACT_BELOW = 20
"""Articles that hold a term from which on it is counted later: one more tells little of how rare it is."""

RECENT = 64
"""Articles whose postings and common terms wait to be worked in together.

Each of the 160 postings and 300 terms of an article stands on a page of its own of a large library. Written at once
they would be a megabyte of log for every article; those of the last few articles share a few dozen pages.
"""


class KnownTerm(NamedTuple):
    """A term of the library: its row and the number of articles that hold it."""

    term_id: int
    articles: int


class Holders(NamedTuple):
    """The articles that a term is posted of, by their numbers, and its weight in each, in thousandths."""

    numbers: list[int]
    weights: list[int]


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
    many = len(counted) >= RECENT
    known = _count_holders(connection, holders, 0 if many else len(counted))
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
    table = "postings" if many else "recent_postings"
    connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", rows)
    _work_in(connection)


def holders_of(connection: sqlite3.Connection, term_ids: Collection[int]) -> dict[int, Holders]:
    """The articles that each term is posted of.

    SQLite hands the postings of a term over as one array: thousands of rows one by one would take three times as long.
    """
    asked = orjson.dumps(list(term_ids)).decode()
    found = {
        term_id: Holders(orjson.loads(numbers), orjson.loads(weights))
        for term_id, numbers, weights in connection.execute(
            "SELECT value, (SELECT json_group_array(number) FROM postings WHERE term_id = value), "
            "(SELECT json_group_array(weight) FROM postings WHERE term_id = value) FROM json_each(?)",
            (asked,),
        )
    }
    recent = connection.execute(
        "SELECT term_id, number, weight FROM json_each(?) JOIN recent_postings ON term_id = value", (asked,)
    )
    for term_id, number, weight in recent:
        found[term_id].numbers.append(number)
        found[term_id].weights.append(weight)
    return found


def _work_in(connection: sqlite3.Connection) -> None:
    """Put the postings and counts of the articles added last to those of all others, if they are enough."""
    (waiting,) = connection.execute("SELECT sum(articles) FROM uncounted").fetchone()
    if (waiting or 0) < RECENT:
        return
    connection.execute("INSERT OR REPLACE INTO postings SELECT * FROM recent_postings ORDER BY term_id, number")
    connection.executemany(
        "UPDATE terms SET articles = articles + ? WHERE term_id = ?",
        [(count, term_id) for term_id, count in sorted(uncounted(connection).items())],
    )
    connection.execute("DELETE FROM recent_postings")
    connection.execute("DELETE FROM uncounted")


def unpost(connection: sqlite3.Connection, number: int, title: str, text: str) -> None:
    """Take out an article that was posted with this title and text."""
    counts = term_counts(title, text)
    known = known_terms(connection, counts)
    for table in ("postings", "recent_postings"):
        connection.executemany(
            f"DELETE FROM {table} WHERE term_id = ? AND number = ?",
            sorted((term.term_id, number) for term in known.values()),
        )
    common = _note(connection, known, dict.fromkeys(known, -1), 1)
    connection.execute(
        "UPDATE terms SET articles = max(0, articles - 1) WHERE term_id IN (SELECT value FROM json_each(?))",
        (orjson.dumps([row.term_id for term, row in known.items() if term not in common]).decode(),),
    )
    _count_articles(connection, -1)
    _work_in(connection)


def _count_holders(connection: sqlite3.Connection, holders: Counter[str], later: int) -> dict[str, KnownTerm]:
    """Add to how many articles hold each term, and return the terms as they are then.

    Args:
        connection: A connection in a transaction.
        holders: How many of the articles hold each term.
        later: How many articles these are, if their common terms are only noted; 0 to count all at once.
    """
    known = _note(connection, known_terms(connection, holders), holders, later) if later else {}
    rows = connection.execute(
        "INSERT INTO terms (term, articles) SELECT key, value FROM json_each(?) WHERE true "
        "ON CONFLICT (term) DO UPDATE SET articles = articles + excluded.articles RETURNING term, term_id, articles",
        (orjson.dumps({term: count for term, count in holders.items() if term not in known}).decode(),),
    )
    known.update((term, KnownTerm(term_id, count)) for term, term_id, count in rows)
    return known


def _note(
    connection: sqlite3.Connection, known: Mapping[str, KnownTerm], steps: Mapping[str, int], articles: int
) -> dict[str, KnownTerm]:
    """Note by how much the counts of the common terms are to change, and return these terms."""
    common = {term: row for term, row in known.items() if row.articles >= EXACT_BELOW}
    noted = " ".join(f"{row.term_id}:{steps[term]}" for term, row in common.items())
    connection.execute("INSERT INTO uncounted (articles, terms) VALUES (?, ?)", (articles, noted))
    return common


def uncounted(connection: sqlite3.Connection) -> Counter[int]:
    """By how much the articles that hold a term differ from what ``terms`` counts, by the term's number."""
    found: Counter[int] = Counter()
    for (terms,) in connection.execute("SELECT terms FROM uncounted"):
        for pair in terms.split():
            term_id, _, count = pair.partition(":")
            found[int(term_id)] += int(count)
    return found


def _count_articles(connection: sqlite3.Connection, step: int) -> None:
    connection.execute("UPDATE totals SET value = max(0, value + ?) WHERE name = 'articles'", (step,))
