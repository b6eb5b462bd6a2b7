"""The feeds, worked by keys, and what is fetched because the reader asked for it."""

from collections.abc import Iterator
from functools import partial

import pytest
from textual.pilot import Pilot

from newsreader.sources import read_address
from newsreader.tui.screens.feeds import FeedsScreen
from newsreader.tui.screens.library import LibraryScreen
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.widgets.chrome import StatusLine
from tests.sources.loopback import Answer, Server, serving
from tests.tui.conftest import Start, press, until
from tests.tui.conftest import status as said

ITEM = """<item><guid>{n}</guid><title>Storm {n} over Turku</title><link>{base}/storm-{n}</link>
<description>The storm number {n} has begun.</description></item>"""
PAGE = """<html><head><title>Storm 1 over Turku</title></head><body><article><h1>Storm 1 over Turku</h1>
<p>The storm number 1 has begun. It came from the sea before noon, and the harbour was closed at once.</p>
<p>“Nobody sails today,” said Maija Lehto, the captain of the ferry. She waited with forty passengers in the hall.</p>
<p>The wind is expected to turn on Friday. Until then the bridge to the island stays shut for lorries.</p>
</article></body></html>"""


def feed(base: str, count: int) -> bytes:
    items = "".join(ITEM.format(n=n, base=base) for n in range(1, count + 1))
    return f"<rss version='2.0'><channel><title>Weather in Turku</title>{items}</channel></rss>".encode()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as made:
        base = made.url("")
        made.answers["/feed"] = Answer(body=feed(base, 2), headers={"Content-Type": "application/rss+xml"})
        made.answers["/storm-1"] = Answer(body=PAGE.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
        yield made


def status(screen: FeedsScreen) -> str:
    return str(screen.query_one("#status", StatusLine).content)


async def opened(pilot: Pilot[int], reader: ReaderScreen) -> FeedsScreen:
    await press(pilot, "gF")
    screen = reader.app.screen
    assert isinstance(screen, FeedsScreen)
    return screen


async def subscribed(pilot: Pilot[int], screen: FeedsScreen, address: str) -> None:
    await press(pilot, "a")
    await pilot.press(*address)
    await press(pilot, "<enter>")
    await until(pilot, lambda: len(screen.rows) == 1)


async def test_a_feed_is_subscribed_to_listed_and_removed_with_a_way_back(start: Start, server: Server) -> None:
    async with start() as (pilot, reader):
        screen = await opened(pilot, reader)
        await until(pilot, lambda: "No feeds yet. a subscribes" in screen.rows.render_line(0).text)
        await subscribed(pilot, screen, server.url("/feed"))
        row = screen.rows.row(0)
        assert row is not None
        assert row.lines[0][1][0] == "Weather in Turku"
        assert "2 unread" in row.lines[0][2][0]
        await press(pilot, "ddn")
        assert len(screen.rows) == 1
        await press(pilot, "ddy")
        await until(pilot, lambda: len(screen.rows) == 0)
        await press(pilot, "u")
        await until(pilot, lambda: len(screen.rows) == 1)


async def test_the_articles_of_a_feed_are_read_and_the_whole_text_is_fetched(
    start: Start, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What content names may not lead into the reader's own network, where the server of this test is.
    monkeypatch.setattr("newsreader.sources.read_address", partial(read_address, typed=True))
    async with start() as (pilot, reader):
        screen = await opened(pilot, reader)
        await subscribed(pilot, screen, server.url("/feed"))
        await press(pilot, "<enter>")
        library = reader.app.screen
        assert isinstance(library, LibraryScreen)
        await until(pilot, lambda: len(library.rows) == 2)
        titles = [r.lines[0][1][0] for r in map(library.rows.row, range(2)) if r is not None]
        await press(pilot, "j" * titles.index("Storm 1 over Turku") + "<enter>")
        await until(pilot, lambda: reader.article is not None and "Storm 1" in reader.article.title)
        assert reader.article is not None
        short = reader.article
        await press(pilot, "Hgw")
        await until(pilot, lambda: reader.article is not None and "Maija Lehto" in reader.article.text)
        assert reader.article.id == short.id
        await until(pilot, lambda: len(reader.marks.all) == 1)
        assert reader.marks.all[0].target.exact == "The storm number 1 has begun."
        await press(pilot, "gw")
        await until(pilot, lambda: "no more at its address" in said(reader))


async def test_feeds_are_asked_again_only_when_they_are_due(start: Start, server: Server) -> None:
    async with start() as (pilot, reader):
        screen = await opened(pilot, reader)
        await subscribed(pilot, screen, server.url("/feed"))
        asked = len(server.asked)
        await press(pilot, "R")
        await until(pilot, lambda: "Asked" in status(screen) or "No feed is due" in status(screen))
        if "No feed is due" in status(screen):
            assert len(server.asked) == asked
        else:
            assert "0 new" in status(screen)


async def test_an_address_without_a_feed_is_said(start: Start, server: Server) -> None:
    async with start() as (pilot, reader):
        screen = await opened(pilot, reader)
        await press(pilot, "a")
        await pilot.press(*server.url("/storm-1"))
        await press(pilot, "<enter>")
        await until(pilot, lambda: "names no feed" in status(screen))


async def test_an_address_in_the_readers_own_network_is_not_fetched_for_an_article(
    start: Start, server: Server
) -> None:
    async with start() as (pilot, reader):
        screen = await opened(pilot, reader)
        await subscribed(pilot, screen, server.url("/feed"))
        asked = len(server.asked)
        await press(pilot, "<enter>")
        library = reader.app.screen
        assert isinstance(library, LibraryScreen)
        await until(pilot, lambda: len(library.rows) == 2)
        await press(pilot, "<enter>")
        await until(pilot, lambda: reader.article is not None and "Storm" in reader.article.title)
        await press(pilot, "gw")
        await until(pilot, lambda: "Fetching" not in said(reader))
        assert "private" in said(reader) or "own network" in said(reader)
        assert len(server.asked) == asked
