"""A list of which several rows can be picked, for keys to act on all of them."""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.tui.actions import Overrides
from newsreader.tui.screens.list_screen import ListScreen


def tags_typed(typed: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The tags that a line gives, and those that it takes off with a minus before them."""
    given = [tag.lstrip("#") for tag in typed.replace(",", " ").split()]
    off = frozenset(tag.lstrip("-#") for tag in given if tag.startswith("-"))
    return tuple(dict.fromkeys(tag for tag in given if tag and not tag.startswith("-"))), off


class PickingScreen(ListScreen):
    """A list with picked rows; a subclass says what all rows are in `pick_all`."""

    def __init__(self, overrides: Overrides = ()) -> None:
        """Prepare; see `ListScreen`."""
        super().__init__(overrides)
        self.picked: dict[str, None] = {}

    @property
    def targets(self) -> tuple[str, ...]:
        """What a key acts on: all that are picked, else the highlighted row."""
        return tuple(self.picked) or tuple(key for key in (self.rows.chosen,) if key)

    def list_pick(self) -> None:
        """Pick the highlighted row, or leave it again, and go on to the next."""
        if key := self.rows.chosen:
            if key in self.picked:
                del self.picked[key]
            else:
                self.picked[key] = None
            self.rows.read_again()
            self.rows.step("down")
            self.say("")

    def list_all(self) -> None:
        """Pick all rows, or none."""
        if self.picked:
            self.pick([])
        else:
            self.pick_all()

    def pick_all(self) -> None:
        """Pick all rows."""
        raise NotImplementedError

    def pick(self, keys: Iterable[str]) -> None:
        """Pick these rows and no others."""
        self.picked = dict.fromkeys(keys)
        self.rows.read_again()
        self.say("")

    def say(self, text: str, *, error: bool = False) -> None:
        """Show a message until the next key, else how many are picked."""
        super().say(text or (f"{len(self.picked):,} picked" if self.picked else ""), error=error)

    def item_leave(self) -> None:
        """Give up what is picked, then the words; then leave."""
        if self.picked:
            self.pick([])
        else:
            super().item_leave()
