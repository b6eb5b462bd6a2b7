"""The text pane: what it shows, where the caret goes, what is selected."""

from __future__ import annotations

import pytest

from newsreader.article import Article, BlockKind, Link, Span
from newsreader.tui.widgets.article_view import ArticleView, DisplayMark
from tests.tui.article_app import ArticleApp

PARTS: list[str | tuple[BlockKind, str]] = [
    "The bakery on Elm Street closed after ninety years. Nobody had seen it coming, said the owner.",
    (BlockKind.HEADING, "What comes next"),
    "“We will miss the smell of it,” said Ida Holm. 東京 agreed 👩‍👩‍👧 with her.",
    (BlockKind.LIST_ITEM, "A florist wants the shop."),
    (BlockKind.LIST_ITEM, "So does a bank."),
    *(f"Paragraph number {n} tells how the street has changed, and how it might change again." for n in range(30)),
]
ARTICLE = Article.of(PARTS, links=[Link(4, 10, "https://example.org/")])


def span(words: str) -> Span:
    start = ARTICLE.text.index(words)
    return Span(start, start + len(words))


def text_of(found: Span | None) -> str | None:
    return None if found is None else ARTICLE.text[found.start : found.end]


async def test_blocks_stand_apart_with_their_marks_in_the_gutter() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)):
        app.view.set_marks([DisplayMark("m", span("Nobody had seen it coming"), "green", "ask the owner")])
        assert app.shown()[:10] == [
            "   The bakery on Elm Street closed after ninety years.",
            "✓  Nobody had seen it coming, said the owner.",
            "   ╰─ ask the owner",
            "",
            "   What comes next",
            "",
            "   “We will miss the smell of it,” said Ida Holm. 東京",
            "   agreed 👩‍👩‍👧 with her.",
            "",
            "   • A florist wants the shop.",
        ]


async def test_a_folded_note_leaves_a_sign_and_comes_back() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)):
        app.view.set_marks([DisplayMark("m", span("Nobody"), "green", "ask the owner")])
        app.view.toggle_note("m")
        assert app.shown()[1].startswith("✓✎ Nobody")
        assert not any("ask the owner" in row for row in app.shown())
        app.view.set_notes_shown(False)
        app.view.toggle_note("m")
        assert any("ask the owner" in row for row in app.shown())


async def test_overlapping_marks_are_both_drawn_and_both_reached() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)):
        long, short = span("closed after ninety years"), span("ninety")
        app.view.set_marks([DisplayMark("short", short, "pink"), DisplayMark("long", long, "blue")])
        app.view.go_to(short.start)
        assert [m.id for m in app.view.marks_at_caret()] == ["short", "long"]
        app.view.go_to(0)
        styles = {s.text.strip(): s.style for s in app.view.render_line(0) if s.style and s.text.strip()}
        backgrounds = {styles[w].bgcolor for w in ("ninety", "closed after", "years")}
        assert len(backgrounds) == 2
        assert styles["ninety"].underline and not styles["closed after"].underline


async def test_marks_of_every_colour_differ_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)):
        looks = set()
        for color in ("yellow", "green", "blue", "pink", "purple"):
            app.view.set_marks([DisplayMark(color, span("closed after"), color)])
            glyph, *rest = [s for s in app.view.render_line(0) if s.text.strip()]
            style = next(s.style for s in rest if "closed after" in s.text)
            assert style is not None
            looks.add((glyph.text, style.bold, style.italic, style.underline, style.underline2))
        assert len({g for g, *_ in looks}) == len({tuple(a) for _, *a in looks}) == 5


async def test_motions_selection_and_objects_act_on_the_caret() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.view
        assert view.move("word", 2) and not view.move("up")
        assert view.caret == ARTICLE.text.index("on Elm")
        view.visual("char")
        view.move("word-end")
        assert text_of(view.selected_span()) == "on"
        view.visual("sentence")
        assert text_of(view.selected_span()) == "The bakery on Elm Street closed after ninety years."
        view.swap_ends()
        assert view.caret == ARTICLE.text.index("on Elm")
        view.clear_selection()
        assert view.selected_span() is None and not view.selecting
        view.reselect()
        assert view.unit == "sentence"
        view.clear_selection()
        assert view.select_object("ip") and text_of(view.selected_span()) == PARTS[0]
        await pilot.pause()
        last = [m for m in app.seen if isinstance(m, ArticleView.SelectionChanged)][-1]
        assert text_of(last.span) == PARTS[0]


