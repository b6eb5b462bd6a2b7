"""The reading screen, worked by keys as a reader would."""

from pathlib import Path

import pytest
from textual.widgets import Static

from newsreader.article import Span
from newsreader.notes.annotation import Color
from newsreader.tui.messages import Exported, RelatedFound
from newsreader.tui.screens.card import Card
from newsreader.tui.screens.changes import ChangesScreen
from newsreader.tui.screens.chooser import Chooser
from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.widgets.article_view import ArticleView
from newsreader.tui.widgets.chrome import ArticleHeader
from tests.tui.conftest import Start, marked, press, status, until, words


async def test_opening_shows_text_header_quotes_names_and_related(start: Start) -> None:
    async with start() as (_, screen):
        assert screen.article is not None
        assert screen.article.title == "Ferry to Kotka stops for a week"
        header = str(screen.query_one(ArticleHeader).content)
        assert "Ferry to Kotka stops for a week" in header
        assert "Local, Travel" in header
        assert "Source link" not in screen.article.text
        assert {q.speaker for q in screen.findings.analysis.quotes if q.kind == "direct"} == {"Maija Lehto"}
        assert "Maija Lehto" in {e.name for e in screen.findings.analysis.entities}
        assert [p.title for p in screen.findings.related] == ["A pump for the Kotka ferry arrives by train"]
        assert not screen.findings.related_more


async def test_choosing_a_quote_goes_there_and_back_leads_back(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "gq")
        assert screen.pane == "quotes"
        await press(pilot, "j<enter>")
        assert screen.pane == "text"
        quotes = [q for q in screen.findings.analysis.quotes if q.kind == "direct"]
        assert screen.view.caret == quotes[1].start
        await press(pilot, "<ctrl+o>")
        assert screen.view.caret < quotes[1].start


async def test_choosing_a_name_shows_its_mentions_and_n_steps_through_them(start: Start) -> None:
    async with start() as (pilot, screen):
        number = next(n for n, e in enumerate(screen.findings.analysis.entities) if e.name == "Turku")
        await press(pilot, "gp")
        screen.list_of("entities").choose(str(number))
        await press(pilot, "<enter>")
        mentions = screen.findings.analysis.entities[number].mentions
        assert screen.view.caret == mentions[0].start
        await press(pilot, "n")
        assert screen.view.caret == mentions[1].start
        await press(pilot, "N")
        assert screen.view.caret == mentions[0].start


async def test_a_related_post_opens_and_there_is_a_way_back(start: Start) -> None:
    async with start() as (pilot, screen):
        first = screen.article
        await press(pilot, "gr<enter>")
        await until(pilot, lambda: screen.article is not first)
        assert screen.article is not None
        assert screen.article.title.startswith("A pump")
        await press(pilot, "<ctrl+o>")
        await until(pilot, lambda: screen.article is first)


async def test_searching_shows_hits_while_typing(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "/week")
        assert [words(screen, h) for h in screen.hits] == ["week"] * 2
        assert words(screen, Span(screen.view.caret, screen.view.caret + 4)) == "week"
        await press(pilot, "<enter>n")
        assert screen.view.caret == screen.hits[1].start
        await press(pilot, "<escape>")
        assert screen.hits == []


async def test_a_search_given_up_goes_back_to_where_it_began(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "/swim<escape>")
        assert screen.view.caret == 0
        assert screen.hits == []


async def test_the_word_under_the_caret_is_found(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "w*")
        assert len(screen.hits) == 2
        assert screen.view.caret == screen.hits[1].start


