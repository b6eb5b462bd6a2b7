"""The grammar of an exported Markdown file: blocks of marks, and everything else, which is the reader's.

A block begins with a line ``<!-- mark ID -->`` and ends with ``<!-- /mark BASE -->``. The base of the three-way merge
is the mark as it was at the last export, as in the notes file, and who said its words. It is kept in the file itself,
so that it travels with it; packed (JSON, deflated, in base 64), so that replacing words all over the file in an editor
cannot change it. The file ends with ``<!-- newsreader RECORD -->``: the front matter and the ids that were written.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from urllib.parse import quote, unquote

from newsreader.notes.annotation import AnchorState, Annotation, Color
from newsreader.notes.codec import from_document, to_document
from newsreader.notes.errors import NotesError
from newsreader.text.clean import clean_line, clean_text

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$&^=!{}%])")
_LEADING = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")
_OPEN = re.compile(r"<!-- mark \S+ -->")
_CLOSE = re.compile(r"<!-- /mark ([\w+/=]+) -->")
_RECORD = re.compile(r"<!-- newsreader ([\w+/=]+) -->")
_MARKER = re.compile(r"^(\\*)(?=<!-- /?(?:mark|newsreader)\b)", re.MULTILINE)
_ESCAPED_MARKER = re.compile(r"^\\(?=\\*<!-- /?(?:mark|newsreader)\b)", re.MULTILINE)
_LABEL = re.compile(r"\*(?P<color>[a-z]+)(?: · [^*]*)?\*(?P<tags>(?: +#\S.*)?)")
_TAG = re.compile(r"#\[\[((?:\\.|[^\\\]])*)\]\]|#([^\s#\[\]]+)")
_LARGEST = 16_000_000
_PLAIN_TAG = re.compile(r"[^\W_][\w/-]*")


def escape(text: str) -> str:
    """Escape one line of foreign text for Markdown, so that it reads as the words it is."""
    return _LEADING.sub(lambda m: m[1] + m[2][:-1] + "\\" + m[2][-1], _SPECIAL.sub(r"\\\1", text))


@dataclass(frozen=True, slots=True)
class Parts:
    """What a block says, part by part.

    Attributes:
        quote: The quotation with its speaker.
        label: Colour, state and tags.
        note: The reader's Markdown.
    """

    quote: str
    label: str
    note: str

    @classmethod
    def of(cls, mark: Annotation, speaker: str) -> Parts:
        """Write the parts of a mark."""
        lines = [f"> {escape(line)}".rstrip() for line in clean_text(mark.target.exact).strip().split("\n")]
        if speaker:
            lines += [">", f"> — {escape(clean_line(speaker))}"]
        state = " · lost its place in the text" if mark.state is AnchorState.ORPHANED else ""
        tags = "".join(f" {write_tag(t)}" for t in mark.tags if clean_line(t))
        note = _MARKER.sub(r"\1\\", clean_text(mark.note).strip())
        return cls("\n".join(lines), f"*{mark.color.value}{state}*{tags}", note)

    @property
    def text(self) -> str:
        """The parts as they stand between the lines of a block."""
        return "\n\n".join(p for p in (self.quote, self.label, self.note) if p)


def write_tag(tag: str) -> str:
    """A tag as ``#tag``, or as ``#[[a tag]]`` where blanks or signs would leave its end in doubt."""
    cleaned = clean_line(tag)
    return f"#{cleaned}" if _PLAIN_TAG.fullmatch(cleaned) else f"#[[{escape(cleaned)}]]"


def read_label(label: str) -> tuple[Color, tuple[str, ...]] | None:
    """The colour and the tags of a label; None if it is none."""
    found = _LABEL.fullmatch(label.strip())
    if found is None or found["color"] not in {c.value for c in Color}:
        return None
    tags = (re.sub(r"\\(.)", r"\1", m[1]) if m[1] is not None else m[2] for m in _TAG.finditer(found["tags"]))
    return Color(found["color"]), tuple(dict.fromkeys(t for t in tags if t))


