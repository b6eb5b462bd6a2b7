"""The quotes of one speaker."""

import pytest

from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.widgets.panes import MORE
from tests.tui.conftest import Start, press


def listed(screen: ReaderScreen) -> set[str | None]:
    return {screen.findings.analysis.quotes[int(key)].speaker for key in screen.list_of("quotes").keys}


async def test_the_quotes_of_one_speaker_alone_and_of_all_again(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "gqss")
        everybody = listed(screen)
        assert len(everybody) > 1
        screen.list_of("quotes").choose("0")
        await press(pilot, "f")
        assert listed(screen) == {"Maija Lehto"}
        await press(pilot, "f")
        assert listed(screen) == everybody


async def test_the_quotes_of_a_person_among_the_names(start: Start) -> None:
    async with start() as (pilot, screen):
        names = [e.name for e in screen.findings.analysis.entities]
        await press(pilot, "gpss")
        screen.list_of("entities").choose(str(names.index("Turku")))
        await press(pilot, "f")
        assert screen.pane == "entities"
        screen.list_of("entities").choose(str(names.index("Maija Lehto")))
        await press(pilot, "f")
        assert screen.pane == "quotes"
        assert listed(screen) == {"Maija Lehto"}


async def test_the_item_for_more_quotes_shows_them(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsreader.tui.controllers.findings.LISTED", 2)
    async with start() as (pilot, screen):
        quotes = screen.list_of("quotes")
        assert quotes.keys == ["0", "1", MORE]
        await press(pilot, "gqG<enter>")
        assert quotes.keys == [str(n) for n in range(3)]
