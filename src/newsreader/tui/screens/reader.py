"""The reading screen: the text, its side panes, and the keys that work them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from newsreader.article import Article, Span
from newsreader.config import Config
from newsreader.paths import config_file
from newsreader.reading.state import Place
from newsreader.tui.actions import BY_ID, first_key, keymap
from newsreader.tui.controllers.answers import Answers
from newsreader.tui.controllers.corrections import Corrections
from newsreader.tui.controllers.findings import Findings
from newsreader.tui.controllers.live_settings import LiveSettings
from newsreader.tui.controllers.marks import Marks
from newsreader.tui.controllers.memory import Memory
from newsreader.tui.controllers.status_lines import StatusLines
from newsreader.tui.desk import Desk
from newsreader.tui.keys import KeyReader, Pressed, key_of, shown
from newsreader.tui.later import Later
from newsreader.tui.messages import ArticleRead
from newsreader.tui.widgets.article_view import ArticleView
from newsreader.tui.widgets.chrome import ArticleHeader, Prompt, Tabs
from newsreader.tui.widgets.item_list import ItemList
from newsreader.tui.widgets.panes import (
    PANES,
    note_items,
)
from newsreader.tui.widgets.side_column import SideColumn

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.tui.controllers.tour import Tour
    from newsreader.tui.messages import MarkRefused, MarksLoaded, SourcesDone, TookBack
    from newsreader.tui.performers.browsing import Browsing
    from newsreader.tui.performers.correcting import Correcting
    from newsreader.tui.performers.linking import Linking
    from newsreader.tui.performers.looking import Looking
    from newsreader.tui.performers.marking import Marking
    from newsreader.tui.performers.reading import Reading

PERFORMERS = ("moving", "marking", "looking", "linking", "browsing", "correcting")
"""Who performs actions, in the order in which they are asked for the method that does it."""

REMEMBER_EVERY = 20.0
"""Seconds between two notes of where the reader is, in case the program is ended from outside."""

HINT_AFTER = 0.5
"""Seconds after which the status line says what can follow the keys pressed so far."""


class ReaderScreen(Screen[None]):
    """One article at a time, with everything about it at hand."""

    moving: Later[Reading] = Later("performers.reading:Reading")
    marking: Later[Marking] = Later("performers.marking:Marking")
    looking: Later[Looking] = Later("performers.looking:Looking")
    linking: Later[Linking] = Later("performers.linking:Linking")
    browsing: Later[Browsing] = Later("performers.browsing:Browsing")
    correcting: Later[Correcting] = Later("performers.correcting:Correcting")
    tour: Later[Tour] = Later("controllers.tour:Tour")

    def __init__(self, desk: Desk, config: Config, memory: Memory, sources: Sequence[str] = ()) -> None:
        """Prepare the screen.

        Args:
            desk: Does the slow things.
            config: Settings.
            memory: What is remembered from earlier runs.
            sources: What to open; nothing for the library.
        """
        super().__init__()
        self.desk = desk
        self.config = config
        self.article: Article | None = None
        self.memory = memory
        self.marks = Marks(desk, self._marks_changed)
        self.marks.pen = memory.pen
        self.findings = Findings(self)
        self.corrections = Corrections(desk, self.findings.corrected)
        self.settings = LiveSettings(self, config_file())
        self.pane = "text"
        self.side = memory.side
        self.zoomed = False
        self.zen = False
        self.hits: list[Span] = []
        self.next_key: Callable[[str], None] | None = None
        """Takes the next key in place of the keymap."""
        self.view = ArticleView()
        self.column = SideColumn()
        self.prompt = Prompt(widget_id="prompt")
        self._header = ArticleHeader(id="header")
        self._tabs = Tabs(widget_id="tabs")
        self.lines = StatusLines(self)
        self.keys = KeyReader()
        self._answers = Answers(self)
        self._hint_timer: Timer | None = None
        self.reached = 0
        """One past the last code point up to which the article has been in sight without a gap."""
        self._wanted_offset: int | None = None
        self.ready = self._completed = self._all_read = False
        self._sources = sources

    def perform(self, action_id: str, count: int | None = None) -> None:
        """Run an action.

        Args:
            action_id: Its id; what stands before the dot names the method of a performer.
            count: The number typed before its keys, None without one.
        """
        name = f"do_{action_id.partition('.')[0]}"
        doing = next(p for who in PERFORMERS if hasattr(p := getattr(self, who), name))
        getattr(doing, name)(BY_ID[action_id], count)
        self.tour.performed(action_id)

    # What is on it

    def compose(self) -> ComposeResult:
        """Header, text, side column, status."""
        yield self._header
        yield self._tabs
        self.column.begin_with(self._panes_shown())
        with Horizontal(id="desk"):
            yield self.view
            yield self.column
        yield from self.lines.widgets

    def on_mount(self) -> None:
        """Begin in the text."""
        self.view.focus()
        self.view.set_measure(self.config.measure)
        self.view.set_spacing(self.config.spacing)
        self.view.set_pen(self.marks.pen.value)
        if self.memory.side_width:
            self.column.styles.width = self.memory.side_width
        self.set_interval(REMEMBER_EVERY, self.remember)
        self.call_after_refresh(self._complete)
        self.ready = True
        first = self.desk.first_of(self._sources)
        if first is not None:
            self.article_read(ArticleRead(first, show=True))
        self.desk.open_sources(self._sources, shown=first is not None)
        self._arrange()
        self.lines.show()

    async def _complete(self) -> None:
        """Mount what the first picture does not show."""
        if not self._completed:
            self._completed = True
            await self.mount(self.prompt, before=self.lines.status)
            await self.column.complete()
            self._arrange()
            if not gc.isenabled():
                gc.freeze()
                gc.enable()

    def list_of(self, pane: str) -> ItemList:
        """The list of a side pane."""
        return self.column.list_of(pane)

    def configure(self, config: Config) -> None:
        """Put settings into effect."""
        self.config = config
        self.desk.configure(config)
        self.view.set_measure(config.measure)
        self.view.set_spacing(config.spacing)
        if self._completed:
            self._marks_changed()
        self.lines.show()

    # Layout

    def on_resize(self) -> None:
        """Arrange the panes for the new width."""
        self._arrange()
        self.lines.show()

    @property
    def stacked(self) -> bool:
        """Whether all side panes stand one over the other."""
        return self.app.size.width >= 150 and self.app.size.height >= 40

    @property
    def beside(self) -> bool:
        """Whether a side pane stands beside the text."""
        return self.app.size.width >= 100

    def _panes_shown(self) -> tuple[str, ...]:
        """The side panes in sight when the side column is."""
        return PANES if self.stacked and not self.zoomed else (self.side,)

    def _arrange(self) -> None:
        """Show what fits: text and all panes, text and one pane, or one of them."""
        self.set_class(self.size.height < 30, "-short")
        self.set_class(self.zen, "-zen")
        alone = self.zoomed or self.zen or not self.beside
        self.view.display = not alone or self.pane == "text"
        self.column.display = not alone or self.pane != "text"
        self.column.set_class(alone, "-alone")
        self.column.reveal(self._panes_shown(), self.pane)
        self.count()

    def show_pane(self, pane: str) -> None:
        """Turn to a pane, or to the text; moving through a pane moves the text, so the place is remembered."""
        if self.pane == "text" != pane and self.article is not None:
            self.memory.leave(self.here())
        self.pane = pane
        if pane != "text":
            self.side = pane
        self._arrange()
        (self.view if pane == "text" else self.list_of(pane)).focus()
        self.lines.show()

    def count(self) -> None:
        """Show how much there is in each pane."""
        count = {**self.findings.counts(), "notes": str(len(self.marks.all) or "")}
        active = self.pane if self.pane != "text" or not self.beside else ""
        names = ["text", *PANES]
        self._tabs.show(names, active or "text", count)
        self.column.set_headings(count, self.findings.quotes_of)

    def on_tabs_chosen(self, event: Tabs.Chosen) -> None:
        """A tab was clicked."""
        self.show_pane(event.pane)

    # Articles

    def open_article(self, article: Article, offset: int | None = None) -> None:
        """Show an article, at an offset or where it was left."""
        if self.article is not None:
            self.note_place()
        self.article = article
        self.desk.articles.setdefault(article.id, article)
        self.hits = []
        self.reached = self.memory.furthest(article)
        self._header.show(article)
        self.view.set_article(article, caret=self.memory.offset(article) if offset is None else offset)
        self.marks.show(article)
        self.corrections.show(article)
        known = self.findings.turn_to(article)
        self.desk.notebook.load(article)
        if not known:
            self.desk.analyse(article)
        if self._all_read:  # before that there is little to relate it to
            self.desk.find_related(article)
        self.show_pane("text")

    def article_read(self, message: ArticleRead) -> None:
        """An article came from a source or the library."""
        self.desk.articles.setdefault(message.article.id, message.article)
        if message.show:
            offset, self._wanted_offset = self._wanted_offset, None
            self.open_article(message.article, offset)
            self.call_after_refresh(self.desk.painted)
        self.lines.show()

    def sources_done(self, message: SourcesDone) -> None:
        """All sources are read: related posts can be found among them."""
        self._all_read = True
        if self.article is not None:
            self.desk.find_related(self.article)
            if not message.count and len(self.desk.articles) > 1:
                self.browsing.open_library()
        elif not self.desk.articles:
            from newsreader.tui.welcome import welcome

            failed = self.lines.message if message.failed else ""
            self.open_article(welcome(self.config.keymap))
            self.say(failed, error=True)
            if not self.memory.toured and not failed:
                self.tour.begin()

    def go_to_stop(self, stop: Place) -> None:
        """Go to a place, in whatever article it is."""
        if self.article is not None and stop.article == self.article.id:
            self.view.go_to(stop.offset_in(self.article.text))
            self.show_pane("text")
        else:
            self._wanted_offset = stop.offset
            self.desk.show(stop.article)

    def here(self) -> Place:
        """Where the reader is."""
        if self.article is None:
            return Place("", 0)
        return Place.of(self.article.id, self.article.text, self.view.caret)

    def note_place(self) -> None:
        """Note where the reader is and how far the article has been in sight."""
        if self.article is not None and self.article.text:
            self._reach(self.view.visible_span())
            self.memory.reading.read(self.article.id, self.article.text, caret=self.view.caret, seen=self.reached)
            self.desk.note_progress(self.article, self.view.caret, self.reached)

    def _reach(self, seen: Span) -> None:
        """Count as read what is in sight, unless there is unread text before it: a look at the end is no reading."""
        if seen.start <= self.reached:
            self.reached = max(self.reached, seen.end)

    def remember(self) -> None:
        """Write down what is to be known at the next start, and see whether the settings were changed."""
        self.note_place()
        self.memory.pen = self.marks.pen
        self.memory.side = self.side
        self.desk.remember(self.memory.as_json())
        self.settings.look()

    # What comes back from the workers

    def writable(self) -> bool:
        """Whether marks can be changed now; says why not."""
        if self.marks.read_only:
            self.say(self.marks.read_only[0].upper() + self.marks.read_only[1:], error=True)
        return not self.marks.read_only and self.article is not None

    def marks_loaded(self, message: MarksLoaded) -> None:
        """Take the marks of the article."""
        if self.article is not None and message.article_id == self.article.id:
            self.marks.load(message.annotations, message.read_only)
            self.corrections.load(message.corrections)
            if notice := message.report or message.read_only:
                self.say(notice[0].upper() + notice[1:], error=True)

    def mark_refused(self, message: MarkRefused) -> None:
        """Say that a mark was not saved; its note stays in the clipboard of the app."""
        self.corrections.refused(message.serial)
        change = self.marks.refused(message.serial)
        if change is not None and change.mark is not None and change.mark.note:
            self.app.copy_to_clipboard(change.mark.note)
            self.say(f"Not saved: {message.reason}. The note is in the clipboard", error=True)
        else:
            self.say(f"Not saved: {message.reason}", error=True)

    def took_back(self, message: TookBack) -> None:
        """Show what undo or redo has changed, wherever it was."""
        change = message.change
        if change is None:
            self.say("Nothing to redo" if message.again else "Nothing to undo")
            return
        if change.corrects:
            self.corrections.took_back(change)
        else:
            self.marks.took_back(change)
        if message.silent:
            return
        where = (change.after or change.before).article if change.after or change.before else None  # type: ignore[union-attr]
        elsewhere = where is not None and self.article is not None and where.id != self.article.id
        self.say(
            ("Done again" if message.again else "Undone") + (f", in “{where.title}”" if where and elsewhere else "")
        )

    def _marks_changed(self) -> None:
        if self.ready:
            self.view.set_marks(self.marks.display())
            self.list_of("notes").set_items(note_items(self.marks.all, self.article.text if self.article else ""))
            self.count()
            self.lines.show()

    # Keys

    @property
    def state(self) -> Literal["read", "select", "pane"]:
        """Which keys work."""
        if self.pane != "text":
            return "pane"
        return "select" if self.view.selecting else "read"

    async def on_key(self, event: events.Key) -> None:
        """Collect keys into sequences and run their actions."""
        await self._complete()
        if self.prompt.is_open:
            return
        key = key_of(event)
        if self.next_key is not None:
            take, self.next_key = self.next_key, None
            event.stop()
            event.prevent_default()
            take(key)
            return
        taken = self.keys.press(key, keymap(self.state, self.config.keymap))
        if taken is False:
            return
        event.stop()
        event.prevent_default()
        if self._hint_timer is not None:
            self._hint_timer.stop()
            self._hint_timer = None
        if isinstance(taken, Pressed):
            self.lines.forget()
            self.perform(taken.action, taken.times)
        elif self.keys.keys:
            self._hint_timer = self.set_timer(HINT_AFTER, self._hint)
        self.lines.show()

    def _hint(self) -> None:
        hints = [f"{shown(k)} {BY_ID[a].text}" for k, a in self.keys.hints().items()]
        if hints:
            self.say("  ".join(hints))

    # Prompt

    def on_prompt_changed(self, event: Prompt.Changed) -> None:
        """Search while the reader types."""
        self._answers.changed(event)

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """Take what was typed."""
        self._answers.taken(event)

    def on_prompt_cancelled(self, event: Prompt.Cancelled) -> None:
        """Forget what was typed."""
        self._answers.cancelled(event)

    # Lists

    def on_option_list_option_selected(self, event: ItemList.OptionSelected) -> None:
        """An item was clicked."""
        pane = (event.option_list.id or "").removeprefix("list-")
        if pane in PANES:
            self.pane = self.side = pane
            self.browsing.choose_item()

    def on_option_list_option_highlighted(self, event: ItemList.OptionHighlighted) -> None:
        """Show in the text what is highlighted in a list that the reader moves through."""
        pane = (event.option_list.id or "").removeprefix("list-")
        if pane == self.pane:
            self.browsing.preview_item()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus when the mouse moves it."""
        widget = event.widget
        pane = "text" if widget is self.view else (widget.id or "").removeprefix("list-")
        if pane != self.pane and (pane == "text" or pane in PANES):
            self.pane = pane
            if pane != "text":
                self.side = pane
            self._arrange()
            self.lines.show()

    # Status

    def on_article_view_caret_moved(self, event: ArticleView.CaretMoved) -> None:
        """Keep the status up to date."""
        self.lines.show()

    def on_article_view_view_moved(self, event: ArticleView.ViewMoved) -> None:
        """Note how far the reader has come."""
        self._reach(event.span)

    def on_article_view_selection_changed(self) -> None:
        """Say that something is selected."""
        if not self.view.selecting:
            self.marking.keep_edges()
        self.lines.show()

    def key(self, action: str) -> str:
        """The first key of an action as the reader sees it."""
        return first_key(action, self.config.keymap)

    def say(self, text: str, *, error: bool = False) -> None:
        """Show a message in the status line until the next action."""
        self.lines.say(text, error=error)
