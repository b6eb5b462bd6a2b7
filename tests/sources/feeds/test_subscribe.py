from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsreader.sources import SourceError, read_address
from newsreader.sources.feeds.subscribe import find_feed
from tests.sources.feeds.test_parse import RSS
from tests.sources.loopback import Answer, Server, serving

XML = {"Content-Type": "application/rss+xml"}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.answers["/feed.xml"] = Answer(RSS, headers=XML)
        yield running


def test_the_address_of_a_feed_is_subscribed_to(server: Server) -> None:
    feed, parsed = find_feed(server.url("/feed.xml"), folder=("Sea",))
    assert (feed.url, feed.title, feed.folder, feed.typed) == (server.url("/feed.xml"), parsed.title, ("Sea",), True)
    assert len(parsed.entries) == 2


def test_a_page_leads_to_the_feed_it_names(server: Server) -> None:
    link = b'<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    server.answers["/"] = Answer(b"<html><head>" + link + b"</head><body><p>Welcome</p></body></html>")
    assert find_feed(server.url("/"))[0].url == server.url("/feed.xml")


def test_a_page_without_feeds_says_so(server: Server) -> None:
    server.answers["/"] = Answer(b"<html><body><p>Welcome</p></body></html>")
    with pytest.raises(SourceError, match="names no feed"):
        find_feed(server.url("/"))


def test_an_address_that_content_names_is_not_fetched_from_this_machine(server: Server) -> None:
    with pytest.raises(SourceError, match="private"):
        read_address(server.url("/feed.xml"))
    assert server.asked == []
