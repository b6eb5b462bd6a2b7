"""Spelling forgiven: words that no article holds are replaced by ones that some do."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from newsreader.library.postings import known_terms
from newsreader.library.query import Query, Words
from newsreader.library.terms import singular

SHORTEST = 4
"""Code points of the shortest word that is corrected."""

LONG = 8
"""Code points from which two errors are forgiven instead of one."""


Correction = tuple[tuple[str, str], ...]
"""Pairs of a word as it was typed and the word that was looked for in its place."""


def forgiving(connection: sqlite3.Connection, query: Query) -> tuple[Query, Correction]:
    """A query that nothing answers, with its misspelt words put right, and what was changed; nothing if none was."""
    changes = corrections(connection, query)
    return query.replaced(changes), tuple((old.words, new.words) for old, new in changes.items())


def corrections(connection: sqlite3.Connection, query: Query) -> dict[Words, Words]:
    """Find replacements for the plain words of a query that no article holds.

    The first letter is taken to be right, as it nearly always is (Pollock and Zamora, "Automatic spelling correction in
    scientific and scholarly text", 1984). Of the nearest words the one that most articles hold is taken.

    Returns:
        Replacements; empty if nothing is near.
    """
    asked = {
        words: words.words.lower()
        for words in query.words()
        if not words.exact and not words.prefix and len(words.words) >= SHORTEST and words.words.isalpha()
    }
    known = known_terms(connection, {singular(word) for word in asked.values()})
    found: dict[Words, Words] = {}
    for words, word in asked.items():
        term = known.get(singular(word))
        if (term is None or term.articles == 0) and (nearest := _nearest(connection, word)):
            found[words] = replace(words, words=nearest)
    return found


def _nearest(connection: sqlite3.Connection, word: str) -> str | None:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    allowed = 2 if len(word) >= LONG else 1
    # Only the index of the terms is walked; how many articles hold one is looked up for the few that are near.
    (terms,) = connection.execute(
        "SELECT group_concat(term, ' ') FROM terms WHERE term >= ?1 AND term < ?2 AND length(term) BETWEEN ?3 AND ?4",
        (word[0], chr(ord(word[0]) + 1), len(word) - allowed - 1, len(word) + allowed),
    ).fetchone()
    near: dict[str, float] = {}
    choices = (terms or "").split(" ")
    for form in {word, singular(word)}:
        for term, distance, _ in extract(form, choices, scorer=OSA.distance, score_cutoff=allowed, limit=None):
            near[term] = min(distance, near.get(term, distance))
    held = known_terms(connection, near)
    ranked = [(near[term], -row.articles, term) for term, row in held.items() if row.articles]
    return min(ranked)[2] if ranked else None
