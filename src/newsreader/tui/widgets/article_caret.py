"""A caret and a selection over a wrapped document.

What lies over the text (marks, quotes, mentions, hits, links) is known here because motions and text objects refer to
it; how it is drawn is not.
"""

from __future__ import annotations

from textual.geometry import Region
from textual.message import Message
from textual.timer import Timer

from newsreader.article import Link, Span
from newsreader.reading import objects
from newsreader.reading.motions import MOTIONS, Caret, View, rest, to_row
from newsreader.reading.selection import Selection, Unit, last_character, text_object
from newsreader.text.cells import cell_len
from newsreader.text.graphemes import next_boundary
from newsreader.tui.widgets.article_paint import DisplayMark, Layers
from newsreader.tui.widgets.article_pane import GUTTER, WrappedPane

_MOST_STEPS = 10_000  # of one motion: a count typed by mistake must not hold the screen


class CaretPane(WrappedPane):
    """A pane in which a caret moves."""

    class CaretMoved(Message, namespace="article_view"):
        """The caret stands on another code point."""

        def __init__(self, view: CaretPane, offset: int) -> None:
            super().__init__()
            self.view = view
            self.offset = offset

        def can_replace(self, message: Message) -> bool:
            """Let a newer position stand for an older one that nobody has read."""
            return isinstance(message, CaretPane.CaretMoved)

        @property
        def control(self) -> CaretPane:
            """The text pane."""
            return self.view

    class SelectionChanged(Message, namespace="article_view"):
        """Something else, or nothing, is selected."""

        def __init__(self, view: CaretPane, span: Span | None) -> None:
            super().__init__()
            self.view = view
            self.span = span

        @property
        def control(self) -> CaretPane:
            """The text pane."""
            return self.view

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._layers = Layers()
        self._caret = Caret(0)
        self._selection: Selection | None = None
        self._last_selection: tuple[Selection, int] | None = None
        self._focus_mode = False
        self._flash_timer: Timer | None = None

    # The caret

    @property
    def caret(self) -> int:
        """The code point on which the caret stands."""
        return self._caret.offset

    def caret_offset(self) -> int:
        """The code point that shall stay in sight: that of the caret."""
        return self._caret.offset

    def move(self, motion: str, count: int = 1) -> bool:
        """Move the caret by a motion's name, see `newsreader.reading.motions.MOTIONS`.

        Returns:
            Whether it moved.

        Raises:
            KeyError: If there is no such motion.
        """
        before = self.caret
        with self.steady():
            caret = self._goal(motion, count)
        self._set_caret(caret)
        return self.caret != before

    def _goal(self, motion: str, count: int) -> Caret:
        """Where a motion leads."""
        return MOTIONS[motion](View(self.document, self._page()), self._caret, min(count, _MOST_STEPS))

    def move_to(self, kind: str, count: int = 1) -> bool:
        """Move to the next ``mark``, ``quote``, ``entity``, ``link``, ``heading`` or ``hit``.

        Args:
            kind: One of those.
            count: How many further; below 0, back.

        Returns:
            Whether there was one.

        Raises:
            KeyError: If there is no such kind.
        """
        span = self._layers.beside(kind, self.caret, count)
        if span is None:
            return False
        if kind == "hit":
            self._show_hit(span)
        self.go_to(span.start)
        return True

    def _show_hit(self, span: Span) -> None:
        """Make a hit the current one."""
        old, self._layers.hit = self._layers.hit, span
        for changed in (old, span):
            if changed is not None:
                self._refresh_span(*changed)

    def flash(self, span: Span, seconds: float = 1.2) -> None:
        """Show a span for a moment, to catch the eye."""
        if self._flash_timer is not None:
            self._flash_timer.stop()
        self._show_flash(span)
        self._flash_timer = self.set_timer(seconds, lambda: self._show_flash(None))

    def _show_flash(self, span: Span | None) -> None:
        old, self._layers.flash = self._layers.flash, span
        for changed in (old, span):
            if changed is not None:
                self._refresh_span(*changed)

    def go_to(self, offset: int, *, flash: Span | None = None, top: bool = False) -> None:
        """Put the caret on an offset and bring it into sight, at the upper third if it was out of it.

        Args:
            offset: The code point.
            flash: A span to show for a moment.
            top: Whether to scroll even when the offset is in sight.
        """
        self._set_caret(Caret(rest(self.document, offset)), centre=True, force=top)
        if flash is not None:
            self.flash(flash)

    def align(self, where: str) -> None:
        """Bring the caret's row to the ``top``, ``middle`` or ``bottom`` of the pane."""
        self.align_offset(self.caret, where)

    def _set_caret(self, caret: Caret, *, centre: bool = False, force: bool = False) -> None:
        old, self._caret = self._caret, caret
        self._layers.caret = caret.offset
        with self.steady():
            self.document.row_of(caret.offset)
        if caret.offset != old.offset:
            self._refresh_characters(old.offset, caret.offset)
            self._move_focus()
            self._extend_selection()
        self.keep_in_sight(caret.offset, toward=caret.offset - old.offset, centre=centre, force=force)
        if caret.offset != old.offset:
            self.post_message(self.CaretMoved(self, caret.offset))

    def _move_focus(self) -> None:
        if self._focus_mode and (block := self.document.block_at(self.caret)) != self._layers.focus:
            for changed in (self._layers.focus, block):
                if changed is not None:
                    self._refresh_span(*self.document.blocks[changed].span)
            self._layers.focus = block

    def text_scrolled(self) -> None:
        """Take the caret along when the reader scrolls it out of sight."""
        top, height = self._top_row(), self._page()
        row = self.document.row_of(self.caret)
        if top <= row < top + height:
            return
        above = row < top
        edge = top if above else min(top + height, self.document.height) - 1
        caret = to_row(View(self.document, height), self._caret, edge, 1 if above else -1)
        self._caret = caret
        self._layers.caret = caret.offset
        self._extend_selection()
        self.post_message(self.CaretMoved(self, caret.offset))

    # The selection

    def visual(self, unit: Unit) -> None:
        """Begin a selection at the caret, change the unit of the one there is, or end it if the unit is the same."""
        if self._selection is not None and self._selection.unit == unit:
            self.clear_selection()
            return
        anchor = self.caret if self._selection is None else self._selection.anchor
        self._select(Selection(anchor, unit))

    @property
    def selecting(self) -> bool:
        """Whether there is a selection."""
        return self._selection is not None

    @property
    def unit(self) -> Unit | None:
        """The unit of the selection, None without one."""
        return None if self._selection is None else self._selection.unit

    def _select(self, selection: Selection | None) -> None:
        self._selection = selection
        self._extend_selection()

    def select_span(self, span: Span) -> None:
        """Select a span character by character, the caret on its last one."""
        self._select(Selection(span.start))
        self._set_caret(Caret(rest(self.document, last_character(self.document, span))))

    def select_object(self, name: str, count: int = 1) -> bool:
        """Select a text object; see `object_at_caret`.

        Returns:
            Whether there is one at the caret.
        """
        span = self.object_at_caret(name, count)
        if span is not None:
            self.select_span(span)
        return span is not None

    def swap_ends(self) -> None:
        """Put the caret on the other end of the selection."""
        if self._selection is not None:
            anchor, self._selection = self._selection.anchor, Selection(self.caret, self._selection.unit)
            self._set_caret(Caret(anchor))

    def reselect(self) -> None:
        """Select again what was selected last."""
        if self._last_selection is not None:
            self._selection, caret = self._last_selection
            self._set_caret(Caret(caret))
            self._extend_selection()

    def clear_selection(self) -> None:
        """Select nothing."""
        if self._selection is not None:
            self._last_selection = self._selection, self.caret
            self._select(None)

    def _extend_selection(self) -> None:
        """Draw what has come to the selection and what has gone from it."""
        old, new = self._layers.selection, self.selected_span()
        if old == new:
            return
        self._layers.selection = new
        if old is None or new is None:
            whole = old or new
            assert whole is not None
            self._refresh_span(*whole)
        else:
            self._refresh_span(min(old.start, new.start), max(old.start, new.start))
            self._refresh_span(min(old.end, new.end), max(old.end, new.end))
        self.post_message(self.SelectionChanged(self, new))

    # What an action acts on

    def selected_span(self) -> Span | None:
        """What is selected, in whole units; None without a selection."""
        return None if self._selection is None else self._selection.span(self.document, self.caret)

    def sentence_at_caret(self, count: int = 1) -> Span | None:
        """The sentence under the caret and those after it, ``count`` in all; None in an empty text."""
        return objects.sentences(self.document, self.caret, count)

    def object_at_caret(self, name: str, count: int = 1) -> Span | None:
        """The text object at the caret: ``iw aw is as ip ap iq aq ie ae``, q a quotation and e an entity.

        Raises:
            KeyError: If there is no such object.
        """
        near = max(0, self.caret - 1), self.caret + 2
        quotes, mentions = self._layers.quotes.over(*near), self._layers.mentions.over(*near)
        return text_object(self.document, name, self.caret, count, quotes=quotes, mentions=mentions)

    def motion_span(self, motion: str, count: int = 1) -> Span | None:
        """The stretch from the caret to where a motion goes, for an operator; None if it goes nowhere."""
        with self.steady():
            goal = self._goal(motion, count).offset
        if goal == self.caret:
            return None
        low, high = sorted((self.caret, goal))
        inclusive = motion.endswith("-end") or motion == "bottom"
        return Span(low, next_boundary(self.document.text, high) if inclusive else high)

    def marks_at_caret(self) -> list[DisplayMark]:
        """The marks under the caret, the topmost (shortest) first."""
        return sorted(self._layers.marks.at(self.caret), key=lambda m: m.span.end - m.span.start)

    def link_at_caret(self) -> Link | None:
        """The link under the caret."""
        return next(iter(self._layers.links.at(self.caret)), None)

    # Drawing

    def _refresh_span(self, start: int, end: int) -> None:
        """Draw the rows of a span again, as far as they are in sight."""
        seen = self.visible_span()
        if start <= seen.end and end >= seen.start:
            low, high = max(start, seen.start), min(end, seen.end)
            self.refresh_rows(self.document.row_of(low), self.document.row_of(high))

    def _character_region(self, offset: int) -> Region:
        """The cells of the pane in which a character is drawn; none if it is out of sight."""
        seen = self.visible_span()
        if not seen.start <= offset <= seen.end:
            return Region()
        number = self.document.row_of(offset)
        y = number - round(self.scroll_y)
        if not 0 <= y < self.size.height:
            return Region()
        line = self.document.line(self.document.row(number))
        after = min(next_boundary(self.document.text, offset), line.end)
        width = max(1, cell_len(line.piece(offset, after)) if offset < after else 1)
        return Region(self.margin() + GUTTER + line.column(offset), y, width, 1)

    def _refresh_characters(self, first: int, second: int) -> None:
        """Draw two characters again, not the pane: all that a caret move costs on the wire.

        The compositor writes a line from its left edge to the end of each region, so two in one line become one.
        """
        regions = [self._character_region(first), self._character_region(second)]
        if regions[0].y == regions[1].y and all(regions):
            regions = [regions[0].union(regions[1])]
        self.refresh(*(r for r in regions if r))
