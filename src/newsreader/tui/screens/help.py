"""All keys on one screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from newsreader.tui.actions import ACTIONS, Overrides, keys_of
from newsreader.tui.keys import shown
from newsreader.tui.screens.modal import Modal


def help_text(overrides: Overrides = ()) -> Content:
    """Every action with its keys, by group."""
    parts: list[tuple[str, str]] = []
    for group in dict.fromkeys(a.group for a in ACTIONS):
        parts.append((f"\n{group}\n", "bold $emphasis"))
        for action in (a for a in ACTIONS if a.group == group):
            keys = "  ".join(shown(k) for k in keys_of(action, overrides))
            parts += [(f"  {keys:<16} ", "bold"), (f"{action.text}\n", "")]
    return Content.assemble(*parts)


class HelpScreen(Modal[None]):
    """Lists every action; scrolls like a pager."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "Close"),
        Binding("j,down", "scroll(1)", "Down"),
        Binding("k,up", "scroll(-1)", "Up"),
        Binding("space,pagedown,ctrl+d", "page(1)", "Page down"),
        Binding("b,pageup,ctrl+u", "page(-1)", "Page up"),
        Binding("g,home", "edge(0)", "Start"),
        Binding("G,end", "edge(1)", "End"),
    ]

    def __init__(self, overrides: Overrides = ()) -> None:
        """List the keys.

        Args:
            overrides: The reader's own ones.
        """
        super().__init__()
        self._overrides = overrides

    def compose(self) -> ComposeResult:
        """One long text."""
        with VerticalScroll(id="help-box"):
            yield Static(Content.assemble(("Keys", "bold $heading"), ("   q closes", "$quiet")))
            yield Static(help_text(self._overrides))

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one(VerticalScroll).focus()

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        box = self.query_one(VerticalScroll)
        box.scroll_relative(y=pages * (box.size.height - 2), animate=False)

    def action_edge(self, end: int) -> None:
        """Scroll to the start or the end."""
        box = self.query_one(VerticalScroll)
        box.scroll_to(y=box.max_scroll_y if end else 0, animate=False)
