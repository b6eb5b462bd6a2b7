"""What a notes file holds, and how it stands there: a TinyDB file with a document a line.

Any JSON that TinyDB reads is taken. A file that this module wrote ends with a checksum of everything before; where that
fits, documents are told apart by their lines, and none need be decoded.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from newsreader.notes.clock import content_id
from newsreader.notes.codec import SCHEMA, Document, dump, load
from newsreader.notes.documents import Documents

ANNOTATIONS, CORRECTIONS, DELETIONS = "annotations", "corrections", "deletions"
TABLES = (ANNOTATIONS, CORRECTIONS, DELETIONS)
"""The tables that the store keeps: the reader's marks, what they set right in the analysis, and what was deleted."""

_BATCH = 200
"""Documents in one piece of a file that is written, so that other threads are never kept waiting for long."""

_STRETCH = 1 << 18
"""Bytes of a file that are divided at one go when it is read, for the same reason."""


@dataclass(slots=True)
class Contents:
    """What a notes file holds.

    Attributes:
        tables: The documents of each of `TABLES` by id.
        generation: How often the file was rewritten.
        others: Tables that are not ours, kept as they are.
        meta: The fields of the table ``meta``.
        report: What had to be repaired, in words for the reader; empty if nothing.
        replayed: How many changes came from journals.
    """

    tables: Mapping[str, Mapping[str, Document]] = field(default_factory=lambda: {name: Documents() for name in TABLES})
    generation: int = 0
    others: dict[str, Any] = field(default_factory=dict)
    meta: Document = field(default_factory=dict)
    report: str = ""
    replayed: int = 0

    @property
    def documents(self) -> Mapping[str, Document]:
        """The annotations by id."""
        return self.tables[ANNOTATIONS]


def pieces(contents: Contents) -> Iterator[bytes]:
    """A TinyDB file in pieces of bytes."""
    checksum = 0
    for piece in _body(contents):
        checksum = zlib.crc32(piece, checksum)
        yield piece
    meta = {**contents.meta, "schema": SCHEMA, "generation": contents.generation, "checksum": f"{checksum:08x}"}
    yield b'"meta":{"1":' + dump(meta) + b"}}\n"


def _body(contents: Contents) -> Iterator[bytes]:
    yield b"{"
    for name in TABLES:
        table = Documents.of(contents.tables[name])
        if not table and name != ANNOTATIONS:
            continue
        yield _head(name)
        documents, number = iter(table.encoded.values()), 0
        while batch := list(islice(documents, _BATCH)):
            lead = b",\n" if number else b""
            yield lead + b",\n".join(b'"%d":%b' % (number + k, d) for k, d in enumerate(batch, 1))
            number += len(batch)
        yield b"\n},\n"
    for name, other in contents.others.items():
        yield dump(name) + b":" + dump(other) + b",\n"


def _head(table: str) -> bytes:
    return b'"%b":{\n' % table.encode()


def parse(data: bytes) -> Contents:
    """Read a TinyDB file.

    Raises:
        ValueError: If it is not one.
    """
    return _own(data) or _foreign(data)


def _own(data: bytes) -> Contents | None:
    """Read a file as `pieces` wrote it; None if it is not such a file, or was changed since."""
    end = data.rfind(b"\n", 0, -1) + 1
    if not end or not data.startswith(b'"meta":', end) or not data.endswith(b"}}\n"):
        return None
    try:
        meta = load(b"{" + data[end:])["meta"]["1"]
        if meta.get("checksum") != f"{zlib.crc32(memoryview(data)[:end]):08x}":
            return None
    except (ValueError, KeyError, AttributeError):
        return None
    contents = Contents(generation=int(meta["generation"]), meta=meta)
    tables = dict(contents.tables)
    position = 1
    while position < end:
        name = next((n for n in TABLES if data.startswith(_head(n), position)), None)
        if name is not None:
            encoded, position = _lines(data, position + len(_head(name)), end)
            tables[name] = Documents(encoded)
        else:
            until = data.index(b",\n", position)
            contents.others |= load(b"{" + data[position:until] + b"}")
            position = until + 2
    contents.tables = tables
    return contents


def _lines(data: bytes, position: int, end: int) -> tuple[dict[str, bytes], int]:
    """Divide a table into its documents.

    Args:
        data: The file.
        position: Where the documents of the table begin.
        end: Where the last table ends.

    Returns:
        The documents, and where the next table begins.
    """
    encoded: dict[str, bytes] = {}
    while True:
        upto = data.index(b",\n", min(position + _STRETCH, end - 2)) + 2
        stretch = data[position:upto]
        close = stretch.find(b"\n},\n")  # no document begins with a bracket, and none holds a bare line break
        for line in stretch[: close if close >= 0 else -2].split(b",\n"):
            document = line[line.find(b":") + 1 :]
            if document:
                encoded[_id_of(document)] = document
        if close >= 0:
            return encoded, position + close + 4
        position = upto
        time.sleep(0)


def _id_of(encoded: bytes) -> str:
    if encoded.startswith(b'{"id":"'):
        name = encoded[7 : encoded.index(b'"', 7)]
        if b"\\" not in name:
            return name.decode()
    return str(load(encoded)["id"])


def _foreign(data: bytes) -> Contents:
    """Read a file that another program wrote.

    Raises:
        ValueError: If it is no TinyDB file.
    """
    if not data.strip():
        raise ValueError("the file is empty")
    tables = load(data)
    if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
        raise ValueError("not a TinyDB file")
    meta = next((m for m in tables.pop("meta", {}).values() if isinstance(m, dict)), {})
    generation = meta.get("generation", 0)
    kept = {name: _named(tables.pop(name, {})) for name in TABLES}
    return Contents(kept, generation if isinstance(generation, int) else 0, tables, meta)


def _named(table: Document) -> Documents:
    """The documents of a table by id; one without an id, or with that of another, gets one of its own."""
    documents = Documents()
    for document in table.values():
        if isinstance(document, dict):
            name = str(document.get("id") or "")
            if not name or documents.get(name, document) != document:
                name = content_id(dump(document))
                document = {**document, "id": name}
            documents[name] = document
    return documents
