"""Painting one row of the text pane.

What can lie over the text, from the bottom up: the style of its block, quoted speech, mentions of the chosen entity,
marks (the shorter above the longer), search hits, the selection, a passing flash, the caret.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.article import BlockKind, Span
from newsreader.reading.document import Row, WrappedDocument
from newsreader.reading.layers import SpanIndex
from newsreader.text.clean import drawable
from newsreader.text.graphemes import next_boundary, snap

GUTTER = 3
"""Cells to the left of the text: the glyph of a mark, and air."""

GLYPHS = {"yellow": "●", "green": "✓", "blue": "?", "pink": "“", "purple": "□"}
"""What stands in the gutter beside a mark of each colour, so that colour alone says nothing."""


@dataclass(frozen=True, slots=True)
class DisplayMark:
    """A mark as the text pane draws it.

    Attributes:
        id: The annotation's.
        span: Where it lies.
        color: One of the five.
        note: The note, empty for none.
        saved: False until it is on disk.
    """

    id: str
    span: Span
    color: str
    note: str = ""
    saved: bool = True


@dataclass(slots=True)
class Layers:
    """Everything that lies over the text."""

    marks: SpanIndex[DisplayMark] = field(default_factory=SpanIndex)
    quotes: SpanIndex[Span] = field(default_factory=SpanIndex)
    mentions: SpanIndex[Span] = field(default_factory=SpanIndex)
    hits: SpanIndex[Span] = field(default_factory=SpanIndex)
    selection: Span | None = None
    flash: Span | None = None
    caret: int = -1
    focus: int | None = None  # the block that is not dimmed, None to dim none


def paint(
    document: WrappedDocument,
    number: int,
    layers: Layers,
    style: Callable[[str], Style],
    *,
    width: int,
    margin: int,
) -> Strip:
    """Draw a row.

    Args:
        document: The laid-out text.
        number: The row.
        layers: What lies over it.
        style: Gives the style of a component by its short name, "text" for the pane itself.
        width: Cells of the whole strip.
        margin: Cells left of the gutter.

    Returns:
        A strip of exactly ``width`` cells.
    """
    if number >= document.height:
        return Strip.blank(width, style("text"))
    row = document.row(number)
    text = style("text")
    if row.note is not None:
        return _note(document, number, row, style, margin).crop_extend(0, width, text)
    dim = layers.focus is not None and row.block != layers.focus
    marks = layers.marks.over(row.start, max(row.end, row.start + 1))
    segments = [Segment(" " * margin, text), *_gutter(document, row, marks, style)]
    if row.gap:
        return Strip(segments).crop_extend(0, width, text)
    base = _block_style(document, row, style)
    if dim:
        base += style("dim")
    segments.append(Segment(_lead(document, row), base))
    segments.extend(_pieces(document, row, marks, layers, base, style))
    return Strip(segments).crop_extend(0, width, text)


def _block_style(document: WrappedDocument, row: Row, style: Callable[[str], Style]) -> Style:
    kind = document.blocks[row.block].kind if row.block >= 0 else BlockKind.PARAGRAPH
    if kind is BlockKind.HEADING:
        return style("text") + style("heading")
    if kind in (BlockKind.CODE, BlockKind.TABLE):
        return style("text") + style("code")
    if kind is BlockKind.CAPTION:
        return style("text") + style("dim")
    return style("text")


def _lead(document: WrappedDocument, row: Row) -> str:
    """What fills the indent: a bullet before a list item, a bar before a quotation."""
    if not row.indent:
        return ""
    kind = document.blocks[row.block].kind
    if kind is BlockKind.LIST_ITEM:
        return ("• " if row.first else "  ").rjust(row.indent)
    if kind is BlockKind.QUOTE:
        return "│ ".ljust(row.indent)
    return " " * row.indent


def _gutter(
    document: WrappedDocument, row: Row, marks: list[DisplayMark], style: Callable[[str], Style]
) -> list[Segment]:
    if not marks or row.gap:
        return [Segment(" " * GUTTER, style("text"))]
    starting = [m for m in marks if m.span.start >= row.start]
    mark = starting[0] if starting else marks[-1]
    glyph = GLYPHS.get(mark.color, "●") if starting else "▏"
    look = style("text") + style(f"gutter-{mark.color}")
    if not mark.saved:
        look += Style(dim=True)
    more = "+" if len(starting) > 1 else " "
    return [Segment(glyph + more, look), Segment(" " * (GUTTER - 2), style("text"))]


def _pieces(
    document: WrappedDocument,
    row: Row,
    marks: list[DisplayMark],
    layers: Layers,
    base: Style,
    style: Callable[[str], Style],
) -> list[Segment]:
    """The text of a row, cut wherever the style changes."""
    start, end = row.start, row.end
    over: list[tuple[Span, Style]] = [(s, style("quote")) for s in layers.quotes.over(start, end)]
    over += [(s, style("mention")) for s in layers.mentions.over(start, end)]
    over += [(m.span, style(f"mark-{m.color}")) for m in sorted(marks, key=lambda m: m.span.start - m.span.end)]
    over += [(s, style("hit")) for s in layers.hits.over(start, end)]
    if layers.selection is not None:
        over.append((layers.selection, style("selection")))
    if layers.flash is not None:
        over.append((layers.flash, style("flash")))
    if start <= layers.caret < end:
        over.append((Span(layers.caret, next_boundary(document.text, layers.caret)), style("caret")))
    cuts = {start, end}
    for span, _ in over:
        cuts.update(snap(document.text, edge) for edge in span if start < edge < end)
    edges = sorted(c for c in cuts if start <= c <= end)
    pieces: list[Segment] = []
    for begin, stop in pairwise(edges):
        look = base
        for span, added in over:
            if span.start < stop and span.end > begin:
                look += added
        pieces.append(Segment(drawable(document.text[begin:stop]), look))
    if layers.caret == end == start:
        pieces.append(Segment(" ", base + style("caret")))
    return pieces


def _note(document: WrappedDocument, number: int, row: Row, style: Callable[[str], Style], margin: int) -> Strip:
    first = number == 0 or document.row(number - 1).note_id != row.note_id
    lead = "╰─ " if first else "   "
    look = style("text") + style("note")
    return Strip([Segment(" " * (margin + GUTTER), style("text")), Segment(lead + drawable(row.note or ""), look)])
