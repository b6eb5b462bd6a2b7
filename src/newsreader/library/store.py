"""The library: everything opened or fetched, kept in one SQLite file.

Any thread may call any method. Writes wait for one another; reads wait for one another, but never for a write, so a
search answers while a long ingest runs. Opening makes or migrates the file, which takes a few milliseconds: an app
opens it in a worker thread and paints without waiting. `Library.interrupt` stops a running search or list from another
thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from newsreader.article import Article
from newsreader.library import ingest, related, rows
from newsreader.library.database import BUSY_TIMEOUT_MS, Database
from newsreader.library.errors import LibraryError
from newsreader.library.ingest import AddResult
from newsreader.library.query import Query
from newsreader.library.related import Related
from newsreader.library.search import SearchResults, search


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a list shows of an article.

    Attributes:
        id: The article's id.
        title: Its headline.
        site: Its publication.
        published: ISO 8601 date or time, empty if unknown.
        categories: Its topics.
        words: Length of its text in words.
        added: UTC time when it came into the library, ISO 8601 with ``Z``.
        read: Whether the reader has read it.
    """

    id: str
    title: str
    site: str
    published: str
    categories: tuple[str, ...]
    words: int
    added: str
    read: bool


class Library:
    """An open library."""

    def __init__(self, database: Database) -> None:
        """Use `open`."""
        self._database = database

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Self:
        """Open or make the library in a file.

        Args:
            path: The file; its folder is made if missing.
            read_only: Never write; also so if the folder cannot be written.
            busy_timeout_ms: How long a write waits for another process that writes.

        Raises:
            LibraryError: If it cannot be opened, is no library, or is of a newer version.
        """
        return cls(Database(path, read_only=read_only, busy_timeout_ms=busy_timeout_ms))

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._database.read_only

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def interrupt(self) -> None:
        """Stop what is being read; the reading call raises `SearchInterruptedError`."""
        self._database.interrupt()

    def add(self, articles: Iterable[Article]) -> list[AddResult]:
        """Add articles, or revise those whose text changed; what is returned is on disk.

        Raises:
            LibraryError: If it cannot be written; whole batches of `ingest.BATCH` before that stay.
        """
        return list(self.ingest(articles))

    def ingest(self, articles: Iterable[Article]) -> Iterator[AddResult]:
        """Add as `add` does, yielding each result when its article is on disk, with bounded memory."""
        return ingest.ingest(self._database, articles)

    def get(self, article_id: str) -> Article | None:
        """Read an article, None if the library does not hold it."""
        with self._database.read() as connection:
            number = _number(connection, article_id)
            return None if number is None else ingest.read_article(connection, number)[0]

    def remove(self, article_id: str) -> bool:
        """Hide an article until `restore`; whether it was there.

        Raises:
            LibraryError: If it cannot be written.
        """
        with self._database.write() as connection:
            number = _number(connection, article_id)
            if number is not None:
                ingest.delete(connection, number)
            return number is not None

    def restore(self, article_id: str) -> bool:
        """Bring a removed article back, with all its revisions and marks of reading; whether it was removed."""
        with self._database.write() as connection:
            number = _number(connection, article_id, deleted=True)
            if number is not None:
                ingest.restore(connection, number)
            return number is not None

    def articles(self, limit: int = 100, offset: int = 0) -> list[ArticleRow]:
        """List articles, newest first by the day of publication."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT id, title, site, published, categories, words, added, read FROM articles "
                "WHERE deleted = '' ORDER BY number DESC LIMIT ? OFFSET ?",
                (limit, offset),
            )
            return [
                ArticleRow(identifier, title, site, published, rows.split(categories), words, added, read != "")
                for identifier, title, site, published, categories, words, added, read in found
            ]

    def __len__(self) -> int:
        with self._database.read() as connection:
            (count,) = connection.execute("SELECT value FROM totals WHERE name = 'articles'").fetchone()
            return int(count)

    def related(self, article_id: str, limit: int = 10, offset: int = 0) -> list[Related]:
        """Find posts related to a stored article, best first; a page shorter than ``limit`` is the last.

        Raises:
            LibraryError: If the library does not hold the article.
        """
        with self._database.read() as connection:
            number = _number(connection, article_id)
            if number is None:
                raise LibraryError(f"the library does not hold the article {article_id}; add it first")
            return related.related_to(connection, number, limit, offset)

    def search(
        self, query: str | Query, limit: int = 20, offset: int = 0, *, newest_first: bool = False, typing: bool = False
    ) -> SearchResults:
        """Find articles; see `newsreader.library.query` for the language.

        Args:
            query: What to look for.
            limit: Most hits.
            offset: Hits to leave out first.
            newest_first: In the order of time instead of relevance.
            typing: Whether the last word may still go on.

        Raises:
            QueryError: If the query cannot be understood.
            SearchInterruptedError: If `interrupt` stopped it.
        """
        parsed = Query.parse(query, typing=typing) if isinstance(query, str) else query
        with self._database.read() as connection:
            return search(connection, parsed, limit, offset, newest_first=newest_first)


def _number(connection: sqlite3.Connection, article_id: str, *, deleted: bool = False) -> int | None:
    row = connection.execute(
        "SELECT number FROM articles WHERE id = ? AND (deleted <> '') = ?", (article_id, deleted)
    ).fetchone()
    return None if row is None else int(row[0])
