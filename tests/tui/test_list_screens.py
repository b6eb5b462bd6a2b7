"""The library and the marks of all articles, worked by keys."""

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.screens.library import LibraryScreen
from newsreader.tui.screens.list_screen import ListScreen
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.widgets.article_rows import title_of
from newsreader.tui.widgets.chrome import StatusLine
from newsreader.tui.widgets.row_list import ListRow, RowList
from tests.tui.conftest import Start, press, until

ALL = 2
"""Articles that the fixture opens."""


def titles(screen: ListScreen) -> list[str]:
    rows = [screen.rows.row(n) for n in range(len(screen.rows))]
    return [title_of(row) for row in rows if row is not None]


def status(screen: ListScreen) -> str:
    return str(screen.query_one("#status", StatusLine).content)


async def library(pilot: Pilot[int], reader: ReaderScreen, count: int = ALL) -> LibraryScreen:
    await press(pilot, "gL")
    screen = reader.app.screen
    assert isinstance(screen, LibraryScreen)
    await until(pilot, lambda: len(screen.rows) == count)
    return screen


async def test_the_library_lists_all_and_opens_what_is_chosen(start: Start) -> None:
    async with start() as (pilot, reader):
        screen = await library(pilot, reader)
        assert any(t.startswith("Ferry") for t in titles(screen))
        at = next(n for n, t in enumerate(titles(screen)) if t.startswith("A pump"))
        await press(pilot, "G" if at else "gg")
        await press(pilot, "<enter>")
        await until(pilot, lambda: reader.article is not None and reader.article.title.startswith("A pump"))
        assert reader.app.screen is reader
        await press(pilot, "<ctrl+o>")
        await until(pilot, lambda: reader.article is not None and reader.article.title.startswith("Ferry"))


async def test_typing_narrows_the_library_down_and_escape_widens_it(start: Start) -> None:
    async with start() as (pilot, reader):
        screen = await library(pilot, reader)
        await press(pilot, "/title:pump<enter>")
        await until(pilot, lambda: len(screen.rows) == 1)
        assert titles(screen) == ["A pump for the Kotka ferry arrives by train"]
        await press(pilot, "<escape>")
        await until(pilot, lambda: len(screen.rows) == ALL)
        await press(pilot, "<escape>")
        assert reader.app.screen is reader


async def test_articles_are_marked_read_and_hidden(start: Start) -> None:
    async with start() as (pilot, reader):
        screen = await library(pilot, reader)
        await press(pilot, "f")
        await until(pilot, lambda: "unread only" in str(screen.query_one("#list-title").render()))
        before = len(screen.rows)
        assert before
        await press(pilot, "r")
        await until(pilot, lambda: len(screen.rows) == before - 1)


async def test_articles_with_marks_are_found(start: Start) -> None:
    async with start() as (pilot, reader):
        await press(pilot, "H")
        await until(pilot, lambda: not reader.marks.unsaved)
        screen = await library(pilot, reader)
        await press(pilot, "m")
        await until(pilot, lambda: len(screen.rows) == 1)
        assert titles(screen) == ["Ferry to Kotka stops for a week"]


async def test_an_article_taken_out_comes_back(start: Start) -> None:
    async with start() as (pilot, reader):
        screen = await library(pilot, reader)
        await press(pilot, "ddn")
        assert len(screen.rows) == ALL
        await press(pilot, "ddy")
        await until(pilot, lambda: len(screen.rows) == ALL - 1)
        await press(pilot, "u")
        await until(pilot, lambda: len(screen.rows) == ALL)
        await press(pilot, "u")
        assert "Nothing to undo" in status(screen)


async def test_a_query_that_cannot_be_understood_is_said(start: Start) -> None:
    async with start() as (pilot, reader):
        screen = await library(pilot, reader)
        await press(pilot, "/after:yesteryear<enter>")
        await until(pilot, lambda: "yesteryear" in status(screen))
        await press(pilot, "s")
        assert reader.app.is_running


class Rows(App[None]):
    """A list of a million rows that counts what is read of it."""

    def __init__(self) -> None:
        super().__init__()
        self.read = 0

    def compose(self) -> ComposeResult:
        yield RowList()

    def rows(self, start: int, count: int) -> list[ListRow]:
        self.read += count
        return [ListRow(str(n), ((("row [b]", ""), (str(n), "")), ())) for n in range(start, start + count)]


async def test_a_list_of_a_million_rows_reads_only_what_is_in_sight() -> None:
    app = Rows()
    async with app.run_test(size=(40, 20)) as pilot:
        rows = app.query_one(RowList)
        rows.show(1_000_000, app.rows)
        await pilot.pause()
        assert rows.chosen == "0"
        rows.step("last")
        await pilot.pause()
        assert rows.chosen == "999999"
        assert "row [b]999999" in rows.render_line(rows.size.height - 2).text
        rows.step("page-up")
        rows.step("first")
        await pilot.pause()
        assert "row [b]0" in rows.render_line(0).text
        assert app.read < 500


async def test_search_knows_speakers_and_notes(start: Start) -> None:
    async with start() as (pilot, reader):
        await press(pilot, "a")
        await press(pilot, "hullabaloo<ctrl+s>")
        await until(pilot, lambda: not reader.marks.unsaved)
        screen = await library(pilot, reader)
        await press(pilot, "/note:hullabaloo<enter>")
        await until(pilot, lambda: titles(screen) == ["Ferry to Kotka stops for a week"])
        await press(pilot, "<escape>")
        await until(pilot, lambda: len(screen.rows) == ALL)
        await press(pilot, "/said:lehto<enter>")
        await until(pilot, lambda: "Ferry to Kotka stops for a week" in titles(screen))


async def test_what_was_in_sight_counts_as_read_at_the_next_start(start: Start) -> None:
    async with start() as (pilot, _):
        await press(pilot, "Q")
    async with start(opened=[]) as (pilot, reader):
        await until(pilot, lambda: isinstance(reader.app.screen, LibraryScreen))
        screen = reader.app.screen
        assert isinstance(screen, LibraryScreen)
        await until(pilot, lambda: len(screen.rows) == ALL)
        rows = [screen.rows.row(n) for n in range(ALL)]
        signs = {row.lines[0][1][0][:5]: row.lines[0][0][0].strip() for row in rows if row is not None}
        assert signs["Ferry"] == ""
        assert signs["A pum"] == "•"


async def test_a_list_shows_its_keys_and_is_left(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "gL")
        library = screen.app.screen
        await press(pilot, "?")
        assert isinstance(screen.app.screen, HelpScreen)
        await press(pilot, "q")
        assert screen.app.screen is library
        await press(pilot, "q")
        assert screen.app.screen is screen
