"""Painting one row of the text pane.

What can lie over the text, from the bottom up: the style of its block, quoted speech, links, mentions of the chosen
entity, marks (a shorter one above a longer one, underlined where two overlap), search hits, a passing flash, the
selection, the caret.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.article import BlockKind, Link, Span
from newsreader.reading.document import Row, WrappedDocument
from newsreader.reading.layers import SpanIndex, spans_index
from newsreader.text.graphemes import next_boundary, snap
from newsreader.tui.widgets.article_pane import GUTTER

GLYPHS = {"yellow": "●", "green": "✓", "blue": "?", "pink": "“", "purple": "□"}
"""What stands in the gutter beside a mark of each colour, so that colour alone says nothing."""

NOTE_GLYPH = "✎"
"""What stands in the gutter beside a mark whose note is folded away."""

Look = Callable[[str], Style]
"""Gives the style of a component by its short name; "text" for the pane itself, "blank" for its background alone.

What is blank has no colour of its own, so that neighbours become one segment and a row goes over the wire shorter.
"""


class DisplayMark(NamedTuple):
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


def _mark_span(mark: DisplayMark) -> Span:
    return mark.span


def marks_index(marks: tuple[DisplayMark, ...] = ()) -> SpanIndex[DisplayMark]:
    """Index marks."""
    return SpanIndex(marks, _mark_span)


def links_index(links: tuple[Link, ...] = ()) -> SpanIndex[Link]:
    """Index links."""
    return SpanIndex(links, lambda link: Span(link.start, link.end))


@dataclass(slots=True)
class Layers:
    """Everything that lies over the text."""

    marks: SpanIndex[DisplayMark] = field(default_factory=marks_index)
    quotes: SpanIndex[Span] = field(default_factory=spans_index)
    mentions: SpanIndex[Span] = field(default_factory=spans_index)
    chosen: SpanIndex[Span] = field(default_factory=spans_index)
    hits: SpanIndex[Span] = field(default_factory=spans_index)
    links: SpanIndex[Link] = field(default_factory=links_index)
    headings: SpanIndex[Span] = field(default_factory=spans_index)
    hit: Span | None = None  # the current one
    selection: Span | None = None
    flash: Span | None = None
    caret: int = -1
    pen: str = "yellow"
    focus: int | None = None  # the block that is not dimmed, None to dim none
    folded: frozenset[str] = frozenset()  # marks whose notes are not shown

    def over_row(self, row: Row) -> tuple[object, ...]:
        """What distinguishes this row from the same row under other passing layers."""
        return (
            self.caret if row.start <= self.caret < max(row.stop, row.start + 1) else -1,
            _part(self.selection, row),
            _part(self.flash, row),
            _part(self.hit, row),
            self.focus is not None and self.focus != row.block,
        )

    def beside(self, kind: str, offset: int, count: int) -> Span | None:
        """The next or previous thing of a kind, see `SpanIndex.beside`.

        Raises:
            KeyError: If the kind is not ``mark``, ``quote``, ``entity``, ``link``, ``heading`` or ``hit``.
        """
        match kind:
            case "mark":
                return self.marks.beside(offset, count)
            case "link":
                return self.links.beside(offset, count)
            case _:
                spans = {"quote": self.quotes, "entity": self.mentions, "heading": self.headings, "hit": self.hits}
                return spans[kind].beside(offset, count)


def _part(span: Span | None, row: Row) -> tuple[int, int] | None:
    if span is None or span.start >= row.stop or span.end <= row.start:
        return None
    return max(span.start, row.start), min(span.end, row.stop)


def paint(document: WrappedDocument, row: Row, layers: Layers, look: Look, *, width: int, margin: int) -> Strip:
    """Draw a row.

    Args:
        document: The laid-out text.
        row: The row.
        layers: What lies over it.
        look: Gives styles.
        width: Cells of the whole strip.
        margin: Cells left of the gutter.

    Returns:
        A strip of exactly ``width`` cells.
    """
    blank = look("blank")
    left = Segment(" " * margin, blank)
    if row.note is not None:
        return Strip([left, *_note(row, layers, look)]).crop_extend(0, width, blank).simplify()
    marks = [] if row.gap else layers.marks.over(row.start, max(row.stop, row.start + 1))
    base = _block_style(document, row, look)
    if layers.focus is not None and row.block != layers.focus:
        base += look("dim")
    segments = [left, *_gutter(row, marks, layers, look)]
    if not row.gap:
        lead = _lead(document, row)
        segments.append(Segment(lead, look("text") + look("lead") if lead.strip() else blank))
        segments.extend(_pieces(document, row, marks, layers, base, look))
    return Strip(segments).crop_extend(0, width, blank).simplify()


def _block_style(document: WrappedDocument, row: Row, look: Look) -> Style:
    kind = document.blocks[row.block].kind if row.block >= 0 else BlockKind.PARAGRAPH
    match kind:
        case BlockKind.HEADING:
            return look("text") + look("heading")
        case BlockKind.CODE | BlockKind.TABLE:
            return look("text") + look("code")
        case BlockKind.CAPTION:
            return look("text") + look("caption")
        case _:
            return look("text")


def _lead(document: WrappedDocument, row: Row) -> str:
    """What fills the indent: a bullet before a list item, a bar before a quotation."""
    if not row.indent:
        return ""
    kind = document.blocks[row.block].kind
    if kind is BlockKind.LIST_ITEM:
        return ("• " if row.first else "").rjust(row.indent)
    if kind is BlockKind.QUOTE:
        return "▎ ".ljust(row.indent)
    return " " * row.indent


def _gutter(row: Row, marks: list[DisplayMark], layers: Layers, look: Look) -> list[Segment]:
    """The glyphs of up to two marks that begin in a row, or a bar beside one that goes on."""
    text = look("text")
    starting = [m for m in marks if m.span.start >= row.start]
    glyphs: list[Segment] = []
    for mark in starting[: GUTTER - 1]:
        ink = text + look(f"gutter-{mark.color}")
        glyphs.append(Segment(GLYPHS.get(mark.color, "●"), ink if mark.saved else ink + look("dim")))
    if not starting and marks:
        glyphs.append(Segment("▏", text + look(f"gutter-{marks[-1].color}")))
    folded = next((m for m in starting if m.note and m.id in layers.folded), None)
    if folded is not None and len(glyphs) < GUTTER - 1:
        glyphs.append(Segment(NOTE_GLYPH, text + look(f"gutter-{folded.color}")))
    return [*glyphs, Segment(" " * (GUTTER - len(glyphs)), look("blank"))]


def _pieces(
    document: WrappedDocument, row: Row, marks: list[DisplayMark], layers: Layers, base: Style, look: Look
) -> list[Segment]:
    """The text of a row, cut wherever the style changes."""
    start, end = row.start, row.end
    over = _styles_over(row, marks, layers, look)
    caret_here = start <= layers.caret < max(row.stop, start + 1) and row.holds_caret
    if caret_here and layers.caret < end:
        over.append((Span(layers.caret, next_boundary(document.text, layers.caret)), look("caret")))
    cuts = {start, end}
    for span, _ in over:
        cuts.update(snap(document.text, edge) for edge in span if start < edge < end)
    line = document.line(row)
    pieces: list[Segment] = []
    for begin, stop in pairwise(sorted(cuts)):
        style = base
        for span, added in over:
            if span.start < stop and span.end > begin:
                style += added
        pieces.append(Segment(line.piece(begin, stop), style))
    if caret_here and layers.caret >= end:
        pieces.append(Segment(" ", base + look("caret")))
    elif layers.selection is not None and end == start and row.holds_caret and _part(layers.selection, row):
        pieces.append(Segment(" ", base + look(f"selection-{layers.pen}")))
    return pieces


def _styles_over(row: Row, marks: list[DisplayMark], layers: Layers, look: Look) -> list[tuple[Span, Style]]:
    """The spans over a row with what they add to its style, the lowest first."""
    start, end = row.start, row.end
    over = [(s, look("quote")) for s in layers.quotes.over(start, end)]
    over += [(Span(link.start, link.end), look("link")) for link in layers.links.over(start, end)]
    over += [(s, look("mention")) for s in layers.chosen.over(start, end)]
    stack = sorted(marks, key=lambda m: m.span.start - m.span.end)
    over += [(m.span, look(f"mark-{m.color}")) for m in stack]
    for k, mark in enumerate(stack):
        for other in stack[:k]:
            if mark.span.overlaps(other.span):
                both = Span(max(mark.span.start, other.span.start), min(mark.span.end, other.span.end))
                over.append((both, look("overlap")))
    over += [(s, look("hit-current" if s == layers.hit else "hit")) for s in layers.hits.over(start, end)]
    if layers.flash is not None:
        over.append((layers.flash, look("flash")))
    if layers.selection is not None:
        over.append((layers.selection, look(f"selection-{layers.pen}")))
    return over


def _note(row: Row, layers: Layers, look: Look) -> list[Segment]:
    """One line of a note, hung by a hook from the text above."""
    text = look("text")
    mark = next((m for m in layers.marks.over(row.start, row.stop) if m.id == row.note_id), None)
    hook = text + (look(f"gutter-{mark.color}") if mark is not None else look("note"))
    return [
        Segment(" " * GUTTER, look("blank")),
        Segment("╰─ ", hook) if row.first else Segment("   ", look("blank")),
        Segment(row.note or "", text + look("note")),
    ]
