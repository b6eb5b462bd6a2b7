"""A text laid out in rows of a given width, lazily.

Words used here:

* **row**: one line of the laid-out document, counted from 0 over the whole document. A *text row* shows a span of the
  text; a *gap* shows nothing (line spacing); a *note row* shows a line of a note under the text row of its mark.
* **chunk**: a stretch of about `CHUNK` code points that is laid out at one go. A chunk that was not needed yet has an
  estimated height, so a text of any length opens at once; heights become exact as chunks are laid out.

Text rows tile the text: each begins where the one before ends. The empty line between two blocks is a text row of its
own, except between two list items, which stand close together.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from newsreader.article import Block, BlockKind
from newsreader.reading.wrapping import wrap

CHUNK = 16_384
"""Code points laid out at one go: well under a millisecond of plain text."""

INDENT = {BlockKind.LIST_ITEM: 2, BlockKind.QUOTE: 2, BlockKind.CODE: 2}
"""Cells by which the rows of a kind of block are moved in."""

_FILL = 0.93  # how full rows of prose are on average

_TEXT, _GAP, _NOTE = 0, 1, 2


class Row(NamedTuple):
    """One row of the document.

    Attributes:
        start: First code point that it shows; for a note row and a gap, that of the text row above.
        end: One past the last, white space at the end left out.
        indent: Cells it is moved in.
        block: Index of its block, -1 between blocks.
        first: Whether it is the first row of its block.
        last: Whether it is the last row of its block.
        note: The line of a note that it shows.
        note_id: Whose note that is.
    """

    start: int
    end: int
    indent: int = 0
    block: int = -1
    first: bool = False
    last: bool = False
    note: str | None = None
    note_id: str = ""
    gap: bool = False


@dataclass(frozen=True, slots=True)
class DocumentNote:
    """A note to be shown under the row that holds an offset."""

    offset: int
    id: str
    text: str


@dataclass(slots=True)
class Layout:
    """The rows of one chunk: for each its start, its kind, and the lines of notes by row."""

    starts: array[int] = field(default_factory=lambda: array("I"))
    kinds: bytearray = field(default_factory=bytearray)
    notes: dict[int, tuple[str, str]] = field(default_factory=dict)


class WrappedDocument:
    """A text in rows."""

    def __init__(self, text: str, blocks: Sequence[Block] = (), width: int = 80, *, spacing: int = 1) -> None:
        """Prepare a document without laying anything out.

        Args:
            text: The canonical text of an article.
            blocks: Its blocks; without any, the whole text is one paragraph.
            width: Cells of a row, at least 4.
            spacing: 1 for rows close together, 2 for an empty row behind each.
        """
        self.text = text
        self.blocks = tuple(blocks) or (Block(BlockKind.PARAGRAPH, 0, len(text)),)
        self._block_starts = array("I", (b.start for b in self.blocks))
        self._notes: tuple[DocumentNote, ...] = ()
        self._note_offsets: list[int] = []
        self._chunk_starts = self._cut()
        self.spacing = spacing
        self.set_width(width)

    def _cut(self) -> array[int]:
        """Decide where chunks begin: at blocks, and inside a block that is too long at a space."""
        starts = array("I", [0])
        for block in self.blocks:
            if block.start - starts[-1] >= CHUNK // 2 and block.start > starts[-1]:
                starts.append(block.start)
            while block.end - starts[-1] > 2 * CHUNK:
                begin = max(starts[-1], block.start)
                cut = self.text.rfind("\n", begin + CHUNK // 2, begin + CHUNK) + 1
                cut = cut or self.text.rfind(" ", begin + CHUNK // 2, begin + CHUNK) + 1
                starts.append(cut or begin + CHUNK)
        return starts

    # Layout as a whole

    def set_width(self, width: int) -> None:
        """Forget all rows and estimate heights for another width in cells."""
        self.width = max(4, width)
        count = len(self._chunk_starts)
        self._layouts: list[Layout | None] = [None] * count
        per_row = self.width * _FILL / self.spacing
        self._heights = [
            max(1, round((self._chunk_end(i) - start) / per_row)) for i, start in enumerate(self._chunk_starts)
        ]
        self.unmeasured = count
        self._sum()

    def set_spacing(self, spacing: int) -> None:
        """Change the line spacing: 1 or 2."""
        self.spacing = spacing
        self.set_width(self.width)

    def set_notes(self, notes: Iterable[DocumentNote]) -> None:
        """Show these notes under their rows from now on."""
        old = self._notes
        self._notes = tuple(sorted(notes, key=lambda n: (n.offset, n.id)))
        self._note_offsets = [n.offset for n in self._notes]
        touched = {self._chunk_of(n.offset) for n in {*old} ^ {*self._notes}}
        for i in touched:
            if self._layouts[i] is not None:
                self.install([(i, self.measure(i))])

    @property
    def height(self) -> int:
        """Rows of the whole document, estimated where it is not laid out yet."""
        return self._tops[-1]

    def _sum(self) -> None:
        self._tops = list(accumulate(self._heights, initial=0))

    def _chunk_end(self, i: int) -> int:
        return self._chunk_starts[i + 1] if i + 1 < len(self._chunk_starts) else len(self.text)

    def _chunk_of(self, offset: int) -> int:
        return bisect_right(self._chunk_starts, offset) - 1

    # Laying out

    def pending(self, row: int) -> list[int]:
        """The chunks not laid out yet, in the order worth doing: those below a row first, they move nothing above."""
        here = self._locate(row)[0]
        order = [*range(here, len(self._layouts)), *range(here - 1, -1, -1)]
        return [i for i in order if self._layouts[i] is None]

    def measure(self, chunk: int) -> Layout:
        """Lay out one chunk without changing the document."""
        layout = Layout()
        start, end = self._chunk_starts[chunk], self._chunk_end(chunk)
        index = max(0, bisect_right(self._block_starts, start) - 1)
        while index < len(self.blocks) and self.blocks[index].start < end:
            block = self.blocks[index]
            begin, stop = max(block.start, start), min(block.end, end)
            if begin < stop or block.start == block.end:
                width = self.width - INDENT.get(block.kind, 0) * max(1, block.level or 1)
                self._add_text(layout, wrap(self.text, begin, stop, max(2, width)))
            if stop == block.end and stop + 1 < end and not self._close(index):
                self._add_text(layout, array("I", [stop + 1]))
            index += 1
        if not layout.starts:
            self._add_text(layout, array("I", [start]))
        if self._notes:
            self._place_notes(layout, start, end)
        return layout

    def _close(self, index: int) -> bool:
        """Whether no empty row stands behind a block."""
        pair = self.blocks[index : index + 2]
        return len(pair) == 2 and pair[0].kind is pair[1].kind is BlockKind.LIST_ITEM

    def _add_text(self, layout: Layout, starts: array[int]) -> None:
        if self.spacing == 1:
            layout.starts.extend(starts)
            layout.kinds.extend(bytes(len(starts)))
            return
        for start in starts:
            layout.starts.extend((start, start))
            layout.kinds.extend((_TEXT, _GAP))

    def _place_notes(self, layout: Layout, start: int, end: int) -> None:
        """Put the lines of each note below the text row of its offset, the last note first so that rows stay right."""
        low = bisect_right(self._note_offsets, start - 1)
        high = bisect_right(self._note_offsets, end - 1 if end < len(self.text) else end)
        for note in reversed(self._notes[low:high]):
            row = bisect_right(layout.starts, note.offset) - 1
            while row > 0 and layout.kinds[row] != _TEXT:
                row -= 1
            lines = self._note_lines(note.text)
            at = row + 1
            anchor = layout.starts[row]
            layout.starts[at:at] = array("I", [anchor] * len(lines))
            layout.kinds[at:at] = bytes([_NOTE] * len(lines))
            moved = {k + len(lines) if k >= at else k: v for k, v in layout.notes.items()}
            moved.update({at + k: (note.id, line) for k, line in enumerate(lines)})
            layout.notes = moved

    def _note_lines(self, text: str) -> list[str]:
        rows = wrap(text, 0, len(text), max(8, self.width - 4))
        return [text[a:b].rstrip() for a, b in zip(rows, [*rows[1:], len(text)], strict=True)]

    def install(self, measured: Iterable[tuple[int, Layout]]) -> None:
        """Make measured chunks part of the document."""
        for i, layout in measured:
            if self._layouts[i] is None:
                self.unmeasured -= 1
            self._layouts[i] = layout
            self._heights[i] = len(layout.starts)
        self._sum()

    def _ensure(self, chunk: int) -> Layout:
        layout = self._layouts[chunk]
        if layout is None:
            layout = self.measure(chunk)
            self.install([(chunk, layout)])
        return layout

    # Asking

    def _locate(self, row: int) -> tuple[int, int]:
        chunk = min(max(0, bisect_right(self._tops, row) - 1), len(self._layouts) - 1)
        return chunk, row - self._tops[chunk]

    def row(self, number: int) -> Row:
        """Describe a row, laying out what is needed for it.

        Raises:
            IndexError: If the document has no such row.
        """
        while True:
            if not 0 <= number < self.height:
                raise IndexError(f"row {number} of {self.height}")
            chunk, within = self._locate(number)
            layout = self._ensure(chunk)
            if self._locate(number) == (chunk, within) and within < len(layout.starts):
                break
        start = layout.starts[within]
        kind = layout.kinds[within]
        end = self._text_end(chunk, layout, within)
        trimmed = end
        while trimmed > start and self.text[trimmed - 1] in " \n":
            trimmed -= 1
        index = bisect_right(self._block_starts, start) - 1
        block = self.blocks[index] if index >= 0 else None
        if kind == _NOTE:
            note_id, line = layout.notes[within]
            return Row(start, trimmed, 0, index, note=line, note_id=note_id)
        if block is None or start >= max(block.end, block.start + 1):
            return Row(start, trimmed, gap=kind == _GAP)
        indent = INDENT.get(block.kind, 0) * max(1, block.level or 1)
        return Row(start, trimmed, indent, index, start == block.start, end >= block.end, gap=kind == _GAP)

    def _text_end(self, chunk: int, layout: Layout, within: int) -> int:
        """Where the text row at or above a row ends: where the next one begins."""
        start = layout.starts[within]
        k = within + 1
        while k < len(layout.starts) and (layout.kinds[k] != _TEXT or layout.starts[k] == start):
            k += 1
        return layout.starts[k] if k < len(layout.starts) else self._chunk_end(chunk)

    def row_of(self, offset: int) -> int:
        """The number of the text row that holds an offset."""
        chunk = self._chunk_of(max(0, min(offset, len(self.text))))
        layout = self._ensure(chunk)
        within = max(0, bisect_right(layout.starts, offset) - 1)
        while within > 0 and layout.kinds[within] != _TEXT:
            within -= 1
        return self._tops[chunk] + within

    def block_at(self, offset: int) -> int:
        """The index of the block that holds an offset, or of the one before it."""
        return max(0, bisect_right(self._block_starts, offset) - 1)
