"""Articles go in: row, body, full-text index and postings in one transaction.

An article that is there already is compared by its text. A changed text is a new revision, and the old text is kept;
fields that the new version leaves empty keep their old values, as a page read again from disk may know less.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from newsreader.article import Article
from newsreader.library import postings, rows
from newsreader.library.database import Database
from newsreader.library.numbering import free_number
from newsreader.library.sketch import sketch
from newsreader.notes.clock import now

BATCH = 100
"""Articles in one transaction: one fsync for all of them, and no more than these in memory."""


_SEARCH_COLUMNS = "title, text, byline, site, category, person, said, tag, note"


class AddState(StrEnum):
    """What adding did."""

    ADDED = "added"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class AddResult:
    """The outcome for one article: its id and what adding did."""

    id: str
    state: AddState


def ingest(database: Database, articles: Iterable[Article]) -> Iterator[AddResult]:
    """Add articles in batches; each result is yielded once its article is on disk.

    No transaction is open while the next articles are taken from the iterable, however slow that is.

    Raises:
        LibraryError: If a batch cannot be written; the batches before it stay.
    """
    source = iter(articles)
    while batch := list(islice(source, BATCH)):
        with database.write() as connection:
            adding = _Adding(connection)
            results = [adding.add(article) for article in batch]
            adding.post()
        yield from results


class _Adding:
    """One transaction of adding; the postings of its articles are written together."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._unposted: dict[int, None] = {}

    def add(self, article: Article) -> AddResult:
        connection = self._connection
        found = connection.execute("SELECT number, deleted FROM articles WHERE id = ?", (article.id,)).fetchone()
        if found is None:
            number = _insert(connection, article)
            self._index(number)
            return AddResult(article.id, AddState.ADDED)
        number, deleted = found
        if deleted:
            restore(connection, number)
        old, changed = read_article(connection, number)
        new = _merged(old, article)
        if new == old:
            return AddResult(article.id, AddState.ADDED if deleted else AddState.UNCHANGED)
        revised = (new.text, new.title) != (old.text, old.title)
        if revised:
            _keep_revision(connection, number, old, changed)
        if number in self._unposted:
            self.post()
        unindex(connection, number)
        _update(connection, number, new, now() if revised else changed)
        self._index(number)
        return AddResult(article.id, AddState.REVISED if revised else AddState.UNCHANGED)

    def _index(self, number: int) -> None:
        index_words(self._connection, number)
        self._unposted[number] = None

    def post(self) -> None:
        index_terms(self._connection, self._unposted)
        self._unposted.clear()


def _insert(connection: sqlite3.Connection, article: Article) -> int:
    moment = now()
    number = free_number(connection, article.published or moment)
    columns = rows.article_columns(article)
    connection.execute(
        f"INSERT INTO articles (number, {rows.ARTICLE_COLUMNS}, revision, words, added, changed) "
        f"VALUES ({_marks(len(columns) + 5)})",
        (number, *columns, article.revision, len(article.text.split()), moment, moment),
    )
    connection.execute(
        f"INSERT INTO bodies (number, {rows.BODY_COLUMNS}) VALUES ({_marks(7)})",
        (number, *rows.Body.of(article).columns),
    )
    return number


def _update(connection: sqlite3.Connection, number: int, article: Article, changed: str) -> None:
    columns = rows.article_columns(article)
    connection.execute(
        f"UPDATE articles SET ({rows.ARTICLE_COLUMNS}, revision, words, changed) = ({_marks(len(columns) + 3)}) "
        "WHERE number = ?",
        (*columns, article.revision, len(article.text.split()), changed, number),
    )
    connection.execute(
        f"UPDATE bodies SET ({rows.BODY_COLUMNS}) = ({_marks(6)}) WHERE number = ?",
        (*rows.Body.of(article).columns, number),
    )


def _merged(old: Article, new: Article) -> Article:
    """The new article with the old one's values where it has none itself."""
    kept = {
        name: getattr(old, name)
        for name in ("title", "byline", "published", "site", "url", "categories", "language", "related")
        if not getattr(new, name)
    }
    if not new.text:
        kept |= {"text": old.text, "blocks": old.blocks, "links": old.links}
    if not new.lead_image:
        kept |= {"lead_image": old.lead_image, "lead_image_description": old.lead_image_description}
    return rows.as_stored(replace(new, **kept))


def _keep_revision(connection: sqlite3.Connection, number: int, old: Article, seen: str) -> None:
    connection.execute(
        "INSERT INTO revisions (number, sequence, revision, title, seen, body) "
        "VALUES (?1, (SELECT count(*) FROM revisions WHERE number = ?1), ?2, ?3, ?4, ?5)",
        (number, old.revision, old.title, seen, rows.Body.of(old).packed()),
    )


def read_article(connection: sqlite3.Connection, number: int) -> tuple[Article, str]:
    """Read an article and the time when its present text was first seen."""
    *columns, changed = connection.execute(
        f"SELECT {rows.ARTICLE_COLUMNS}, changed FROM articles WHERE number = ?", (number,)
    ).fetchone()
    body = connection.execute(f"SELECT {rows.BODY_COLUMNS} FROM bodies WHERE number = ?", (number,)).fetchone()
    return rows.article_of(tuple(columns), rows.Body(*body)), changed


def index_terms(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Enter articles that are not posted into the postings, and keep their sketches."""
    texts = [(number, *_indexed_text(connection, number)) for number in numbers]
    postings.post(connection, texts)
    connection.executemany(
        "INSERT OR REPLACE INTO sketches VALUES (?, ?)", [(number, sketch(text)) for number, _, text in texts]
    )


def index_words(connection: sqlite3.Connection, number: int) -> None:
    """Enter an article's row, as it stands, into the full-text index alone."""
    connection.execute(
        f"INSERT INTO search (rowid, {_SEARCH_COLUMNS}) "
        f"SELECT number, {_SEARCH_COLUMNS} FROM searchable WHERE number = ?",
        (number,),
    )


def unindex(connection: sqlite3.Connection, number: int) -> None:
    """Take an article out of the indexes; its row must still be what was entered."""
    unindex_words(connection, number)
    postings.unpost(connection, number, *_indexed_text(connection, number))


def unindex_words(connection: sqlite3.Connection, number: int) -> None:
    """Take an article out of the full-text index alone; its row must still be what was entered."""
    connection.execute(
        f"INSERT INTO search (search, rowid, {_SEARCH_COLUMNS}) "
        f"SELECT 'delete', number, {_SEARCH_COLUMNS} FROM searchable WHERE number = ?",
        (number,),
    )


def delete(connection: sqlite3.Connection, number: int, moment: str) -> None:
    """Hide an article: out of the indexes, but with everything kept for `restore`."""
    unindex(connection, number)
    connection.execute("UPDATE articles SET deleted = ? WHERE number = ?", (moment, number))


def restore(connection: sqlite3.Connection, number: int) -> None:
    """Bring a hidden article back."""
    connection.execute("UPDATE articles SET deleted = '' WHERE number = ?", (number,))
    index_words(connection, number)
    index_terms(connection, [number])


def purge(connection: sqlite3.Connection, number: int) -> None:
    """Delete a hidden article for good."""
    connection.execute("DELETE FROM articles WHERE number = ?", (number,))


def _indexed_text(connection: sqlite3.Connection, number: int) -> tuple[str, str]:
    title, text = connection.execute(
        "SELECT title, text FROM articles JOIN bodies USING (number) WHERE number = ?", (number,)
    ).fetchone()
    return title, text


def _marks(count: int) -> str:
    return ", ".join("?" * count)
