"""The quotes of one speaker."""

from newsreader.tui.screens.reader import ReaderScreen
from tests.tui.conftest import Start, press


def listed(screen: ReaderScreen) -> set[str | None]:
    return {screen.analysis.quotes[int(key)].speaker for key in screen.list_of("quotes").keys}


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
        names = [e.name for e in screen.analysis.entities]
        await press(pilot, "gpss")
        screen.list_of("entities").choose(str(names.index("Turku")))
        await press(pilot, "f")
        assert screen.pane == "entities"
        screen.list_of("entities").choose(str(names.index("Maija Lehto")))
        await press(pilot, "f")
        assert screen.pane == "quotes"
        assert listed(screen) == {"Maija Lehto"}
