"""What an article said before: its superseded texts, and what changed between two of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from newsreader.article import Span
from newsreader.library.rows import Body
from newsreader.text.words import words

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of an article.

    Attributes:
        revision: Its name, see `newsreader.article.text_revision`.
        title: The headline it had.
        seen: UTC time when it was first seen, ISO 8601 with ``Z``.
        text: Its text.
    """

    revision: str
    title: str
    seen: str
    text: str


def revisions_of(connection: sqlite3.Connection, number: int) -> list[Revision]:
    """Read all versions of an article, the oldest first and the present one last."""
    old = connection.execute(
        "SELECT revision, title, seen, body FROM revisions WHERE number = ? ORDER BY sequence", (number,)
    )
    found = [Revision(revision, title, seen, Body.unpacked(body).text) for revision, title, seen, body in old]
    present = connection.execute(
        "SELECT revision, title, changed, text FROM articles JOIN bodies USING (number) WHERE number = ?", (number,)
    ).fetchone()
    return [*found, Revision(*present)]


def present_revisions(connection: sqlite3.Connection, article_ids: Sequence[str]) -> dict[str, str]:
    """The revision of the present text of each article that is there, by its id."""
    found: dict[str, str] = {}
    for first in range(0, len(article_ids), _AT_ONCE):
        some = article_ids[first : first + _AT_ONCE]
        places = ", ".join("?" * len(some))
        found.update(
            connection.execute(
                f"SELECT id, revision FROM articles WHERE deleted = '' AND id IN ({places})", some
            ).fetchall()
        )
    return found


class ChangeKind(StrEnum):
    """What happened to a stretch of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of a comparison.

    Attributes:
        kind: What happened.
        old: Where it stands in the old text; empty for what was added.
        new: Where it stands in the new text; empty for what was removed.
    """

    kind: ChangeKind
    old: Span
    new: Span


def word_diff(old: str, new: str) -> tuple[Change, ...]:
    """Compare two texts word by word.

    Returns:
        The changes in order. Together their old spans cover the old text and their new spans the new one, without
        gaps, white space included; what is kept is equal to the code point.
    """
    from difflib import SequenceMatcher

    old_pieces, new_pieces = list(_pieces(old)), list(_pieces(new))
    matcher = SequenceMatcher(
        None,
        [old[start:end] for start, end in old_pieces],
        [new[start:end] for start, end in new_pieces],
        autojunk=False,
    )
    kinds = {
        "equal": ChangeKind.KEPT,
        "delete": ChangeKind.REMOVED,
        "insert": ChangeKind.ADDED,
        "replace": ChangeKind.REPLACED,
    }
    return tuple(
        Change(kinds[tag], _cover(old_pieces, old_from, old_to, old), _cover(new_pieces, new_from, new_to, new))
        for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes()
    )


def _pieces(text: str) -> Iterator[Span]:
    """Words, each with the white space before it, then the white space at the end."""
    start = 0
    for word in words(text):
        yield Span(start, word.end)
        start = word.end
    if start < len(text):
        yield Span(start, len(text))


def _cover(pieces: list[Span], first: int, end: int, text: str) -> Span:
    start = pieces[first].start if first < len(pieces) else len(text)
    return Span(start, pieces[end - 1].end if end > first else start)