async def test_what_an_action_acts_on() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)):
        view = app.view
        view.set_quotes([span("We will miss the smell of it,")])
        view.set_mentions([span("Elm Street"), span("Ida Holm")])
        assert text_of(view.sentence_at_caret(2)) == PARTS[0]
        assert text_of(view.motion_span("word", 2)) == "The bakery "
        assert text_of(view.motion_span("word-end")) == "The"
        assert view.motion_span("up") is None
        assert view.move_to("quote")
        assert text_of(view.object_at_caret("aq")) == "“We will miss the smell of it,”"
        assert view.move_to("entity") and text_of(view.object_at_caret("ie")) == "Ida Holm"
        assert view.move_to("entity", -1) and view.caret == span("Elm Street").start
        assert not view.move_to("mark")
        assert view.move_to("heading") and text_of(view.sentence_at_caret()) == "What comes next"
        assert view.move_to("link", -1)
        link = view.link_at_caret()
        assert link is not None and link.url == "https://example.org/"
        with pytest.raises(KeyError):
            view.move_to("page")


async def test_next_hit_becomes_the_current_one() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)):
        hits = [span("street has"), span("it might")]
        app.view.set_hits(hits, hits[0])
        app.view.go_to(hits[0].start)
        assert app.view.move_to("hit")
        assert app.view.caret == hits[1].start


async def test_going_far_brings_the_place_to_the_upper_third() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 21)) as pilot:
        target = span("Paragraph number 20")
        app.view.go_to(target.start, flash=target)
        await pilot.pause()
        assert [i for i, row in enumerate(app.shown()) if "number 20" in row] == [7]
        app.view.align("top")
        assert "number 20" in app.shown()[0]
        moved = [m for m in app.seen if isinstance(m, ArticleView.ViewMoved)][-1]
        assert moved.span.start <= target.start < moved.span.end


async def test_scrolling_takes_the_caret_along() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 10)):
        app.view.scroll_rows(20)
        visible = app.view.visible_span()
        assert app.view.caret in visible
        assert 0 < app.view.progress < 1
        app.view.move("bottom")
        assert app.view.progress == 1


async def test_the_top_row_stays_through_resizes() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(80, 20)) as pilot:
        app.view.go_to(span("Paragraph number 14").start)
        app.view.align("top")
        app.view.move("down", 8)
        for width, height in [(50, 20), (33, 12), (120, 30), (41, 9), (80, 20)]:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert app.view.caret in app.view.visible_span()
        assert "number 14" in app.shown()[0]


async def test_the_caret_keeps_rows_before_it_only_where_it_is_going() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)):
        app.view.go_to(span("Paragraph number 14").start)
        app.view.align("top")
        top = app.view.scroll_y
        app.view.move("down")
        assert app.view.scroll_y == top
        app.view.move("up")
        assert app.view.scroll_y == top - 2


async def test_the_mouse_puts_the_caret_selects_words_and_paragraphs_and_drags() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.click(app.view, offset=app.cell(8, 0))
        assert app.view.caret == 5
        await pilot.click(app.view, offset=app.cell(8, 0), times=2)
        assert text_of(app.view.selected_span()) == "bakery"
        await pilot.click(app.view, offset=app.cell(8, 0), times=3)
        assert text_of(app.view.selected_span()) == PARTS[0]
        await pilot.mouse_down(app.view, offset=app.cell(7, 0))
        await pilot.hover(app.view, offset=app.cell(15, 0))
        await pilot.mouse_up(app.view, offset=app.cell(15, 0))
        assert text_of(app.view.selected_span()) == "bakery on"
        await pilot.resize_terminal(30, 20)
        assert text_of(app.view.selected_span()) == "bakery on"


async def test_a_click_on_a_glyph_or_a_note_names_the_mark() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.set_marks([DisplayMark("m", span("Nobody"), "green", "ask the owner")])
        await pilot.click(app.view, offset=app.cell(0, 1))
        await pilot.click(app.view, offset=app.cell(9, 2))
        clicked = [m.mark_id for m in app.seen if isinstance(m, ArticleView.MarkClicked)]
        assert clicked == ["m", "m"]


