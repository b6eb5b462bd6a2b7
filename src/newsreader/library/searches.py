"""Searches that the reader gave a name."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.library.database import Database
from newsreader.library.query import Query
from newsreader.notes.clock import now


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A named query."""

    name: str
    query: str


class SavedSearches:
    """The saved searches of a library, see `newsreader.library.Library.searches`."""

    def __init__(self, database: Database) -> None:
        """Use `newsreader.library.Library.searches`."""
        self._database = database

    def save(self, name: str, query: str) -> None:
        """Keep a query under a name, in place of one that had the name.

        Raises:
            QueryError: If the query cannot be understood.
            LibraryError: If it cannot be written.
        """
        Query.parse(query)
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO saved_searches VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET query = ?2",
                (name, query, now()),
            )

    def all(self) -> list[SavedSearch]:
        """All of them in the order in which they were first saved."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT name, query FROM saved_searches ORDER BY created, name")
            return [SavedSearch(name, query) for name, query in rows]

    def remove(self, name: str) -> bool:
        """Forget one; whether it was there."""
        with self._database.write() as connection:
            return connection.execute("DELETE FROM saved_searches WHERE name = ?", (name,)).rowcount > 0
