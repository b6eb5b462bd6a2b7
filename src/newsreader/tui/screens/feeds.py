"""The feeds that the reader subscribed to: what is new in each, what fails, asking them again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.message import Message

from newsreader.errors import NewsreaderError
from newsreader.tui.actions import Overrides
from newsreader.tui.screens.list_screen import NOTHING_FITS, ListScreen
from newsreader.tui.widgets.chrome import Prompt, printed_date
from newsreader.tui.widgets.row_list import ListRow

if TYPE_CHECKING:
    from newsreader.library import Library
    from newsreader.sources.feeds.model import Feed


def feed_row(feed: Feed, articles: int, unread: int) -> ListRow:
    """One feed as a row of the list."""
    trouble = "gone for good" if feed.gone else feed.error
    facts = [
        "/".join(feed.folder),
        f"{articles:,} article{'s' * (articles != 1)}" if articles else "",
        f"asked {printed_date(feed.checked)}" if feed.checked else "not asked yet",
        feed.url,
    ]
    first = (("• " if unread else "  ", "sign"), (feed.title or feed.url, "title" if unread else "seen"))
    count = ((f"  {unread:,} unread", "detail"),) if unread else ()
    second = ("  " + (f"{trouble} · " if trouble else "") + " · ".join(f for f in facts if f), "detail")
    return ListRow(feed.url, ((*first, *count), (second,)))


class FeedsScreen(ListScreen):
    """Lists the feeds; gives the address of the chosen one back."""

    NAME = "Feeds"
    HINT: ClassVar[str] = "Part of a title, a folder or an address"

    @dataclass
    class Read(Message):
        """The subscriptions were read."""

        rows: Sequence[ListRow]
        unread: int

    @dataclass
    class Said(Message):
        """Something can be told of work that goes on, or has ended."""

        text: str
        failed: bool = False

    def __init__(self, library: Callable[[], Library], overrides: Overrides = ()) -> None:
        """Prepare.

        Args:
            library: Opens the library; called on a thread.
            overrides: The reader's own keys.
        """
        super().__init__(overrides)
        self._library = library
        self._removed: list[Feed] = []
        self._stop: threading.Event | None = None
        self._empty = False

    # The list

    def narrow(self) -> None:
        """Read the subscriptions that fit what was typed."""
        self._read(self.words)

    @work(thread=True, exclusive=True, group="read", exit_on_error=False)
    def _read(self, typed: str) -> None:
        from newsreader.library import Facet

        try:
            library = self._library()
            counts = {url: (articles, unread) for url, articles, unread in library.counts(Facet.FEED)}
            feeds = library.subscriptions.feeds()
        except NewsreaderError as error:
            self.post_message(self.Said(str(error), failed=True))
            return
        self._empty = not feeds
        words = typed.casefold()
        fitting = [f for f in feeds if words in " ".join((f.title, f.url, *f.folder)).casefold()]
        rows = [feed_row(f, *counts.get(f.url, (0, 0))) for f in fitting]
        self.post_message(self.Read(rows, sum(counts.get(f.url, (0, 0))[1] for f in fitting)))

    def on_feeds_screen_read(self, event: Read) -> None:
        """Show the subscriptions."""
        rows = event.rows
        self.rows.show(
            len(rows),
            lambda start, count: rows[start : start + count],
            highlighted=max(0, self.rows.highlighted),
            empty=f"No feeds yet. {self.key('list.add')} subscribes, by the address of a feed or of its page."
            if self._empty
            else NOTHING_FITS,
        )
        self.title_line(f"{len(rows):,} feed{'s' * (len(rows) != 1)} · {event.unread:,} unread")

    def on_feeds_screen_said(self, event: Said) -> None:
        """Tell of work."""
        self.say(event.text, error=event.failed)

    # Subscribing

    def list_add(self) -> None:
        """Ask for an address to subscribe to."""
        self.query_one(Prompt).ask("address", "address of a feed or a page: ")

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """Subscribe to an address, or go on in the list."""
        if event.kind == "address" and event.value.strip():
            address = event.value.strip()
            address = address if "://" in address else f"https://{address}"
            self.say(f"Asking {address}")
            self._subscribe(address)

    @work(thread=True, group="network", exit_on_error=False)
    def _subscribe(self, address: str) -> None:
        from newsreader.sources.feeds.subscribe import find_feed

        try:
            feed, parsed = find_feed(address)
            library = self._library()
            added = library.subscriptions.add(feed)
            count = library.take(feed, parsed)
        except NewsreaderError as error:
            self.post_message(self.Said(str(error), failed=True))
            return
        name = feed.title or feed.url
        self.post_message(self.Said(f"{name}: {count:,} new articles" if added else f"{name} is subscribed to already"))
        self.app.call_from_thread(self.narrow)

    def item_delete(self) -> None:
        """Unsubscribe, if the reader agrees; the articles stay."""
        row = self.rows.row(self.rows.highlighted)
        if row is not None:
            name = row.lines[0][1][0]
            self.ask(f"Unsubscribe from “{name}”? Its articles stay.", partial(self._unsubscribe, row.key))

    def _unsubscribe(self, url: str) -> None:
        self._remove(url)

    @work(thread=True, group="change", exit_on_error=False)
    def _remove(self, url: str) -> None:
        try:
            removed = self._library().subscriptions.remove(url)
        except NewsreaderError as error:
            self.post_message(self.Said(str(error), failed=True))
            return
        if removed is not None:
            self._removed.append(removed)
        self.app.call_from_thread(self.narrow)
        self.post_message(self.Said("Unsubscribed; u brings it back"))

    @work(thread=True, group="change", exit_on_error=False)
    def list_restore(self) -> None:
        """Subscribe again to the feed that was removed last."""
        if not self._removed:
            self.post_message(self.Said("Nothing to undo"))
            return
        try:
            self._library().subscriptions.add(self._removed.pop())
        except NewsreaderError as error:
            self.post_message(self.Said(str(error), failed=True))
        self.app.call_from_thread(self.narrow)

    # Asking what is new

    def list_refresh(self) -> None:
        """Ask the feeds that are due; while that goes on, stop it."""
        if self._stop is not None:
            self._stop.set()
            self.say("Stopping")
        else:
            self._stop = threading.Event()
            self._refresh(self._stop)

    @work(thread=True, group="network", exit_on_error=False)
    def _refresh(self, stop: threading.Event) -> None:
        from newsreader.sources.feeds.refresh import is_due, refresh

        new = failed = done = 0
        try:
            library = self._library()
            moment = datetime.now(UTC)
            due = [feed for feed in library.subscriptions.feeds() if is_due(feed, moment)]
            for done, result in enumerate(refresh(due, cancelled=stop), 1):
                library.subscriptions.save(result.feed, old_url=result.before.url)
                new += library.take(result.feed, result.parsed)
                failed += bool(result.feed.error)
                self.post_message(self.Said(f"{done:,} of {len(due):,} feeds asked, {new:,} new; R stops"))
            ended = "Stopped" if done < len(due) else "Asked"
            text = f"{ended}: {done:,} of {len(due):,} feeds, {new:,} new" + (f", {failed:,} failed" if failed else "")
            self.post_message(self.Said(text if due else "No feed is due: each says itself how often to ask"))
        except NewsreaderError as error:
            self.post_message(self.Said(str(error), failed=True))
        finally:
            self._stop = None
            if self.is_attached:
                self.app.call_from_thread(self.narrow)

    def on_unmount(self) -> None:
        """Ask no more feeds once the screen is gone."""
        if self._stop is not None:
            self._stop.set()
