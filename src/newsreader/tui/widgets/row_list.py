"""A list of any length: only the rows in sight are read and drawn.

Textual's own lists hold a widget or an option for every row; at 100,000 rows they take seconds to fill and to resize.
Here a row is asked for when it comes into sight, so the length of the list costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.text.clean import drawable
from newsreader.tui.widgets.looks import Looks

PAGE = 64
"""Rows read at once."""

Part = tuple[str, str]
"""A piece of text and the name of its look, the ``rows--`` classes of the style sheet."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of the list.

    Attributes:
        key: What it stands for.
        lines: Its lines, each of some parts; what is too long is cut with an ellipsis.
    """

    key: str
    lines: tuple[tuple[Part, ...], ...]


Reader = Callable[[int, int], Sequence[ListRow]]
"""Reads some rows: from a number on, so many of them; fewer where rows are gone."""


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows rows that are read as they come into sight."""

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        key: str

    @dataclass
    class Moved(Message):
        """Another row is highlighted."""

        key: str

    def __init__(self, *, lines: int = 2, widget_id: str | None = None) -> None:
        """Begin empty.

        Args:
            lines: Lines of a row; an empty one follows each row.
            widget_id: Its id.
        """
        super().__init__(id=widget_id)
        self._row_height = lines + 1
        self._looks = Looks(self, "rows")
        self._count = 0
        self._read: Reader = lambda start, count: ()
        self._pages: LRUCache[int, Sequence[ListRow]] = LRUCache(16)
        self._highlighted = 0
        self._empty = ""

    def show(self, count: int, read: Reader, *, highlighted: int = 0, lines: int = 0, empty: str = "") -> None:
        """Show other rows.

        Args:
            count: How many there are.
            read: Reads them.
            highlighted: The number of the row to begin at.
            lines: Lines of a row from now on; 0 for as many as before.
            empty: What stands in their place if there are none, such as why and what to do.
        """
        if lines:
            self._row_height = lines + 1
        self._count, self._read, self._empty = count, read, empty
        self._pages.clear()
        self._highlighted = max(0, min(highlighted, count - 1))
        self.virtual_size = Size(0, count * self._row_height)
        self._keep_in_sight()
        self.refresh()

    def read_again(self) -> None:
        """Read the rows in sight anew, as they look different now."""
        self._pages.clear()
        self.refresh()

    def __len__(self) -> int:
        return self._count

    @property
    def highlighted(self) -> int:
        """The number of the highlighted row."""
        return self._highlighted

    @property
    def chosen(self) -> str:
        """The key of the highlighted row, empty for none."""
        row = self.row(self._highlighted)
        return row.key if row is not None else ""

    def row(self, number: int) -> ListRow | None:
        """A row by its number, None if there is none."""
        if not 0 <= number < self._count:
            return None
        page, within = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._pages[page] = self._read(page * PAGE, PAGE)
        return rows[within] if within < len(rows) else None

    def step(self, action: str, count: int = 1) -> None:
        """Move the highlight: ``up down page-up page-down first last``."""
        page = max(1, self.size.height // self._row_height - 1)
        to = {
            "up": self._highlighted - count,
            "down": self._highlighted + count,
            "page-up": self._highlighted - page * count,
            "page-down": self._highlighted + page * count,
            "first": 0,
            "last": self._count - 1,
        }[action]
        self._highlight(to)

    def _highlight(self, number: int) -> None:
        number = max(0, min(number, self._count - 1))
        if number == self._highlighted:
            return
        old, self._highlighted = self._highlighted, number
        self._keep_in_sight()
        for changed in (old, number):
            top = changed * self._row_height - self.scroll_offset.y
            self.refresh(Region(0, top, self.size.width, self._row_height))
        self.post_message(self.Moved(self.chosen))

    def _keep_in_sight(self) -> None:
        top, height = self._highlighted * self._row_height, self.size.height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif height and top + self._row_height - 1 > self.scroll_offset.y + height:
            self.scroll_to(y=top + self._row_height - 1 - height, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Keep the highlighted row in sight."""
        self._keep_in_sight()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        if not self._count:
            return self._line(((self._empty, "detail"),) if y == 0 else (), chosen=False)
        number, line = divmod(y + self.scroll_offset.y, self._row_height)
        row = self.row(number)
        if row is None or line >= len(row.lines):
            return self._line((), chosen=False)
        return self._line(row.lines[line], chosen=number == self._highlighted)

    def _line(self, parts: Sequence[Part], *, chosen: bool) -> Strip:
        width, ground = self.size.width, self._looks["text"]
        if not parts:
            return Strip.blank(width, ground)
        text = Text(no_wrap=True, end="")
        for words, look in parts:
            # What is quiet elsewhere would be too quiet on the ground of the highlighted row.
            text.append(drawable(words), self._look("seen" if chosen and look == "detail" else look))
        text.truncate(max(1, width - 4), overflow="ellipsis")
        base = ground + self._look("chosen") if chosen else ground
        sign = Segment("▌ " if chosen else "  ", base + self._look("sign"))
        segments = [sign, *Segment.apply_style(text.render(self.app.console), base)]
        return Strip(segments).adjust_cell_length(width, base)

    def _look(self, name: str) -> Style:
        return self._looks[name] if name else Style.null()

    def notify_style_update(self) -> None:
        """Forget the old colours."""
        super().notify_style_update()
        self._looks.clear()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw the highlighted row as the style sheet has it with and without the focus."""
        super().watch_has_focus(has_focus)
        self._looks.clear()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Highlight the row under the mouse; a click on the highlighted row chooses it."""
        number = (event.y + self.scroll_offset.y) // self._row_height
        if number == self._highlighted or event.chain == 2:
            self.post_message(self.Chosen(self.chosen))
        else:
            self._highlight(number)
