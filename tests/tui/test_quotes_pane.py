"""The quotes of one speaker."""

import pytest

from newsreader.analysis import Analysis, Entity, EntityLabel, Quote, QuoteKind
from newsreader.article import Span
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.widgets.panes import MORE, entity_items
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


async def test_a_person_of_whom_words_are_only_reported_is_shown_with_them(start: Start) -> None:
    async with start() as (pilot, screen):
        screen.findings.analysis = Analysis(
            (Quote(5, 20, QuoteKind.INDIRECT, "Maija Lehto", cue="said", confidence=1.0),),
            (Entity("Maija Lehto", EntityLabel.PERSON, (Span(0, 4),)),),
        )
        await press(pilot, "gp")
        screen.list_of("entities").set_items(entity_items(screen.findings.analysis.entities))
        screen.list_of("entities").choose("0")
        await press(pilot, "f")
        assert listed(screen) == {"Maija Lehto"}


async def test_inside_reported_speech_the_quoted_words_are_what_is_under_the_caret(start: Start) -> None:
    async with start() as (_, screen):
        inner, outer = Quote(10, 20, QuoteKind.DIRECT), Quote(5, 40, QuoteKind.INDIRECT)
        screen.findings.analysis = Analysis((outer, inner))
        assert screen.findings.quote_at(15) is inner
        assert screen.findings.quote_at(30) is outer
        assert screen.findings.quote_at(60) is None
