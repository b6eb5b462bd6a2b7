"""Long work in a process of its own."""

import operator
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.analysis import ANALYZER_VERSION
from newsreader.article import Article
from newsreader.library import Library
from newsreader.tui.aside import LARGE, Aside, AsideError, add_to_library
from newsreader.tui.screens.reader import ReaderScreen
from tests.tui.conftest import Start


@pytest.fixture(scope="module")
def aside() -> Iterator[Aside]:
    made = Aside()
    yield made
    made.close()


def test_it_works_in_another_process(aside: Aside) -> None:
    assert aside(operator.add, "a", "b") == "ab"
    assert aside(os.getpid) not in (os.getpid(), 0)


def test_what_goes_wrong_there_is_said_here_and_the_next_call_works(aside: Aside) -> None:
    with pytest.raises(AsideError, match="division by zero"):
        aside(operator.truediv, 1, 0)
    assert aside(operator.add, 1, 2) == 3


def test_closing_ends_work_that_would_last() -> None:
    aside = Aside()
    aside(operator.add, 1, 1)
    said: list[str] = []

    def work() -> None:
        try:
            aside(time.sleep, 600)
        except AsideError as error:
            said.append(str(error))

    thread = threading.Thread(target=work)
    thread.start()
    aside.close()
    thread.join(60)
    assert said == ["the work on an article broke off; open it again"]


def test_a_process_without_work_ends_and_gives_way_to_another() -> None:
    aside = Aside(rest=0.01)
    first = aside(os.getpid)
    assert aside._resting is not None
    aside._resting.join(60)
    assert aside._process is None
    assert aside(os.getpid) not in (first, os.getpid())
    aside.close()


def test_a_process_that_died_is_replaced(aside: Aside) -> None:
    with pytest.raises(AsideError):
        aside(os.abort)
    assert aside(operator.add, 1, 2) == 3


def test_articles_are_put_into_the_library(tmp_path: Path, aside: Aside) -> None:
    Library.open(tmp_path / "library.db").close()
    article = Article.of(["The harbour was closed for a day."], title="Harbour")
    aside(add_to_library, tmp_path / "library.db", [article])
    library = Library.open(tmp_path / "library.db")
    assert library.get(article.id) is not None
    library.close()


async def test_a_long_article_is_analysed_and_kept_without_the_screen(start: Start, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    body = "“The bridge holds,” said Maija Lehto, the engineer. " + "Nobody was on it at the time of the storm. " * 12
    long.write_text("The bridge holds\n\n" + "\n\n".join([body] * (LARGE // len(body) + 2)), encoding="utf-8")
    async with start(opened=[str(long)]) as (_, screen):
        assert isinstance(screen, ReaderScreen)
        assert screen.article is not None
        assert len(screen.article.text) > LARGE
        assert {q.speaker for q in screen.findings.analysis.quotes} == {"Maija Lehto"}
        library = screen.desk.open_library()
        assert library.get(screen.article.id) is not None
        assert (
            library.analysis(screen.article.id, ANALYZER_VERSION, screen.article.revision) == screen.findings.analysis
        )
