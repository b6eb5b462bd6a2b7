"""Choosing how marks are written out, with a look at what would be written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from newsreader.errors import NewsreaderError
from newsreader.text.clean import drawable
from newsreader.tui.screens.chooser import Choice, Chooser
from newsreader.tui.widgets.item_list import Item, ItemList

if TYPE_CHECKING:
    from newsreader.exports.variables import Variable

MOST_LINES = 400
"""Lines of a preview."""

Templates = Callable[[], Sequence[tuple[str, str]]]
"""Name and purpose of every template."""

Preview = Callable[[str], str]
"""What a template, by its name, would write; called on a thread."""

VariableLines = Callable[[], Sequence["Variable"]]
"""What a template can say; called on a thread."""


class TemplateChooser(Chooser):
    """Gives back the name of a template."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f,shift+down", "scroll_preview(8)", "Preview down", priority=True),
        Binding("ctrl+b,shift+up", "scroll_preview(-8)", "Preview up", priority=True),
        Binding("tab", "turn_over", "Variables", priority=True),
    ]

    def __init__(
        self, title: str, templates: Templates, preview: Preview, variables: VariableLines, *, current: str
    ) -> None:
        """Offer templates.

        Args:
            title: What is to be written.
            templates: Gives name and purpose of each; called on a thread.
            preview: Says what a template would write.
            variables: Says what a template can say of the first mark.
            current: The one that is highlighted at first.
        """
        super().__init__(title, [], current=current)
        self._templates = templates
        self._preview = preview
        self._variables = variables
        self._over = False

    def compose(self) -> ComposeResult:
        """The list, and beside it what would be written."""
        with Vertical(id="template-box"):
            yield Static(Content.styled(drawable(self._title), "bold $heading"), id="chooser-title")
            with Horizontal():
                with Vertical(id="template-list"):
                    yield Input(placeholder="type to narrow down", id="chooser-input", compact=True)
                    yield ItemList(widget_id="chooser-list")
                with VerticalScroll(id="template-preview", can_focus=False):
                    yield Static(id="template-text", markup=False)
            yield Static(id="template-keys")

    def on_mount(self) -> None:
        """Find the templates."""
        self.query_one(ItemList).set_items([Item(Content.styled("Looking for templates …", "dim"))])
        self.query_one(Input).focus()
        self._say_keys()
        self._find()

    def _say_keys(self) -> None:
        other = "what would be written" if self._over else "variables"
        keys = Content.styled(f"Enter writes   Tab {other}   Ctrl+F Ctrl+B turn   Esc back", "$quiet")
        self.query_one("#template-keys", Static).update(keys)

    def action_turn_over(self) -> None:
        """Show what a template can say, or again what the highlighted one would write."""
        self._over = not self._over
        self._say_keys()
        if self._over:
            self._look_up_variables()
        else:
            self._look(self.query_one(ItemList).chosen)

    @work(thread=True, exclusive=True, group="preview", exit_on_error=False)
    def _look_up_variables(self) -> None:
        try:
            lines: list[tuple[str, str]] = []
            for known in self._variables():
                lines += [(f"{known.name}", "bold $emphasis"), (f"  {known.type}: {known.meaning}\n", "")]
                lines += [(f"    {drawable(known.example)}\n", "$quiet")] if known.example else []
        except NewsreaderError as error:
            lines = [(str(error), "")]
        self.app.call_from_thread(self._show_variables, Content.assemble(*lines))

    def _show_variables(self, shown: Content) -> None:
        if self.is_attached and self._over:
            self.query_one("#template-text", Static).update(shown)
            self.query_one("#template-preview").scroll_home(animate=False)

    @work(thread=True, exit_on_error=False)
    def _find(self) -> None:
        choices = [Choice(name, name, about) for name, about in self._templates()]
        self.app.call_from_thread(self._offer, choices)

    def _offer(self, choices: list[Choice]) -> None:
        if self.is_attached:
            self._choices = choices
            self._narrow(self.query_one(Input).value)
            self.query_one(ItemList).choose(self._current)

    def on_option_list_option_highlighted(self, event: ItemList.OptionHighlighted) -> None:
        """Show what the highlighted template would write."""
        if not self._over:
            self._look(self.query_one(ItemList).chosen)

    @work(thread=True, exclusive=True, group="preview", exit_on_error=False)
    def _look(self, name: str) -> None:
        if not name:
            return
        try:
            lines = self._preview(name).split("\n")
        except NewsreaderError as error:
            lines = [str(error)]
        more = [f"… {len(lines) - MOST_LINES:,} lines more"] if len(lines) > MOST_LINES else []
        self.app.call_from_thread(self._show, name, "\n".join([*lines[:MOST_LINES], *more]))

    def _show(self, name: str, text: str) -> None:
        if self.is_attached and not self._over and self.query_one(ItemList).chosen == name:
            self.query_one("#template-text", Static).update(Content("\n".join(map(drawable, text.split("\n")))))
            self.query_one("#template-preview").scroll_home(animate=False)

    def action_scroll_preview(self, rows: int) -> None:
        """Turn the preview."""
        self.query_one("#template-preview").scroll_relative(y=rows, animate=False)
