"""What stands around the text: the header, the row of tabs, the status line, the prompt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Label, Static

from newsreader.article import Article
from newsreader.text.clean import clean_line, drawable
from newsreader.tui.widgets.panes import TITLES


def printed_date(published: str) -> str:
    """An ISO date as a reader likes it: ``14 Jun 2026``, with the time of day if there is one."""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return published
    day = f"{moment.day} {moment:%b %Y}"
    return f"{day}, {moment:%H:%M}" if len(published) > 10 and (moment.hour or moment.minute) else day


class ArticleHeader(Static):
    """Title, byline, date, categories and source of the article."""

    def show(self, article: Article) -> None:
        """Show an article's."""
        byline = article.byline if article.byline.lower().startswith("by ") else f"By {article.byline}"
        facts = [
            byline if article.byline else "",
            printed_date(article.published) if article.published else "",
            article.site,
            ", ".join(article.categories),
            "" if article.site or article.url else article.source.rpartition("/")[2],
        ]
        meta = " · ".join(drawable(clean_line(f)) for f in facts if f)
        title = drawable(clean_line(article.title)) or "Untitled"
        self.update(Content.assemble((title, "bold $heading"), ("\n" + meta if meta else "", "$quiet")))


class Tabs(Static):
    """The panes by name, with how much is in each; the open one stands out."""

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, pane: str) -> None:
            super().__init__()
            self.pane = pane

    def __init__(self, *, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self._spans: list[tuple[int, int, str]] = []

    def show(self, names: list[str], active: str, counts: dict[str, str]) -> None:
        """Show some panes."""
        parts: list[tuple[str, str]] = []
        self._spans = []
        column = 0
        for name in names:
            count = f" {counts[name]}" if counts.get(name) else ""
            label = f" {TITLES[name]}{count} "
            parts += [(label, "bold $emphasis on $boost" if name == active else "$quiet"), (" ", "")]
            self._spans.append((column, column + len(label), name))
            column += len(label) + 1
        self.update(Content.assemble(*parts), layout=False)

    def on_click(self, event: events.Click) -> None:
        """Open the pane under the mouse."""
        for start, end, name in self._spans:
            if start <= event.x < end:
                self.post_message(self.Chosen(name))


class StatusLine(Static):
    """One line: what is going on at the left, where the reader is at the right."""

    _shown: tuple[object, ...] = ()

    @property
    def room(self) -> int:
        """Cells that both ends have together."""
        return self.size.width - 2

    def show(self, left: Content, right: Content) -> None:
        """Show two ends of the line; nothing is drawn if that is what it shows already."""
        showing = (left.plain, left.spans, right.plain, right.spans, self.size.width)
        if showing == self._shown:
            return
        self._shown = showing
        room = self.room
        gap = max(1, room - left.cell_length - right.cell_length)
        if left.cell_length + right.cell_length >= room:
            left = left.truncate(max(0, room - right.cell_length - 1), ellipsis=True)
            gap = max(1, room - left.cell_length - right.cell_length)
        self.update(Content.assemble(left, " " * gap, right), layout=False)


class WordSuggester(Suggester):
    """Completes the last word of a line."""

    def __init__(self, words: Iterable[str]) -> None:
        """Complete to one of some words, the first that fits."""
        super().__init__(use_cache=False)
        self._words = tuple(words)

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last word completed, None if nothing fits."""
        before, blank, typed = value.rpartition(" ")
        bare = typed.lstrip("#").casefold()
        fits = (w for w in self._words if bare and w.casefold().startswith(bare) and len(w) > len(bare))
        found = next(fits, None)
        return None if found is None else f"{before}{blank}{typed}{found[len(bare) :]}"


class Prompt(Horizontal):
    """A line to type in: words to find, a command, tags."""

    class Changed(Message):
        """The text has changed."""

        def __init__(self, kind: str, value: str) -> None:
            super().__init__()
            self.kind = kind
            self.value = value

    class Answered(Message):
        """The reader pressed Enter."""

        def __init__(self, kind: str, value: str) -> None:
            super().__init__()
            self.kind = kind
            self.value = value

    class Cancelled(Message):
        """The reader pressed Escape."""

        def __init__(self, kind: str) -> None:
            super().__init__()
            self.kind = kind

    DEFAULT_CLASSES: ClassVar[str] = "hidden"

    def __init__(self, *, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self.kind = ""

    def compose(self) -> ComposeResult:
        """A label and an input."""
        yield Label("", markup=False)
        yield Input(select_on_focus=False, compact=True)

    def ask(self, kind: str, label: str, value: str = "", words: Iterable[str] = ()) -> None:
        """Open the line.

        Args:
            kind: Comes back with every message.
            label: What stands before the text.
            value: The text to begin with.
            words: What the last word typed is completed to; the right arrow takes it.
        """
        self.kind = ""
        self.query_one(Label).update(label)
        field = self.query_one(Input)
        field.suggester = WordSuggester(words)
        field.value = value
        field.cursor_position = len(value)
        self.kind = kind
        self.remove_class("hidden")
        field.focus()

    def close(self) -> None:
        """Hide the line."""
        self.kind = ""
        self.add_class("hidden")

    @property
    def is_open(self) -> bool:
        """Whether the reader is typing."""
        return bool(self.kind)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass a change on."""
        event.stop()
        if self.kind:
            self.post_message(self.Changed(self.kind, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass the answer on."""
        event.stop()
        if self.kind:
            self.post_message(self.Answered(self.kind, event.value))

    def on_key(self, event: events.Key) -> None:
        """Escape, and Backspace in an empty line, end it."""
        if event.key == "escape" or (event.key == "backspace" and not self.query_one(Input).value):
            event.stop()
            event.prevent_default()
            if self.kind:
                self.post_message(self.Cancelled(self.kind))
