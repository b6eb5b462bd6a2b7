"""A pane that shows a wrapped document of any length: its layout in slices, its width, what is in sight.

It knows rows and offsets, not what is drawn in them. While rows are laid out above the first one in sight, and when
the width changes, that row's text stays where it is.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.timer import Timer

from newsreader.article import Span
from newsreader.reading.document import WrappedDocument
from newsreader.reading.layout import Layout

GUTTER = 3
"""Cells to the left of the text: the glyphs of marks, and air."""

_WIDE = 48  # cells of a pane from which on the text has air on both sides
_SLICE = 0.006  # seconds of laying out between two frames
_PAUSE = 0.01  # seconds between two slices
_COMMIT = 0.2  # seconds after which what was laid out becomes part of the document, and the scrollbar moves
_MARGIN_ROWS = 2  # rows kept in sight above and below the caret


class WrappedPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a document that is laid out lazily."""

    ALLOW_SELECT = False  # the pane has a selection of its own, in offsets of the text

    class ViewMoved(Message, namespace="article_view"):
        """Another stretch of the text is in sight.

        Attributes:
            span: From the first code point in sight to one past the last.
        """

        def __init__(self, span: Span) -> None:
            super().__init__()
            self.span = span

        def can_replace(self, message: Message) -> bool:
            """Let a newer view stand for an older one that nobody has read."""
            return isinstance(message, WrappedPane.ViewMoved)

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self.document = WrappedDocument("")
        self._measure = 76
        self._held: int | None = None  # the offset that stays at the top while only the width changes
        self._placed = False  # whether the document has been scrolled to its place since it is shown
        self._own_scroll = False
        self._queue: deque[int] = deque()
        self._ready: list[tuple[int, Layout]] = []
        self._committed = 0.0
        self._filling: Timer | None = None

    # What a subclass says

    def caret_offset(self) -> int:
        """The code point that shall stay in sight."""
        return 0

    def forget_drawn(self) -> None:
        """Called when rows that were drawn before are out of date."""

    def text_scrolled(self) -> None:
        """Called when the reader has scrolled the text."""

    # Where things are

    def _room(self) -> Size:
        """The cells inside the scrollbar."""
        return self.scrollable_content_region.size

    def _row_width(self) -> int:
        room = self._room().width or self.size.width or 80
        right = GUTTER + 2 if room >= _WIDE else 1
        return max(4, min(self._measure, room - GUTTER - right))

    def margin(self) -> int:
        """Cells left of the gutter: the text stands in the middle of a pane that is wider."""
        return max(0, (self._room().width - 2 * GUTTER - self.document.width) // 2)

    def _page(self) -> int:
        return max(1, self._room().height)

    def _top_row(self) -> int:
        return max(0, min(round(self.scroll_y), self.document.height - 1))

    def top_offset(self) -> int:
        """The first code point in sight."""
        return self.document.row(self._top_row()).start

    def _rows_in_sight(self) -> range:
        top, page = self._top_row(), self._page()
        self.document.ensure_rows(top, top + page - 1)
        top = min(top, self.document.height - 1)
        return range(top, min(top + page, self.document.height))

    def visible_span(self) -> Span:
        """The stretch of the text in sight."""
        rows, document = self._rows_in_sight(), self.document
        start = document.row(rows[0]).start
        last = document.row(document.row_of(document.row(rows[-1]).start))  # that of the text, not of a note under it
        return Span(start, max(start, last.end))

    @property
    def progress(self) -> float:
        """How much of the text lies above the last row in sight, 0 to 1."""
        return self.visible_span().end / len(self.document.text) if self.document.text else 1.0

    # Scrolling

    def _scroll_to_row(self, row: int, offset: int) -> None:
        """Scroll to a row, whose number was found while the row of an offset near it had the number it has now."""
        document, page = self.document, self._page()
        row = max(0, row)
        while True:
            before = document.row_of(offset)
            document.ensure_rows(row, row + page - 1)
            moved = document.row_of(offset) - before
            if not moved:
                break
            row = max(0, row + moved)
        self._sync_size()
        self._own_scroll = True
        try:
            self.scroll_to(y=row, animate=False, force=True, immediate=True)
        finally:
            self._own_scroll = False

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Keep the text in sight where it is while rows above it may be laid out, which gives it other numbers."""
        top = self._top_row()
        anchor = self.document.row(top).start
        before = self.document.row_of(anchor)
        yield
        moved = self.document.row_of(anchor) - before
        if moved and self.is_mounted:
            self._scroll_to_row(top + moved, anchor)

    def keep_in_sight(self, offset: int, *, toward: int = 0, centre: bool = False, force: bool = False) -> None:
        """Scroll as little as brings the row of an offset into sight.

        Args:
            offset: The code point.
            toward: Below 0 to keep some rows above it in sight as well, above 0 some rows below it.
            centre: Whether to bring it to the upper third instead if it was out of sight.
            force: Whether to bring it there even if it was in sight.
        """
        row = self.document.row_of(offset)
        height, top = self._page(), round(self.scroll_y)
        margin = min(_MARGIN_ROWS, (height - 1) // 2)
        if centre and (force or not top <= row < top + height):
            target = row - height // 3
        elif row < top + (above := margin if toward < 0 else 0):
            target = row - above
        elif row > top + height - 1 - (below := margin if toward > 0 else 0):
            target = row - height + 1 + below
        else:
            self._sync_size()
            return
        self._scroll_to_row(target, offset)
        self._held = None

    def scroll_rows(self, count: int) -> None:
        """Move the text by rows under the caret, up with a count above 0; the caret stays in sight."""
        self.scroll_to(y=round(self.scroll_y) + count, animate=False, force=True, immediate=True)

    def align_offset(self, offset: int, where: str) -> None:
        """Bring the row of an offset to the ``top``, ``middle`` or ``bottom`` of the pane.

        Raises:
            KeyError: If ``where`` is none of these.
        """
        above = {"top": 0, "middle": self._page() // 2, "bottom": self._page() - 1}[where]
        self._scroll_to_row(self.document.row_of(offset) - above, offset)
        self._held = None

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw the column of the text again, tell what is in sight, and let a subclass take the caret along."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = new_value
        if round(old_value) == round(new_value):
            return
        self.refresh(self._column())
        if not self.is_mounted:
            return
        if not self._own_scroll:
            self._held = None
            self._reveal(round(old_value))
            self.text_scrolled()
        self.post_message(self.ViewMoved(self.visible_span()))

    def _reveal(self, old_top: int) -> None:
        """Lay out what the reader has scrolled into sight; what stood at the top before moves by as many rows."""
        document = self.document
        anchor = document.row(min(old_top, document.height - 1)).start
        before = document.row_of(anchor)
        top = self._top_row()
        document.ensure_rows(top, top + self._page() - 1)
        moved = document.row_of(anchor) - before
        if moved or document.height != self.virtual_size.height:
            self._scroll_to_row(top + moved, anchor)

    def _column(self) -> Region:
        """The cells in which something is drawn: the margins beside them are always empty."""
        return Region(self.margin(), 0, GUTTER + self.document.width + 1, self.size.height)

    # Layout

    def show_document(self, document: WrappedDocument) -> None:
        """Show another document from the row of the caret on."""
        self.document = document
        self._held = None
        self._placed = False
        self.relay(top=None)

    def relay(self, top: int | None) -> None:
        """Lay the text out for the present width and style.

        Args:
            top: The code point whose row comes to the top; None to scroll to the caret.
        """
        self.document.set_width(self._row_width())
        self.settle(top)
        self._start_filling()

    def settle(self, top: int | None) -> None:
        """Scroll so that a code point is at the top after rows have changed, and draw everything again."""
        self.forget_drawn()
        if not self.is_mounted or not self._room().height:
            return
        self._placed = True
        caret = self.caret_offset()
        if top is None:
            row = self.document.row_of(caret)
            self._scroll_to_row(0 if row < self._page() else row - self._page() // 3, caret)
        else:
            self._scroll_to_row(self.document.row_of(top), top)
        self.keep_in_sight(caret)
        self._held = top
        self.refresh()
        self.post_message(self.ViewMoved(self.visible_span()))

    def held_offset(self) -> int:
        """The offset to keep at the top over a change of the layout: the same one through many of them."""
        return self.top_offset() if self._held is None else self._held

    def _sync_size(self) -> None:
        size = Size(self._room().width, self.document.height)
        if size != self.virtual_size:
            self.virtual_size = size

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out anew if its width has changed."""
        if not self._placed:
            self.relay(None)
        elif self._row_width() != self.document.width:
            self.relay(self.held_offset())
        else:
            self.settle(self.held_offset())

    def on_unmount(self) -> None:
        """Stop laying out."""
        self._stop_filling()

    def _stop_filling(self) -> None:
        if self._filling is not None:
            self._filling.stop()
            self._filling = None
        self._queue.clear()
        self._ready.clear()

    def _start_filling(self) -> None:
        self._stop_filling()
        if self.document.unmeasured and self.is_mounted and self._room().height:
            self._queue.extend(self.document.pending(self._top_row()))
            self._committed = time.perf_counter()
            self._filling = self.set_interval(_PAUSE, self._fill)

    def restart_filling(self) -> None:
        """Lay out again what was measured but is not part of the document yet: something has changed since."""
        if self._filling is not None:
            self._start_filling()

    def _fill(self) -> None:
        """Lay out some of the chunks that nobody has looked at yet."""
        started = time.perf_counter()
        measured = False
        while self._queue and not (measured and time.perf_counter() - started > _SLICE):
            self._ready.append((chunk := self._queue.popleft(), self.document.measure(chunk)))
            measured = True
        if not self._queue or started - self._committed > _COMMIT:
            self._commit()

    def _commit(self) -> None:
        """Make the measured chunks part of the document; the text in sight stays where it is."""
        self._committed = time.perf_counter()
        with self.steady():
            self.document.install(self._ready)
            self._ready.clear()
        self._sync_size()
        if not self._queue:
            self._stop_filling()

    # Drawing

    def refresh_rows(self, low: int, high: int) -> None:
        """Draw the rows from ``low`` to ``high``, both included, again."""
        top = round(self.scroll_y)
        low, high = max(low, top), min(high, top + self.size.height - 1)
        if low <= high:
            column = self._column()
            self.refresh(Region(column.x, low - top, column.width, high - low + 1))
