"""What the text pane costs: bytes on the wire and rows painted, whatever the size of the article."""

from __future__ import annotations

import pytest

from newsreader.article import Article, Span
from newsreader.reading.layout import Layout
from newsreader.tui.widgets.article_view import DisplayMark
from tests.tui.article_app import ArticleApp

PROSE = "The committee met again on Tuesday and could not agree on what to do about the old railway bridge. "
CJK = "委員会は火曜日に再び集まったが、古い鉄橋をどうするかについて合意できなかった。"
COLORS = ("yellow", "green", "blue", "pink", "purple")


def article(sentence: str, size: int) -> Article:
    return Article.of([sentence * 6] * (size // (6 * len(sentence)) + 1))


def marks(subject: Article, count: int) -> list[DisplayMark]:
    step = max(120, len(subject.text) // count)
    starts = range(0, len(subject.text) - 100, step)
    return [DisplayMark(str(s), Span(s, s + 90), COLORS[n % 5]) for n, s in enumerate(starts)]


@pytest.mark.parametrize("sentence", [PROSE, CJK])
@pytest.mark.parametrize("size", [5_000, 1_000_000])
async def test_a_key_costs_little_at_any_size(sentence: str, size: int) -> None:
    app = ArticleApp(article(sentence, size), filling=False)
    async with app.run_test(size=(120, 40)) as pilot:
        app.view.set_marks(marks(app.article, 500))
        app.view.go_to(len(app.article.text) // 2)
        app.view.align("middle")
        app.view.move("up", 8)
        await pilot.pause()
        for motion in ("right", "word", "down", "sentence", "row-end", "up"):
            app.forget()
            app.view.move(motion)
            await pilot.pause()
            assert 0 < sum(app.written) <= 1_000, motion
            assert app.view.painted <= 4, motion
        app.forget()
        app.view.move("page-down")
        await pilot.pause()
        assert sum(app.written) <= 15_000
        assert app.view.painted <= 80


async def test_extending_a_selection_draws_only_what_changes() -> None:
    app = ArticleApp(article(PROSE, 20_000), filling=False)
    async with app.run_test(size=(120, 40)) as pilot:
        app.view.visual("char")
        app.view.move("down", 12)
        await pilot.pause()
        app.forget()
        app.view.move("down")
        await pilot.pause()
        assert 0 < sum(app.written) <= 1_000
        assert app.view.painted <= 4


async def test_opening_and_resizing_lay_out_only_what_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    app = ArticleApp(article(PROSE, 3_000_000), filling=False)
    async with app.run_test(size=(120, 40)) as pilot:
        document = app.view.document
        measured: list[int] = []
        measure = document.measure

        def counted(chunk: int) -> Layout:
            measured.append(chunk)
            return measure(chunk)

        monkeypatch.setattr(document, "measure", counted)
        app.view.go_to(2_000_000)
        measured.clear()
        await pilot.resize_terminal(60, 40)
        await pilot.pause()
        assert 1 <= len(measured) <= 4
        assert app.view.caret in app.view.visible_span()


async def test_laying_out_the_rest_moves_nothing_in_sight() -> None:
    app = ArticleApp(article(CJK, 150_000), filling=False)
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.go_to(90_000, top=True)
        before = app.shown()
        document = app.view.document
        app.view._ready.extend((chunk, document.measure(chunk)) for chunk in document.pending(0))
        app.view._commit()
        await pilot.pause()
        assert document.unmeasured == 0
        assert app.shown() == before
        assert app.view.virtual_size.height == document.height


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000_000, "\n" * 100_000, "a" + "\u0301" * 1_000_000, "字" * 1_000_000, "👩\u200d" * 100_000],
    ids=["one line", "empty lines", "combining marks", "one line of Chinese", "joiners"],
)
async def test_a_hostile_text_opens_at_once_and_stays_usable(text: str) -> None:
    app = ArticleApp(Article.of([text]), filling=False)
    async with app.run_test(size=(80, 24)) as pilot:
        count = len(app.view.document.pending(0)) + 1
        assert app.view.document.unmeasured >= count - 3
        for motion in ("right", "word", "down", "page-down", "row-end", "bottom", "page-up", "sentence-back", "top"):
            app.view.move(motion)
            await pilot.pause()
            app.forget()
            assert 0 <= app.view.caret < len(text)
        app.view.visual("word")
        app.view.visual("sentence")
        assert app.view.selected_span() is not None
