from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources import SourceError, read_bytes
from newsreader.sources.feeds.discovery import FeedLink, feeds_of_page
from newsreader.sources.feeds.parse import entry_article, parse_feed
from newsreader.sources.kinds import Kind, kind_of

HOME = "https://harbour.example/"
URL = f"{HOME}feed.xml"
RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Harbour &amp; Sea Times</title><link>https://harbour.example/</link><language>en-GB</language>
<item><title>Ferry &lt;em&gt;late&lt;/em&gt; again</title><link>/2026/ferry</link><guid>f-1</guid>
<pubDate>Tue, 03 Mar 2026 10:14:00 +0100</pubDate><author>Jana</author><category>Sea</category>
<description>Short.</description>
<content:encoded>&lt;p&gt;The ferry came at &lt;a href="/noon"&gt;noon&lt;/a&gt;.&lt;/p&gt;
&lt;script&gt;x()&lt;/script&gt;</content:encoded></item>
<item><title>No address</title><link>javascript:alert(1)</link><description>A teaser.</description></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Sea</title><entry><id>urn:x:1</id><title>Ebb</title>
<link href="https://sea.example/ebb"/><updated>2026-03-03T10:14:00Z</updated><author><name>Petr</name></author>
<content type="html">&lt;p&gt;It ebbed.&lt;/p&gt;</content></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Old</title></channel><item><title>Flow</title><link>https://old.example/flow</link></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Tides",
        "home_page_url": "https://tides.example/",
        "items": [
            {"id": 7, "url": "/neap", "title": "Neap", "content_text": "One <b>\n\ntwo", "authors": [{"name": "Jana"}],
             "date_published": "2026-03-03T10:14:00Z", "tags": ["moon"]},
            "no item",
        ],
    }
).encode()  # fmt: skip


def test_rss_is_read_into_entries() -> None:
    feed = parse_feed(RSS, URL)
    assert (feed.title, feed.home, feed.language) == ("The Harbour & Sea Times", "https://harbour.example/", "en")
    first, second = feed.entries
    assert (first.id, first.url, first.title) == (f"{HOME}f-1", f"{HOME}2026/ferry", "Ferry late again")
    assert (first.byline, first.published, first.categories) == ("Jana", "2026-03-03T09:14:00+00:00", ("Sea",))
    assert first.complete
    assert (second.url, second.complete) == ("", False)


@pytest.mark.parametrize(("data", "title"), [(ATOM, "Ebb"), (RDF, "Flow"), (JSON_FEED, "Neap")])
def test_the_other_kinds_of_feeds_are_read_too(data: bytes, title: str) -> None:
    assert kind_of(data) is Kind.FEED
    assert parse_feed(data, "https://tides.example/feed.json").entries[0].title == title


def test_a_json_feed_keeps_all_its_fields() -> None:
    (entry,) = parse_feed(JSON_FEED, "https://tides.example/feed.json").entries
    assert (entry.id, entry.url, entry.byline) == ("7", "https://tides.example/neap", "Jana")
    assert entry.published == "2026-03-03T10:14:00Z"
    assert entry.markup == "<p>One &lt;b&gt;</p><p>two</p>"


def test_an_entry_is_an_article_with_its_links() -> None:
    feed = parse_feed(RSS, URL)
    article = entry_article(feed.entries[0], feed, URL)
    assert article.text == "The ferry came at noon."
    assert [link.url for link in article.links] == ["https://harbour.example/noon"]
    assert article.site == "The Harbour & Sea Times"


def test_a_feed_given_as_a_source_gives_its_articles() -> None:
    assert [article.title for article in read_bytes(RSS, "feed.xml")] == ["Ferry late again", "No address"]


def test_control_sequences_in_a_feed_do_not_come_through() -> None:
    hostile = RSS.replace(b"Ferry &lt;", b"Fer&#x9b;2Jry \xe2\x80\xae&lt;").replace(b"came at", b"came &amp;#27;[2J at")
    feed = parse_feed(hostile, URL)
    article = entry_article(feed.entries[0], feed, URL)
    assert not {"\x1b", "\x9b", "\u202e"} & set(feed.entries[0].title + article.text)


def test_a_feed_with_a_fault_is_read_with_a_warning() -> None:
    broken = RSS.replace(b"</channel></rss>", b"<item><title>Cut")
    feed = parse_feed(broken, URL)
    assert [entry.title for entry in feed.entries[:2]] == ["Ferry late again", "No address"]
    assert feed.warning


@pytest.mark.parametrize("data", [b"<html><body>No feed</body></html>", b"{}", b"{", b"", b"[1]", b"plain words"])
def test_what_is_no_feed_is_an_error(data: bytes) -> None:
    with pytest.raises(SourceError, match="no feed"):
        parse_feed(data, URL)


def test_the_name_of_a_file_is_never_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(RSS)
    with pytest.raises(SourceError):
        parse_feed(str(secret).encode(), URL)


def test_a_broken_entry_without_text_is_no_crash() -> None:
    broken = ATOM[:90] + ATOM[94:]
    assert parse_feed(broken, URL).warning


def test_nested_entities_do_not_grow() -> None:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    doctype = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "lol">{entities}]>'
    bomb = f"{doctype}<rss><channel><title>&a9;</title></channel></rss>"
    try:
        feed = parse_feed(bomb.encode(), URL)
    except SourceError:
        return
    assert len(feed.title) < 10_000


def test_a_page_names_its_feeds() -> None:
    page = """<head><link rel="alternate" type="application/rss+xml" title="All" href="/feed.xml">
    <link rel="ALTERNATE feed" type="application/feed+json" href="https://harbour.example/feed.json">
    <link rel="alternate" hreflang="de" href="/de"><link rel="alternate" type="application/atom+xml" href="file:///x"></head>"""
    assert feeds_of_page(page, "https://harbour.example/2026/ferry") == (
        FeedLink("https://harbour.example/feed.xml", "All"),
        FeedLink("https://harbour.example/feed.json", ""),
    )


fragments = st.sampled_from(
    [b"<rss>", b"<item>", b"<title>", b"</title>", b"<link>x", b"&#27;", b"<![CDATA[", b"]]>", b"{", b'"items":']
)


@given(st.lists(st.one_of(st.binary(max_size=20), fragments), max_size=20).map(b"".join))
def test_any_bytes_are_a_feed_or_an_error(data: bytes) -> None:
    try:
        feed = parse_feed(data, URL)
    except SourceError:
        return
    for entry in feed.entries:
        entry_article(entry, feed, URL)


@pytest.mark.parametrize("encoding", [b"\0utf-8", b"utf\x80", b"idna\0"], ids=["null", "odd", "codec"])
def test_an_encoding_that_no_codec_has_is_no_crash(encoding: bytes) -> None:
    data = b"<?xml version='1.0' encoding='" + encoding + b"'?><rss><channel><title>F</title></channel></rss>"
    with contextlib.suppress(SourceError):
        assert parse_feed(data, "https://harbour.example/feed").title == "F"
