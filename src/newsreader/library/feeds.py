"""The feeds that the reader subscribed to, and what each brought.

This is where `newsreader.sources.feeds` keeps its subscriptions; fetching and the rules of when to ask again are there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

import orjson

from newsreader.library.database import Database
from newsreader.library.rows import storable
from newsreader.notes.clock import now

if TYPE_CHECKING:
    from newsreader.sources.feeds.model import Feed

_COLUMNS = (
    "url, title, home, folder, typed, etag, last_modified, checked, due, failures, error, gone, moved_to, moved_times, "
    "attributes"
)


class SubscriptionStore:
    """The subscriptions of a library, see `newsreader.library.Library.subscriptions`."""

    def __init__(self, database: Database) -> None:
        """Use `newsreader.library.Library.subscriptions`."""
        self._database = database

    def feeds(self) -> list[Feed]:
        """All subscriptions, by folder and title."""
        with self._database.read() as connection:
            found = connection.execute(
                f"SELECT {_COLUMNS} FROM feeds ORDER BY folder COLLATE NOCASE, title COLLATE NOCASE, url"
            )
            return [_feed(row) for row in found]

    def get(self, url: str) -> Feed | None:
        """Read one subscription."""
        with self._database.read() as connection:
            return _one(connection, url)

    def add(self, feed: Feed) -> bool:
        """Subscribe; False, and nothing changed, if the address is subscribed to already.

        Raises:
            LibraryError: If it cannot be written.
        """
        with self._database.write() as connection:
            if _feed_id(connection, feed.url) is not None:
                return False
            _insert(connection, feed)
            return True

    def save(self, feed: Feed, *, old_url: str = "") -> None:
        """Keep a subscription as it is now.

        Args:
            feed: The subscription.
            old_url: Its address before a move. A subscription that is there under the new address takes the entries.

        Raises:
            LibraryError: If it cannot be written.
        """
        with self._database.write() as connection:
            old = _feed_id(connection, old_url) if old_url else None
            new = _feed_id(connection, feed.url)
            if old is not None and old != new:
                if new is None:
                    connection.execute("UPDATE feeds SET url = ? WHERE feed_id = ?", (storable(feed.url), old))
                    new = old
                else:
                    connection.execute("UPDATE OR IGNORE entries SET feed_id = ? WHERE feed_id = ?", (new, old))
                    connection.execute("DELETE FROM feeds WHERE feed_id = ?", (old,))
            if new is None:
                _insert(connection, feed)
            else:
                values = _values(feed)
                connection.execute(
                    f"UPDATE feeds SET ({_COLUMNS}) = ({_marks(len(values))}) WHERE feed_id = ?", (*values, new)
                )

    def remove(self, url: str) -> Feed | None:
        """End a subscription; its articles stay. Returns what was removed, so that `add` can bring it back."""
        with self._database.write() as connection:
            feed = _one(connection, url)
            connection.execute("DELETE FROM feeds WHERE url = ?", (url,))
            return feed

    def seen(self, url: str, entries: Collection[str]) -> set[str]:
        """Which entries of a feed are known already, also those whose article was removed since."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT entry FROM entries JOIN feeds USING (feed_id) "
                "JOIN json_each(?) AS asked ON asked.value = entry WHERE url = ?",
                (orjson.dumps([storable(entry) for entry in entries]).decode(), url),
            )
            return {entry for (entry,) in found}

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


def _insert(connection: sqlite3.Connection, feed: Feed) -> None:
    values = _values(feed)
    connection.execute(f"INSERT INTO feeds ({_COLUMNS}) VALUES ({_marks(len(values))})", values)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _values(feed: Feed) -> tuple[str | int, ...]:
    return (
        storable(feed.url),
        storable(feed.title),
        storable(feed.home),
        _dump(feed.folder),
        int(feed.typed),
        storable(feed.etag),
        storable(feed.last_modified),
        feed.checked,
        feed.due,
        feed.failures,
        storable(feed.error),
        int(feed.gone),
        storable(feed.moved_to),
        feed.moved_times,
        _dump(*feed.attributes),
    )


def _dump(*values: Iterable[str]) -> str:
    return orjson.dumps([[storable(item) for item in value] for value in values]).decode()


def _feed(row: tuple[Any, ...]) -> Feed:
    from newsreader.sources.feeds.model import Feed

    url, title, home, folder, typed, etag, modified, checked, due, failures, error, gone, moved_to, times, rest = row
    (folders,) = orjson.loads(folder)
    return Feed(
        url=url,
        title=title,
        home=home,
        folder=tuple(folders),
        typed=bool(typed),
        etag=etag,
        last_modified=modified,
        checked=checked,
        due=due,
        failures=failures,
        error=error,
        gone=bool(gone),
        moved_to=moved_to,
        moved_times=times,
        attributes=tuple((name, value) for name, value in orjson.loads(rest)),
    )


def _one(connection: sqlite3.Connection, url: str) -> Feed | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM feeds WHERE url = ?", (url,)).fetchone()
    return None if row is None else _feed(row)


def _feed_id(connection: sqlite3.Connection, url: str) -> int | None:
    row = connection.execute("SELECT feed_id FROM feeds WHERE url = ?", (url,)).fetchone()
    return None if row is None else int(row[0])
