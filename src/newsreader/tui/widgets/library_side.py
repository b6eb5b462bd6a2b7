"""What stands beside the library: all, unread, marked; the feeds by their folders; kept searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from newsreader.text.cells import shorten
from newsreader.text.clean import drawable
from newsreader.tui.widgets.item_list import Item, ItemList

if TYPE_CHECKING:
    from newsreader.library import Library
    from newsreader.sources.feeds.model import Feed

ALL, UNREAD, MARKED = "all:", "unread:", "marked:"
FEED, SEARCH = "feed:", "search:"
"""Keys of the items; the last two go before the address of a feed and the words of a search."""

WIDTH = 30
"""Cells of the list."""


class LibrarySide(ItemList):
    """Lists what the library can be narrowed down to at one stroke."""

    def __init__(self) -> None:
        """Begin empty; `side_items` makes the items, on a thread."""
        super().__init__(widget_id="list-side")


def side_items(library: Library) -> list[Item]:
    """The items, with how much is unread; call it on a thread.

    Raises:
        LibraryError: The library cannot be read.
    """
    from newsreader.library import Facet, ListFilter

    everything = len(library.open_list())
    unread = len(library.open_list(ListFilter(unread=True)))
    items = [
        _item(ALL, "All articles", everything),
        _item(UNREAD, "Unread", unread),
        _item(MARKED, "With marks"),
    ]
    feeds = library.subscriptions.feeds()
    if feeds:
        new = {url: count for url, _, count in library.counts(Facet.FEED)}
        items.append(_heading("Feeds"))
        folder: tuple[str, ...] = ()
        for feed in sorted(feeds, key=_place):
            if feed.folder != folder:
                folder = feed.folder
                items.append(Item(Content.styled(f" {drawable('/'.join(folder))}", "dim italic")))
            items.append(_item(f"{FEED}{feed.url}", feed.title or feed.url, new.get(feed.url, 0)))
    searches = library.searches.all()
    if searches:
        items.append(_heading("Kept searches"))
        items += (_item(f"{SEARCH}{search.query}", search.name) for search in searches)
    return items


def _place(feed: Feed) -> tuple[tuple[str, ...], str]:
    return feed.folder, (feed.title or feed.url).casefold()


def _heading(text: str) -> Item:
    return Item(Content.styled(f"\n {text}", "bold"))


def _item(key: str, name: str, count: int = 0) -> Item:
    number = f"{count:,}" if count else ""
    room = WIDTH - 3 - len(number)
    short = shorten(drawable(name), room - 1)
    return Item(Content.assemble(f" {short}{' ' * (room - cell_len(short))}", (number, "dim")), key)
