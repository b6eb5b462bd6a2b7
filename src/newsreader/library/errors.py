"""What can go wrong with a library, said for the person who reads it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsreader.errors import NewsreaderError


class LibraryError(NewsreaderError):
    """The library could not do what was asked; nothing of what it held before is lost."""


class LibraryDamagedError(LibraryError):
    """The file is not a sound SQLite database."""


class SearchInterruptedError(LibraryError):
    """A search was stopped by `Library.interrupt`; the next one may begin at once."""


class QueryError(LibraryError):
    """A search query cannot be understood."""


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite raises inside the block into a `LibraryError` of one line.

    Args:
        path: The library's file, for the message.

    Raises:
        LibraryError: In place of any `sqlite3.Error`.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error, path) from error


def _translated(error: sqlite3.Error, path: Path) -> LibraryError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_INTERRUPT:
        return SearchInterruptedError("the search was stopped")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryError(f"the library {path} is being written by another newsreader; try again when it is done")
    if code == sqlite3.SQLITE_FULL:
        return LibraryError(f"no space left for the library {path}: nothing was changed; free some space and try again")
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError(
            f"the disk refused to read or write the library {path}: nothing was changed; check the disk"
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return LibraryError(f"the library {path} cannot be written: check the permissions of the file and its folder")
    if code == sqlite3.SQLITE_CANTOPEN:
        return LibraryError(f"the library {path} cannot be opened: check that its folder exists and can be written")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LibraryDamagedError(f"the library {path} is damaged; `newsreader doctor` checks and repairs it")
    return LibraryError(f"the library {path} failed: {error}; `newsreader doctor` checks it")
