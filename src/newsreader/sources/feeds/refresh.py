"""Asking feeds what is new: conditionally, one request at a time per host, ever more seldom when they fail."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from newsreader.sources.errors import SourceError
from newsreader.sources.feeds.model import Feed, ParsedFeed
from newsreader.sources.feeds.parse import parse_feed
from newsreader.sources.fetch import FEED_BYTES, Fetched, FetchError, fetch

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LONGEST_BACK_OFF = timedelta(days=7)
MOVES_TO_BELIEVE = 3
"""Permanent redirects to one address in a row after which the subscription follows."""

WORKERS = 8
"""Hosts that are asked at the same time."""

HOST_PAUSE = 1.0
"""Seconds between two requests to one host."""

Fetcher = Callable[[Feed], Fetched]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What asking one feed gave.

    Attributes:
        before: The subscription as it was.
        feed: The subscription as it is now; its address may have changed.
        parsed: What was read, None if nothing changed or it failed.
    """

    before: Feed
    feed: Feed
    parsed: ParsedFeed | None = None


def is_due(feed: Feed, now: datetime) -> bool:
    """Whether a feed may be asked at this time."""
    return not feed.gone and (not feed.due or datetime.fromisoformat(feed.due) <= now)


def refresh(
    feeds: Iterable[Feed],
    *,
    fetcher: Fetcher | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    cancelled: threading.Event | None = None,
    workers: int = WORKERS,
    host_pause: float = HOST_PAUSE,
) -> Iterator[Refreshed]:
    """Ask feeds and give each result as it comes, in no fixed order.

    Args:
        feeds: The feeds to ask; those that are not due are left out by `is_due` before.
        fetcher: How a feed is fetched.
        now: The clock.
        cancelled: Set it to stop: running requests end, no more begin.
        workers: Hosts asked at the same time.
        host_pause: Seconds between two requests to one host.
    """
    stop = cancelled or threading.Event()
    ask = fetcher or _fetch
    by_host: dict[str, list[Feed]] = {}
    for feed in feeds:
        by_host.setdefault(urlsplit(feed.url).netloc.lower(), []).append(feed)
    with ThreadPoolExecutor(max_workers=max(1, workers), thread_name_prefix="feed") as pool:
        # One request of each host is in the pool at a time; its next one enters when that has ended.
        running: dict[Future[Refreshed], list[Feed]] = {}
        for queue in by_host.values():
            running[pool.submit(_ask, queue.pop(0), ask, now, 0.0, stop)] = queue
        try:
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    queue = running.pop(future)
                    if queue and not stop.is_set():
                        running[pool.submit(_ask, queue.pop(0), ask, now, host_pause, stop)] = queue
                    result = future.result()
                    if result.feed is not result.before:
                        yield result
        finally:
            stop.set()


def _fetch(feed: Feed) -> Fetched:
    types = frozenset({"text/xml", "application/xml", "application/json", "text/html", "text/plain"}) | {
        f"application/{kind}" for kind in ("rss+xml", "atom+xml", "rdf+xml", "feed+json", "x-rss+xml")
    }
    return fetch(
        feed.url,
        typed=feed.typed,
        etag=feed.etag,
        last_modified=feed.last_modified,
        max_bytes=FEED_BYTES,
        types=types,
    )


def _ask(feed: Feed, ask: Fetcher, now: Callable[[], datetime], pause: float, stop: threading.Event) -> Refreshed:
    if stop.is_set() or (pause and stop.wait(pause)):
        return Refreshed(feed, feed)
    try:
        fetched = ask(feed)
        parsed = None if fetched.status == 304 else parse_feed(fetched.body, fetched.url, fetched.content_type)
    except SourceError as error:
        return Refreshed(feed, after_failure(feed, error, now()))
    return Refreshed(feed, after_answer(feed, fetched, parsed, now()), parsed)


def after_answer(feed: Feed, fetched: Fetched, parsed: ParsedFeed | None, now: datetime) -> Feed:
    """The subscription after an answer: its validators, when it is due, and whether it has moved.

    With validators it is asked every hour at most, without every day, and later if the server says that its answer is
    good for longer (up to a day). The address changes after `MOVES_TO_BELIEVE` permanent redirects to the same place.
    """
    headers = fetched.headers
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    if fetched.status == 304:
        etag, modified = etag or feed.etag, modified or feed.last_modified
    pause = max(HOUR if etag or modified else DAY, min(_freshness(headers.get("cache-control", "")), DAY))
    moved = fetched.permanent_url
    times = feed.moved_times + 1 if moved and moved == feed.moved_to else int(bool(moved))
    follows = times >= MOVES_TO_BELIEVE
    return replace(
        feed,
        url=moved if follows else feed.url,
        title=feed.title or (parsed.title if parsed else ""),
        home=feed.home or (parsed.home if parsed else ""),
        etag=etag,
        last_modified=modified,
        checked=now.isoformat(timespec="seconds"),
        due=_due(now, pause),
        failures=0,
        error="",
        moved_to="" if follows else moved,
        moved_times=0 if follows else times,
    )


def after_failure(feed: Feed, error: SourceError, now: datetime) -> Feed:
    """The subscription after a failure: kept, with its error, and due later each time.

    The pause doubles from one hour to `LONGEST_BACK_OFF`; a server that asks to wait is obeyed; one that says the feed
    is gone (410) is not asked again.
    """
    failures = feed.failures + 1
    pause = min(HOUR * 2 ** min(failures - 1, 10), LONGEST_BACK_OFF)
    status, retry_after = 0, 0.0
    if isinstance(error, FetchError):
        status, retry_after = error.status, error.retry_after
    return replace(
        feed,
        checked=now.isoformat(timespec="seconds"),
        due=_due(now, max(pause, timedelta(seconds=retry_after))),
        failures=failures,
        error=error.reason,
        gone=feed.gone or status == 410,
    )


def _due(now: datetime, pause: timedelta) -> str:
    # Up to a tenth later, so that feeds added together do not stay together.
    return (now + pause * (1 + random.random() / 10)).isoformat(timespec="seconds")


def _freshness(cache_control: str) -> timedelta:
    for directive in cache_control.lower().split(","):
        name, _, value = directive.strip().partition("=")
        if name == "max-age" and value.strip('"').isdigit():
            return timedelta(seconds=min(int(value.strip('"')), 10 * 86_400))
    return timedelta(0)
