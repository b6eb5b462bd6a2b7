"""A list of items of several rows each, for the side panes and dialogs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Item(NamedTuple):
    """One item.

    Attributes:
        prompt: What is shown; text in it is never read as markup.
        key: What it stands for; empty for a heading, which cannot be chosen.
    """

    prompt: Content
    key: str = ""


class ItemList(OptionList, inherit_bindings=False):
    """Shows items; the screen moves through them."""

    ALLOW_SELECT = False

    def __init__(self, *, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id, markup=False)
        self._items: list[Item] = []

    def set_items(self, items: Iterable[Item]) -> None:
        """Show other items, keeping the chosen one chosen if it is still there."""
        chosen = self.chosen
        self._items = list(items)
        self.set_options(Option(i.prompt, disabled=not i.key) for i in self._items)
        keys = [i.key for i in self._items]
        if chosen and chosen in keys:
            self.highlighted = keys.index(chosen)
        else:
            self.highlighted = next((n for n, key in enumerate(keys) if key), None)

    @property
    def chosen(self) -> str:
        """The key of the highlighted item, empty for none."""
        number = self.highlighted
        return self._items[number].key if number is not None and number < len(self._items) else ""

    @property
    def keys(self) -> list[str]:
        """The keys of all items that can be chosen, in order."""
        return [i.key for i in self._items if i.key]

    def choose(self, key: str) -> None:
        """Highlight the item with a key, if it is there."""
        for number, item in enumerate(self._items):
            if item.key == key:
                self.highlighted = number

    def step(self, action: str, count: int = 1) -> None:
        """Move the highlight: ``up down page-up page-down first last``."""
        moves = {
            "up": self.action_cursor_up,
            "down": self.action_cursor_down,
            "page-up": self.action_page_up,
            "page-down": self.action_page_down,
            "first": self.action_first,
            "last": self.action_last,
        }
        for _ in range(min(count, len(self._items))):
            moves[action]()