async def test_a_justified_row_ends_at_the_edge_and_the_caret_stays_on_its_character() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(50, 20)) as pilot:
        app.view.set_justified(True)
        rows = app.shown()
        assert len(rows[0]) == 3 + app.view.document.width
        x = rows[0].index("Street")
        await pilot.click(app.view, offset=app.cell(x, 0))
        assert app.view.caret == ARTICLE.text.index("Street")
        app.view.move("down")
        app.view.move("up")
        assert app.view.caret == ARTICLE.text.index("Street")


async def test_focus_mode_dims_all_but_one_paragraph() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.set_focus_mode(True)
        app.view.move_to("heading")
        await pilot.pause()
        dimmed = [any(s.style and s.style.dim for s in app.view.render_line(y)) for y in (0, 3)]
        assert dimmed == [True, False]


async def test_text_that_could_command_the_terminal_is_drawn_as_signs() -> None:
    hostile = "before \x1b]52;c;aGk=\x07 after\x9b2J \u202eevil\u202c \x00 end"
    app = ArticleApp(Article.of([hostile], title="t"))
    async with app.run_test(size=(60, 10)):
        app.view.set_marks([DisplayMark("m", Span(0, 6), "blue", "\x1b[2Jnote\u202e")])
        drawn = "".join(app.shown())
        assert not set(drawn) & set("\x1b\x07\x9b\u202e\u202c\x00")
        assert "before" in drawn and "note" in drawn


async def test_no_row_is_wider_than_the_pane_at_any_width() -> None:
    app = ArticleApp(
        Article.of([*PARTS, "क्षत्रिय हिन्दी " * 30, "العربية تُكتب من اليمين " * 20, "🇳🇴🇩🇰❤️👍🏽" * 60, "x" * 500])
    )
    async with app.run_test(size=(80, 40)) as pilot:
        for width in (12, 23, 60, 131):
            await pilot.resize_terminal(width, 40)
            for top in (0, 60, 100):
                app.view.scroll_to(y=top, animate=False, force=True)
                strips = [app.view.render_line(y) for y in range(40)]
                assert {s.cell_length for s in strips} == {app.view.size.width}


async def test_an_empty_article_is_shown_and_moved_in() -> None:
    app = ArticleApp(Article.of([], title="Nothing"))
    async with app.run_test(size=(60, 10)):
        for motion in ("down", "word", "sentence", "paragraph", "bottom", "page-down", "row-end"):
            assert not app.view.move(motion)
        app.view.visual("sentence")
        assert app.view.sentence_at_caret() is None
        assert app.view.progress == 1


async def test_an_article_set_before_the_pane_has_a_size_opens_at_its_caret() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)) as pilot:
        view = ArticleView(id="second")
        view.set_article(ARTICLE, caret=span("Paragraph number 25").start)
        await app.view.remove()
        await app.mount(view)
        await pilot.pause()
        assert view.caret in view.visible_span()
        assert view.visible_span().start > span("Paragraph number 15").start


async def test_a_pane_that_was_hidden_shows_the_same_place_again() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.go_to(span("Paragraph number 14").start)
        app.view.align("top")
        before = app.shown()
        app.view.display = False
        await pilot.pause()
        app.view.display = True
        await pilot.pause()
        assert app.shown() == before


async def test_another_theme_draws_everything_in_its_own_colours() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.set_marks([DisplayMark("m", span("closed after"), "green")])

        def background() -> object:
            return next(s.style.bgcolor for s in app.view.render_line(0) if s.style and "closed after" in s.text)

        before = background()
        app.theme = "textual-light"
        await pilot.pause()
        assert background() != before


async def test_a_count_typed_by_mistake_ends_soon() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 20)):
        for motion in ("right", "down", "word", "sentence", "paragraph", "page-down"):
            app.view.go_to(0)
            app.view.move(motion, 10**15)
            assert app.view.caret > len(ARTICLE.text) - 100


async def test_a_note_under_the_last_row_does_not_hide_the_end_of_the_text() -> None:
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 10)):
        end = len(ARTICLE.text)
        app.view.set_marks([DisplayMark("m", Span(end - 20, end), "blue", "the end")])
        app.view.move("bottom")
        assert "the end" in app.shown()[-1]
        assert app.view.progress == 1
