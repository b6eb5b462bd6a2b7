"""What a notes file holds, and how it stands there: a TinyDB file with a document a line.

Any JSON that TinyDB reads is taken. A file that this module wrote ends with a checksum of everything before; where that
fits, documents are told apart by their lines, and none need be decoded.
"""

from __future__ import annotations

import re
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

_LINE = re.compile(rb'^"\d+":(\{"id":"([^"\\]+)".*\})', re.MULTILINE)
"""A document as `to_document` begins it; one with an odd id, or with others before it, is decoded."""


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
    written = checksum = 0
    layout: dict[str, list[int]] = {}
    for table, piece in _body(contents):
        begin = layout.get(table, [written])[0]
        written += len(piece)
        if table:
            layout[table] = [begin, written, len(contents.tables[table])]
        checksum = zlib.crc32(piece, checksum)
        yield piece
    meta = {**contents.meta, "schema": SCHEMA, "generation": contents.generation, "layout": layout}
    meta["checksum"] = _sealed(meta, checksum)
    yield b'"meta":{"1":' + dump(meta) + b"}}\n"


def _sealed(meta: Document, checksum: int) -> str:
    """The checksum of a file: over all before its last line, and over what that line says of it."""
    return f"{zlib.crc32(dump([meta['generation'], meta['layout']]), checksum):08x}"


def _body(contents: Contents) -> Iterator[tuple[str, bytes]]:
    """The file but for its last line: documents with the name of their table, and what stands between."""
    yield "", b"{"
    for name in TABLES:
        table = Documents.of(contents.tables[name])
        if not table and name != ANNOTATIONS:
            continue
        yield "", dump(name) + b":{\n"
        documents, number = iter(table.encoded.values()), 0
        while batch := list(islice(documents, _BATCH)):
            lead = b",\n" if number else b""
            yield name, lead + b",\n".join(b'"%d":%b' % (number + k, d) for k, d in enumerate(batch, 1))
            number += len(batch)
        yield "", b"\n},\n"
    for name, other in contents.others.items():
        yield "", dump(name) + b":" + dump(other) + b",\n"


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
        if meta.get("checksum") != _sealed(meta, zlib.crc32(memoryview(data)[:end])):
            return None
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    tables = {name: Documents() for name in TABLES}
    rest, position = b"", 0
    for name, (begin, stop, count) in meta["layout"].items():
        tables[name] = Documents(_lines(data, begin, stop, count))
        rest, position = rest + data[position:begin], stop
    others = load(rest + data[position : end - 2] + b"}")
    return Contents(
        tables, meta["generation"], {name: table for name, table in others.items() if name not in TABLES}, meta
    )


def _lines(data: bytes, begin: int, stop: int, count: int) -> dict[str, bytes]:
    """The documents in some lines of a file, by id."""
    encoded: dict[str, bytes] = {}
    position = begin
    while position < stop:
        upto = data.find(b"\n", position + _STRETCH, stop)
        upto = upto if upto >= 0 else stop
        encoded |= {name.decode(): document for document, name in _LINE.findall(data, position, upto)}
        position = upto + 1
        time.sleep(0)
    if len(encoded) == count:
        return encoded
    documents = [line[line.index(b":") + 1 :] for line in data[begin:stop].split(b",\n")]
    return {str(load(document)["id"]): document for document in documents}


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
