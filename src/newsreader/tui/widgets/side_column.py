"""The column beside the text: panes of quotes, names, related posts and notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.app import ComposeResult
from textual.containers import Vertical

from newsreader.text.clean import drawable
from newsreader.tui.widgets.item_list import ItemList
from newsreader.tui.widgets.panes import HEADINGS, PANES


class SidePane(Vertical):
    """One pane: a list under its heading."""

    def __init__(self, name: str, content: ItemList) -> None:
        """Hold a list.

        Args:
            name: One of `PANES`.
            content: The list.
        """
        super().__init__(id=f"pane-{name}", classes="pane")
        self._content = content

    def compose(self) -> ComposeResult:
        """The list."""
        yield self._content


class SideColumn(Vertical):
    """The panes, one over the other or one at a time.

    Their lists are there from the beginning and can be filled; a pane that nobody sees yet is not mounted, as that
    would only delay the first picture.
    """

    def __init__(self) -> None:
        """Make the lists."""
        super().__init__(id="side")
        self._lists = {name: ItemList(widget_id=f"list-{name}") for name in PANES}
        self._panes = {name: SidePane(name, content) for name, content in self._lists.items()}
        self._first: tuple[str, ...] = PANES

    def begin_with(self, panes: tuple[str, ...]) -> None:
        """Tell, before it is composed, which panes the first picture shows."""
        self._first = panes

    def compose(self) -> ComposeResult:
        """The panes of the first picture."""
        for name in self._first:
            yield self._panes[name]

    async def complete(self) -> None:
        """Mount the other panes, each at its place."""
        missing = [p for p in self._panes.values() if not p.is_attached]
        if missing:
            await self.mount_all(missing)
            self.sort_children(key=lambda widget: PANES.index((widget.id or "").removeprefix("pane-")))

    def list_of(self, pane: str) -> ItemList:
        """The list of a pane."""
        return self._lists[pane]

    def reveal(self, shown: Iterable[str], active: str) -> None:
        """Show some panes and let one stand out."""
        wanted = set(shown)
        for name, pane in self._panes.items():
            pane.display = name in wanted
            pane.set_class(name == active, "-active")

    def set_headings(self, counts: Mapping[str, str], quotes_of: str) -> None:
        """Write the headings.

        Args:
            counts: How much is in each pane, empty for nothing.
            quotes_of: The only speaker whose quotes are listed, empty for all.
        """
        for name, pane in self._panes.items():
            if name == "quotes" and quotes_of:
                pane.border_title = drawable(quotes_of)
            else:
                pane.border_title = f"{HEADINGS[name]} {counts[name]}".strip()
