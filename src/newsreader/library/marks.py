"""What the reader did with an article: read it, how far, and how it was tagged and noted."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from newsreader.library.ingest import index_words, unindex_words
from newsreader.library.rows import joined, split
from newsreader.notes.clock import now


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an article was read.

    Attributes:
        last: The offset where the reader stopped, in code points of the text.
        furthest: The furthest offset that was on the screen.
        length: Length of the text in code points, when that was noted.
        opened: UTC time when it was last open, ISO 8601 with ``Z``.
    """

    last: int
    furthest: int
    length: int
    opened: str

    @property
    def fraction(self) -> float:
        """The share of the text that was seen, 0 to 1."""
        return min(1.0, self.furthest / self.length) if self.length else 0.0


def set_read(connection: sqlite3.Connection, numbers: Iterable[int], read: bool) -> None:
    """Mark articles read now, or unread."""
    moment = now() if read else ""
    connection.executemany(
        "UPDATE articles SET read = ?1 WHERE number = ?2 AND (read <> '') <> (?1 <> '')",
        [(moment, number) for number in numbers],
    )


def set_progress(connection: sqlite3.Connection, number: int, last: int, furthest: int, length: int) -> None:
    """Note how far an article was read; the furthest offset never goes back while the text keeps its length."""
    connection.execute(
        "INSERT INTO progress VALUES (?1, ?2, max(?2, ?3), ?4, ?5) ON CONFLICT (number) DO UPDATE SET last = ?2, "
        "furthest = CASE length WHEN ?4 THEN max(furthest, ?2, ?3) ELSE max(?2, ?3) END, length = ?4, opened = ?5",
        (number, last, furthest, length, now()),
    )


def progress_of(connection: sqlite3.Connection, number: int) -> Progress | None:
    """How far an article was read, None if it never was."""
    row = connection.execute(
        "SELECT last, furthest, length, opened FROM progress WHERE number = ?", (number,)
    ).fetchone()
    return None if row is None else Progress(*row)


def tags_of(connection: sqlite3.Connection, number: int) -> tuple[str, ...]:
    """The reader's tags of an article, sorted; those of its notes are not among them."""
    rows = connection.execute("SELECT tag FROM tags WHERE number = ? AND NOT of_note ORDER BY tag", (number,))
    return tuple(tag for (tag,) in rows)


def set_tags(connection: sqlite3.Connection, number: int, tags: Iterable[str]) -> None:
    """Replace the reader's tags of an article."""
    _replace_tags(connection, number, tags, of_note=False)
    _refresh(connection, number)


def set_notes(connection: sqlite3.Connection, number: int, notes: Iterable[str], tags: Iterable[str]) -> None:
    """Replace what the index knows of the notes on an article: their words and their tags."""
    _replace_tags(connection, number, tags, of_note=True)
    _refresh(connection, number, notes="\n".join(notes))


def set_names(connection: sqlite3.Connection, number: int, people: Iterable[str], speakers: Iterable[str]) -> None:
    """Replace the people and the speakers that the index knows of an article."""
    _refresh(connection, number, people=joined(tuple(people)), speakers=joined(tuple(speakers)))


def _replace_tags(connection: sqlite3.Connection, number: int, tags: Iterable[str], *, of_note: bool) -> None:
    names: Collection[str] = dict.fromkeys(split(joined(tuple(tag for tag in tags if tag.strip()))))
    connection.execute("DELETE FROM tags WHERE number = ? AND of_note = ?", (number, of_note))
    connection.executemany("INSERT INTO tags VALUES (?, ?, ?)", [(number, tag, of_note) for tag in names])


def _refresh(connection: sqlite3.Connection, number: int, **changed: str) -> None:
    """Write the columns of the body that the index reads, and enter the article anew."""
    rows = connection.execute("SELECT DISTINCT tag FROM tags WHERE number = ? ORDER BY tag", (number,))
    changed["tags"] = joined(tuple(tag for (tag,) in rows))
    unindex_words(connection, number)
    names = ", ".join(f"{name} = ?" for name in changed)
    connection.execute(f"UPDATE bodies SET {names} WHERE number = ?", (*changed.values(), number))
    index_words(connection, number)