async def test_copying_and_citing(start: Start, tmp_path: Path) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "yy")
        assert screen.app.clipboard == "The ferry between Turku and Kotka will stop for a week."
        await press(pilot, "yiw")
        assert screen.app.clipboard == "The"
        await press(pilot, "]qY")
        assert "— Maija Lehto, “Ferry to Kotka stops for a week”" in screen.app.clipboard
        assert (tmp_path / "home" / "clipboard.txt").read_text(encoding="utf-8") == screen.app.clipboard


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_every_pane_can_be_reached_at_every_size(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as (pilot, screen):
        for pane in ("quotes", "entities", "related", "notes", "text"):
            await press(pilot, "<tab>")
            assert screen.pane == pane
            widget = screen.view if pane == "text" else screen.list_of(pane)
            assert widget.has_focus
            assert widget.region.width > 20
            assert widget.region.height > 3
            assert screen.region.contains_region(widget.region)


async def test_zoom_shows_one_pane_alone_and_back(start: Start) -> None:
    async with start() as (pilot, screen):
        width = screen.view.size.width
        await press(pilot, "zz")
        assert screen.view.size.width > width
        await press(pilot, "zz")
        assert screen.view.size.width == width


async def test_help_lists_keys_and_commands_run_by_name(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "?")
        assert isinstance(screen.app.screen, HelpScreen)
        await press(pilot, "q:")
        assert isinstance(screen.app.screen, Chooser)
        await press(pilot, "mark.make<enter>")
        assert len(marked(screen)) == 1


async def test_articles_are_chosen_from_a_list(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "gl")
        await press(pilot, "pump<enter>")
        await until(pilot, lambda: screen.article is not None and screen.article.title.startswith("A pump"))
        await press(pilot, "[[")
        await until(pilot, lambda: screen.article is not None and screen.article.title.startswith("Ferry"))


async def test_the_place_is_kept_while_another_article_is_read(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "G")
        here = screen.view.caret
        await press(pilot, "]]")
        await until(pilot, lambda: screen.article is not None and screen.article.title.startswith("A pump"))
        await press(pilot, "[[")
        await until(pilot, lambda: screen.article is not None and screen.article.title.startswith("Ferry"))
        assert screen.view.caret == here


async def test_places_have_letters(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "}mx")
        here = screen.view.caret
        await press(pilot, "G'x")
        assert screen.view.caret == here


async def test_a_bad_source_is_said_and_the_rest_is_opened(start: Start, tmp_path: Path, sources: list[str]) -> None:
    async with start(opened=[str(tmp_path / "missing.txt"), *sources]) as (_, screen):
        assert screen.article is not None
        assert len(screen.desk.articles) == 2


async def test_hostile_text_is_shown_as_it_is(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(
        "A [b]title[/b] [/nope]\n\nHe said [sic] \x1b]52;c;eA==\x07 and [link=file:///x]left[/link]. Turku.\n"
    )
    async with start(opened=[str(path)]) as (pilot, screen):
        assert screen.article is not None
        assert "[sic]" in screen.article.text
        assert "\x1b" not in screen.article.text
        assert "[/nope]" in str(screen.query_one(ArticleHeader).content)
        await press(pilot, "H")
        await press(pilot, "gn")
        await until(pilot, lambda: len(screen.list_of("notes").keys) == 1)


async def test_q_leads_from_the_pane_to_the_text_and_out(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "gqq")
        assert screen.pane == "text"
        await press(pilot, "q")
        assert screen.app.return_code == 0 or not screen.app.is_running


async def test_a_click_puts_the_caret_and_dragging_selects(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.click(ArticleView, offset=(20, 0))
        assert screen.view.caret > 0
        await pilot.click(ArticleView, offset=(10, 2), times=2)
        assert screen.view.selecting


async def test_the_next_start_knows_place_bookmarks_and_pen(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "}}c4mX")
        here = screen.view.caret
        assert here > 0
        await press(pilot, "Q")
    async with start() as (pilot, screen):
        assert screen.view.caret == here
        assert screen.marks.pen is Color.PINK
        await press(pilot, "gg'X")
        assert screen.view.caret == here


async def test_a_damaged_memory_is_no_obstacle(start: Start, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "state.json").write_text('{"reading": [1], "pen": "octarine", "side_width": "x"')
    async with start() as (_, screen):
        assert screen.view.caret == 0


async def test_a_card_tells_of_the_name_quote_or_note_under_the_caret(start: Start) -> None:
    async with start() as (pilot, screen):
        for keys, title in (("/Maija<enter>", "Maija Lehto"), ("gg]q", "Maija Lehto"), ("a", "Claim")):
            await press(pilot, keys)
            if keys == "a":
                await press(pilot, "seen<ctrl+s>")
            await press(pilot, "K")
            card = screen.app.screen
            assert isinstance(card, Card)
            assert title in str(card.query_one(Static).content)
            await press(pilot, "<escape>")


async def test_an_id_opens_the_article_of_the_library(start: Start) -> None:
    async with start() as (pilot, screen):
        assert screen.article is not None
        known = screen.article.id
        await press(pilot, "Q")
    async with start(opened=[known]) as (_, screen):
        assert screen.article is not None
        assert screen.article.id == known


async def test_keys_pressed_quickly_close_a_dialog_once(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "/Maija<enter>K")
        card = screen.app.screen
        assert isinstance(card, Card)
        for _ in range(3):
            card.dismiss()
        await pilot.pause()
        assert screen.app.screen_stack[-1] is screen


async def test_what_a_worker_says_while_the_program_ends_is_no_error(start: Start) -> None:
    async with start() as (pilot, screen):
        assert screen.article is not None
        await screen.query("*").remove()
        screen.app.post_message(RelatedFound(screen.article.id, (), 0, False))
        screen.app.post_message(Exported("written"))
        await pilot.pause()
        assert screen.findings.related != []


async def test_a_look_at_the_end_is_no_reading(start: Start, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("A long one\n\n" + "\n\n".join(f"Paragraph {n} of many says little." for n in range(200)))
    async with start(opened=[str(long)]) as (pilot, screen):
        await press(pilot, "<pagedown>")
        reached = screen.reached
        await press(pilot, "G")
        assert screen.reached == reached
        await press(pilot, "gf")
        assert reached - 2 <= screen.view.caret <= reached


async def test_what_the_publisher_changed_is_shown_word_by_word(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "storm.md"
    front = "---\nurl: https://harbour.example/storm\ntitle: Storm\n---\n"
    path.write_text(f"{front}The storm sank three ships off Turku.\n")
    async with start(opened=[str(path)]) as (pilot, screen):
        await press(pilot, "gd")
        await until(pilot, lambda: "has not changed" in status(screen))
    path.write_text(f"{front}The storm sank four ships off Turku.\n")
    async with start(opened=[str(path)]):
        pass
    path.write_text(f"{front}The storm sank four ships and a boat off Turku.\n")
    async with start(opened=[str(path)]) as (pilot, screen):
        await press(pilot, "gd")
        await until(pilot, lambda: isinstance(screen.app.screen, ChangesScreen))
        await pilot.pause()
        changes = screen.app.screen.query_one("#changes", Static)
        await until(pilot, lambda: str(changes.content) == "The storm sank four ships and a boat off Turku.")
        await press(pilot, "<left_square_bracket>")
        await until(pilot, lambda: str(changes.content) == "The storm sank three four ships off Turku.")
