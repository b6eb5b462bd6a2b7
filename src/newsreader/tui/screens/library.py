"""The library: every article that was ever opened, found as one types."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from newsreader.errors import NewsreaderError
from newsreader.text.clean import drawable
from newsreader.tui.actions import Overrides
from newsreader.tui.screens.chooser import Choice, Chooser
from newsreader.tui.screens.list_screen import NOTHING_FITS
from newsreader.tui.screens.picking import PickingScreen, tags_typed
from newsreader.tui.widgets.chrome import Prompt, printed_date
from newsreader.tui.widgets.item_list import Item, ItemList
from newsreader.tui.widgets.library_side import ALL, FEED, MARKED, SEARCH, UNREAD, LibrarySide, side_items
from newsreader.tui.widgets.row_list import ListRow, RowList

if TYPE_CHECKING:
    from newsreader.analysis import Analysis
    from newsreader.article import Article
    from newsreader.library import ArticleRow, Library, Listing

MOST_COUNTED = 500
"""Names of each kind that the counts list."""

BEGINNING = 700
"""Code points of an article that the preview shows."""

GLANCED = 20_000
"""Code points of an article that is not analysed yet in which the preview looks for quotations."""

QUOTED = 6
"""Names of those quoted that the preview shows."""

WIDE = 110
"""Columns from which on feeds and kept searches stand beside the list."""

ORDERS = ("newest", "oldest", "added", "title", "site")
"""Orders of the list, by the names that the library gives them."""


def article_row(row: ArticleRow, *, picked: bool = False) -> ListRow:
    """One article as a row of the list."""
    sign = "✓ " if picked else "  " if row.read else "• "
    facts = [
        row.site,
        printed_date(row.published) if row.published else "",
        f"{row.words:,} words",
        f"{row.progress:.0%} read" if 0 < row.progress < 1 else "",
        ", ".join(row.categories[:3]),
        " ".join(f"#{t}" for t in row.tags),
    ]
    title = (row.title or "Untitled", "seen" if row.read else "title")
    return ListRow(row.id, (((sign, "sign"), title), (("  " + " · ".join(f for f in facts if f), "detail"),)))


def quoted(article: Article, analysis: Analysis | None) -> str:
    """Who is quoted in an article, those quoted most first; by rules alone where it is not analysed yet.

    Args:
        article: The article.
        analysis: What is known of it, as the reader has corrected it; None if nothing is.
    """
    from newsreader.analysis.glance import glance

    quotes = analysis.quotes if analysis is not None else glance(article.text[:GLANCED])
    counts = Counter(q.speaker for q in quotes if q.speaker and q.kind == "direct")
    return ", ".join(f"{drawable(name)} {count}" for name, count in counts.most_common(QUOTED))


class LibraryScreen(PickingScreen):
    """Lists the library; gives the id of the chosen article back."""

    NAME = "Library"
    HINT: ClassVar[str] = 'Words, "a phrase", title: person: site: said: tag: note: after:2026-01-31'

    @dataclass
    class Opened(Message):
        """A list was read."""

        words: str
        listing: Listing | None
        failed: str = ""

    def __init__(
        self,
        library: Callable[[], Library],
        marked: Callable[[], frozenset[str]],
        known: Callable[[str], tuple[Article | None, Analysis | None]],
        overrides: Overrides = (),
        *,
        feed: str = "",
    ) -> None:
        """Prepare.

        Args:
            library: Opens the library; called on a thread.
            marked: Reads the ids of the articles that carry marks; called on a thread.
            known: Reads an article by its id, and what is known of it; called on a thread.
            overrides: The reader's own keys.
            feed: The address of the only feed whose articles are listed, empty for all.
        """
        super().__init__(overrides)
        self._open_library = library
        self._library: Library | None = None
        self._marked = marked
        self._known = known
        self._only_unread = False
        self._only_marked = False
        self._order = ORDERS[0]
        self._removed: list[tuple[str, ...]] = []
        self._only = ("feed", feed) if feed else ("", "")
        self._listing: Listing | None = None
        self._shown = ""

    def beside(self) -> ComposeResult:
        """The feeds and kept searches."""
        yield LibrarySide()

    def beneath(self) -> ComposeResult:
        """A place for the beginning of an article."""
        yield Static(id="list-preview")

    def narrow(self) -> None:
        """Read the list for what was typed."""
        if self._library is not None:
            self._library.interrupt()
        self._find(self.words)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _find(self, words: str) -> None:
        from newsreader.library import ListFilter, ListOrder, SearchInterruptedError

        try:
            self._library = self._library or self._open_library()
            kind, name = self._only
            chosen = ListFilter(query=words, unread=True if self._only_unread else None)
            match kind:
                case "site":
                    chosen = replace(chosen, site=name)
                case "category":
                    chosen = replace(chosen, category=name)
                case "tag":
                    chosen = replace(chosen, tag=name)
                case "feed":
                    chosen = replace(chosen, feed=name)
            if self._only_marked:
                chosen = replace(chosen, ids=self._marked())
            self.post_message(self.Opened(words, self._library.open_list(chosen, ListOrder(self._order))))
        except SearchInterruptedError:
            return
        except NewsreaderError as error:
            self.post_message(self.Opened(words, None, str(error)))

    def on_library_screen_opened(self, event: Opened) -> None:
        """Show a list; one for words that were changed meanwhile is passed over."""
        if event.words != self.words:
            return
        listing, library, self.trouble = event.listing, self._library, event.failed
        if listing is None or library is None:
            self.say(event.failed, error=True)
            return
        # A window of an opened list is some rows by their number: under a millisecond, so it is read when drawn.
        same = event.words == self._shown
        narrowed = bool(self.words or any(self._only) or self._only_unread or self._only_marked)
        if same:  # not while a search is being typed
            self._read_side()
        self._side.choose(self._chosen)
        self._shown, self._listing = event.words, listing
        self.rows.show(
            len(listing),
            lambda start, count: [
                article_row(r, picked=r.id in self.picked) for r in library.window(listing, start, count)
            ],
            highlighted=self.rows.highlighted if same else 0,
            empty=NOTHING_FITS if narrowed else "Nothing here yet. What you open is kept here.",
        )
        self._preview()
        shown = [f"{len(listing):,} article{'s' * (len(listing) != 1)}"]
        shown += [f"{self._only[0]} {drawable(self._only[1])}"] * bool(self._only[0])
        shown += ["unread only"] * self._only_unread + ["marked only"] * self._only_marked
        shown += [f"by {self._order}"] if self._order in ("title", "site") else [f"{self._order} first"]
        self.title_line(" · ".join(shown))
        self.say("")

    def pick_all(self) -> None:
        """Pick all articles listed."""
        self._read_ids()

    @work(thread=True, group="change", exit_on_error=False)
    def _read_ids(self) -> None:
        if self._library is not None and self._listing is not None:
            self.app.call_from_thread(self.pick, self._library.ids(self._listing))

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
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self.narrow()

    def list_read(self) -> None:
        """Mark articles read, or unread again if the highlighted one was read."""
        row = self.rows.row(self.rows.highlighted)
        if row is not None:
            keys, unread = self.targets, "seen" not in (look for _, look in row.lines[0])
            self._change(lambda library: library.set_read(keys, unread))

    def item_delete(self) -> None:
        """Take articles out of the library, if the reader agrees; their marks stay in the notes file."""
        row, keys = self.rows.row(self.rows.highlighted), self.targets
        if row is None:
            return

        def remove() -> None:
            self._removed.append(keys)
            self.picked.clear()
            self._change(lambda library: library.remove(*keys))
            self.say(f"Taken out of the library; {self.key('list.restore')} brings back")

        what = f"“{row.lines[0][1][0]}”" if len(keys) == 1 and not self.picked else f"{len(keys):,} picked articles"
        self.ask(f"Take {what} out of the library?", remove)

    def list_restore(self) -> None:
        """Bring back what was taken out last."""
        if self._removed:
            keys = self._removed.pop()
            self._change(lambda library: library.restore(*keys))
        else:
            self.say("Nothing to undo")

    def list_tag(self) -> None:
        """Ask for tags."""
        if self.targets:
            self.query_one(Prompt).ask("tags", "# ")

    def _tag(self, typed: str) -> None:
        on, off = tags_typed(typed)
        keys = self.targets

        def change(library: Library) -> None:
            for key in keys:
                library.set_tags(key, (t for t in dict.fromkeys((*library.tags(key), *on)) if t not in off))

        self._change(change)

    # What stands beside the list

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

    # Searches that are kept, and counts

    def list_save(self) -> None:
        """Ask for the name under which the search is kept."""
        if self.words:
            self.query_one(Prompt).ask("save", "name of this search: ", self.words)
        else:
            self.say(f"Nothing was searched for: {self.key('list.filter')} searches")

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
        elif event.kind == "save" and value:
            words = self.words
            self._change(lambda library: library.searches.save(value, words))
            self.say(f"Kept as “{value}”; {self.key('list.searches')} lists all")

    def item_leave(self) -> None:
        """Give up what is picked, the words, the choice among the counts; then leave."""
        if not self.picked and not self.words and any(self._only):
            self._only = ("", "")
            self.narrow()
        else:
            super().item_leave()

    # The preview

    def list_preview(self) -> None:
        """Show the beginning of the article below the list, or hide it."""
        self.set_class(not self.has_class("-preview"), "-preview")
        self._preview()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the beginning of another article."""
        self._preview()

    def _preview(self) -> None:
        if self.has_class("-preview"):
            self._read_beginning(self.rows.chosen)

    @work(thread=True, exclusive=True, group="preview", exit_on_error=False)
    def _read_beginning(self, key: str) -> None:
        article, analysis = self._known(key) if key else (None, None)
        words = drawable(" ".join(article.text[:BEGINNING].split())) if article else ""
        if article and len(article.text) > BEGINNING:
            words = f"{words.rpartition(' ')[0]} …"
        names = quoted(article, analysis) if article else ""
        shown = Content.assemble(("Quoted: ", "dim"), (f"{names}\n", "bold"), words) if names else Content(words)
        self.app.call_from_thread(self.query_one("#list-preview", Static).update, shown)

    # Changes

    @work(thread=True, group="change", exit_on_error=False)
    def _change(self, change: Callable[[Library], object]) -> None:
        """Change something on a thread, then read the list again."""
        if self._library is None:
            return
        try:
            change(self._library)
        except NewsreaderError as error:
            self.post_message(self.Opened(self.words, None, str(error)))
        else:
            self.app.call_from_thread(self.narrow)
