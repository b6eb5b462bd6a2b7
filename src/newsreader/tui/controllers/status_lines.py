"""The two lines at the bottom of the reading screen: what is going on, and the keys that work now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from newsreader.text.clean import drawable
from newsreader.tui.widgets.chrome import StatusLine
from newsreader.tui.widgets.status import Facts, footer, status_left, status_right

if TYPE_CHECKING:
    from newsreader.tui.screens.reader import ReaderScreen


class StatusLines:
    """Keeps the two lines up to date.

    Attributes:
        status: The widget of the upper line.
        message: What was said last, empty for nothing.
    """

    def __init__(self, screen: ReaderScreen) -> None:
        """Begin with nothing to say.

        Args:
            screen: The reading screen.
        """
        self.status = StatusLine(id="status")
        self.message = ""
        self._footer = StatusLine(id="footer")
        self._error = False
        self._screen = screen

    @property
    def widgets(self) -> tuple[StatusLine, StatusLine]:
        """Both lines, from the top."""
        return self.status, self._footer

    def say(self, text: str, *, error: bool) -> None:
        """Show a message until the next action."""
        self.message, self._error = drawable(text), error
        self.show()

    def forget(self) -> None:
        """Let go of the message; the line shows it until it is drawn again."""
        self.message = ""

    def show(self) -> None:
        """Bring both lines up to date."""
        screen = self._screen
        if not screen.ready:
            return
        facts = self._facts()
        left = status_left(facts)
        room = self.status.room - left.cell_length
        self.status.show(left, status_right(facts, room - 2 if left else room))
        self._footer.show(footer(screen.state, screen.size.width - 2, screen.config.keymap), Content(""))

    def _facts(self) -> Facts:
        """What the status line tells of."""
        screen = self._screen
        text = screen.article.text if screen.article else ""
        selected = screen.view.selected_span()
        ids = list(screen.desk.articles)
        return Facts(
            pending=screen.keys.pending,
            message=self.message,
            error=self._error,
            selected=None if selected is None else text[selected.start : selected.end],
            read_only=bool(screen.marks.read_only),
            unsaved=screen.marks.unsaved,
            marked=bool(screen.marks.all),
            pen=screen.marks.pen.value,
            meaning=screen.config.color_name(screen.marks.pen.value),
            number=ids.index(screen.article.id) + 1 if screen.article else 0,
            articles=len(ids),
            caret=screen.view.caret,
            length=len(text),
        )
