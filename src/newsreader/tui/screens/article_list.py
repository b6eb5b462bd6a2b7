"""A list of the library's articles: narrowed down, searched as one types, with a preview, changed by keys."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from newsreader.errors import NewsreaderError
from newsreader.text.clean import drawable
from newsreader.tui.actions import Overrides
from newsreader.tui.screens.list_screen import NOTHING_FITS
from newsreader.tui.screens.picking import PickingScreen
from newsreader.tui.widgets.article_rows import article_row, quoted
from newsreader.tui.widgets.row_list import ListRow, RowList

if TYPE_CHECKING:
    from newsreader.analysis import Analysis
    from newsreader.article import Article
    from newsreader.library import Hit, Library, Listing

BEGINNING = 700
"""Code points of an article that the preview shows."""

AT_ONCE = 200
"""Rows of a search that are shown before all are known."""

LOOKED_INTO = 16
"""Articles in which the words of a search are looked up at one stroke, before they are drawn."""

ORDERS = ("newest", "oldest", "added", "title", "site", "best")
"""Orders of the list, by the names that the library gives them; the last is for searches."""


class ArticleList(PickingScreen):
    """Lists articles of the library; `LibraryScreen` has the keys."""

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
        self._only = ("feed", feed) if feed else ("", "")
        self._listing: Listing | None = None
        self._shown = ""
        self._hits: dict[str, Hit] = {}
        self._done = ""

    def beneath(self) -> ComposeResult:
        """A place for the beginning of an article."""
        yield Static(id="list-preview")

    def narrow(self) -> None:
        """Read the list for what was typed."""
        if self._library is not None:
            self._library.interrupt()
        if not self.words and self._order == ORDERS[-1]:
            self._order = ORDERS[0]
        self._find(self.words)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _find(self, words: str) -> None:
        from newsreader.library import ListFilter, ListOrder, SearchInterruptedError

        try:
            self._library = self._library or self._open_library()
            kind, name = self._only
            chosen = ListFilter(query=words, typing=True, unread=True if self._only_unread else None)
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
            order = ListOrder(self._order)
            listing = self._library.open_list(chosen, order, AT_ONCE if words else None)
            self.post_message(self.Opened(words, listing))
            if not listing.whole:
                self.post_message(self.Opened(words, self._library.open_list(chosen, order)))
        except SearchInterruptedError:
            return
        except NewsreaderError as error:
            self.post_message(self.Opened(words, None, str(error)))

    def on_article_list_opened(self, event: Opened) -> None:
        """Show a list; one for words that were changed meanwhile is passed over."""
        if event.words != self.words:
            return
        listing, library, self.trouble = event.listing, self._library, event.failed
        if listing is None or library is None:
            self.say(event.failed, error=True)
            return
        same = event.words == self._shown
        if not same:
            self._hits = {}
        self._shown, self._listing = event.words, listing
        searched, looked_into = listing.has_words, set[int]()

        def read(start: int, count: int) -> list[ListRow]:
            # A window of an opened list is some rows by their number: under a millisecond, so it is read when drawn.
            # What was found in them is looked up on a thread, and drawn when it is there.
            if searched and start not in looked_into:
                looked_into.add(start)
                self._look_into(listing, start, count)
            return [
                article_row(row, picked=row.id in self.picked, searched=searched, hit=self._hits.get(row.id))
                for row in library.window(listing, start, count)
            ]

        narrowed = bool(self.words or any(self._only) or self._only_unread or self._only_marked)
        self.rows.show(
            len(listing),
            read,
            highlighted=self.rows.highlighted if same else 0,
            lines=self.LINES + searched,
            empty=NOTHING_FITS if narrowed else "Nothing here yet. What you open is kept here.",
        )
        self._preview()
        self._tell(listing)
        self.list_opened(same and listing.whole)

    def list_opened(self, again: bool) -> None:
        """What a subclass does when a list was read.

        Args:
            again: Whether the same was asked for before, so that no search is being typed.
        """

    def _tell(self, listing: Listing) -> None:
        """Say what the list holds."""
        more = "+" * (not listing.whole)
        shown = [f"{len(listing):,}{more} article{'s' * (len(listing) != 1)}"]
        shown += [f"{self._only[0]} {drawable(self._only[1])}"] * bool(self._only[0])
        shown += ["unread only"] * self._only_unread + ["marked only"] * self._only_marked
        shown += [f"by {self._order}"] if self._order in ("title", "site") else [f"{self._order} first"]
        shown += ["searched as " + ", ".join(f"“{meant}”" for _, meant in listing.correction)] * bool(
            listing.correction
        )
        self.title_line(" · ".join(shown))
        if listing.correction:
            changes = ", ".join(f"“{typed}” is in no article, “{meant}” is" for typed, meant in listing.correction)
            self.say(changes)
        else:
            self.say(self._done)
        self._done = ""

    @work(thread=True, group="hits", exit_on_error=False)
    def _look_into(self, listing: Listing, start: int, count: int) -> None:
        """Look up where some rows answer the search, a few at a time."""
        from newsreader.library import SearchInterruptedError

        library = self._library
        for first in range(start, min(start + count, len(listing)), LOOKED_INTO):
            if library is None or listing is not self._listing:
                return
            with contextlib.suppress(SearchInterruptedError):
                self.app.call_from_thread(self._take_hits, listing, library.hits(listing, first, LOOKED_INTO))

    def _take_hits(self, listing: Listing, found: list[Hit]) -> None:
        if listing is self._listing:
            self._hits.update((hit.id, hit) for hit in found)
            self.rows.read_again()

    def pick_all(self) -> None:
        """Pick all articles listed."""
        self._read_ids()

    @work(thread=True, group="change", exit_on_error=False)
    def _read_ids(self) -> None:
        if self._library is not None and self._listing is not None:
            self.app.call_from_thread(self.pick, self._library.ids(self._listing))

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
    def change(self, change: Callable[[Library], object], done: str = "") -> None:
        """Change something on a thread, then read the list again.

        Args:
            change: Changes the library.
            done: Said when that is done.
        """
        if self._library is None:
            return
        try:
            change(self._library)
            self._done = done
        except NewsreaderError as error:
            self.post_message(self.Opened(self.words, None, str(error)))
        else:
            self.app.call_from_thread(self.narrow)
