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

How it looks: ``set_measure(cells)``, ``set_spacing(1|2)``, ``set_justified(on)``, ``set_focus_mode(on)``,
``set_notes_shown(on)``, ``toggle_note(mark_id)``.

Where the reader is: ``visible_span()`` and ``progress`` (0 to 1, how much of the text lies above the last row shown).

Messages: `CaretMoved`, `SelectionChanged`, `ViewMoved` (what is in sight, for the furthest point read), `MarkClicked`,
`LinkClicked`.

The style sheet is ``styles/article_view.tcss``. Its colours are theme variables; an app gives their defaults with
`newsreader.tui.widgets.article_palette.variables` in ``get_theme_variable_defaults``, and a theme may name its own.

A caret move repaints two characters and not the pane, so it costs some dozen bytes at any size of article.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from newsreader.article import Article, Span
from newsreader.reading import objects
from newsreader.reading.document import DocumentNote, Layout, WrappedDocument
from newsreader.reading.layers import SpanIndex
from newsreader.reading.motions import MOTIONS, Caret, Place, rest
from newsreader.text.cells import offset_at
from newsreader.text.graphemes import next_boundary
from newsreader.tui.widgets.article_paint import GUTTER, DisplayMark, Layers, paint

__all__ = ["ArticleView", "DisplayMark"]

SelectionUnit = Literal["character", "word", "sentence", "paragraph"]

