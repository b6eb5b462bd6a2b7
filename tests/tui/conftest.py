"""An app on invented articles, with a data folder of its own."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from newsreader.analysis.analyzer import Analyzer
from newsreader.article import Span
from newsreader.config import Config
from newsreader.paths import DataPaths
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.aside import Aside
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.widgets.chrome import StatusLine

FERRY = """LocalTravel

Ferry to Kotka stops for a week

The ferry between Turku and Kotka will stop for a week. Its engine needs a new pump.

“We would rather stop for a week than for a year,” Maija Lehto, the captain of the ferry, said on Monday.

“Nobody likes it,” she added. “I like it least.”

Passengers in Turku were less patient. Two of them said they would swim.

Source link

Related Posts

Load More Posts Loading...No More Posts.
"""
PUMP = """A pump for the Kotka ferry arrives by train

The new pump for the ferry between Turku and Kotka came by train on Friday.

“It is a beautiful pump,” Maija Lehto, the captain, said.
"""

Started = tuple[Pilot[int], ReaderScreen]
Start = Callable[..., AbstractAsyncContextManager[Started]]


@pytest.fixture(autouse=True)
def analysed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let short articles be analysed in the process of the tests, which loads the models once for all of them."""
    elsewhere = Aside.__call__

    def call(self: Aside, function: Callable[..., object], /, *args: Any) -> object:
        return function(*args) if isinstance(function, Analyzer) else elsewhere(self, function, *args)

    monkeypatch.setattr(Aside, "__call__", call)


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "1-ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "2-pump.txt").write_text(PUMP, encoding="utf-8")
    return [str(folder)]


@pytest.fixture
def start(tmp_path: Path, sources: list[str]) -> Start:
    """Start the app; it can be started again on the same data."""

    @asynccontextmanager
    async def started(
        *, size: tuple[int, int] = (120, 40), config: Config | None = None, opened: list[str] | None = None
    ) -> AsyncIterator[Started]:
        app = NewsreaderApp(sources if opened is None else opened, DataPaths.of(tmp_path / "home"), config)
        async with app.run_test(size=size) as pilot:
            screen = next(s for s in app.screen_stack if isinstance(s, ReaderScreen))
            await until(pilot, lambda: screen.findings.related_looked and bool(screen.findings.analysis.entities))
            yield pilot, screen

    return started


async def until(pilot: Pilot[int], condition: Callable[[], bool]) -> None:
    """Wait for a worker: until something is so, at most for some thousand rounds of the event loop."""
    await pilot.pause(0)
    for _ in range(6_000):
        if condition():
            await pilot.pause(0)
            return
        await asyncio.sleep(0.01)  # cheaper than a pause, which asks every widget
    raise AssertionError("this never came true")


async def press(pilot: Pilot[int], keys: str) -> None:
    """Press keys written one after the other, names in angle brackets: ``]q<enter>``."""
    names: list[str] = []
    while keys:
        if keys.startswith("<"):
            name, _, keys = keys[1:].partition(">")
            names.append(name)
        else:
            names.append(keys[0])
            keys = keys[1:]
    await pilot.press(*names)
    await pilot.pause()


Press = Callable[[Pilot[int], str], Awaitable[None]]


def words(screen: ReaderScreen, span: Span) -> str:
    assert screen.article is not None
    return screen.article.text[span.start : span.end]


def marked(screen: ReaderScreen) -> list[str]:
    return [words(screen, m.span) for m in screen.marks.display()]


def status(screen: ReaderScreen) -> str:
    return str(screen.query_one("#status", StatusLine).content)
