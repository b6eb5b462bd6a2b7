"""The text pane: an article with a caret, marks and a selection, at any length.

A line-API widget over `newsreader.reading`. It draws what it is told and says what the reader does; it stores nothing,
binds no keys and opens nothing. All positions are code points of the article's text, all spans half-open.

What to show:
    ``set_article(article, caret=0)``   show an article; forgets everything that lay over the one before
    ``set_marks(marks)``                draw these `DisplayMark`, their notes below them
    ``set_quotes(spans)``               stretches of quoted speech (drawn softly; ``iq``, ``aq``, next and previous)
    ``set_mentions(spans, chosen=())``  every mention of an entity (``ie``, next and previous); the chosen stand out
    ``set_hits(spans, current=None)``   hits of a search
    ``set_pen(color)``                  the colour in which a selection is shown, that of the next mark
    ``set_hints(labels)``               letters over the links that begin at these offsets
    ``flash(span)``                     show a span for a moment

The caret:
    ``caret``                           the code point it stands on
    ``move(motion, count=1)``           by a name of `newsreader.reading.motions.MOTIONS`; False if it stayed
    ``move_to(kind, count=1)``          to the next ``mark quote entity link heading hit``; a count below 0 goes back
    ``go_to(offset, flash=None)``       put it somewhere and into sight
    ``scroll_rows(count)``              move the text under it (C-e, C-y)
    ``align(where)``                    bring its row to the ``top middle bottom`` of the pane (zt, zz, zb)

The selection (reading and marking are one mode; the caret is always there):
    ``visual(unit)``                    begin one by ``char word sentence paragraph``, change its unit, or end it
    ``selecting``                       whether there is one
    ``swap_ends() reselect() clear_selection() select_span(span)``
    ``select_object(name, count=1)``    take ``iw aw is as ip ap iq aq ie ae`` at the caret; False if there is none

What an action acts on:
    ``selected_span()``                 the selection, whole units; None without one
    ``sentence_at_caret(count=1)``      the sentence under the caret and those after it
    ``object_at_caret(name, count=1)``  a text object without selecting it
    ``motion_span(motion, count=1)``    from the caret to where a motion goes, for an operator such as copy
    ``marks_at_caret()``                the marks under the caret, the topmost first
    ``link_at_caret()``                 the link under the caret, or None
    ``links_in_sight()``                the links that begin in the rows shown

How it looks: ``set_measure(cells)``, ``set_spacing(1|2)``, ``set_justified(on)``, ``set_focus_mode(on)``,
``set_notes_shown(on)``, ``toggle_note(mark_id)``.

Where the reader is: ``visible_span()`` and ``progress`` (0 to 1, how much of the text lies above the last row shown).

Messages: `CaretMoved`, `SelectionChanged`, `MarkClicked`, `ViewMoved` (what is in sight, for the furthest point read).

The style sheets are ``styles/article_view.tcss`` and, for what lies over the text, ``styles/article_layers.tcss``;
their colours are theme variables, see `newsreader.tui.themes`.

A caret move draws at most two rows up to the caret and not the pane: some hundred bytes at any size of article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import events
from textual.cache import LRUCache
from textual.message import Message
from textual.strip import Strip

from newsreader.article import Article, BlockKind, Link, Span
from newsreader.reading.document import Row, WrappedDocument
from newsreader.reading.layers import spans_index
from newsreader.reading.layout import DocumentNote
from newsreader.reading.motions import Caret, rest
from newsreader.reading.selection import Selection, Unit
from newsreader.tui.widgets.article_caret import CaretPane
from newsreader.tui.widgets.article_hints import over
from newsreader.tui.widgets.article_paint import DisplayMark, Layers, links_index, marks_index, paint
from newsreader.tui.widgets.article_pane import GUTTER
from newsreader.tui.widgets.looks import Looks

__all__ = ["ArticleView", "DisplayMark", "Unit"]

PLAIN_PARTS = frozenset({"caret", "link", "heading", "code", "caption", "lead", "dim"})
"""Parts that an article shows when nothing lies over it; their rules are in the sheet that is read at the start."""


class ArticleView(CaretPane):
    """Shows one article."""

    class MarkClicked(Message):
        """The reader clicked the glyph or the note of a mark."""

        def __init__(self, view: ArticleView, mark_id: str) -> None:
            super().__init__()
            self.view = view
            self.mark_id = mark_id

        @property
        def control(self) -> ArticleView:
            """The text pane."""
            return self.view

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._notes_shown = True
        self._toggled: frozenset[str] = frozenset()  # marks whose notes are not as `_notes_shown` says
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(512)
        self._looks = Looks(self, "article", sheet="article_layers.tcss", but=PLAIN_PARTS)
        self._hints: dict[int, str] = {}
        self._dragging = False

    # What to show

    def set_article(self, article: Article, *, caret: int = 0) -> None:
        """Show another article with the caret at an offset; nothing lies over it and nothing is selected."""
        old = self.document
        document = WrappedDocument(
            article.text, article.blocks, self._row_width(), spacing=old.spacing, justified=old.justified
        )
        self._caret = Caret(rest(document, caret))
        self._selection = self._last_selection = None
        self._toggled = frozenset()
        self._hints = {}
        self._layers = Layers(pen=self._layers.pen, caret=self._caret.offset)
        self._layers.links = links_index(article.links)
        self._layers.headings = spans_index(b.span for b in article.blocks if b.kind is BlockKind.HEADING)
        if self._focus_mode:
            self._layers.focus = document.block_at(self._caret.offset)
        self.show_document(document)
        self.post_message(self.CaretMoved(self, self._caret.offset))

    def set_marks(self, marks: Iterable[DisplayMark]) -> None:
        """Draw these marks, and their notes below them."""
        self._layers.marks = marks_index(tuple(marks))
        self._place_notes()

    def set_quotes(self, spans: Iterable[Span]) -> None:
        """Show these stretches as quoted speech."""
        self._layers.quotes = spans_index(spans)
        self._repaint()

    def set_mentions(self, spans: Iterable[Span], chosen: Iterable[Span] = ()) -> None:
        """Know these mentions of entities, and make the chosen ones stand out."""
        self._layers.mentions = spans_index(spans)
        self._layers.chosen = spans_index(chosen)
        self._repaint()

    def set_hits(self, spans: Iterable[Span], current: Span | None = None) -> None:
        """Show these hits of a search, and one of them as the current one."""
        self._layers.hits = spans_index(spans)
        self._layers.hit = current
        self._repaint()

    def set_pen(self, color: str) -> None:
        """Show selections in the colour of the next mark."""
        self._layers.pen = color
        self._repaint()

    def set_hints(self, labels: Mapping[int, str]) -> None:
        """Draw a label over each link that begins at one of these offsets; nothing takes them away."""
        self._hints = dict(labels)
        self.refresh()

    def links_in_sight(self) -> list[Link]:
        """The links that begin in the rows shown, in order of the text."""
        seen = self.visible_span()
        return [link for link in self._layers.links.over(*seen) if link.start >= seen.start]

    # How it looks

    @property
    def measure(self) -> int:
        """The longest row, in cells."""
        return self._measure

    def set_measure(self, cells: int) -> None:
        """Set the longest row, 30 to 200 cells; the text stands in the middle of a wider pane."""
        held = self.held_offset()
        self._measure = max(30, min(cells, 200))
        self.relay(held)

    def set_spacing(self, spacing: int) -> None:
        """Set the line spacing: 1 or 2."""
        held = self.held_offset()
        self.document.spacing = max(1, min(spacing, 2))
        self.relay(held)

    def set_justified(self, on: bool) -> None:
        """Let rows end at the right edge, or ragged."""
        self.document.justified = on
        self._repaint()

    @property
    def focus_mode(self) -> bool:
        """Whether all but the paragraph under the caret is dimmed."""
        return self._focus_mode

    def set_focus_mode(self, on: bool) -> None:
        """Dim all but the paragraph under the caret, or stop doing so."""
        self._focus_mode = on
        self._layers.focus = self.document.block_at(self._caret.offset) if on else None
        self._repaint()

    @property
    def notes_shown(self) -> bool:
        """Whether notes stand under their marks."""
        return self._notes_shown

    def set_notes_shown(self, on: bool) -> None:
        """Show all notes under their marks, or fold all away."""
        self._notes_shown = on
        self._toggled = frozenset()
        self._place_notes()

    def toggle_note(self, mark_id: str) -> None:
        """Fold one note away, or show it."""
        self._toggled ^= {mark_id}
        self._place_notes()

    def _place_notes(self) -> None:
        held = self.held_offset()
        noted = [m for m in self._layers.marks.items if m.note]
        self._layers.folded = frozenset(m.id for m in noted if (m.id in self._toggled) == self._notes_shown)
        shown = (m for m in noted if m.id not in self._layers.folded)
        self.document.set_notes(DocumentNote(max(m.span.start, m.span.end - 1), m.id, m.note) for m in shown)
        self.settle(held)
        self.restart_filling()

    # Drawing

    def forget_drawn(self) -> None:
        """Forget every row that was drawn."""
        self._strips.clear()

    def notify_style_update(self) -> None:
        """Forget everything drawn in the old colours."""
        super().notify_style_update()
        self._looks.clear()
        self._strips.clear()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw the caret as the style sheet has it with and without the focus."""
        super().watch_has_focus(has_focus)
        self._looks.clear()
        self._repaint()

    def render_line(self, y: int) -> Strip:
        """Draw one row of the pane."""
        number = y + self.scroll_offset.y
        width = self.size.width
        if number >= self.document.height:
            return Strip.blank(width, self._looks["blank"])
        row = self.document.row(number)
        key = (row, width, *self._layers.over_row(row))
        strip = self._strips.get(key)
        if strip is None:
            strip = paint(self.document, row, self._layers, self._looks.__getitem__, width=width, margin=self.margin())
            self._strips[key] = strip
        return self._hinted(row, strip) if self._hints and row.holds_caret else strip

    def _hinted(self, row: Row, strip: Strip) -> Strip:
        left = self.margin() + GUTTER
        for offset, label in self._hints.items():
            if row.start <= offset < row.stop:
                column = left + self.document.line(row).column(offset)
                strip = over(strip, column, label.upper(), self._looks["text"] + self._looks["hint"])
        return strip

    # The mouse

    def _row_under(self, y: int) -> int | None:
        number = y + self.scroll_offset.y
        return number if 0 <= number < self.document.height else None

    def _offset_under(self, x: int, y: int) -> int | None:
        number = self._row_under(y)
        if number is None:
            return None
        row = self.document.row(number)
        if not row.holds_caret:
            return rest(self.document, row.start)
        return self.document.line(row).offset_at(x - self.margin() - GUTTER)

    def _mark_under(self, x: int, y: int) -> str | None:
        """The mark whose glyph or note stands in a cell."""
        number = self._row_under(y)
        if number is None:
            return None
        row = self.document.row(number)
        if row.note is not None:
            return row.note_id
        glyph = x - self.margin()
        marks = [m for m in self._layers.marks.over(row.start, row.stop) if m.span.start >= row.start]
        return marks[glyph].id if 0 <= glyph < min(len(marks), GUTTER - 1) else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret under the mouse and begin a selection there."""
        if event.button != 1 or (at := self._offset_under(event.x, event.y)) is None:
            return
        self.clear_selection()
        self._set_caret(Caret(at))
        mark = self._mark_under(event.x, event.y)
        if mark is not None:
            self.post_message(self.MarkClicked(self, mark))
            return
        self._dragging = True
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection to the mouse; beyond the edge the text scrolls."""
        if not self._dragging:
            return
        if event.y < 0 or event.y >= self._page():
            self.scroll_rows(-1 if event.y < 0 else 1)
        at = self._offset_under(event.x, max(0, min(event.y, self._page() - 1)))
        if at is None or (self._selection is None and at == self.caret):
            return
        if self._selection is None:
            self._selection = Selection(self.caret)
        self._set_caret(Caret(at))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End dragging; what is selected stays so."""
        self._dragging = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select the word on a double click, the paragraph on a triple one."""
        if event.chain == 2:
            self.select_object("iw")
        elif event.chain >= 3:
            self.select_object("ip")
