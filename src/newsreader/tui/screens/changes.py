"""What the publisher changed: an article's revisions compared word by word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from newsreader.text.clean import drawable
from newsreader.tui.screens.modal import Modal
from newsreader.tui.widgets.chrome import printed_date
from newsreader.tui.widgets.comparison import comparison

if TYPE_CHECKING:
    from newsreader.library import Revision


class ChangesScreen(Modal[None]):
    """Shows the newest change of an article; ``[`` leads to the one before, ``]`` to the one after."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Close"),
        Binding("left_square_bracket,h,left", "turn(-1)", "Older"),
        Binding("right_square_bracket,l,right", "turn(1)", "Newer"),
        Binding("j,down", "scroll(1)", "Down"),
        Binding("k,up", "scroll(-1)", "Up"),
    ]

    def __init__(self, revisions: Sequence[Revision]) -> None:
        """Compare revisions.

        Args:
            revisions: At least two, the oldest first.
        """
        super().__init__()
        self._revisions = revisions
        self._number = len(revisions) - 1

    def compose(self) -> ComposeResult:
        """A heading and the changes."""
        with VerticalScroll(id="help-box"):
            yield Static(id="changes-head")
            yield Static(id="changes")

    def on_mount(self) -> None:
        """Show the newest change."""
        self.query_one(VerticalScroll).focus()
        self._show()

    def _show(self) -> None:
        old, new = self._revisions[self._number - 1 : self._number + 1]
        count = len(self._revisions) - 1
        turn = f"   {self._number} of {count}, [ ] turn" if count > 1 else ""
        title = f"{old.title} → {new.title}" if old.title != new.title else new.title
        self.query_one("#changes-head", Static).update(
            Content.assemble(
                (f"What changed on {printed_date(new.seen)}", "bold $heading"),
                (f"{turn}   q closes\n", "$quiet"),
                (f"{drawable(title)}\n", ""),
            )
        )
        self.query_one("#changes", Static).update(Content.styled("Comparing…", "$quiet"))
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._compare(self._number, old.text, new.text)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _compare(self, number: int, old: str, new: str) -> None:
        """Long texts take a second to compare, and the reader may turn on or leave meanwhile."""
        shown = comparison(old, new)
        if self.is_mounted and number == self._number:
            self.app.call_from_thread(self.query_one("#changes", Static).update, shown)

    def action_turn(self, step: int) -> None:
        """Show an older or a newer change."""
        self._number = max(1, min(self._number + step, len(self._revisions) - 1))
        self._show()

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)