def read_note(note: str) -> str:
    """The note as the reader wrote it, from that of a block."""
    return _ESCAPED_MARKER.sub("", note)


def read_parts(body: str) -> Parts:
    """Take the body of a block apart; text in an unexpected place counts as note, so that none is lost."""
    lines = body.strip("\n").split("\n")
    quoted = 0
    while quoted < len(lines) and lines[quoted].startswith(">"):
        quoted += 1
    rest = lines[quoted:]
    at = next((n for n, line in enumerate(rest) if line.strip()), None)
    if at is not None and read_label(rest[at]) is not None:
        return Parts("\n".join(lines[:quoted]), rest[at], "\n".join(rest[at + 1 :]).strip("\n"))
    return Parts("\n".join(lines[:quoted]), "", "\n".join(rest).strip("\n"))


@dataclass(frozen=True, slots=True)
class Base:
    """A mark as it was when its block was last written."""

    mark: Annotation
    speaker: str

    @property
    def parts(self) -> Parts:
        """The parts as they were written."""
        return Parts.of(self.mark, self.speaker)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a file.

    Attributes:
        id: The mark's id.
        body: The text between its first and its last line.
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


def write_block(body: str, base: Base, mark_id: str) -> str:
    """Write a block, without a line feed at its end."""
    data = _packed({"mark": to_document(base.mark), "speaker": base.speaker})
    return f"<!-- mark {_named(mark_id)} -->\n{body}\n<!-- /mark {data} -->"


def _named(mark_id: str) -> str:
    return quote(mark_id, safe="", errors="replace").replace("--", "-%2D")


def write_record(record: Record) -> str:
    """Write the record, without a line feed."""
    return f"<!-- newsreader {_packed({'front': record.front, 'marks': list(record.marks)})} -->"


def parse(text: str) -> Parsed:
    """Take a file apart. What is not a whole block, and a second block of the same mark, is text like any other."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    at = next((n for n in range(len(lines) - 1, -1, -1) if lines[n].startswith("<!-- newsreader ")), len(lines))
    record = _record(lines[at]) if at < len(lines) else None
    if record is None:
        at = len(lines)
    stop, behind = (starts[at], starts[at] + len(lines[at])) if record else (len(text), len(text))
    segments: list[Segment] = []
    seen: set[str] = set()
    done, number = 0, 0
    while number < at:
        end = _end_of_block(lines, number, at)
        mark_id = unquote(lines[number][10:-4]) if end is not None else ""
        if end is None or mark_id in seen:
            number += 1
            continue
        seen.add(mark_id)
        segments.append(text[done : starts[number]])
        done = starts[end] + len(lines[end])
        raw = text[starts[number] : done]
        segments.append(Block(mark_id, "\n".join(lines[number + 1 : end]), _base(lines[end], mark_id), raw))
        number = end + 1
    segments.append(text[done:stop])
    return Parsed(tuple(segments), record, text[stop:behind], text[behind:])


def _end_of_block(lines: list[str], start: int, stop: int) -> int | None:
    """The line that ends the block which begins at ``start``; None if none begins there or it has no end."""
    if not lines[start].startswith("<!-- mark ") or not _OPEN.fullmatch(lines[start]):
        return None
    for number in range(start + 1, stop):
        if lines[number].startswith("<!-- mark ") and _OPEN.fullmatch(lines[number]):
            return None
        if lines[number].startswith("<!-- /mark ") and _CLOSE.fullmatch(lines[number]):
            return number
    return None


def _base(line: str, mark_id: str) -> Base | None:
    found = _CLOSE.fullmatch(line)
    try:
        data = _unpacked(found[1]) if found else {}
        base = Base(from_document(data["mark"]), str(data.get("speaker") or ""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, NotesError, zlib.error):
        return None
    return base if base.mark.id == mark_id else None


def _record(line: str) -> Record | None:
    found = _RECORD.fullmatch(line)
    try:
        data = _unpacked(found[1]) if found else {}
        return Record({str(k): str(v) for k, v in data["front"].items()}, tuple(str(m) for m in data["marks"]))
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