_SLICE = 0.006  # seconds of laying out between two frames
_MARGIN_ROWS = 2  # rows kept in sight above and below the caret


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one article."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--caret",
        "article--code",
        "article--dim",
        "article--flash",
        "article--gutter-blue",
        "article--gutter-green",
        "article--gutter-pink",
        "article--gutter-purple",
        "article--gutter-yellow",
        "article--heading",
        "article--hit",
        "article--mark-blue",
        "article--mark-green",
        "article--mark-pink",
        "article--mark-purple",
        "article--mark-yellow",
        "article--mention",
        "article--note",
        "article--quote",
        "article--selection",
    }

    @dataclass
    class CaretMoved(Message):
        """The caret stands on another code point."""

        offset: int

        can_replace_older: ClassVar[bool] = True

        def can_replace(self, message: Message) -> bool:
            """Let a newer position stand for an older one that nobody has read."""
            return isinstance(message, ArticleView.CaretMoved)

    @dataclass
    class SelectionChanged(Message):
        """Something else, or nothing, is selected."""

        span: Span | None

    def __init__(self, *, name: str | None = None, widget_id: str | None = None) -> None:
        super().__init__(name=name, id=widget_id)
        self.document = WrappedDocument("")
        self._caret = Caret(0)
        self._anchor: int | None = None
        self._unit: SelectionUnit = "character"
        self._last_selection: tuple[int, int, SelectionUnit] | None = None
        self._layers = Layers()
        self._notes_shown = True
        self._focus_mode = False
        self._measure = 76
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(1024)
        self._looks: dict[str, Style] = {}
        self._filling: Timer | None = None
        self._flash_timer: Timer | None = None
        self._dragging = False
        self._following = False

    # What to show

    def set_article(self, article: Article, *, caret: int = 0) -> None:
        """Show another article with the caret at an offset."""
        self.document = WrappedDocument(article.text, article.blocks, self._row_width())
        self._layers = Layers()
        self._anchor = None
        self._last_selection = None
        self._caret = Caret(rest(self.document, caret))
        self._layers.caret = self._caret.offset
        self._relayout(top=None)
        self.post_message(self.CaretMoved(self._caret.offset))

    def set_marks(self, marks: Iterable[DisplayMark]) -> None:
        """Draw these marks, and their notes below them."""
        self._layers.marks = SpanIndex(marks, lambda m: m.span)
        top = self._top_offset()
        self._place_notes()
        self._strips.clear()
        self._resize_document(top)

    def set_quotes(self, spans: Iterable[Span]) -> None:
        """Show these stretches as quoted speech."""
        self._layers.quotes = SpanIndex(spans)
        self._repaint()

    def set_mentions(self, spans: Iterable[Span]) -> None:
        """Show these mentions of an entity."""
        self._layers.mentions = SpanIndex(spans)
        self._repaint()

    def set_hits(self, spans: Iterable[Span]) -> None:
        """Show these hits of a search."""
        self._layers.hits = SpanIndex(spans)
        self._repaint()

    def flash(self, span: Span, seconds: float = 1.2) -> None:
        """Show a span for a moment, to catch the eye."""
        self._layers.flash = span
        self._repaint()
        if self._flash_timer is not None:
            self._flash_timer.stop()
        self._flash_timer = self.set_timer(seconds, self._end_flash)

    def _end_flash(self) -> None:
        self._layers.flash = None
        self._repaint()

    # How it looks

    @property
    def measure(self) -> int:
        """The longest row, in cells."""
        return self._measure

    def set_measure(self, cells: int) -> None:
        """Set the longest row, 30 to 200 cells; the text stands in the middle of a wider pane."""
        self._measure = max(30, min(cells, 200))
        self._relayout(self._top_offset())

    def set_spacing(self, spacing: int) -> None:
        """Set the line spacing: 1 or 2."""
        top = self._top_offset()
        self.document.set_spacing(spacing)
        self._relayout(top)

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
        """Show notes under their marks, or fold them away."""
        self._notes_shown = on
        top = self._top_offset()
        self._place_notes()
        self._resize_document(top)

    # The caret

    @property
    def caret(self) -> int:
        """The code point on which the caret stands."""
        return self._caret.offset

    def move(self, motion: str, count: int = 1) -> None:
        """Move the caret by a motion's name, see `newsreader.reading.motions.MOTIONS`."""
        place = Place(self.document, max(1, self.size.height))
        self._set_caret(MOTIONS[motion](place, self._caret, count))

    def go_to(self, offset: int, *, flash: Span | None = None, top: bool = False) -> None:
        """Put the caret on an offset and bring it into sight, near the upper third if it was out of it.

        Args:
            offset: The code point.
            flash: A span to show for a moment.
            top: Whether to scroll even when the offset is in sight.
        """
        self._set_caret(Caret(rest(self.document, offset)), centre=True, force=top)
        if flash is not None:
            self.flash(flash)

    def _set_caret(self, caret: Caret, *, centre: bool = False, force: bool = False) -> None:
        old, self._caret = self._caret, caret
        self._layers.caret = caret.offset
        before, after = self.document.row_of(old.offset), self.document.row_of(caret.offset)
        if self._focus_mode and (block := self.document.block_at(caret.offset)) != self._layers.focus:
            self._layers.focus = block
            self._repaint()
        if self._anchor is not None:
            self._extend_selection()
        else:
            self.refresh_line(before)
            self.refresh_line(after)
        self._keep_in_sight(after, centre=centre, force=force)
        if caret.offset != old.offset:
            self.post_message(self.CaretMoved(caret.offset))

    def _keep_in_sight(self, row: int, *, centre: bool = False, force: bool = False) -> None:
        if self.virtual_size.height != self.document.height:
            self._sync_size()
        height = max(1, self.scrollable_content_region.height)
        top = round(self.scroll_y)
        margin = min(_MARGIN_ROWS, (height - 1) // 2)
        if centre and (force or not top <= row < top + height):
            target = row - height // 3
        elif row < top + margin:
            target = row - margin
        elif row > top + height - 1 - margin:
            target = row - height + 1 + margin
        else:
            return
        self._following = True
        self.scroll_to(y=max(0, target), animate=False, force=True, immediate=True)
        self._following = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take the caret along when the reader scrolls it out of sight."""
        super().watch_scroll_y(old_value, new_value)
        if self._following or not self.is_mounted or round(old_value) == round(new_value):
            return
        height = self.scrollable_content_region.height
        row = self.document.row_of(self._caret.offset)
        top = round(new_value)
        if height and not top <= row < top + height:
            edge = top if row < top else top + height - 1
            caret = Place(self.document, height)
            step = MOTIONS["down" if row < top else "up"]
            moved = step(caret, self._caret, abs(edge - row))
            old, self._caret = self._caret, moved
            self._layers.caret = moved.offset
            self.refresh_line(self.document.row_of(old.offset))
            self.refresh_line(self.document.row_of(moved.offset))
            self.post_message(self.CaretMoved(moved.offset))

    # The selection

    def select(self, unit: SelectionUnit) -> None:
        """Begin a selection at the caret, change the unit of the one there is, or end it if the unit is the same."""
        if self._anchor is not None and self._unit == unit:
            self.clear_selection()
            return
        if self._anchor is None:
            self._anchor = self._caret.offset
        self._unit = unit
        self._extend_selection()

    @property
    def selecting(self) -> bool:
        """Whether a selection is there."""
        return self._anchor is not None

    def select_span(self, span: Span) -> None:
        """Select a span character by character, the caret on its last one."""
        self._anchor = span.start
        self._unit = "character"
        last = span.end - 1
        while last > span.start and next_boundary(self.document.text, last - 1) > last:
            last -= 1
        self._set_caret(Caret(rest(self.document, last)))

    def select_object(self, name: str, quotes: Sequence[Span] = (), mentions: Sequence[Span] = ()) -> bool:
        """Select a text object; see `object_span` for names.

        Returns:
            Whether there is one at the caret.
        """
        span = self.object_span(name, quotes, mentions)
        if span is not None:
            self.select_span(span)
        return span is not None

    def object_span(self, name: str, quotes: Sequence[Span] = (), mentions: Sequence[Span] = ()) -> Span | None:
        """The text object at the caret: ``iw aw is as ip ap iq aq ie ae`` as in vi, q a quotation, e an entity."""
        around, kind = name[0] == "a", name[1]
        if kind == "w":
            return objects.word(self.document, self.caret, around=around)
        if kind == "s":
            return objects.sentences(self.document, self.caret, around=around)
        if kind == "p":
            return objects.paragraph(self.document, self.caret)
        if kind == "q":
            return objects.quotation(self.document, quotes, self.caret, around=around)
        return objects.entity(mentions, self.caret)

    def swap_ends(self) -> None:
        """Put the caret on the other end of the selection."""
        if self._anchor is not None:
            anchor, self._anchor = self._anchor, self._caret.offset
            self._set_caret(Caret(anchor))

    def reselect(self) -> None:
        """Select again what was selected last."""
        if self._last_selection is not None:
            anchor, caret, self._unit = self._last_selection
            self._anchor = anchor
            self._set_caret(Caret(caret))

    def clear_selection(self) -> None:
        """Select nothing."""
        if self._anchor is not None:
            self._last_selection = (self._anchor, self._caret.offset, self._unit)
            self._anchor = None
            self._extend_selection()

    def selected_span(self) -> Span | None:
        """What is selected, widened to whole units; None without a selection."""
        if self._anchor is None:
            return None
        low, high = sorted((self._anchor, self._caret.offset))
        if self._unit == "character":
            return Span(low, next_boundary(self.document.text, high))
        first, last = self._unit_at(low), self._unit_at(high)
        return Span(min(first.start, low), max(last.end, high))

    def _unit_at(self, offset: int) -> Span:
        """The whole unit of the selection at an offset; the character where there is none."""
        if self._unit == "word":
            found = objects.word(self.document, offset)
        elif self._unit == "sentence":
            found = objects.sentences(self.document, offset)
        else:
            found = objects.paragraph(self.document, offset)
        return found or Span(offset, next_boundary(self.document.text, offset))

    def sentence_span(self, count: int = 1) -> Span | None:
        """The sentence under the caret and those after it, ``count`` in all."""
        return objects.sentences(self.document, self.caret, count)

    def _extend_selection(self) -> None:
        span = self.selected_span()
        old, self._layers.selection = self._layers.selection, span
        changed = [s for s in (old, span) if s is not None]
        if changed:
            low = self.document.row_of(min(s.start for s in changed))
            high = self.document.row_of(max(s.end for s in changed))
            self._refresh_rows(low, high)
        self._refresh_rows(self.document.row_of(self._caret.offset), self.document.row_of(self._caret.offset))
        self.post_message(self.SelectionChanged(span))

    def _refresh_rows(self, low: int, high: int) -> None:
        top = round(self.scroll_y)
        low, high = max(low, top), min(high, top + self.size.height)
        if low <= high:
            self.refresh(Region(0, low - top, self.size.width, high - low + 1))

    # Layout

    def _row_width(self) -> int:
        inside = self.scrollable_content_region.width or self.size.width or 80
        return max(4, min(self._measure, inside - GUTTER - 1))

    def _margin(self) -> int:
        return max(0, (self.scrollable_content_region.width - GUTTER - 1 - self.document.width) // 2)

    def _top_offset(self) -> int:
        if not self.virtual_size.height:
            return 0
        row = self.document.row(max(0, min(round(self.scroll_y), self.document.height - 1)))
        return row.start

    def _place_notes(self) -> None:
        marks = self._layers.marks.items if self._notes_shown else ()
        self.document.set_notes(DocumentNote(m.span.end - 1, m.id, m.note) for m in marks if m.note)

    def _relayout(self, top: int | None) -> None:
        """Lay the text out for the present width, with the row of an offset at the top; None for the caret's."""
        self.document.set_width(self._row_width())
        self._place_notes()
        self._strips.clear()
        self._resize_document(top)
        self._start_filling()

    def _resize_document(self, top: int | None) -> None:
        if not self.is_mounted:
            return
        row = self.document.row_of(self._caret.offset if top is None else top)
        self._sync_size()
        self._following = True
        target = max(0, row - self.size.height // 3) if top is None and row >= self.size.height else row
        self.scroll_to(
            y=0 if top is None and row < self.size.height else target, animate=False, force=True, immediate=True
        )
        self._following = False
        self._keep_in_sight(self.document.row_of(self._caret.offset))
        self.refresh()

    def _sync_size(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self.document.height)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out anew when the width has changed, keeping the top row where it is."""
        if self._row_width() != self.document.width or not self.virtual_size.height:
            self._relayout(self._top_offset() if self.virtual_size.height else None)
        else:
            self._strips.clear()
            self.refresh()

    def on_mount(self) -> None:
        """Lay out what was set before the pane had a size."""
        self._relayout(None)

    def _start_filling(self) -> None:
        if self._filling is not None:
            self._filling.stop()
            self._filling = None
        if self.document.unmeasured and self.is_mounted:
            self._queue = self.document.pending(round(self.scroll_y))
            self._filling = self.set_interval(0.03, self._fill)

    def _fill(self) -> None:
        """Lay out some of the chunks that nobody has looked at yet, and keep the top row in its place."""
        until = time.perf_counter() + _SLICE
        ready: list[tuple[int, Layout]] = []
        while self._queue and (not ready or time.perf_counter() < until):
            chunk = self._queue.pop(0)
            ready.append((chunk, self.document.measure(chunk)))
        top = self._top_offset()
        before = round(self.scroll_y)
        self.document.install(ready)
        if self.document.height != self.virtual_size.height:
            self._sync_size()
        row = self.document.row_of(top)
        if row != before:
            self._following = True
            self.scroll_to(y=row, animate=False, force=True, immediate=True)
            self._following = False
        if not self._queue and self._filling is not None:
            self._filling.stop()
            self._filling = None

    # Drawing

    def notify_style_update(self) -> None:
        """Forget everything drawn in the old colours."""
        super().notify_style_update()
        self._looks.clear()
        self._strips.clear()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def _look(self, name: str) -> Style:
        look = self._looks.get(name)
        if look is None:
            look = (
                self.rich_style if name == "text" else self.get_component_rich_style(f"article--{name}", partial=True)
            )
            self._looks[name] = look
        return look

    def render_line(self, y: int) -> Strip:
        """Draw one row of the pane."""
        number = y + self.scroll_offset.y
        width = self.size.width
        if number >= self.document.height:
            return Strip.blank(width, self._look("text"))
        row = self.document.row(number)
        layers = self._layers
        caret = layers.caret if row.start <= layers.caret <= row.end else -1
        chosen = layers.selection
        part = (max(chosen.start, row.start), min(chosen.end, row.end)) if chosen is not None else None
        if part is not None and part[0] >= part[1]:
            part = None
        key = (number, row.start, row.note, row.note_id, caret, part, width, layers.focus)
        strip = self._strips.get(key)
        if strip is None:
            strip = paint(self.document, number, layers, self._look, width=width, margin=self._margin())
            self._strips[key] = strip
        return strip

    # The mouse

    def _offset_under(self, x: int, y: int) -> int | None:
        number = y + self.scroll_offset.y
        if not 0 <= number < self.document.height:
            return None
        row = self.document.row(number)
        if row.end <= row.start:
            return rest(self.document, row.start)
        column = max(0, x - self._margin() - GUTTER - row.indent)
        return offset_at(self.document.text, row.start, row.end, column)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret under the mouse and begin a selection there."""
        if event.button != 1 or (at := self._offset_under(event.x, event.y)) is None:
            return
        self.clear_selection()
        self._set_caret(Caret(at))
        self._dragging = True
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection to the mouse; beyond the edge the text scrolls."""
        if not self._dragging:
            return
        if event.y < 0 or event.y >= self.size.height:
            self.scroll_relative(y=-1 if event.y < 0 else 1, animate=False)
        at = self._offset_under(event.x, max(0, min(event.y, self.size.height - 1)))
        if at is None or (self._anchor is None and at == self._caret.offset):
            return
        if self._anchor is None:
            self._anchor, self._unit = self._caret.offset, "character"
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
