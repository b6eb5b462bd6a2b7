"""Longer fuzzing of every parser with broken and mixed documents: an article or one clear error, never a crash."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.sources import SourceError, read_bytes
from newsreader.sources.feeds.opml import read_opml
from newsreader.sources.feeds.parse import entry_article, parse_feed
from newsreader.sources.html.extract import extract_page
from newsreader.sources.html.prepare import decode_page, prepare
from newsreader.sources.readlater import find_export
from newsreader.text.clean import drawable
from tests.sources.feeds.test_opml import LIST
from tests.sources.feeds.test_parse import ATOM, JSON_FEED, RDF, RSS
from tests.sources.html.test_page import PAGE
from tests.sources.readlater.test_exports import POCKET
from tests.sources.test_containers import book, pdf, response, saved
from tests.sources.test_markdown import PAGE as MARKDOWN
from tests.sources.test_plain import SCRAPE

SEEDS = {
    "x.txt": SCRAPE.encode(),
    "x.md": MARKDOWN.encode(),
    "x.html": PAGE.encode(),
    "rss": RSS,
    "atom": ATOM,
    "rdf": RDF,
    "json": JSON_FEED,
    "opml": LIST,
    "pocket.csv": POCKET.encode(),
    "x.epub": book(),
    "x.mht": saved(),
    "x.warc": response(PAGE.encode()),
    "x.pdf": pdf("The ferry came."),
}
pieces = st.one_of(
    st.binary(max_size=8),
    st.sampled_from([b"<", b">", b"&#27;", b"\x1b]", b"\x9b", b"\xe2\x80\xae", b"---\n", b"]]>", b'"', b"\0", b"\n\n"]),
)
edits = st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 40), pieces), min_size=1, max_size=6)


def edited(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for at, length, piece in changes:
        at %= len(data) + 1
        data = data[:at] + piece + data[at + length :]
    return data


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SEEDS))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=edits)
def test_an_edited_document_is_an_article_or_an_error(name: str, changes: list[tuple[int, int, bytes]]) -> None:
    data = edited(SEEDS[name], changes)
    try:
        for article in read_bytes(data, name):
            assert drawable(article.text) == article.text
            assert drawable(article.title) == article.title
    except SourceError as error:
        assert "\n" not in str(error)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(sorted(SEEDS)), changes=edits)
def test_every_parser_takes_every_document(name: str, changes: list[tuple[int, int, bytes]]) -> None:
    data = edited(SEEDS[name], changes)
    extract_page(prepare(decode_page(data)), name)
    for read in (lambda: read_opml(data, name), lambda: find_export(data, name)):
        with contextlib.suppress(SourceError):
            read()
    try:
        feed = parse_feed(data, "https://x.example/feed")
    except SourceError:
        return
    for entry in feed.entries:
        entry_article(entry, feed, name)
