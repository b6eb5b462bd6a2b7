"""Choosing one of many by typing: articles, commands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from newsreader.text.clean import drawable
from newsreader.tui.screens.modal import Modal
from newsreader.tui.widgets.item_list import Item, ItemList

MOST = 500
"""Choices shown at once."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose.

    Attributes:
        key: Comes back when it is chosen.
        title: The first row.
        detail: A second row, or what stands at the right.
    """

    key: str
    title: str
    detail: str = ""


class Chooser(Modal[str | None]):
    """Narrows a list down while the reader types; gives the key of the choice back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", priority=True),
        Binding("down,ctrl+n,ctrl+j", "step('down')", "Down", priority=True),
        Binding("up,ctrl+p,ctrl+k", "step('up')", "Up", priority=True),
        Binding("pagedown", "step('page-down')", "Page down", priority=True),
        Binding("pageup", "step('page-up')", "Page up", priority=True),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], *, current: str = "") -> None:
        super().__init__()
        self._title = title
        self._choices = list(choices)
        self._current = current

    def compose(self) -> ComposeResult:
        """A line to type in over the list."""
        with Vertical(id="chooser-box"):
            yield Static(Content.styled(self._title, "bold $heading"), id="chooser-title")
            yield Input(placeholder="type to narrow down", id="chooser-input", compact=True)
            yield ItemList(widget_id="chooser-list")

    def on_mount(self) -> None:
        """Show everything."""
        self._narrow("")
        self.query_one(ItemList).choose(self._current)
        self.query_one(Input).focus()

    def _narrow(self, words: str) -> None:
        self.query_one(ItemList).set_items(self.fitting(words) or [Item(Content.styled("Nothing fits.", "dim"))])

    def fitting(self, words: str) -> list[Item]:
        """The choices in which all of some words stand, at most `MOST`."""
        wanted = words.casefold().split()
        items: list[Item] = []
        for choice in self._choices:
            text = f"{choice.title} {choice.detail} {choice.key}".casefold()
            if all(w in text for w in wanted):
                title = "bold" if choice.key == self._current else ""
                detail = f"\n{drawable(choice.detail)}" if choice.detail else ""
                items.append(Item(Content.assemble((drawable(choice.title), title), (detail, "$quiet")), choice.key))
                if len(items) >= MOST:
                    break
        return items

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list down."""
        self._narrow(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose what is highlighted."""
        self.dismiss(self.query_one(ItemList).chosen or None)

    def on_option_list_option_selected(self, event: ItemList.OptionSelected) -> None:
        """Choose what was clicked."""
        self.dismiss(self.query_one(ItemList).chosen or None)

    def action_step(self, action: str) -> None:
        """Move the highlight."""
        self.query_one(ItemList).step(action)

    def on_click(self, event: events.Click) -> None:
        """Close when the reader clicks beside the box."""
        if event.widget is self:
            self.dismiss(None)
