"""Keys of the library that act on several articles, and those that find again."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from newsreader.library import Library
from newsreader.notes.correction import Verdict
from newsreader.paths import DataPaths
from newsreader.sources.feeds.model import Feed
from newsreader.tui.screens.library import LibraryScreen
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.widgets.chrome import StatusLine
from newsreader.tui.widgets.library_side import ALL, FEED, MARKED, SEARCH, UNREAD, LibrarySide
from tests.tui.conftest import Start, press, until

COUNT = 5


@pytest.fixture
def opened(tmp_path: Path) -> list[str]:
    folder = tmp_path / "stories"
    folder.mkdir()
    for n in range(COUNT):
        site = "Harbour Post" if n < 2 else "Island News"
        front = f"---\ntitle: Story {n}\nsite: {site}\ndate: 2026-0{n + 1}-01\n---\n"
        (folder / f"{n}.md").write_text(f"{front}The ferry number {n} sails to Kotka.\n")
    return [str(folder)]


async def library(pilot: Pilot[int], reader: ReaderScreen) -> LibraryScreen:
    await press(pilot, "gL")
    screen = reader.app.screen
    assert isinstance(screen, LibraryScreen)
    await until(pilot, lambda: len(screen.rows) == COUNT)
    return screen


def signs(screen: LibraryScreen) -> str:
    rows = [screen.rows.row(n) for n in range(len(screen.rows))]
    return "".join(row.lines[0][0][0][0] for row in rows if row is not None)


def row_text(screen: LibraryScreen, number: int) -> str:
    row = screen.rows.row(number)
    return "" if row is None else " ".join(words for line in row.lines for words, _ in line)


def said(screen: LibraryScreen) -> str:
    return str(screen.query_one("#status", StatusLine).content)


async def test_keys_act_on_all_articles_that_are_picked(start: Start, opened: list[str]) -> None:
    async with start(opened=opened) as (pilot, reader):
        screen = await library(pilot, reader)
        await press(pilot, "vv")
        assert signs(screen)[:2] == "✓✓"
        await press(pilot, "ddy")
        await until(pilot, lambda: len(screen.rows) == COUNT - 2)
        assert "✓" not in signs(screen)
        await press(pilot, "u")
        await until(pilot, lambda: len(screen.rows) == COUNT)
        await press(pilot, "V")
        await until(pilot, lambda: signs(screen) == "✓" * COUNT)
        await press(pilot, "V")
        assert "✓" not in signs(screen)


async def test_tags_are_given_to_several_and_taken_off(start: Start, opened: list[str]) -> None:
    async with start(opened=opened) as (pilot, reader):
        screen = await library(pilot, reader)
        await press(pilot, "vv#ferry<space>#kotka<enter>")
        await until(pilot, lambda: "#ferry" in row_text(screen, 0) and "#kotka" in row_text(screen, 1))
        assert "#ferry" not in row_text(screen, 2)
        await press(pilot, "#-kotka<enter>")
        await until(pilot, lambda: "#kotka" not in row_text(screen, 0) and "#ferry" in row_text(screen, 0))
        await press(pilot, "<escape>/tag:ferry<enter>")
        await until(pilot, lambda: len(screen.rows) == 2)


async def test_a_search_is_kept_under_a_name_and_found_again(start: Start, opened: list[str]) -> None:
    async with start(opened=opened) as (pilot, reader):
        screen = await library(pilot, reader)
        await press(pilot, "/number<space>3<enter>")
        await until(pilot, lambda: len(screen.rows) == 1)
        await press(pilot, "S<ctrl+u>Third<enter><escape>")
        await until(pilot, lambda: len(screen.rows) == COUNT)
        await press(pilot, "F")
        await until(pilot, lambda: reader.app.screen is not screen)
        await press(pilot, "third<enter>")
        await until(pilot, lambda: len(screen.rows) == 1)
        assert screen.words == "number 3"


async def test_a_kept_search_is_forgotten_by_an_empty_name(start: Start, opened: list[str]) -> None:
    async with start(opened=opened) as (pilot, reader):
        screen = await library(pilot, reader)
        await press(pilot, "/number<space>3<enter>")
        await until(pilot, lambda: len(screen.rows) == 1)
        await press(pilot, "S<ctrl+u>Third<enter>")
        await until(pilot, lambda: "Kept as" in said(screen))
        await press(pilot, "S<ctrl+u><enter>")
        await until(pilot, lambda: "not kept any more" in said(screen))
        await press(pilot, "F")
        await until(pilot, lambda: "No search was kept yet" in said(screen))


async def test_a_kept_search_is_deleted_beside_the_list_after_asking(
    start: Start, opened: list[str], tmp_path: Path
) -> None:
    with Library.open(DataPaths.of(tmp_path / "home").library) as shelf:
        shelf.searches.save("Third", "number 3")
        shelf.searches.save("Second", "number 2")
    async with start(opened=opened, size=(150, 40)) as (pilot, reader):
        screen = await library(pilot, reader)
        side = screen.query_one(LibrarySide)
        await until(pilot, lambda: f"{SEARCH}number 3" in side.keys)
        await press(pilot, "<tab>")
        side.choose(f"{SEARCH}number 3")
        await press(pilot, "ddn")
        assert f"{SEARCH}number 3" in side.keys
        await press(pilot, "dd")
        assert "number 3" in said(screen)
        await press(pilot, "y")
        await until(pilot, lambda: f"{SEARCH}number 3" not in side.keys)
        assert f"{SEARCH}number 2" in side.keys
        assert len(screen.rows) == COUNT


async def test_counts_lead_to_the_articles_of_one_site(start: Start, opened: list[str]) -> None:
    async with start(opened=opened) as (pilot, reader):
        screen = await library(pilot, reader)
        await press(pilot, "c")
        await until(pilot, lambda: reader.app.screen is not screen)
        await press(pilot, "harbour<enter>")
        await until(pilot, lambda: len(screen.rows) == 2)
        assert "Harbour Post" in str(screen.query_one("#list-title", Static).content)
        await press(pilot, "<escape>")
        await until(pilot, lambda: len(screen.rows) == COUNT)


async def test_the_preview_shows_the_beginning_of_the_highlighted_article(start: Start, opened: list[str]) -> None:
    async with start(opened=opened) as (pilot, reader):
        screen = await library(pilot, reader)
        preview = screen.query_one("#list-preview", Static)
        assert not preview.display
        await press(pilot, "ggp")
        await until(pilot, lambda: f"number {COUNT - 1} sails" in str(preview.content))
        await press(pilot, "j")
        await until(pilot, lambda: f"number {COUNT - 2} sails" in str(preview.content))
        await press(pilot, "p")
        assert not preview.display


async def test_the_preview_names_who_is_quoted_before_and_after_the_reader_corrects_it(
    start: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: A quay\n---\n“We are closing it,” said Helle Brandt, the director.\n")
    (folder / "b.md").write_text("---\ntitle: Boats\n---\n“Nobody asked us about it,” said Oskar Lind, a fisherman.\n")
    async with start(opened=[str(folder)]) as (pilot, reader):
        await until(pilot, lambda: len(reader.findings.analysis.quotes) == 1)
        said = reader.findings.analysis.quotes[0].speaker
        reader.corrections.correct(reader.findings.analysis.quotes[0], Verdict.SPEAKER, "Anna Holm")
        await press(pilot, "gL")
        screen = reader.app.screen
        assert isinstance(screen, LibraryScreen)
        await until(pilot, lambda: len(screen.rows) == 2)
        preview = screen.query_one("#list-preview", Static)
        await press(pilot, "ggp")
        seen = set()
        for key in "jk":
            await until(pilot, lambda: str(preview.content).startswith("Quoted: ") and str(preview.content) not in seen)
            seen.add(str(preview.content))
            await press(pilot, key)
        names = {words.splitlines()[0] for words in seen}
        assert names == {"Quoted: Anna Holm 1", f"Quoted: {({'Helle Brandt', 'Oskar Lind'} - {said}).pop()} 1"}


async def test_feeds_and_kept_searches_stand_beside_a_wide_list(
    start: Start, opened: list[str], tmp_path: Path
) -> None:
    feed = "https://harbour.example/rss"
    with Library.open(DataPaths.of(tmp_path / "home").library) as shelf:
        shelf.subscriptions.add(Feed(feed, title="Harbour Post", folder=("Coast",)))
        shelf.searches.save("Third", "number 3")
    async with start(opened=opened, size=(140, 40)) as (pilot, reader):
        screen = await library(pilot, reader)
        side = screen.query_one(LibrarySide)
        await until(pilot, lambda: len(side.keys) == 5)
        assert side.keys == [ALL, UNREAD, MARKED, f"{FEED}{feed}", f"{SEARCH}number 3"]
        assert side.chosen == ALL
        await press(pilot, "<tab>")
        assert side.has_focus
        await press(pilot, "G<enter>")
        await until(pilot, lambda: len(screen.rows) == 1)
        assert screen.rows.has_focus
        await press(pilot, "<tab>k<enter>")
        await until(pilot, lambda: len(screen.rows) == 0)
        await press(pilot, "<tab>gg<enter>")
        await until(pilot, lambda: len(screen.rows) == COUNT)
        await press(pilot, "m")
        await until(pilot, lambda: side.chosen == MARKED)


async def test_a_narrow_list_stands_alone_and_says_where_the_feeds_are(start: Start, opened: list[str]) -> None:
    async with start(opened=opened, size=(80, 24)) as (pilot, reader):
        screen = await library(pilot, reader)
        assert not screen.query_one(LibrarySide).display
        await press(pilot, "<tab>")
        assert screen.rows.has_focus
        assert "c lists the feeds" in str(screen.query_one("#status", StatusLine).content)


def found_words(screen: LibraryScreen, number: int) -> list[str]:
    row = screen.rows.row(number)
    return [] if row is None else [words for words, look in row.lines[-1] if look == "hit"]


async def test_the_list_follows_what_is_typed_and_shows_where_it_stands(start: Start, opened: list[str]) -> None:
    async with start(opened=opened) as (pilot, reader):
        screen = await library(pilot, reader)
        await press(pilot, "/sail")
        await until(pilot, lambda: screen.words == "sail" and found_words(screen, 0) == ["sails"])
        assert len(screen.rows) == COUNT
        await press(pilot, "zzzz")
        await until(pilot, lambda: len(screen.rows) == 0)
        await press(pilot, "<escape>")
        await until(pilot, lambda: len(screen.rows) == COUNT and len(screen.rows.row(0).lines) == 2)  # type: ignore[union-attr]


async def test_a_misspelt_word_is_put_right_and_that_is_said(start: Start, opened: list[str]) -> None:
    async with start(opened=opened) as (pilot, reader):
        screen = await library(pilot, reader)
        await press(pilot, "/harbuor<space>ferrry<space>kotak")
        await until(pilot, lambda: len(screen.rows) == 0 and screen.words.endswith("kotak"))
        for _ in range(len("harbuor ferrry kotak")):
            await pilot.press("backspace")
        await press(pilot, "ferrry")
        await until(pilot, lambda: len(screen.rows) == COUNT and screen.words == "ferrry")
        assert "“ferrry” is in no article" in said(screen)
        await press(pilot, "<enter>j")
        assert "searched as “ferry”" in str(screen.query_one("#list-title", Static).content)


async def test_what_was_taken_out_is_brought_back_at_the_next_start(start: Start, opened: list[str]) -> None:
    async with start(opened=opened) as (pilot, reader):
        screen = await library(pilot, reader)
        await press(pilot, "vvddy")
        await until(pilot, lambda: len(screen.rows) == COUNT - 2)
    async with start(opened=[]) as (pilot, reader):
        await until(pilot, lambda: isinstance(reader.app.screen, LibraryScreen))
        later = reader.app.screen
        assert isinstance(later, LibraryScreen)
        await until(pilot, lambda: len(later.rows) == COUNT - 2)
        await press(pilot, "u")
        await until(pilot, lambda: len(later.rows) == COUNT)


async def test_articles_that_were_not_opened_are_looked_through_too(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsreader.tui.desk.IDLE", 0.0)
    async with start() as (pilot, reader):
        shelf = reader.desk.open_library()
        await until(pilot, lambda: len(shelf) > 0 and shelf.count_unanalyzed() == 0)
        assert {hit.title for hit in shelf.search("said:lehto")} == {
            "Ferry to Kotka stops for a week",
            "A pump for the Kotka ferry arrives by train",
        }
