"""The library: every article that was ever opened, found as one types."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult

from newsreader.errors import NewsreaderError
from newsreader.tui.screens.article_list import ORDERS, ArticleList
from newsreader.tui.screens.chooser import Choice, Chooser
from newsreader.tui.screens.picking import tags_typed
from newsreader.tui.widgets.article_rows import is_read, title_of
from newsreader.tui.widgets.chrome import Prompt
from newsreader.tui.widgets.item_list import Item, ItemList
from newsreader.tui.widgets.library_side import ALL, FEED, MARKED, SEARCH, UNREAD, LibrarySide, side_items

if TYPE_CHECKING:
    from newsreader.library import Library

MOST_COUNTED = 500
"""Names of each kind that the counts list."""

WIDE = 110
"""Columns from which on feeds and kept searches stand beside the list."""


class LibraryScreen(ArticleList):
    """Lists the library; gives the id of the chosen article back."""

    NAME = "Library"
    HINT: ClassVar[str] = 'Words, "a phrase", title: person: site: said: tag: note: after:2026-01-31 -not OR'

    def beside(self) -> ComposeResult:
        """The feeds and kept searches."""
        yield LibrarySide()

    # Actions

    def list_unread(self) -> None:
        """Show unread articles only, or all."""
        self._only_unread = not self._only_unread
        self.narrow()

    def list_marked(self) -> None:
        """Show articles with marks only, or all."""
        self._only_marked = not self._only_marked
        self.narrow()

    def item_switch(self) -> None:
        """Show the list in another order."""
        orders = ORDERS if self.words else ORDERS[:-1]
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.narrow()

    def list_read(self) -> None:
        """Mark articles read, or unread again if the highlighted one was read."""
        row = self.rows.row(self.rows.highlighted)
        if row is not None:
            keys, unread = self.targets, not is_read(row)
            self.change(lambda library: library.set_read(keys, unread))

    def item_delete(self) -> None:
        """Take articles out of the library, if the reader agrees; their marks stay in the notes file."""
        row, keys = self.rows.row(self.rows.highlighted), self.targets
        if row is None:
            return

        def remove() -> None:
            self.picked.clear()
            back = f"Taken out of the library; {self.key('list.restore')} brings back"
            self.change(lambda library: library.remove(*keys), back)

        what = f"“{title_of(row)}”" if len(keys) == 1 and not self.picked else f"{len(keys):,} picked articles"
        self.ask(f"Take {what} out of the library?", remove)

    @work(thread=True, group="change", exit_on_error=False)
    def list_restore(self) -> None:
        """Bring back what was taken out last, also in an earlier run."""
        if self._library is None:
            return
        with contextlib.suppress(NewsreaderError):  # the list says what is wrong
            if keys := self._library.removed_last():
                self.app.call_from_thread(self.change, lambda library: library.restore(*keys), "Back in the library")
            else:
                self.app.call_from_thread(self.say, "Nothing to undo")

    def list_tag(self) -> None:
        """Ask for tags."""
        if self.targets:
            self.query_one(Prompt).ask("tags", "# ")

    def _tag(self, typed: str) -> None:
        on, off = tags_typed(typed)
        keys = self.targets
        self.change(lambda library: library.retag(keys, on, off))

    # What stands beside the list

    def list_opened(self, again: bool) -> None:
        """Show what the list was narrowed down to."""
        if again:
            self._read_side()
        self._side.choose(self._chosen)

    @property
    def _side(self) -> LibrarySide:
        return self.query_one(LibrarySide)

    @property
    def _chosen(self) -> str:
        """What of that the list shows now."""
        kind, name = self._only
        if self.words:
            return f"{SEARCH}{self.words}"
        if kind:
            return f"{FEED}{name}" if kind == "feed" else ""
        return MARKED if self._only_marked else UNREAD if self._only_unread else ALL

    def on_resize(self) -> None:
        """Show what stands beside the list where there is room."""
        self.set_class(self.size.width >= WIDE, "-wide")
        if self.size.width < WIDE and self._side.has_focus:
            self.rows.focus()

    @work(thread=True, exclusive=True, group="side", exit_on_error=False)
    def _read_side(self) -> None:
        if self._library is not None and self.has_class("-wide"):
            with contextlib.suppress(NewsreaderError):  # the list beside it says what is wrong
                self.app.call_from_thread(self._show_side, side_items(self._library))

    def _show_side(self, items: list[Item]) -> None:
        self._side.set_items(items)
        self._side.choose(self._chosen)

    def list_side(self) -> None:
        """Go to what stands beside the list, or back."""
        if not self.has_class("-wide"):
            counts, searches = self.key("list.counts"), self.key("list.searches")
            self.say(f"There is no room for it here: {counts} lists the feeds, {searches} the kept searches")
        elif self._side.has_focus:
            self.rows.focus()
        else:
            self._side.focus()

    def perform(self, action_id: str, count: int | None = None) -> None:
        """Run an action; moving and choosing is done in the list that has the focus."""
        kind, _, name = action_id.partition(".")
        if not self._side.has_focus or kind != "item":
            super().perform(action_id, count)
        elif name == "choose":
            self._show_only(self._side.chosen)
        elif name == "delete":
            self._unkeep(self._side.chosen)
        elif name == "leave":
            self.rows.focus()
        elif name in ("up", "down", "page-up", "page-down", "first", "last"):
            self._side.step(name, count or 1)

    def on_option_list_option_selected(self, event: ItemList.OptionSelected) -> None:
        """Something beside the list was clicked."""
        event.stop()
        self._show_only(self._side.chosen)

    def _show_only(self, key: str) -> None:
        """Narrow the list down to what was chosen beside it."""
        self.words = key.removeprefix(SEARCH) if key.startswith(SEARCH) else ""
        self._only = ("feed", key.removeprefix(FEED)) if key.startswith(FEED) else ("", "")
        self._only_unread, self._only_marked = key == UNREAD, key == MARKED
        self.rows.focus()
        self.narrow()

    def _unkeep(self, key: str) -> None:
        """Keep a search beside the list no longer, if the reader agrees."""
        words = key.removeprefix(SEARCH)
        if key.startswith(SEARCH):
            self.ask(f"Keep the search “{words}” no longer?", lambda: self._forget(words))
        elif key.startswith(FEED):
            self.say(f"Feeds are taken out among the feeds: {self.key('article.feeds')}")

    # Searches that are kept, and counts

    def list_save(self) -> None:
        """Ask for the name under which the search is kept; without one it is kept no longer."""
        if self.words:
            self.query_one(Prompt).ask("save", "name of this search, none to forget it: ", self.words)
        else:
            self.say(f"Nothing was searched for: {self.key('list.filter')} searches")

    def _forget(self, words: str) -> None:
        """Keep a search no longer, whatever its names are."""

        def forget(library: Library) -> None:
            for search in library.searches.all():
                if search.query == words:
                    library.searches.remove(search.name)

        self.change(forget, "This search is not kept any more")

    def list_searches(self) -> None:
        """Choose a search that was kept."""
        self._offer("Kept searches", lambda library: [Choice(s.query, s.name, s.query) for s in library.searches.all()])

    def list_counts(self) -> None:
        """Choose a site, a topic, a tag or a feed by how many articles it has."""
        from newsreader.library import Facet

        def choices(library: Library) -> list[Choice]:
            return [
                Choice(f"{facet}:{name}", name, f"{facet} · {articles:,} in all, {unread:,} unread")
                for facet in Facet
                for name, articles, unread in library.counts(facet)[:MOST_COUNTED]
            ]

        self._offer("Counts", choices)

    @work(thread=True, group="change", exit_on_error=False)
    def _offer(self, title: str, read: Callable[[Library], list[Choice]]) -> None:
        """Let the reader choose from what is read of the library."""
        if self._library is None:
            return
        choices = read(self._library)
        self.app.call_from_thread(self._choose, title, choices)

    def _choose(self, title: str, choices: list[Choice]) -> None:
        if not choices:
            none_kept = f"No search was kept yet: {self.key('list.save')} keeps one"
            self.say(none_kept if title == "Kept searches" else "There is nothing to count")
            return

        def done(key: str | None) -> None:
            if key and title == "Counts":
                kind, _, name = key.partition(":")
                self._only = (kind, name)
                self.narrow()
            elif key:
                self.words = key
                self.narrow()

        self.app.push_screen(Chooser(title, choices), done)

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """Take words, tags or a name."""
        value = event.value.strip()
        if event.kind == "tags" and value:
            self._tag(value)
        elif event.kind == "save" and not value:
            self._forget(self.words)
        elif event.kind == "save":
            words = self.words
            kept = f"Kept as “{value}”; {self.key('list.searches')} lists all"
            self.change(lambda library: library.searches.save(value, words), kept)

    def item_leave(self) -> None:
        """Give up what is picked, the words, the choice among the counts; then leave."""
        if not self.picked and not self.words and any(self._only):
            self._only = ("", "")
            self.narrow()
        else:
            super().item_leave()
