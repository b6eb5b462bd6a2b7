"""A text laid out in rows of a given width, lazily.

Words used here:

* **row**: one line of the laid-out document, counted from 0 over the whole document. A *text row* shows a span of the
  text; a *gap* shows nothing (line spacing); a *note row* shows a line of a note under the text row of its mark.
* **chunk**: a stretch of about `CHUNK` code points that is laid out at one go. A chunk that was not needed yet has an
  estimated height, so a text of any length opens at once; heights become exact as chunks are laid out.

Text rows tile the text: each begins where the one before ends. The empty line between two blocks is a text row of its
own, except between two list items, which stand close together.

What is measured is what will be drawn: the text behind the gate of `newsreader.text.clean.drawable`, which keeps every
offset, with a space for a tab. So no row is wider than the document, whatever the text holds.

Right-to-left text keeps its logical order. A terminal that reorders it does so inside a row, so offsets, widths and
the tiling hold; only the place where such a terminal shows the caret within a right-to-left run is its own.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from newsreader.article import Block, BlockKind
from newsreader.reading.layout import GAP, NOTE, TEXT, DocumentNote, Layout, as_drawn, place_notes
from newsreader.reading.line import Line, spread
from newsreader.reading.wrapping import wrap
from newsreader.text.cells import NOT_NARROW, cell_len

CHUNK = 8_192
"""Code points laid out at one go: under a millisecond of plain text, a few of Chinese."""

INDENT = {BlockKind.LIST_ITEM: 2, BlockKind.QUOTE: 2, BlockKind.CODE: 2}
"""Cells by which the rows of a kind of block are moved in, for each level."""

MOST_INDENT = 12
"""Cells of the deepest indent; on a narrow screen a third of the width."""

_FILL = 0.93  # how full rows of prose are on average
_JUSTIFIED = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM})


class Row(NamedTuple):
    """One row of the document.

    Attributes:
        start: First code point that it shows; for a note row and a gap, that of the text row above.
        end: One past the last that is drawn: white space at the end is left out.
        stop: Where the next text row begins.
        indent: Cells it is moved in.
        block: Index of its block, -1 between blocks.
        first: Whether it is the first row of its block, or of its note.
        last: Whether it is the last row of its block.
        note: The line of a note that it shows, None for other rows.
        note_id: Whose note that is.
        gap: Whether it is an empty row of the line spacing.
    """

    start: int
    end: int
    stop: int
    indent: int = 0
    block: int = -1
    first: bool = False
    last: bool = False
    note: str | None = None
    note_id: str = ""
    gap: bool = False

    @property
    def holds_caret(self) -> bool:
        """Whether a caret may stand in it: text of a block, be it an empty line."""
        return self.note is None and not self.gap and self.block >= 0


class WrappedDocument:
    """A text in rows."""

    def __init__(
        self, text: str, blocks: Sequence[Block] = (), width: int = 80, *, spacing: int = 1, justified: bool = False
    ) -> None:
        """Prepare a document without laying anything out.

        Args:
            text: The canonical text of an article.
            blocks: Its blocks; without any, the whole text is one paragraph.
            width: Cells of a row, at least 4.
            spacing: 1 for rows close together, 2 for an empty row behind each.
            justified: Whether the rows of a paragraph end at the right edge.
        """
        self.text = text
        self.blocks = tuple(blocks) or (Block(BlockKind.PARAGRAPH, 0, len(text)),)
        self.spacing = spacing
        self.justified = justified
        self._block_starts = array("I", (b.start for b in self.blocks))
        self._notes: tuple[DocumentNote, ...] = ()
        self._note_offsets: list[int] = []
        self._chunk_starts = self._cut()
        self.set_width(width)

    def _cut(self) -> array[int]:
        """Decide where chunks begin: at blocks, and inside a block that is too long at a line feed or a space."""
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

    def set_notes(self, notes: Iterable[DocumentNote]) -> None:
        """Show these notes under their rows from now on; only chunks that gain or lose one are laid out again."""
        old = self._notes
        self._notes = tuple(sorted(notes, key=lambda n: (n.offset, n.id)))
        self._note_offsets = [n.offset for n in self._notes]
        touched = {self._chunk_of(n.offset) for n in {*old} ^ {*self._notes}}
        self.install([(i, self.measure(i)) for i in touched if self._layouts[i] is not None])

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
        start, end = self._chunk_starts[chunk], self._chunk_end(chunk)
        layout = Layout()
        if NOT_NARROW.search(self.text, start, end) is not None:
            raw = self.text[start:end]
            shown = as_drawn(raw)
            layout.shown = None if shown == raw else shown
        index = max(0, bisect_right(self._block_starts, start) - 1)
        while index < len(self.blocks) and self.blocks[index].start < end:
            block = self.blocks[index]
            begin, stop = max(block.start, start), min(block.end, end)
            if begin < stop or block.start == block.end:
                self._add_text(layout, self._wrap(layout, start, begin, stop, self.width - self._indent(block)))
            if stop == block.end and stop + 1 < end and not self._close(index):
                self._add_text(layout, array("I", [stop + 1]))
            index += 1
        if not layout.starts:
            self._add_text(layout, array("I", [start]))
        if self._notes:
            low = bisect_right(self._note_offsets, start - 1)
            high = bisect_right(self._note_offsets, end - 1 if end < len(self.text) else end)
            place_notes(layout, self._notes[low:high], self.width)
        return layout

    def _wrap(self, layout: Layout, base: int, begin: int, stop: int, width: int) -> array[int]:
        if layout.shown is None:
            return wrap(self.text, begin, stop, width)
        return array("I", (base + start for start in wrap(layout.shown, begin - base, stop - base, width)))

    def _indent(self, block: Block) -> int:
        indent = INDENT.get(block.kind, 0) * max(1, block.level)
        return max(0, min(indent, MOST_INDENT, self.width // 3, self.width - 2))

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
            layout.kinds.extend((TEXT, GAP))

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

    def ensure_rows(self, first: int, last: int) -> None:
        """Lay out every chunk that holds one of the rows from ``first`` to ``last``, as far as there are such rows.

        Rows before them keep their numbers.
        """
        while True:
            low, high = self._locate(first)[0], self._locate(min(last, self.height - 1))[0]
            missing = next((i for i in range(low, high + 1) if self._layouts[i] is None), None)
            if missing is None:
                return
            self._ensure(missing)

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
        stop = self._text_stop(chunk, layout, within)
        index = bisect_right(self._block_starts, start) - 1
        block = self.blocks[index] if index >= 0 else None
        if kind == NOTE:
            note_id, line = layout.notes[within]
            first = layout.notes.get(within - 1, ("", ""))[0] != note_id
            return Row(start, start, stop, 0, index, first, note=line, note_id=note_id)
        if block is None or start >= max(block.end, block.start + 1):
            return Row(start, start, stop, gap=kind == GAP)
        end = min(stop, block.end)
        last = end == block.end
        while end > start and self.text[end - 1] in " \t\n":
            end -= 1
        return Row(start, end, stop, self._indent(block), index, start == block.start, last, gap=kind == GAP)

    def line(self, row: Row) -> Line:
        """What is drawn of a text row, and where."""
        chunk = self._chunk_of(row.start)
        layout = self._ensure(chunk)
        if layout.shown is None:
            text = self.text[row.start : row.end]
        else:
            base = self._chunk_starts[chunk]
            text = layout.shown[row.start - base : row.end - base]
        pads = b""
        if self.justified and not row.last and row.block >= 0 and self.blocks[row.block].kind in _JUSTIFIED:
            ended = self.text[row.end : row.stop].rstrip(" ")
            if not ended:
                pads = spread(text, self.width - row.indent - cell_len(text))
        return Line(row.start, text, row.indent, pads)

    def _text_stop(self, chunk: int, layout: Layout, within: int) -> int:
        """Where the text row at or above a row stops: where the next one begins."""
        start = layout.starts[within]
        k = within + 1
        while k < len(layout.starts) and (layout.kinds[k] != TEXT or layout.starts[k] == start):
            k += 1
        return layout.starts[k] if k < len(layout.starts) else self._chunk_end(chunk)

    def row_of(self, offset: int) -> int:
        """The number of the text row that holds an offset."""
        chunk = self._chunk_of(max(0, min(offset, len(self.text))))
        layout = self._ensure(chunk)
        within = max(0, bisect_right(layout.starts, offset) - 1)
        while within > 0 and layout.kinds[within] != TEXT:
            within -= 1
        return self._tops[chunk] + within

    def block_at(self, offset: int) -> int:
        """The index of the block that holds an offset, or of the one before it."""
        return max(0, bisect_right(self._block_starts, offset) - 1)
