"""What a feed is: the subscription, and what one reading of it gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; all fields but the markup are clean text.

    Attributes:
        id: The entry's own id, its address if it has none, else a hash of what it says.
        url: Address of the article, empty if there is none that can be opened.
        title: The headline.
        byline: The authors.
        published: ISO 8601 date or time, empty if unknown.
        markup: The content, or else the summary, as HTML; untrusted.
        complete: Whether the markup is the content and not only a summary.
        categories: Topics.
    """

    id: str
    url: str = ""
    title: str = ""
    byline: str = ""
    published: str = ""
    markup: str = ""
    complete: bool = False
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """One reading of a feed.

    Attributes:
        title: Its name.
        home: Address of the site.
        language: ISO 639-1 code, empty if unknown.
        entries: In the order of the feed.
        warning: What is wrong with a feed that could be read all the same, empty if nothing.
    """

    title: str
    home: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription and what is known of its server.

    Attributes:
        url: Address of the feed.
        title: The reader's name for it, or its own.
        home: Address of the site.
        folder: The folders it lies in, outermost first.
        typed: Whether the reader typed the address; one from a list may not lead into the reader's own network.
        etag: Validator of the last answer, byte for byte.
        last_modified: Validator of the last answer, byte for byte.
        checked: When it was last asked, ISO 8601 in UTC, empty if never.
        due: When it may be asked again, ISO 8601 in UTC, empty if at once.
        failures: How often in a row it failed.
        error: Why it failed last, empty if it did not.
        gone: Whether the server said that it is gone for good; it is not asked any more.
        moved_to: Where permanent redirects lead, empty if nowhere.
        moved_times: How often in a row they led there.
        attributes: Attributes of its OPML outline that mean nothing here, kept for the way back.
    """

    url: str
    title: str = ""
    home: str = ""
    folder: tuple[str, ...] = ()
    typed: bool = False
    etag: str = ""
    last_modified: str = ""
    checked: str = ""
    due: str = ""
    failures: int = 0
    error: str = ""
    gone: bool = False
    moved_to: str = ""
    moved_times: int = 0
    attributes: tuple[tuple[str, str], ...] = ()


class FeedStore(Protocol):
    """Where subscriptions are kept."""

    def feeds(self) -> Iterable[Feed]:
        """All subscriptions."""

    def save(self, feed: Feed, *, old_url: str = "") -> None:
        """Keep a subscription; ``old_url`` names the one it replaces after a move."""
