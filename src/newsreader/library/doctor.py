"""Checks a library and repairs what can be repaired.

The articles' rows are the truth; full-text index, postings and counts are made of them and can be made again. A file
that SQLite itself finds damaged is not written to: every row that can still be read is copied into a new file, and the
damaged one is kept beside it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from newsreader.library import ingest
from newsreader.library.database import Database
from newsreader.library.errors import LibraryDamagedError, LibraryError
from newsreader.library.postings import POSTED, uncounted
from newsreader.library.schema import MIGRATIONS, statements
from newsreader.library.terms import term_counts

_COPIED = (
    "articles",
    "bodies",
    "revisions",
    "progress",
    "tags",
    "analyses",
    "saved_searches",
    "feeds",
    "entries",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was wrong: what, and what was done about it."""

    problem: str
    repair: str


def problems(database: Database) -> list[str]:
    """Check the file, its references, and that index, postings and counts agree with the articles.

    Raises:
        LibraryDamagedError: If SQLite cannot read the file at all.
    """
    with database.alone() as connection:
        return list(_problems(connection))


def _problems(connection: sqlite3.Connection) -> Iterator[str]:
    checked = [message for (message,) in connection.execute("PRAGMA integrity_check(20)")]
    if checked != ["ok"]:
        raise LibraryDamagedError(f"the library's file is damaged: {checked[0].splitlines()[0]}")
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        yield f"{len(broken)} rows belong to articles or feeds that are not there"
    if _bodiless(connection):
        yield "articles without a text"
    try:
        # With rank 1 FTS5 compares its index with the content, not with itself alone.
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        yield "the full-text index does not agree with the articles"
    if not _postings_agree(connection):
        yield "the postings do not agree with the articles"


def _bodiless(connection: sqlite3.Connection) -> list[int]:
    rows = connection.execute("SELECT number FROM articles LEFT JOIN bodies USING (number) WHERE text IS NULL")
    return [number for (number,) in rows]


def _postings_agree(connection: sqlite3.Connection) -> bool:
    holders: Counter[str] = Counter()
    posted = dict(
        connection.execute(
            "SELECT number, count(*) FROM (SELECT number FROM postings UNION ALL SELECT number FROM recent_postings) "
            "GROUP BY number"
        ).fetchall()
    )
    count = 0
    for number, title, text in connection.execute(
        "SELECT number, title, text FROM articles JOIN bodies USING (number) WHERE deleted = ''"
    ):
        terms = term_counts(title, text)
        holders.update(terms.keys())
        count += 1
        if posted.pop(number, 0) != min(POSTED, len(terms)):
            return False
    (total,) = connection.execute("SELECT value FROM totals WHERE name = 'articles'").fetchone()
    waiting = uncounted(connection)
    stored = {
        term: known
        for term, term_id, articles in connection.execute("SELECT term, term_id, articles FROM terms")
        if (known := articles + waiting[term_id])
    }
    return not posted and total == count and stored == dict(holders)


def rebuild(database: Database, progress: Callable[[int, int], None] | None = None) -> None:
    """Make full-text index, postings, sketches and counts again from the articles, in one transaction.

    Args:
        database: The library.
        progress: Called with the articles done and all of them.

    Raises:
        LibraryError: If it cannot be written; the old index then stays.
    """
    with database.write() as connection:
        for number in _bodiless(connection):
            connection.execute("DELETE FROM articles WHERE number = ?", (number,))
        for table in ("bodies", "revisions", "progress", "tags", "analyses"):
            connection.execute(f"DELETE FROM {table} WHERE number NOT IN (SELECT number FROM articles)")
        connection.execute("DELETE FROM entries WHERE feed_id NOT IN (SELECT feed_id FROM feeds)")
        connection.execute(
            "UPDATE entries SET number = NULL WHERE number IS NOT NULL AND number NOT IN (SELECT number FROM articles)"
        )
        for table in ("postings", "recent_postings", "sketches", "terms", "uncounted"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("UPDATE totals SET value = 0 WHERE name = 'articles'")
        connection.execute("INSERT INTO search (search) VALUES ('rebuild')")
        numbers = [
            number for (number,) in connection.execute("SELECT number FROM articles WHERE deleted = '' ORDER BY number")
        ]
        for start in range(0, len(numbers), ingest.BATCH):
            ingest.index_terms(connection, numbers[start : start + ingest.BATCH])
            if progress is not None:
                progress(min(start + ingest.BATCH, len(numbers)), len(numbers))


def examine(path: Path) -> list[Finding]:
    """Check the library in a file and repair what can be repaired; nothing that can be read is lost.

    Returns:
        What was wrong; empty if all is well.

    Raises:
        LibraryError: If the file cannot be repaired, or another process is writing it.
    """
    if not path.exists():
        return []
    try:
        with closing(Database(path)) as database:
            found = problems(database)
            if not found:
                return []
            rebuild(database)
            left = problems(database)
            if left:
                raise LibraryDamagedError("; ".join(left))
            return [Finding(problem, "made again from the articles") for problem in found]
    except LibraryDamagedError as error:
        kept = salvage(path)
        return [Finding(str(error), f"what could be read was copied; the damaged file is kept as {kept.name}")]


def salvage(path: Path) -> Path:
    """Copy every readable row into a new file, which takes the place of the damaged one.

    Returns:
        Where the damaged file is kept.

    Raises:
        LibraryError: If not even the list of tables can be read; the file is then left as it is.
    """
    fresh = path.with_name(path.name + ".repaired")
    _remove(fresh)
    with closing(sqlite3.connect(path, isolation_level=None)) as damaged:
        try:
            damaged.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.DatabaseError as error:
            what_to_do = "put a backup in its place, or move it away to begin anew"
            raise LibraryError(f"{path} cannot be read as a library ({error}); {what_to_do}") from error
        with closing(sqlite3.connect(fresh, isolation_level=None)) as repaired:
            repaired.execute("BEGIN")
            for script in MIGRATIONS:
                for statement in statements(script):
                    repaired.execute(statement)
            repaired.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
            for table in _COPIED:
                _copy(damaged, repaired, table)
            repaired.execute("COMMIT")
    with closing(Database(fresh)) as database:
        rebuild(database)
    kept = _free_name(path)
    path.replace(kept)
    for suffix in ("-wal", "-shm"):
        log = path.with_name(path.name + suffix)
        if log.exists():
            log.replace(kept.with_name(kept.name + suffix))
    fresh.replace(path)
    return kept


def _copy(damaged: sqlite3.Connection, repaired: sqlite3.Connection, table: str) -> None:
    """Copy the rows of a table one by one, stepping over those that cannot be read."""
    columns = [name for _, name, *_ in repaired.execute(f"PRAGMA table_info({table})")]
    listed = ", ".join(columns)
    insert = f"INSERT OR IGNORE INTO {table} ({listed}) VALUES ({', '.join('?' * len(columns))})"
    for direction in ("ASC", "DESC"):
        # A damaged page ends a walk; the walk from the other end reads what lies behind it.
        try:
            for row in damaged.execute(f"SELECT {listed} FROM {table} ORDER BY {columns[0]} {direction}"):
                try:
                    repaired.execute(insert, row)
                except sqlite3.IntegrityError:
                    continue
            return
        except sqlite3.DatabaseError:
            continue


def _free_name(path: Path) -> Path:
    number = 1
    while (kept := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return kept


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
