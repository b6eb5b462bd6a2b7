"""The rows of one chunk of a document, and the note rows among them."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsreader.reading.wrapping import wrap
from newsreader.text.clean import drawable
from newsreader.text.graphemes import LETTER_JOINER

TEXT, GAP, NOTE = 0, 1, 2
"""Kinds of rows: of the text, empty ones of the line spacing, lines of notes."""

NOTE_INDENT = 4
"""Cells that a note row leaves free for what is drawn before it."""


class DocumentNote(NamedTuple):
    """A note to be shown under the row that holds an offset."""

    offset: int
    id: str
    text: str


@dataclass(slots=True)
class Layout:
    """The rows of one chunk.

    Attributes:
        starts: For each row the first code point of its text row.
        kinds: For each row `TEXT`, `GAP` or `NOTE`.
        notes: For each note row the note's id and the line shown.
        shown: The chunk's text as it is drawn, None where that is the text itself.
    """

    starts: array[int] = field(default_factory=lambda: array("I"))
    kinds: bytearray = field(default_factory=bytearray)
    notes: dict[int, tuple[str, str]] = field(default_factory=dict)
    shown: str | None = None


def as_drawn(text: str) -> str:
    """What is drawn of a text, code point for code point: nothing unsafe, and as wide as it is measured."""
    return LETTER_JOINER.sub("\u200c", drawable(text).replace("\t", " "))


def place_notes(layout: Layout, notes: Sequence[DocumentNote], width: int) -> None:
    """Put the lines of each note below the text row of its offset.

    Args:
        layout: A chunk's rows, without notes so far.
        notes: Those whose offsets lie in the chunk, in order of offset.
        width: Cells of a row.
    """
    if not notes:
        return
    below: dict[int, list[tuple[str, str]]] = {}
    for note in notes:
        row = max(0, bisect_right(layout.starts, note.offset) - 1)
        while row > 0 and layout.kinds[row] != TEXT:
            row -= 1
        below.setdefault(row, []).extend((note.id, line) for line in note_lines(note.text, width))
    starts, kinds = array("I"), bytearray()
    for row, (start, kind) in enumerate(zip(layout.starts, layout.kinds, strict=True)):
        starts.append(start)
        kinds.append(kind)
        for shown in below.get(row, ()):
            layout.notes[len(starts)] = shown
            starts.append(start)
            kinds.append(NOTE)
    layout.starts, layout.kinds = starts, kinds


def note_lines(note: str, width: int) -> list[str]:
    """The rows of a note as they are drawn under a document of a width in cells."""
    text = as_drawn(note)
    rows = wrap(text, 0, len(text), max(8, width - NOTE_INDENT))
    return [text[a:b].rstrip() for a, b in zip(rows, [*rows[1:], len(text)], strict=True)]
