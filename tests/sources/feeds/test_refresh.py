from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from newsreader.sources import SourceError
from newsreader.sources.feeds import Feed
from newsreader.sources.feeds.refresh import (
    DAY,
    HOUR,
    LONGEST_BACK_OFF,
    Refreshed,
    after_answer,
    after_failure,
    is_due,
    refresh,
)
from newsreader.sources.fetch import Fetched, FetchError
from tests.sources.feeds.test_parse import RSS
from tests.sources.loopback import Answer, Asked, Server, serving

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
XML = {"Content-Type": "application/rss+xml"}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def ask(*feeds: Feed, **how: object) -> list[Refreshed]:
    return list(refresh(feeds, now=lambda: NOW, host_pause=0.0, **how))  # type: ignore[arg-type]


def pause(feed: Feed) -> timedelta:
    return datetime.fromisoformat(feed.due) - NOW


def test_a_first_reading_fills_in_what_the_subscription_lacks(server: Server) -> None:
    server.answers["/feed"] = Answer(RSS, headers={**XML, "ETag": '"1"'})
    (result,) = ask(Feed(server.url("/feed"), typed=True))
    assert result.parsed is not None
    assert len(result.parsed.entries) == 2
    assert (result.feed.title, result.feed.etag) == ("The Harbour & Sea Times", '"1"')
    assert HOUR <= pause(result.feed) <= HOUR * 1.11


def test_nothing_new_costs_one_conditional_request_and_changes_nothing_read(server: Server) -> None:
    def answer(asked: Asked) -> Answer:
        return Answer(status=304) if asked.headers.get("if-none-match") == 'W/"1"' else Answer(RSS, headers=XML)

    server.answers["/feed"] = answer
    (result,) = ask(Feed(server.url("/feed"), typed=True, etag='W/"1"', failures=3, error="old"))
    assert result.parsed is None
    assert (result.feed.etag, result.feed.failures, result.feed.error) == ('W/"1"', 0, "")


def test_a_feed_without_validators_is_asked_once_a_day() -> None:
    assert DAY <= pause(after_answer(Feed("https://x.example/"), Fetched("u", 200, b""), None, NOW)) <= DAY * 1.11


def test_a_server_may_ask_for_longer_pauses_up_to_a_day() -> None:
    for seconds, expected in ((7_200, 2 * HOUR), (9_999_999, DAY), (0, HOUR)):
        headers = {"etag": '"1"', "cache-control": f"public, max-age={seconds}"}
        after = after_answer(Feed("https://x.example/"), Fetched("u", 200, b"", headers), None, NOW)
        assert expected <= pause(after) <= expected * 1.11


def test_the_address_changes_after_three_permanent_redirects_to_the_same_place() -> None:
    feed = Feed("https://old.example/")
    for moved in ("https://new.example/", "https://other.example/", "https://new.example/", "https://new.example/"):
        feed = after_answer(feed, Fetched("u", 200, b"", permanent_url=moved), None, NOW)
        assert feed.url == "https://old.example/"
    feed = after_answer(feed, Fetched("u", 200, b"", permanent_url="https://new.example/"), None, NOW)
    assert (feed.url, feed.moved_to, feed.moved_times) == ("https://new.example/", "", 0)


def test_failures_are_kept_and_the_pauses_double() -> None:
    feed = Feed("https://x.example/")
    pauses = []
    for _ in range(12):
        feed = after_failure(feed, SourceError(feed.url, "no answer"), NOW)
        pauses.append(pause(feed))
    assert feed.error == "no answer"
    assert pauses[0] <= HOUR * 1.11
    assert all(later > earlier for earlier, later in pairwise(pauses[:8]))
    assert LONGEST_BACK_OFF <= pauses[-1] <= LONGEST_BACK_OFF * 1.11


def test_a_server_that_asks_to_wait_is_obeyed() -> None:
    error = FetchError("u", "too many", status=429, retry_after=86_400)
    assert pause(after_failure(Feed("u"), error, NOW)) >= DAY


def test_a_feed_that_is_gone_is_never_due_again(server: Server) -> None:
    server.answers["/feed"] = Answer(status=410)
    (result,) = ask(Feed(server.url("/feed"), typed=True))
    assert result.feed.gone
    assert "gone" in result.feed.error
    assert not is_due(result.feed, NOW + timedelta(days=999))


def test_a_feed_is_due_when_its_time_has_come() -> None:
    feed = Feed("u", due=(NOW + HOUR).isoformat())
    assert is_due(Feed("u"), NOW)
    assert not is_due(feed, NOW)
    assert is_due(feed, NOW + HOUR)


def test_a_feed_from_a_list_may_not_lead_to_this_machine(server: Server) -> None:
    (result,) = ask(Feed(server.url("/feed")))
    assert "private" in result.feed.error
    assert server.asked == []


def test_one_bad_feed_does_not_stop_the_others(server: Server) -> None:
    server.answers["/good"] = Answer(RSS, headers=XML)
    server.answers["/page"] = Answer(b"<html><p>words</p></html>")
    results = ask(*(Feed(server.url(path), typed=True) for path in ("/page", "/missing", "/good")))
    assert {result.before.url: bool(result.feed.error) for result in results} == {
        server.url("/page"): True,
        server.url("/missing"): True,
        server.url("/good"): False,
    }


def test_a_host_has_one_request_at_a_time_while_others_are_asked_too() -> None:
    busy: dict[str, int] = {}
    most: dict[str, int] = {}
    lock = threading.Lock()
    both = threading.Barrier(2, timeout=20)
    seen: list[str] = []

    def fetcher(feed: Feed) -> Fetched:
        host = feed.url.split("/")[2]
        with lock:
            busy[host] = busy.get(host, 0) + 1
            most[host] = max(most.get(host, 0), busy[host])
            seen.append(feed.url)
        if feed.url.endswith("/0"):
            both.wait()  # Both hosts must be asked at the same time for this to pass.
        with lock:
            busy[host] -= 1
        return Fetched(feed.url, 200, RSS)

    feeds = [Feed(f"https://{host}.example/{i}") for host in ("a", "b") for i in range(5)]
    assert len(ask(*feeds, fetcher=fetcher)) == 10
    assert most == {"a.example": 1, "b.example": 1}
    assert len(seen) == 10


def test_hundreds_of_feeds_are_asked_in_one_go(server: Server) -> None:
    for i in range(300):
        server.answers[f"/{i}"] = Answer(RSS, headers=XML)
    feeds = [Feed(server.url(f"/{i}"), typed=True) for i in range(300)]
    results = ask(*feeds)
    assert len(results) == len(server.asked) == 300
    assert all(result.parsed and not result.feed.error for result in results)


def test_cancelling_stops_before_the_next_request() -> None:
    stop = threading.Event()
    asked: list[str] = []

    def fetcher(feed: Feed) -> Fetched:
        asked.append(feed.url)
        stop.set()
        return Fetched(feed.url, 200, RSS)

    results = ask(*(Feed(f"https://a.example/{i}") for i in range(50)), fetcher=fetcher, cancelled=stop)
    assert asked == ["https://a.example/0"]
    assert len(results) == 1


def test_a_reader_that_stops_listening_stops_the_requests() -> None:
    asked: list[str] = []

    def fetcher(feed: Feed) -> Fetched:
        asked.append(feed.url)
        return Fetched(feed.url, 200, RSS)

    results = refresh([Feed(f"https://a.example/{i}") for i in range(50)], fetcher=fetcher, host_pause=0.0)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert len(asked) <= 3
