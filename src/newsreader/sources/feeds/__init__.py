"""Feeds: parsing, discovery, subscription lists, and polite refreshing.

Nothing here stores anything: `Feed` is a value, `refresh` takes feeds and gives back what changed, and the library
keeps both through the `FeedStore` protocol.
"""

from __future__ import annotations

from newsreader.sources.feeds.model import Entry, Feed, FeedStore, ParsedFeed

__all__ = ["Entry", "Feed", "FeedStore", "ParsedFeed"]
