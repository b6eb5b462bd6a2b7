"""The grammar of an exported file: blocks of marks, and everything else, which is the reader's.

A block begins with a marker that has the mark's id and ends with one that has the base of the three-way merge: the
mark as it was at the last export, in the shape of the notes file, and the parts that were written of it. The base is
kept in the file itself, so that it travels with it; packed (JSON, deflated, in base 64), so that replacing words all
over the file in an editor cannot change it. A last marker holds the record: the front matter and the ids that were
written. How a marker looks is the matter of the file's language; see `newsreader.exports.syntax`.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from newsreader.exports.parts import Parts
from newsreader.exports.syntax import LOGSEQ, MARKDOWN, ORG, Syntax
from newsreader.notes.annotation import Annotation
from newsreader.notes.codec import from_document, to_document
from newsreader.notes.errors import NotesError

_LARGEST = 16_000_000


@dataclass(frozen=True, slots=True)
class Base:
    """A mark, and the parts that are or were written of it."""

    mark: Annotation
    parts: Parts


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a file.

    Attributes:
        id: The mark's id.
        body: The text between its first and its last line, as the template wrote it.
        base: The mark at the last export; None where that cannot be read.
        raw: The block as it stands.
    """

    id: str
    body: str
    base: Base | None
    raw: str


@dataclass(frozen=True, slots=True)
class Record:
    """What the last export wrote: the lines of the front matter by key, and the ids of the marks."""

    front: dict[str, str]
    marks: tuple[str, ...]


Segment = str | Block


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file taken apart: what stands before the record, the record, and what stands behind it.

    The texts and the ``raw`` of the blocks, joined, are the file without its record.
    """

    segments: tuple[Segment, ...]
    record: Record | None
    record_line: str
    tail: str

    @property
    def blocks(self) -> dict[str, Block]:
        """The blocks by id."""
        return {s.id: s for s in self.segments if isinstance(s, Block)}


def write_block(body: str, base: Base, syntax: Syntax = MARKDOWN) -> str:
    """Write a block, without a line feed at its end."""
    parts = {"pieces": [list(p) for p in base.parts.pieces], "gap": base.parts.gap}
    data = _packed({"mark": to_document(base.mark), "parts": parts})
    return f"{syntax.opening(base.mark.id)}\n{syntax.indented(body)}\n{syntax.closing(data)}"


def write_record(record: Record, syntax: Syntax = MARKDOWN) -> str:
    """Write the record, without a line feed."""
    return syntax.record(_packed({"front": record.front, "marks": list(record.marks)}))


def parse(text: str, syntax: Syntax = MARKDOWN) -> Parsed:
    """Take a file apart. What is not a whole block, and a second block of the same mark, is text like any other."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    at, record = len(lines), None
    for number in range(len(lines) - 1, -1, -1):
        if (data := syntax.recorded(lines[number])) is not None:
            record = _record(data)
            at = number if record else len(lines)
            break
    stop, behind = (starts[at], starts[at] + len(lines[at])) if record else (len(text), len(text))
    segments: list[Segment] = []
    seen: set[str] = set()
    done, number = 0, 0
    while number < at:
        found = _block(lines, number, at, syntax)
        if found is None or found[0] in seen:
            number += 1
            continue
        mark_id, end, data = found
        seen.add(mark_id)
        segments.append(text[done : starts[number]])
        done = starts[end] + len(lines[end])
        raw = text[starts[number] : done]
        body = syntax.dedented("\n".join(lines[number + 1 : end]))
        segments.append(Block(mark_id, body, _base(data, mark_id), raw))
        number = end + 1
    segments.append(text[done:stop])
    return Parsed(tuple(segments), record, text[stop:behind], text[behind:])


def syntax_of(text: str) -> Syntax | None:
    """The language of a file of ours; None if it has no marker that can be read.

    Its last record tells, as a note may quote markers of other languages; without a record the first block does.
    """
    lines = text.split("\n")
    languages = (ORG, MARKDOWN, LOGSEQ)  # Only an outliner's marker is indented or has a bullet.
    for line in reversed(lines):
        for syntax in languages:
            if (data := syntax.recorded(line)) is not None and _record(data):
                return syntax
    return next((s for s in languages if any(block.base for block in parse(text, s).blocks.values())), None)


def _block(lines: list[str], start: int, stop: int, syntax: Syntax) -> tuple[str, int, str] | None:
    """Id, last line and data of the block that begins at a line; None if none begins there or it has no end."""
    mark_id = syntax.opened(lines[start])
    if mark_id is None:
        return None
    for number in range(start + 1, stop):
        if syntax.opened(lines[number]) is not None:
            return None
        if (data := syntax.closed(lines[number])) is not None:
            return mark_id, number, data
    return None


def _base(data: str, mark_id: str) -> Base | None:
    try:
        value = _unpacked(data)
        pieces = tuple((str(name), str(text)) for name, text in value["parts"]["pieces"])
        base = Base(from_document(value["mark"]), Parts(pieces, str(value["parts"]["gap"])))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, NotesError, zlib.error):
        return None
    return base if base.mark.id == mark_id and pieces else None


def _record(data: str) -> Record | None:
    try:
        value = _unpacked(data)
        return Record({str(k): str(v) for k, v in value["front"].items()}, tuple(str(m) for m in value["marks"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error):
        return None


def _packed(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii")


def _unpacked(text: str) -> Any:
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(base64.b64decode(text, validate=True), _LARGEST)
    if not unpacker.eof:
        raise ValueError("cut, or larger than any mark")
    return json.loads(data)
