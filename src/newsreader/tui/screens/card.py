"""A card over the text: what is known of one thing."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from newsreader.text.clean import drawable
from newsreader.tui.screens.modal import Modal

Row = tuple[str, str]
"""A line of a card: a small heading, empty to go on, and what it says."""


class Card(Modal[None]):
    """Shows a few lines until any key is pressed."""

    def __init__(self, title: str, rows: list[Row]) -> None:
        """Show a card.

        Args:
            title: What it is about.
            rows: What is known of it.
        """
        super().__init__()
        self._title = title
        self._rows = rows

    def compose(self) -> ComposeResult:
        """Title and lines."""
        width = max((len(head) for head, _ in self._rows), default=0)
        parts: list[tuple[str, str]] = [(drawable(self._title), "bold $heading"), ("\n", "")]
        for head, text in self._rows:
            parts += [(f"\n{head:<{width}}  ", "$quiet"), (drawable(text), "")]
        with VerticalScroll(id="card-box"):
            yield Static(Content.assemble(*parts))

    def on_key(self, event: events.Key) -> None:
        """Close on any key."""
        event.stop()
        self.dismiss()

    def on_click(self) -> None:
        """Close on a click."""
        self.dismiss()
