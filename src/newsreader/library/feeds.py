"""The feeds that the reader subscribed to, and what each brought.

Fetching is not done here: whoever fetches asks `FeedStore.due`, writes articles into the library, and reports with
`FeedStore.succeeded` or `FeedStore.failed`. What an OPML file said of a feed beyond what is known here is kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from newsreader.library.database import Database
from newsreader.library.rows import storable
from newsreader.notes.clock import now


@dataclass(frozen=True, slots=True)
class Feed:
    """One subscription.

    Attributes:
        url: Its address, which names it.
        title: Its name.
        site_url: The page that it belongs to.
        folder: Where the reader put it: names joined by ``/``, empty for none.
        etag: Validator of the last answer (RFC 9110), sent with the next request.
        last_modified: The same as a date.
        refreshed: UTC time of the last attempt, ISO 8601 with ``Z``; empty if there was none.
        next_refresh: UTC time before which it is left alone; empty for at once.
        error: What failed at the last attempt; empty if it went well.
        failures: Attempts in a row that failed.
        gone: Whether the server said that it is gone for good (410); it is not asked again.
        attributes: Further attributes of its OPML outline.
    """

    url: str
    title: str = ""
    site_url: str = ""
    folder: str = ""
    etag: str = ""
    last_modified: str = ""
    refreshed: str = ""
    next_refresh: str = ""
    error: str = ""
    failures: int = 0
    gone: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


_COLUMNS = (
    "url, title, site_url, folder, etag, last_modified, refreshed, next_refresh, error, failures, gone, attributes"
)


class FeedStore:
    """The subscriptions of a library, see `newsreader.library.Library.feeds`."""

    def __init__(self, database: Database) -> None:
        """Use `newsreader.library.Library.feeds`."""
        self._database = database

    def add(self, feed: Feed) -> bool:
        """Subscribe; False, and nothing changed, if the address is subscribed to already.

        Raises:
            LibraryError: If it cannot be written.
        """
        with self._database.write() as connection:
            done = connection.execute(
                f"INSERT OR IGNORE INTO feeds ({_COLUMNS}, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*_values(feed), now()),
            )
            return done.rowcount > 0

    def remove(self, url: str) -> Feed | None:
        """End a subscription; its articles stay. Returns what was removed, so that `add` can bring it back."""
        with self._database.write() as connection:
            feed = _one(connection, url)
            connection.execute("DELETE FROM feeds WHERE url = ?", (url,))
            return feed

    def get(self, url: str) -> Feed | None:
        """Read one subscription."""
        with self._database.read() as connection:
            return _one(connection, url)

    def all(self) -> list[Feed]:
        """Read all subscriptions, by folder and title."""
        return self._select("ORDER BY folder COLLATE NOCASE, title COLLATE NOCASE, url")

    def due(self, moment: str | None = None) -> list[Feed]:
        """The feeds to ask now: those whose time has come and that are not gone, the longest waiting first."""
        return self._select("WHERE NOT gone AND next_refresh <= ? ORDER BY next_refresh, url", moment or now())

    def update(self, url: str, *, title: str | None = None, folder: str | None = None) -> bool:
        """Rename a feed or move it to a folder; whether it is there."""
        with self._database.write() as connection:
            done = connection.execute(
                "UPDATE feeds SET title = coalesce(?, title), folder = coalesce(?, folder) WHERE url = ?",
                (title, folder, url),
            )
            return done.rowcount > 0

    def move(self, url: str, new_url: str) -> None:
        """Follow a permanent redirect (301, 308); a feed that is there under the new address takes the entries."""
        with self._database.write() as connection:
            old, new = _feed_id(connection, url), _feed_id(connection, new_url)
            if old is None or old == new:
                return
            if new is None:
                connection.execute("UPDATE feeds SET url = ? WHERE feed_id = ?", (new_url, old))
                return
            connection.execute("UPDATE OR IGNORE entries SET feed_id = ? WHERE feed_id = ?", (new, old))
            connection.execute("DELETE FROM feeds WHERE feed_id = ?", (old,))

    def succeeded(
        self,
        url: str,
        *,
        next_refresh: str,
        etag: str = "",
        last_modified: str = "",
        title: str = "",
        site_url: str = "",
    ) -> None:
        """Report an answer, also "not modified"; a title that the reader knows already stays."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE feeds SET refreshed = ?2, next_refresh = ?3, etag = ?4, last_modified = ?5, error = '', "
                "failures = 0, gone = 0, title = CASE title WHEN '' THEN ?6 ELSE title END, "
                "site_url = CASE ?7 WHEN '' THEN site_url ELSE ?7 END WHERE url = ?1",
                (url, now(), next_refresh, etag, last_modified, storable(title), storable(site_url)),
            )

    def failed(self, url: str, error: str, *, next_refresh: str, gone: bool = False) -> None:
        """Report an attempt that failed."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE feeds SET refreshed = ?, next_refresh = ?, error = ?, failures = failures + 1, gone = ? "
                "WHERE url = ?",
                (now(), next_refresh, storable(error), gone, url),
            )

    def seen(self, url: str, entries: Collection[str]) -> set[str]:
        """Which entries of a feed are known already, also those whose article was removed since."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT entry FROM entries JOIN feeds USING (feed_id) "
                "JOIN json_each(?) AS asked ON asked.value = entry WHERE url = ?",
                (orjson.dumps([storable(entry) for entry in entries]).decode(), url),
            )
            return {entry for (entry,) in rows}

    def record(self, url: str, entries: Iterable[tuple[str, str]]) -> None:
        """Note which article each entry became: pairs of the entry's id and the article's, empty if none was kept."""
        moment = now()
        with self._database.write() as connection:
            feed = _feed_id(connection, url)
            if feed is not None:
                connection.executemany(
                    "INSERT INTO entries VALUES (?1, ?2, (SELECT number FROM articles WHERE id = ?3), ?4) "
                    "ON CONFLICT (feed_id, entry) DO UPDATE SET number = coalesce(excluded.number, number)",
                    [(feed, storable(entry), article_id, moment) for entry, article_id in entries],
                )

    def _select(self, rest: str, *values: str) -> list[Feed]:
        with self._database.read() as connection:
            return [_feed(row) for row in connection.execute(f"SELECT {_COLUMNS} FROM feeds {rest}", values)]


def _values(feed: Feed) -> tuple[str | int, ...]:
    texts = (
        feed.url,
        feed.title,
        feed.site_url,
        feed.folder,
        feed.etag,
        feed.last_modified,
        feed.refreshed,
        feed.next_refresh,
        feed.error,
    )
    attributes = {storable(name): storable(value) for name, value in feed.attributes.items()}
    return (*map(storable, texts), feed.failures, int(feed.gone), orjson.dumps(attributes).decode())


def _feed(row: tuple[Any, ...]) -> Feed:
    *known, gone, attributes = row
    return Feed(*known, bool(gone), orjson.loads(attributes))


def _one(connection: sqlite3.Connection, url: str) -> Feed | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM feeds WHERE url = ?", (url,)).fetchone()
    return None if row is None else _feed(row)


def _feed_id(connection: sqlite3.Connection, url: str) -> int | None:
    row = connection.execute("SELECT feed_id FROM feeds WHERE url = ?", (url,)).fetchone()
    return None if row is None else int(row[0])
