"""The tables of the library and how an older file becomes a newer one.

* **number**: the integer that names an article inside the file. It rises with the day of publication (or of adding,
  where that is unknown); see `newsreader.library.numbering`.
* **postings**: for each term the articles that hold it, with a weight; what related posts are found by.
* **terms**: every term with the number of articles that hold it.
* **common_terms**: an index of the terms that many articles hold, so that the most common words of a short prefix are
  found among a few thousand.
* **recent_postings**, **uncounted**: the same for the articles added last, until they are enough to be worked in
  together; see `newsreader.library.postings`.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newsreader.library.errors import LibraryError
from newsreader.library.numbering import ASTRAY

_VERSION_1 = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    byline TEXT NOT NULL,
    published TEXT NOT NULL,
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    source TEXT NOT NULL,
    language TEXT NOT NULL,
    lead_image TEXT NOT NULL,
    lead_image_description TEXT NOT NULL,
    categories TEXT NOT NULL,
    revision TEXT NOT NULL,
    words INTEGER NOT NULL,
    added TEXT NOT NULL,
    changed TEXT NOT NULL,
    read TEXT NOT NULL DEFAULT '',
    deleted TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE bodies (
    number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL,
    links TEXT NOT NULL,
    related TEXT NOT NULL,
    removed TEXT NOT NULL,
    confidence TEXT NOT NULL,
    people TEXT NOT NULL DEFAULT '',
    speakers TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE revisions (
    number INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    revision TEXT NOT NULL,
    title TEXT NOT NULL,
    seen TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (number, sequence)
) STRICT;
CREATE VIEW searchable AS
    SELECT a.number AS number, a.title AS title, b.text AS text, a.byline AS byline, a.site AS site,
           a.categories AS category, b.people AS person, b.speakers AS said, b.tags AS tag, b.notes AS note
    FROM articles AS a JOIN bodies AS b USING (number) WHERE a.deleted = '';
CREATE VIRTUAL TABLE search USING fts5(
    title, text, byline, site, category, person, said, tag, note,
    content='searchable', content_rowid='number', tokenize="unicode61 remove_diacritics 2"
);
CREATE TABLE terms (
    term_id INTEGER PRIMARY KEY,
    term TEXT NOT NULL UNIQUE,
    articles INTEGER NOT NULL
) STRICT;
CREATE TABLE postings (
    term_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    PRIMARY KEY (term_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE sketches (
    number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    sketch BLOB NOT NULL
) STRICT;
CREATE TABLE totals (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO totals VALUES ('articles', 0);
"""

_VERSION_2 = """
CREATE INDEX articles_by_deleted ON articles (deleted);
CREATE TABLE progress (
    number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    last INTEGER NOT NULL,
    furthest INTEGER NOT NULL,
    length INTEGER NOT NULL,
    opened TEXT NOT NULL
) STRICT;
CREATE TABLE tags (
    number INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    tag TEXT NOT NULL,
    of_note INTEGER NOT NULL,
    PRIMARY KEY (number, tag, of_note)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_by_tag ON tags (tag, number);
CREATE TABLE analyses (
    number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    revision TEXT NOT NULL,
    version TEXT NOT NULL,
    analysis BLOB NOT NULL
) STRICT;
CREATE TABLE saved_searches (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;
CREATE TABLE feeds (
    feed_id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    home TEXT NOT NULL,
    folder TEXT NOT NULL,
    typed INTEGER NOT NULL,
    etag TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    checked TEXT NOT NULL,
    due TEXT NOT NULL,
    failures INTEGER NOT NULL,
    error TEXT NOT NULL,
    gone INTEGER NOT NULL,
    moved_to TEXT NOT NULL,
    moved_times INTEGER NOT NULL,
    attributes TEXT NOT NULL
) STRICT;
CREATE TABLE entries (
    feed_id INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    entry TEXT NOT NULL,
    number INTEGER REFERENCES articles ON DELETE SET NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (feed_id, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX entries_by_number ON entries (number);
"""

_VERSION_3 = """
CREATE TABLE recent_postings (
    term_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    PRIMARY KEY (term_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE uncounted (
    sequence INTEGER PRIMARY KEY,
    articles INTEGER NOT NULL,
    terms TEXT NOT NULL
) STRICT;
"""

_VERSION_4 = """
CREATE INDEX articles_by_published ON articles (published);
CREATE INDEX articles_read ON articles (deleted, number) WHERE read <> '';
CREATE INDEX articles_unread ON articles (deleted, number) WHERE read = '';
CREATE INDEX common_terms ON terms (term, articles) WHERE articles >= 100;
"""

_VERSION_5 = f"""
CREATE INDEX articles_astray ON articles (published) WHERE {ASTRAY};
"""

MIGRATIONS: tuple[str, ...] = (_VERSION_1, _VERSION_2, _VERSION_3, _VERSION_4, _VERSION_5)
"""Scripts in order; after the nth the file's ``user_version`` is n."""


def migrate(connection: sqlite3.Connection, path: Path, *, may_write: bool) -> None:
    """Bring a file to the newest schema, in one transaction: it is migrated whole or not at all.

    Args:
        connection: A connection outside a transaction.
        path: The file, for messages.
        may_write: Whether the file may be changed.

    Raises:
        LibraryError: If a newer program made the file, or it is older and may not be changed.
    """
    version = _version(connection)
    newest = len(MIGRATIONS)
    if version > newest:
        raise LibraryError(f"the library {path} was made by a newer newsreader (schema {version}); update newsreader")
    if version == newest:
        return
    if not may_write:
        raise LibraryError(f"the library {path} has an older schema and cannot be written: check its permissions")
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have migrated the file while this one waited for the lock.
        for number in range(_version(connection), newest):
            for statement in statements(MIGRATIONS[number]):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {newest}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def statements(script: str) -> list[str]:
    """Split a script into statements; ``executescript`` would commit the open transaction."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
