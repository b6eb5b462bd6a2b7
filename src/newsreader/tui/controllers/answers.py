"""What becomes of the words that a reader types in the line at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.widgets.chrome import Prompt

if TYPE_CHECKING:
    from newsreader.tui.screens.reader import ReaderScreen


class Answers:
    """Takes the answers of the reading screen's prompt to whoever asked."""

    def __init__(self, screen: ReaderScreen) -> None:
        """Take answers of a screen.

        Args:
            screen: The reading screen.
        """
        self._screen = screen

    def changed(self, event: Prompt.Changed) -> None:
        """Search while the reader types."""
        if event.kind == "find":
            self._screen.moving.find(event.value)

    def taken(self, event: Prompt.Answered) -> None:
        """Take what was typed."""
        self._close()
        if event.kind == "tag":
            self._screen.marking.tag(event.value)
        elif event.kind == "open":
            self._screen.browsing.open_source(event.value)
        elif event.value and not self._screen.hits:
            self._screen.say(f"“{event.value}” is not in this article")
        self._screen.lines.show()

    def cancelled(self, event: Prompt.Cancelled) -> None:
        """Forget what was typed."""
        self._close()
        if event.kind == "find":
            self._screen.moving.find_cancelled()
        self._screen.lines.show()

    def _close(self) -> None:
        self._screen.prompt.close()
        self._screen.show_pane(self._screen.pane)
