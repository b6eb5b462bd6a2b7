"""Panes, articles, help, commands and the ways out.

Dialogs and lists are imported when they open: the first picture needs none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.article import Article, Span
from newsreader.notes.annotation import AnchorState
from newsreader.paths import samples_dir
from newsreader.reading.state import WORDS, Place
from newsreader.text.clean import clean_line
from newsreader.text.hosts import real_host
from newsreader.tui.actions import ACTIONS, Action, keys_of
from newsreader.tui.keys import shown
from newsreader.tui.performers.base import Performer
from newsreader.tui.widgets.chrome import printed_date
from newsreader.tui.widgets.panes import MORE, PANES

if TYPE_CHECKING:
    from newsreader.analysis import Analysis
    from newsreader.library import Revision


class Browsing(Performer):
    """Actions on panes and articles, and on the program."""

    def do_pane(self, action: Action, count: int | None) -> None:
        """Turn to a pane or change the column."""
        name = action.id.partition(".")[2]
        order = ["text", *PANES]
        if name in ("next", "previous"):
            step = 1 if name == "next" else -1
            self.screen.show_pane(order[(order.index(self.screen.pane) + step) % len(order)])
        elif name in order:
            self.screen.show_pane(name)
        elif name == "zoom":
            self.screen.zoomed = not self.screen.zoomed
            self.screen.show_pane(self.screen.pane)
        else:
            side = self.screen.column
            width = max(24, min(side.size.width + (4 if name == "wider" else -4), self.screen.size.width - 44))
            side.styles.width = self.screen.memory.side_width = width

    def do_item(self, action: Action, count: int | None) -> None:
        """Move through a side pane."""
        name = action.id.partition(".")[2]
        if name in ("up", "down", "page-up", "page-down", "first", "last"):
            self.screen.list_of(self.screen.pane).step(name, count or 1)
        elif name == "choose":
            self.choose_item()
        elif name == "leave":
            self.screen.show_pane("text")
        elif name == "delete":
            mark = self.screen.marks.get(self.screen.list_of("notes").chosen) if self.screen.pane == "notes" else None
            if mark is not None and self.screen.writable():
                self.screen.marks.delete(mark)
                self.screen.say(f"Mark deleted; {self.screen.key('mark.undo')} brings it back")
        elif self.screen.pane == "quotes":
            self._switch_quotes()

    def _switch_quotes(self) -> None:
        """In order of the text, by speaker, and the same with reported speech."""
        states = [(False, False), (True, False), (False, True), (True, True)]
        now = states.index((self.screen.findings.quotes_by_speaker, self.screen.findings.quotes_reported))
        self.screen.findings.quotes_by_speaker, self.screen.findings.quotes_reported = states[(now + 1) % 4]
        self.screen.findings.show_quotes()
        order = "by speaker" if self.screen.findings.quotes_by_speaker else "in order of the text"
        self.screen.say(f"Quotes {order}" + (", reported speech too" if self.screen.findings.quotes_reported else ""))

    def do_quotes(self, action: Action, count: int | None) -> None:
        """Show the quotes of the chosen speaker or person alone, or of all again."""
        screen = self.screen
        key = screen.list_of(screen.pane).chosen
        name = ""
        if screen.pane == "quotes" and not screen.findings.quotes_of and key.isdigit():
            name = screen.findings.analysis.quotes[int(key)].speaker or ""
        elif screen.pane == "entities" and key.isdigit():
            name = screen.findings.analysis.entities[int(key)].name
            if not any(q.speaker == name for q in screen.findings.analysis.quotes):
                screen.say(f"No quotation of {name}")
                return
        screen.findings.quotes_of = name
        screen.findings.show_quotes()
        if screen.pane == "entities":
            screen.show_pane("quotes")
        screen.say(f"What {name} said; f shows all" if name else "The quotes of all")

    def preview_item(self) -> None:
        """Show in the text what is highlighted in the pane."""
        key = self.screen.list_of(self.screen.pane).chosen
        if not key or not self.screen.view.display:
            return
        if self.screen.pane == "quotes" and key.isdigit():
            self.screen.view.go_to(
                self.screen.findings.analysis.quotes[int(key)].start,
                flash=self.screen.findings.analysis.quotes[int(key)].span,
            )
        elif self.screen.pane == "notes" and (mark := self.screen.marks.get(key)) is not None:
            if mark.state is AnchorState.ORPHANED:
                return
            self.screen.view.go_to(mark.target.start)
        elif self.screen.pane == "entities" and key.isdigit():
            self._show_entity(int(key))

    def choose_item(self) -> None:
        """Go to the chosen item."""
        key = self.screen.list_of(self.screen.pane).chosen
        if self.screen.pane == "related":
            self._choose_related(key)
            return
        if not key:
            return
        if key == MORE:
            self.screen.findings.show_more(self.screen.pane)
            return
        if self.screen.pane == "quotes":
            found = self.screen.findings.analysis.quotes[int(key)]
            self.screen.view.go_to(found.start, flash=found.span)
        elif self.screen.pane == "entities":
            self._show_entity(int(key))
            self.screen.say("n and N step through the mentions")
        elif (mark := self.screen.marks.get(key)) is not None:
            if mark.state is AnchorState.ORPHANED:
                self.screen.marking.find_place(mark)
                return
            self.screen.view.go_to(mark.target.start, flash=Span(mark.target.start, mark.target.end))
        self.screen.show_pane("text")

    def _show_entity(self, number: int) -> None:
        entity = self.screen.findings.analysis.entities[number]
        self.screen.findings.chosen_entity = number
        self.screen.findings.show_mentions(entity.mentions)
        self.screen.view.go_to(entity.mentions[0].start, flash=entity.mentions[0])

    def _choose_related(self, key: str) -> None:
        if self.screen.article is None:
            return
        if key == MORE:
            self.screen.desk.find_related(self.screen.article, len(self.screen.findings.related))
        elif key.startswith("post:"):
            post = self.screen.findings.related[int(key.removeprefix("post:"))]
            if post.id:
                self.screen.memory.leave(self.screen.here())
                self.screen.desk.show(post.id)
            elif host := real_host(post.url):

                def fetch(key: str) -> None:
                    if key == "enter":
                        self.screen.say(f"Fetching from {host}")
                        self.screen.memory.leave(self.screen.here())
                        self.screen.desk.fetch(post.url)
                    else:
                        self.screen.say("")

                self.screen.next_key = fetch
                self.screen.say(f"Not in the library: Enter fetches it from {host}")
            else:
                self.screen.say(f"“{post.title}” is named by the page but is not in the library")

    def do_article(self, action: Action, count: int | None) -> None:
        """Turn to another article."""
        name = action.id.partition(".")[2]
        ids = list(self.screen.desk.articles)
        if name == "open":
            self.screen.prompt.ask("open", "Open  ")
        elif name == "samples":
            self.screen.desk.open_sources([str(samples_dir())])
        elif name == "list":
            self._choose_article()
        elif name == "library":
            self.open_library()
        elif name == "notes":
            self._open_notes()
        elif name == "feeds":
            self._open_feeds()
        elif name == "whole":
            self._fetch_whole()
        elif name == "changes":
            if self.screen.article is not None:
                self.screen.desk.list_revisions(self.screen.article)
        elif name in ("next", "previous") and self.screen.article is not None:
            number = ids.index(self.screen.article.id) + (1 if name == "next" else -1) * (count or 1)
            if 0 <= number < len(ids):
                self.screen.memory.leave(self.screen.here())
                self.screen.desk.show(ids[number])
            else:
                self.screen.say(f"No {name} article")
        elif self.screen.article is not None:
            pieces = "; ".join(" ".join(p.split()) for p in self.screen.article.removed)
            self.screen.say(f"Taken out: {pieces}" if pieces else "Nothing was taken out of this page")

    def open_source(self, typed: str) -> None:
        """Open a file, a folder or an address."""
        source = typed.strip()
        if source:
            self.screen.say(f"Opening {source}")
            self.screen.desk.open_sources([source if "://" in source else str(Path(source).expanduser())])

    def _choose_article(self) -> None:
        from newsreader.tui.screens.chooser import Choice, Chooser

        choices = [
            Choice(
                a.id,
                clean_line(a.title) or "Untitled",
                " · ".join(p for p in (a.site, printed_date(a.published), ", ".join(a.categories[:3])) if p),
            )
            for a in self.screen.desk.articles.values()
        ]

        def done(key: str | None) -> None:
            if key and (self.screen.article is None or key != self.screen.article.id):
                self.screen.memory.leave(self.screen.here())
                self.screen.desk.show(key)

        current = self.screen.article.id if self.screen.article else ""
        self.screen.app.push_screen(Chooser(f"Articles  {len(choices)}", choices, current=current), done)

    def _open_feeds(self) -> None:
        """Choose a feed, then one of its articles."""
        from newsreader.tui.screens.feeds import FeedsScreen

        def done(url: str | None) -> None:
            self.screen.desk.look_through()
            if url:
                self.open_library(feed=url)

        self.screen.app.push_screen(FeedsScreen(self.screen.desk.open_library, self.screen.config.keymap), done)

    def show_changes(self, revisions: Sequence[Revision]) -> None:
        """Show what changed between the revisions of the article."""
        from newsreader.tui.screens.changes import ChangesScreen

        if len(revisions) < 2:
            self.screen.say("This article has not changed since it was first seen")
        else:
            self.screen.app.push_screen(ChangesScreen(revisions))

    def _fetch_whole(self) -> None:
        """Fetch the whole text of the article, of which a feed may have given the beginning."""
        article = self.screen.article
        host = real_host(article.url) if article else ""
        if article is None or not host:
            self.screen.say("This article has no address to fetch it from")
            return
        self.screen.say(f"Fetching from {host}")
        self.screen.desk.fetch_whole(article)

    def open_library(self, *, feed: str = "") -> None:
        """Choose from everything that was ever opened.

        Args:
            feed: The address of the only feed whose articles are listed, empty for all.
        """
        from newsreader.tui.screens.library import LibraryScreen

        desk = self.screen.desk

        def done(key: str | None) -> None:
            if key and (self.screen.article is None or key != self.screen.article.id):
                self.screen.memory.leave(self.screen.here())
                desk.show(key)

        notebook = desk.notebook

        def known(article_id: str) -> tuple[Article | None, Analysis | None]:
            return notebook.on_its_thread(lambda: notebook.look_up(article_id))

        chosen = LibraryScreen(desk.open_library, notebook.marked, known, self.screen.config.keymap, feed=feed)
        self.screen.app.push_screen(chosen, done)

    def _open_notes(self) -> None:
        """Choose from the marks of all articles."""
        from newsreader.tui.screens.all_notes import NotesScreen

        chooser = NotesScreen(
            self.screen.desk.notebook, self.screen.desk.carrying, self.screen.config, self.screen.config.keymap
        )

        def done(key: str | None) -> None:
            mark = chooser.marks.get(key) if key else None
            if mark is not None:
                self.screen.memory.leave(self.screen.here())
                self.screen.go_to_stop(Place(mark.article.id, mark.target.start, mark.target.exact[:WORDS]))

        self.screen.app.push_screen(chooser, done)

    def do_app(self, action: Action, count: int | None) -> None:
        """Help, commands, and the ways out."""
        name = action.id.partition(".")[2]
        if name == "help":
            from newsreader.tui.screens.help import HelpScreen

            self.screen.app.push_screen(HelpScreen(self.screen.config.keymap))
        elif name == "command":
            self._choose_command()
        elif name == "tour":
            if self.screen.tour.running:
                self.screen.tour.end()
            else:
                self.screen.tour.begin()
        elif name == "settings":
            self.screen.settings.edit()
        elif name == "quit":
            self.screen.app.exit(0)
        elif name == "clear":
            self._clear()
        elif self.screen.pane != "text":
            self.screen.show_pane("text")
        elif self._clear():
            return
        elif (
            stop := self.screen.memory.back(self.screen.here())
        ) is not None and stop.article != self.screen.here().article:
            self.screen.go_to_stop(stop)
        else:
            self.screen.app.exit(0)

    def _clear(self) -> bool:
        """End whatever lies over the text, one thing at a time; whether there was anything."""
        if self.screen.marking.leave_lost():
            self.screen.say("It stays without a place")
        elif self.screen.view.selecting:
            self.screen.view.clear_selection()
        elif self.screen.hits or self.screen.findings.chosen_entity is not None:
            self.screen.hits, self.screen.findings.chosen_entity = [], None
            self.screen.view.set_hits([])
            self.screen.findings.show_mentions(())
        elif self.screen.zoomed or self.screen.zen:
            self.screen.zoomed = self.screen.zen = False
            self.screen.show_pane(self.screen.pane)
        else:
            return False
        return True

    def _choose_command(self) -> None:
        from newsreader.tui.screens.chooser import Choice, Chooser

        own = self.screen.config.keymap
        elsewhere = ("list",) if self.screen.state == "pane" else ("list", "items", "pane")
        choices = [
            Choice(a.id, a.text, f"{'  '.join(shown(k) for k in keys_of(a, own))}   {a.id}")
            for a in ACTIONS
            if a.context not in elsewhere
        ]

        def done(key: str | None) -> None:
            if key:
                self.screen.perform(key)

        self.screen.app.push_screen(Chooser("Commands", choices), done)
