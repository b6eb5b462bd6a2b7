"""The first minute: a tour that goes on as the reader does what it says, and what there is to open."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from newsreader.config import Config
from newsreader.paths import DataPaths, samples_dir
from newsreader.tui.actions import BY_ID
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.controllers.tour import STEPS, step_text
from newsreader.tui.screens.reader import ReaderScreen
from tests.tui.conftest import press, until


@asynccontextmanager
async def first_start(
    home: Path, sources: tuple[str, ...] = (), size: tuple[int, int] = (100, 30)
) -> AsyncIterator[tuple[Pilot[int], ReaderScreen]]:
    app = NewsreaderApp(sources, DataPaths.of(home))
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        await until(pilot, lambda: screen.article is not None and bool(screen.findings.analysis.quotes))
        yield pilot, screen


def line(screen: ReaderScreen) -> str:
    found = screen.query("#tour")
    return str(found.first(Static).content) if found else ""


async def test_the_tour_goes_on_when_the_reader_does_what_it_says_and_comes_once(tmp_path: Path) -> None:
    async with first_start(tmp_path) as (pilot, screen):
        assert line(screen).startswith("Tour 1/7")
        await press(pilot, "H")
        assert line(screen).startswith("Tour 1/7")
        for number, keys in enumerate([")", "H", "#try<enter>", "u", "]q", "/caret<enter>"], 2):
            await press(pilot, keys)
            assert line(screen).startswith(f"Tour {number}/7"), keys
        await press(pilot, "?<escape>")
        await until(pilot, lambda: line(screen) == "")
        screen.app.exit()
    async with first_start(tmp_path) as (_, screen):
        assert line(screen) == ""


async def test_the_tour_is_left_by_one_key_and_taken_again_by_it(tmp_path: Path) -> None:
    async with first_start(tmp_path) as (pilot, screen):
        await press(pilot, "g?")
        await until(pilot, lambda: line(screen) == "")
        await press(pilot, "g?")
        assert line(screen).startswith("Tour 1/7")


async def test_who_has_something_to_read_is_not_stopped_by_a_tour(tmp_path: Path) -> None:
    async with first_start(tmp_path, (str(samples_dir()),)) as (_, screen):
        assert line(screen) == ""


async def test_the_samples_and_a_file_are_opened_from_inside(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("The only story\n\nIt is short. “Very,” Ada Lantern said.\n")
    async with first_start(tmp_path / "home") as (pilot, screen):
        await press(pilot, "o")
        await press(pilot, "".join("<full_stop>" if c == "." else c for c in str(tmp_path / "story.txt")) + "<enter>")
        await until(pilot, lambda: screen.article is not None and screen.article.title == "The only story")
        await press(pilot, "gs")
        await until(pilot, lambda: len(screen.desk.articles) > 5)


def test_every_step_names_actions_that_there_are_with_the_readers_own_keys() -> None:
    for number, step in enumerate(STEPS):
        assert all(any(action.startswith(name) for action in BY_ID) for name in step.done_by)
        assert "{" not in step_text(number).plain
    own = Config(keys={"mark.make": ("ctrl+t",)}).keymap
    assert "C-t marks the sentence" in step_text(1, own).plain
