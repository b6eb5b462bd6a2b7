"""The first start, and nothing but the text."""

from pathlib import Path

from newsreader.config import Config
from newsreader.paths import DataPaths
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.welcome import welcome
from newsreader.tui.widgets.article_view import ArticleView
from tests.tui.conftest import Start, press, until


async def test_the_first_start_shows_an_article_that_can_be_marked(tmp_path: Path) -> None:
    app = NewsreaderApp([], DataPaths.of(tmp_path / "home"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        await until(pilot, lambda: bool(screen.findings.analysis.quotes) and screen.findings.related_looked)
        assert screen.findings.related == []
        assert "library" not in str(screen.query_one("#status").render())
        assert screen.article is not None
        assert screen.article.title == "Welcome to newsreader"
        assert [q.speaker for q in screen.findings.analysis.quotes if q.kind == "direct"] == ["Ada Lantern"]
        await press(pilot, "H")
        await until(pilot, lambda: not screen.marks.unsaved)
        assert len(screen.marks.all) == 1


async def test_a_source_that_fails_is_said_over_the_welcome(tmp_path: Path) -> None:
    app = NewsreaderApp([str(tmp_path / "missing.txt")], DataPaths.of(tmp_path / "home"))
    async with app.run_test(size=(200, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        await until(pilot, lambda: screen.article is not None)
        assert "missing.txt" in str(screen.query_one("#status").render())


def test_the_welcome_names_the_readers_own_keys() -> None:
    own = Config(keys={"mark.make": ("ctrl+t",)}).keymap
    assert "Press C-t here" in welcome(own).text
    assert "Press H here" in welcome().text


async def test_zen_leaves_nothing_but_the_text_and_escape_ends_it(start: Start) -> None:
    async with start() as (pilot, screen):
        before = screen.query_one(ArticleView).region
        await press(pilot, "Z")
        after = screen.query_one(ArticleView).region
        assert (after.x, after.y, after.width) == (0, 0, 120)
        assert after.height > before.height
        await press(pilot, "<escape>")
        assert screen.query_one(ArticleView).region == before
