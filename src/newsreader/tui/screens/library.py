"""The library: every article that was ever opened, found as one types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.message import Message

from newsreader.errors import NewsreaderError
from newsreader.tui.actions import Overrides
from newsreader.tui.screens.list_screen import ListScreen
from newsreader.tui.widgets.chrome import printed_date
from newsreader.tui.widgets.row_list import ListRow

if TYPE_CHECKING:
    from newsreader.library import ArticleRow, Library, Listing

ORDERS = ("newest", "oldest", "added", "title", "site")
"""Orders of the list, by the names that the library gives them."""


def article_row(row: ArticleRow) -> ListRow:
    """One article as a row of the list."""
    sign = "  " if row.read else "• "
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


class LibraryScreen(ListScreen):
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
        overrides: Overrides = (),
        *,
        feed: str = "",
    ) -> None:
        """Prepare.

        Args:
            library: Opens the library; called on a thread.
            marked: Reads the ids of the articles that carry marks; called on a thread.
            overrides: The reader's own keys.
            feed: The address of the only feed whose articles are listed, empty for all.
        """
        super().__init__(overrides)
        self._open_library = library
        self._feed = feed
        self._library: Library | None = None
        self._marked = marked
        self._only_unread = False
        self._only_marked = False
        self._order = ORDERS[0]
        self._removed: list[str] = []

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
            chosen = ListFilter(query=words, feed=self._feed, unread=True if self._only_unread else None)
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
        self.rows.show(
            len(listing), lambda start, count: [article_row(r) for r in library.window(listing, start, count)]
        )
        shown = [f"{len(listing):,} article{'s' * (len(listing) != 1)}"]
        shown += [f"of {self._feed}"] * bool(self._feed)
        shown += ["unread only"] * self._only_unread + ["marked only"] * self._only_marked
        shown += [f"by {self._order}"] if self._order in ("title", "site") else [f"{self._order} first"]
        self.title_line(" · ".join(shown))
        self.say("" if len(listing) else "Nothing fits" if self.words else "The library is empty: open a file first")

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
        """Mark the article read, or unread again."""
        row = self.rows.row(self.rows.highlighted)
        if row is not None:
            unread = row.lines[0][0][0].strip() != ""
            self._change(lambda library: library.set_read([row.key], unread))

    def item_delete(self) -> None:
        """Take the article out of the library, if the reader agrees; its marks stay in the notes file."""
        row = self.rows.row(self.rows.highlighted)
        if row is None:
            return

        def remove() -> None:
            self._removed.append(row.key)
            self._change(lambda library: library.remove(row.key))
            self.say("Taken out of the library; u brings it back")

        self.ask(f"Take “{row.lines[0][1][0]}” out of the library?", remove)

    def list_restore(self) -> None:
        """Bring back the article that was taken out last."""
        if self._removed:
            key = self._removed.pop()
            self._change(lambda library: library.restore(key))
        else:
            self.say("Nothing to undo")

    @work(thread=True, exit_on_error=False)
    def _change(self, change: Callable[[Library], object]) -> None:
        """Change something on a thread, then read the list again."""
        if self._library is None:
            return
        try:
            change(self._library)
        except NewsreaderError as error:
            self.post_message(self.Opened(self.words, None, str(error)))
        else:
            self.app.call_from_thread(self._again)

    def _again(self) -> None:
        highlighted = self.rows.highlighted
        self.narrow()
        self.call_after_refresh(self.rows.step, "first")
        self.call_after_refresh(self.rows.step, "down", highlighted)
