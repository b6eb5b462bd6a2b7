"""Long random walks through the text pane: whatever the reader does, what is shown holds together."""

from __future__ import annotations

import random

import pytest

from newsreader.article import Article, BlockKind, Span
from newsreader.reading.motions import MOTIONS
from newsreader.tui.widgets.article_view import DisplayMark
from tests.tui.article_app import ArticleApp

PIECES = (
    "The ferry was late again. ",
    "“Who pays for it?” she asked, and nobody knew. ",
    "東京の船は「遅れない」と言われる。",
    "👩‍👩‍👧 🇳🇴🇩🇰 ❤️ e\u0301 ",
    "العربية تُكتب من اليمين. ",
    "क्षत्रिय हिन्दी ",
    "averyveryverylongwordthatdoesnotfit" * 3 + " ",
    "a\nb\n\nc ",
)
COLORS = ("yellow", "green", "blue", "pink", "purple")


def any_article(rng: random.Random) -> Article:
    parts = []
    for _ in range(rng.randint(40, 140)):
        text = "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 30))).strip()
        parts.append((rng.choice(list(BlockKind)), text, rng.randint(0, 3)))
    return Article.of(parts)


def act(app: ArticleApp, rng: random.Random) -> None:
    view, length = app.view, len(app.article.text)
    match rng.randrange(12):
        case 0:
            view.go_to(rng.randrange(length), top=rng.random() < 0.3)
        case 1:
            view.scroll_rows(rng.randint(-60, 60))
        case 2:
            view.visual(rng.choice(("char", "word", "sentence", "paragraph")))
        case 3:
            starts = [rng.randrange(length - 1) for _ in range(rng.randint(0, 12))]
            view.set_marks(
                DisplayMark(
                    str(n), Span(s, min(length, s + rng.randint(1, 300))), rng.choice(COLORS), "note " * (n % 9)
                )
                for n, s in enumerate(starts)
            )
        case 4:
            rng.choice((view.set_justified, view.set_notes_shown, view.set_focus_mode))(rng.random() < 0.5)
        case 5:
            view.set_spacing(rng.randint(1, 2))
        case 6:
            view.set_measure(rng.randint(30, 120))
        case 7:
            view.align(rng.choice(("top", "middle", "bottom")))
        case _:
            view.move(rng.choice(sorted(MOTIONS)), rng.choice((1, 1, 1, 2, 5, 40)))


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 30))])
async def test_the_caret_is_in_sight_and_drawn_once_on_rows_that_fit(seed: int) -> None:
    rng = random.Random(seed)
    app = ArticleApp(any_article(rng), filling=seed % 2 == 0)
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.view
        for step in range(60):
            if step % 12 == 11:
                await pilot.resize_terminal(rng.randint(20, 130), rng.randint(4, 50))
            act(app, rng)
            if step % 6 == 0:
                await pilot.pause()
            rows = [view.render_line(y) for y in range(view.size.height)]
            assert {strip.cell_length for strip in rows} == {view.size.width}
            seen = view.visible_span()
            assert seen.start <= view.caret <= seen.end
            assert view.document.height == view.virtual_size.height
            assert 0 <= view.scroll_y <= max(0, view.document.height - view.size.height)
            carets = [y for y, strip in enumerate(rows) if any(s.style and s.style.reverse for s in strip)]
            assert carets == [view.document.row_of(view.caret) - round(view.scroll_y)]
