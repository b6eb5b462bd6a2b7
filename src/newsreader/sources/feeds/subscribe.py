"""From an address that a reader gives to a subscription."""

from __future__ import annotations

from newsreader.sources.errors import SourceError
from newsreader.sources.feeds.discovery import feeds_of_page
from newsreader.sources.feeds.model import Feed, ParsedFeed
from newsreader.sources.feeds.parse import parse_feed
from newsreader.sources.fetch import FEED_BYTES, Fetched, fetch
from newsreader.sources.html.prepare import decode_page
from newsreader.sources.kinds import Kind, kind_of


def find_feed(url: str, *, folder: tuple[str, ...] = ()) -> tuple[Feed, ParsedFeed]:
    """Find the feed at an address: the feed itself, or the first one that the page there names.

    Args:
        url: The address that the reader typed.
        folder: Where the subscription goes.

    Returns:
        The subscription, never asked yet as far as its schedule goes, and what the feed holds now.

    Raises:
        SourceError: If there is no feed, or it cannot be fetched.
    """
    fetched = fetch(url, typed=True, max_bytes=FEED_BYTES)
    if kind_of(fetched.body, content_type=fetched.content_type) is Kind.HTML:
        named = feeds_of_page(decode_page(fetched.body, fetched.content_type), fetched.url)
        if not named:
            raise SourceError(url, "the page names no feed; give the address of the feed itself")
        fetched = fetch(named[0].url, typed=True, max_bytes=FEED_BYTES)
    return _subscription(fetched, folder)


def _subscription(fetched: Fetched, folder: tuple[str, ...]) -> tuple[Feed, ParsedFeed]:
    parsed = parse_feed(fetched.body, fetched.url, fetched.content_type)
    return Feed(url=fetched.url, title=parsed.title, home=parsed.home, folder=folder, typed=True), parsed
