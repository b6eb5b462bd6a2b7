"""Two connections to one SQLite file: one that writes, one that only reads.

With a write-ahead log a reader never waits for a writer, so a search answers while a long ingest runs. Each connection
has a lock, and any thread may use either. ``synchronous=FULL`` makes a commit durable when it returns: with ``NORMAL``
a power cut may take back what was acknowledged.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newsreader.library.errors import LibraryError, SearchInterruptedError, said_plainly
from newsreader.library.schema import migrate

BUSY_TIMEOUT_MS = 5_000
"""How long a write waits for another process's write."""

_CACHE_KIB = 8_192

_LOG_PAGES = 4_000
"""Pages of the log (16 MB) after which it is folded into the file; one article with its postings writes about 300."""

_OLDEST_SQLITE = (3, 37, 0)


class _Connection(sqlite3.Connection):
    """A connection that an interrupt stops between two statements too, where SQLite has nothing to interrupt.

    Attributes:
        stopped: Set by an interrupt.
    """

    stopped: threading.Event | None = None

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run a statement.

        Raises:
            SearchInterruptedError: After an interrupt.
        """
        if self.stopped is not None and self.stopped.is_set():
            raise SearchInterruptedError("the search was stopped")
        return super().execute(sql, parameters)


class Database:
    """An open library file."""

    def __init__(self, path: Path, *, read_only: bool = False, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        """Open or make the file and bring its schema up to date.

        Args:
            path: The file; its folder is made if missing.
            read_only: Open without writing anything, not even a log.
            busy_timeout_ms: How long a write waits for another process's write.

        Raises:
            LibraryError: If the file cannot be opened, is no library, or is of a newer version.
        """
        if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
            raise LibraryError(
                f"Python has SQLite {sqlite3.sqlite_version}, the library needs 3.37 or newer; use a newer Python"
            )
        self.path = path
        self._write_lock = threading.RLock()
        self._read_lock = threading.RLock()
        self._interrupted = threading.Event()
        self._readings = 0
        self.read_only = read_only or _cannot_write(path)
        if not self.read_only:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise LibraryError(f"cannot make the folder {path.parent}: {error.strerror or error}") from error
        with said_plainly(path):
            if self.read_only:
                if not path.exists():
                    raise LibraryError(f"there is no library {path} yet, and its folder cannot be written")
                self._reader = self._writer = _connect_read_only(path)
                self._reader.stopped = self._interrupted
                migrate(self._reader, path, may_write=False)
                return
            self._writer = _connect(path, busy_timeout_ms)
            try:
                _use_log(self._writer)
                migrate(self._writer, path, may_write=True)
                self._reader = _connect(path, busy_timeout_ms)
                self._reader.stopped = self._interrupted
            except BaseException:
                self._writer.close()
                raise
            self._reader.execute("PRAGMA query_only = ON")

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Hold one write transaction: committed and on disk when the block ends, undone if it raises.

        Raises:
            LibraryError: If SQLite refuses, or the library was opened for reading only.
        """
        if self.read_only:
            raise LibraryError(f"the library {self.path} is open for reading only: check the permissions of its folder")
        with self._write_lock, said_plainly(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Hold the reading connection; it sees what was last committed.

        Raises:
            LibraryError: If SQLite refuses, or `interrupt` stopped the query.
        """
        with self._read_lock:
            if not self._readings:
                self._interrupted.clear()
            self._readings += 1
            try:
                with said_plainly(self.path):
                    yield self._reader
            except LibraryError as error:
                # An interrupt may come while FTS5 opens its tables, and then carries another code.
                if self._interrupted.is_set() and isinstance(error.__cause__, sqlite3.Error):
                    raise SearchInterruptedError("the search was stopped") from error
                raise
            finally:
                self._readings -= 1

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """Hold the writing connection outside a transaction, for commands such as ``VACUUM``."""
        if self.read_only:
            raise LibraryError(f"the library {self.path} is open for reading only: check the permissions of its folder")
        with self._write_lock, said_plainly(self.path):
            yield self._writer

    def interrupt(self) -> None:
        """Stop the query that is being read, from any thread."""
        self._interrupted.set()
        self._reader.interrupt()

    def close(self) -> None:
        """Close both connections; a second call does nothing."""
        with self._write_lock, self._read_lock:
            self._reader.close()
            self._writer.close()


def _cannot_write(path: Path) -> bool:
    folder = path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    effective = os.access in os.supports_effective_ids
    parts = (folder, path) if path.exists() else (folder,)
    return not all(os.access(part, os.W_OK, effective_ids=effective) for part in parts)


def _connect(path: Path, busy_timeout_ms: int) -> _Connection:
    connection = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, timeout=busy_timeout_ms / 1000, factory=_Connection
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    return connection


def _use_log(connection: sqlite3.Connection) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode != "wal":
        connection.execute("PRAGMA journal_mode = WAL")


def _connect_read_only(path: Path) -> _Connection:
    # `mode=ro` still has to make the log's index beside the file; where the folder forbids that, the file is read as
    # it stands, which is complete as long as no log lies beside it.
    address = "file:" + quote(str(path.absolute()))
    for parameters in ("mode=ro", "mode=ro&immutable=1"):
        connection = sqlite3.connect(
            f"{address}?{parameters}", uri=True, isolation_level=None, check_same_thread=False, factory=_Connection
        )
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            continue
        return connection
    raise LibraryError(f"the library {path} cannot be read: check the permissions of the file and its folder")
