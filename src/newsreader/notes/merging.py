"""Joining two notes files: conflict copies of a synchroniser, two branches of git, two machines.

Documents are joined by id. Of two versions the one that was changed later wins; the note of the other is kept beside it
in the field ``other_notes``. With a common ancestor, a version that did not change gives way, and a mark that one side
deleted and the other left alone is gone; one that the other side changed stays. Without an ancestor the table
``deletions`` of both files says what was deleted and when. Which file comes first is of no account, and of three files
which two are joined first decides nothing about which marks there are; it decides only whether the text of a version
that one machine deleted and another brought back by undo is still there to be kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsreader.notes.annotation import OTHER_NOTES
from newsreader.notes.codec import Document
from newsreader.notes.contents import DELETIONS, TABLES, Contents, parse, pieces
from newsreader.notes.deletions import is_deleted, later
from newsreader.notes.errors import NotesError
from newsreader.notes.files import NotesFiles

Table = dict[str, Document]


def merge_contents(one: Contents, other: Contents, base: Contents | None = None) -> Contents:
    """Join the contents of two notes files.

    Args:
        one: One file.
        other: The other.
        base: Their common ancestor, None if there is none.
    """
    before = base or Contents()
    deletions = {
        name: record
        for name in sorted({*one.tables[DELETIONS], *other.tables[DELETIONS]})
        if (record := later(one.tables[DELETIONS].get(name), other.tables[DELETIONS].get(name)))
    }
    tables = {
        table: merge_tables(
            _left(one.tables[table], deletions), _left(other.tables[table], deletions), before.tables[table]
        )
        for table in TABLES
        if table != DELETIONS
    }
    others = {
        name: _entries(one.others.get(name), other.others.get(name)) for name in sorted({*one.others, *other.others})
    }
    return Contents(
        {**tables, DELETIONS: deletions},
        max(one.generation, other.generation),
        others,
        _entries(one.meta, other.meta),
    )


def _left(table: Mapping[str, Document], deletions: Mapping[str, Document]) -> Table:
    """The documents of a table that are not deleted."""
    return {name: document for name, document in table.items() if not is_deleted(document, deletions.get(name))}


def merge_tables(one: Mapping[str, Document], other: Mapping[str, Document], base: Mapping[str, Document]) -> Table:
    """Join documents by id, in the order of their ids."""
    merged: Table = {}
    for name in sorted({*one, *other}):
        mine, theirs, before = one.get(name), other.get(name), base.get(name)
        if mine is not None and theirs is not None:
            merged[name] = _join(mine, theirs, before)
        elif (left := mine or theirs) is not None and left != before:
            merged[name] = left
    return merged


def _join(one: Document, other: Document, base: Document | None) -> Document:
    if one == other or other == base:
        return one
    if one == base:
        return other
    first, second = sorted((one, other), key=_rank, reverse=True)
    notes = {n for d in (one, other) for n in _notes(d)} - {str(first.get("note") or "")}
    if base is not None:
        notes -= {str(base.get("note") or "")} - {n for d in (first, second) for n in _others(d)}
    plain = {k: v for k, v in first.items() if k != OTHER_NOTES}
    return {**plain, OTHER_NOTES: sorted(notes)} if notes else plain


def _rank(document: Document) -> tuple[str, str]:
    """What decides between versions: the time of the change, then the contents themselves."""
    plain = {k: v for k, v in document.items() if k != OTHER_NOTES}
    return str(document.get("modified") or ""), _canonical(plain)


def _others(document: Document) -> set[str]:
    kept = document.get(OTHER_NOTES)
    return {str(n) for n in kept} if isinstance(kept, list) else set()


def _notes(document: Document) -> set[str]:
    return {n for n in (str(document.get("note") or ""), *_others(document)) if n}


def _entries(one: Any, other: Any) -> Any:
    """Join two tables that are not ours: entry by entry, of two that differ always the same one."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {k: _entries(one.get(k), other.get(k)) for k in sorted({*one, *other})}
    return max((v for v in (one, other) if v is not None), key=_canonical, default=None)


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def read_notes(path: Path, *, plain: bool = False) -> Contents:
    """Read a notes file for a merge, with what its journals hold.

    Args:
        path: The file.
        plain: Whether it is a file alone, without journals, as git hands it over; an empty one has no marks then.

    Raises:
        NotesError: If it is not there, or damaged.
    """
    try:
        if plain:
            data = path.read_bytes()
            return parse(data) if data.strip() else Contents()
        path.stat()
        contents = NotesFiles(path).read(repair=False)
    except (OSError, ValueError) as error:
        raise NotesError(f"{path}: no notes file that can be read ({error}); give another") from error
    if contents.report:
        raise NotesError(f"{path}: {contents.report}; run newsreader doctor --notes on it first")
    return contents


def write_plain(path: Path, contents: Contents) -> None:
    """Write a notes file without its companions, at one stroke.

    Raises:
        NotesError: If it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_bytes(b"".join(pieces(contents)))
        temporary.replace(path)
    except OSError as error:
        raise NotesError(f"{path}: cannot be written ({error.strerror}); choose another place") from error
