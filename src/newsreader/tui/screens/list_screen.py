"""A full screen with one long list, worked by the keys of the registry."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from newsreader.paths import styles_dir
from newsreader.text.clean import drawable
from newsreader.tui.actions import ACTIONS, BY_ID, Overrides, first_key, keymap
from newsreader.tui.keys import KeyReader, Pressed, key_of
from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.widgets.chrome import Prompt, StatusLine
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.status import hints

NOTHING_FITS = "Nothing fits."
"""Stands where rows would if what was asked for leaves none."""


class ListScreen(Screen[str | None]):
    """Shows a list and gives back the key of what was chosen.

    A subclass fills the list in `narrow`, which runs at the start and whenever the reader types, and has one method
    ``list_x`` for each action ``list.x`` that it knows.
    """

    CSS_PATH = str(styles_dir() / "lists.tcss")

    NAME: ClassVar[str] = ""
    """What stands at the top."""

    LINES: ClassVar[int] = 2
    """Lines of a row."""

    HINT: ClassVar[str] = "Words narrow the list down."
    """Said while the reader types."""

    def __init__(self, overrides: Overrides = ()) -> None:
        """Prepare.

        Args:
            overrides: The reader's own keys.
        """
        super().__init__()
        self.words = ""
        self.trouble = ""
        """Why the words could not be followed, empty if they could."""
        self._overrides = overrides
        self._reader = KeyReader()
        self._agreed: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """A title, the list, the line to type in, the footer."""
        with Vertical(id="list-head"):
            yield Static(id="list-title")
        with Horizontal(id="list-body"):
            yield from self.beside()
            yield RowList(lines=self.LINES, widget_id="rows")
        yield from self.beneath()
        yield Prompt(widget_id="prompt")
        yield StatusLine(id="status")
        yield StatusLine(id="footer")

    def beside(self) -> ComposeResult:
        """What a subclass puts beside the list, before it."""
        yield from ()

    def beneath(self) -> ComposeResult:
        """What a subclass puts under the list."""
        yield from ()

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    def on_mount(self) -> None:
        """Fill the list."""
        self.rows.focus()
        self.title_line("")
        self.narrow()
        self.say("")

    def on_resize(self) -> None:
        """Fill the width."""
        self.call_after_refresh(self._footer)

    def narrow(self) -> None:
        """Fill the list for `words`."""
        raise NotImplementedError

    def key(self, action_id: str) -> str:
        """The first key of an action as a reader sees it."""
        return first_key(action_id, self._overrides)

    def title_line(self, counts: str) -> None:
        """Say what the list holds."""
        narrowed = (f"   {drawable(self.words)}", "$emphasis") if self.words else ""
        title = Content.assemble((self.NAME, "bold $heading"), (f"   {counts}", "$quiet"), narrowed)
        self.query_one("#list-title", Static).update(title)

    def say(self, text: str, *, error: bool = False) -> None:
        """Show a message until the next key."""
        if self.is_mounted:
            place = f"{self.rows.highlighted + 1} of {len(self.rows):,}" if len(self.rows) else ""
            left = Content.styled(drawable(text), "bold $error" if error else "$foreground")
            self.query_one("#status", StatusLine).show(left, Content.styled(place, "$quiet"))
            self._footer()

    def _footer(self) -> None:
        footer = self.query_one("#footer", StatusLine)
        named = (a for a in ACTIONS if a.context in ("list", "items") and self.knows(a.id))
        footer.show(hints(named, footer.room, self._overrides), Content(""))

    # Keys

    @classmethod
    def knows(cls, action_id: str) -> bool:
        """Whether this screen can do something."""
        kind, _, name = action_id.partition(".")
        optional = ("item.switch", "item.delete")  # the rest of "item" is moving, choosing and leaving
        return (kind == "item" and action_id not in optional) or hasattr(cls, f"{kind}_{name}")

    def on_key(self, event: events.Key) -> None:
        """Collect keys into sequences and run their actions."""
        if self.query_one(Prompt).is_open:
            return
        if self._agreed is not None:
            act, self._agreed = self._agreed, None
            event.stop()
            event.prevent_default()
            self.say("")
            if event.character in ("y", "Y") or event.key == "enter":
                act()
            return
        taken = self._reader.press(key_of(event), keymap("list", self._overrides))
        if taken is False:
            return
        event.stop()
        event.prevent_default()
        self.say(self._reader.pending)
        if isinstance(taken, Pressed):
            self.perform(taken.action, taken.times)

    def perform(self, action_id: str, count: int | None = None) -> None:
        """Run an action."""
        kind, _, name = BY_ID[action_id].id.partition(".")
        if kind == "item" and name in ("up", "down", "page-up", "page-down", "first", "last"):
            self.rows.step(name, count or 1)
            self.say("")
        elif action_id == "item.choose":
            if self.rows.chosen:
                self.choose(self.rows.chosen)
        elif self.knows(action_id):
            getattr(self, f"{kind}_{name}")()

    def ask(self, question: str, act: Callable[[], None]) -> None:
        """Do something if the next key agrees: ``y`` or Enter."""
        self._agreed = act
        self.say(f"{question}  y yes, any other key no")

    def item_leave(self) -> None:
        """Give up the words, else leave."""
        if self.words:
            self.words = ""
            self.narrow()
        else:
            self.dismiss(None)

    def list_close(self) -> None:
        """Leave."""
        self.dismiss(None)

    def list_help(self) -> None:
        """Show all keys."""
        self.app.push_screen(HelpScreen(self._overrides))

    def choose(self, key: str) -> None:
        """Give a row back."""
        self.dismiss(key)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A row was clicked."""
        if event.key:
            self.choose(event.key)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Say which row is highlighted."""
        self.say("")

    # Typing

    def list_filter(self) -> None:
        """Narrow the list down by words."""
        self.query_one(Prompt).ask("filter", "/", self.words)
        self.query_one("#status", StatusLine).show(Content.styled(self.HINT, "$quiet"), Content(""))

    def on_prompt_changed(self, event: Prompt.Changed) -> None:
        """Narrow down while words are typed; answers to other questions are waited for."""
        if event.kind == "filter":
            self.words = event.value.strip()
            self.narrow()

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """Go on in the list."""
        self.query_one(Prompt).close()
        self.rows.focus()
        self.say(self.trouble, error=True)

    def on_prompt_cancelled(self, event: Prompt.Cancelled) -> None:
        """Forget the words; of other questions only the question."""
        self.query_one(Prompt).close()
        self.rows.focus()
        if event.kind == "filter":
            self.words = ""
            self.narrow()
