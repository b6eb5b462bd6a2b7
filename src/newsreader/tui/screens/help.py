"""All keys on one screen."""

from __future__ import annotations

from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from newsreader.tui.actions import ACTIONS, Overrides, keys_of
from newsreader.tui.keys import shown
from newsreader.tui.screens.modal import Modal

WIDE = 130
"""Cells from which on the keys stand in two columns."""

INDENT = 21
"""Cells before what a key does."""


def group_text(group: str, width: int, overrides: Overrides = ()) -> Content:
    """The actions of a group with their keys, each on a line of its own, under the name of the group.

    Args:
        group: The name.
        width: Cells of a line; what an action does goes on under itself.
        overrides: The reader's own keys.
    """
    parts: list[tuple[str, str]] = [(f"\n{group}\n", "bold $emphasis")]
    for action in (a for a in ACTIONS if a.group == group):
        keys = "  ".join(shown(k) for k in keys_of(action, overrides))
        text = f"\n{'':{INDENT}}".join(wrap(action.text, max(20, width - INDENT)))
        parts += [(f"{f'  {keys}':<{INDENT - 1}} ", "bold"), (f"{text}\n", "")]
    return Content.assemble(*parts)


def columns(width: int, overrides: Overrides = ()) -> tuple[Content, Content]:
    """All groups, in order, over two columns of about the same length.

    Args:
        width: Cells of a column.
        overrides: The reader's own keys.
    """
    texts = [group_text(group, width, overrides) for group in dict.fromkeys(a.group for a in ACTIONS)]
    lines = [text.plain.count("\n") for text in texts]
    cut = min(range(len(texts) + 1), key=lambda n: max(sum(lines[:n]), sum(lines[n:])))
    return Content("").join(texts[:cut]), Content("").join(texts[cut:])


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
        """The groups, one under the other or in two columns."""
        with VerticalScroll(id="help-box"):
            yield Static(Content.assemble(("Keys", "bold $heading"), ("   q closes", "$quiet")))
            with Container(id="help-groups"):
                yield Static()
                yield Static()

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Use the width."""
        self.set_class(self.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        shown_in = list(self.query("#help-groups Static").results(Static))
        for static, text in zip(shown_in, columns(shown_in[0].size.width, self._overrides), strict=True):
            static.update(text)

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
