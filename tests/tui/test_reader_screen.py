"""The reading screen, worked by keys as a reader would."""

import webbrowser
from pathlib import Path

import pytest
from textual.widgets import Static
from tinydb import TinyDB

from newsreader.article import Span
from newsreader.notes.annotation import Color
from newsreader.tui.messages import Exported, RelatedFound
from newsreader.tui.screens.card import Card
from newsreader.tui.screens.chooser import Chooser
from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.screens.note_editor import NoteEditor
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.widgets.article_view import ArticleView
from newsreader.tui.widgets.chrome import ArticleHeader, StatusLine
from tests.tui.conftest import Start, press, until


def words(screen: ReaderScreen, span: Span) -> str:
    assert screen.article is not None
    return screen.article.text[span.start : span.end]


def marked(screen: ReaderScreen) -> list[str]:
    return [words(screen, m.span) for m in screen.marks.display()]


def status(screen: ReaderScreen) -> str:
    return str(screen.query_one("#status", StatusLine).content)


async def test_opening_shows_text_header_quotes_names_and_related(start: Start) -> None:
    async with start() as (_, screen):
        assert screen.article is not None
        assert screen.article.title == "Ferry to Kotka stops for a week"
        header = str(screen.query_one(ArticleHeader).content)
        assert "Ferry to Kotka stops for a week" in header
        assert "Local, Travel" in header
        assert "Source link" not in screen.article.text
        assert {q.speaker for q in screen.analysis.quotes if q.kind == "direct"} == {"Maija Lehto"}
        assert "Maija Lehto" in {e.name for e in screen.analysis.entities}
        assert [p.title for p in screen.related] == ["A pump for the Kotka ferry arrives by train"]
        assert not screen.related_more


async def test_one_key_marks_the_sentence_and_the_file_has_it(start: Start, tmp_path: Path) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "H")
        assert marked(screen) == ["The ferry between Turku and Kotka will stop for a week."]
        await until(pilot, lambda: not screen.marks.unsaved)
        await until(pilot, lambda: "saved" in status(screen))
    with TinyDB(tmp_path / "home" / "notes.json") as database:
        (document,) = database.table("annotations").all()
    assert document["target"]["exact"] == "The ferry between Turku and Kotka will stop for a week."
    assert document["color"] == "yellow"


async def test_marks_are_there_again_at_the_next_start(start: Start) -> None:
    async with start() as (pilot, _):
        await press(pilot, "H")
    async with start() as (pilot, screen):
        await until(pilot, lambda: bool(screen.marks.all))
        assert marked(screen) == ["The ferry between Turku and Kotka will stop for a week."]


async def test_a_count_takes_more_sentences(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "2H")
        assert marked(screen) == [
            "The ferry between Turku and Kotka will stop for a week. Its engine needs a new pump."
        ]


@pytest.mark.parametrize(
    ("keys", "passage"),
    [
        ("vlllH", "The "),
        ("vwwH", "The ferry b"),
        ("WwH", "The ferry"),
        ("VH", "The ferry between Turku and Kotka will stop for a week."),
        ("PH", "The ferry between Turku and Kotka will stop for a week. Its engine needs a new pump."),
        ("wviwH", "ferry"),
        (")visH", "Its engine needs a new pump."),
        ("]qviqH", "We would rather stop for a week than for a year,"),
        ("]qvaqH", "“We would rather stop for a week than for a year,”"),
        ("vwovH", None),
    ],
)
async def test_what_is_selected_is_marked(start: Start, keys: str, passage: str | None) -> None:
    async with start() as (pilot, screen):
        await press(pilot, keys)
        assert not screen.view.selecting
        if passage is not None:
            assert marked(screen) == [passage]


async def test_colours_are_chosen_before_or_after(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "c3")
        await press(pilot, "}H")
        assert [m.color for m in screen.marks.display()] == ["blue", "blue"]
        await press(pilot, "c5")
        assert [m.color for m in screen.marks.display()] == ["blue", "purple"]
        assert screen.marks.pen is Color.PURPLE


async def test_a_note_is_written_in_an_editor(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "a")
        assert isinstance(screen.app.screen, NoteEditor)
        await press(pilot, "Who says so?<enter>#check<ctrl+s>".replace(" ", "<space>"))
        (mark,) = screen.marks.all
        assert mark.note == "Who says so?\n#check"
        assert mark.all_tags == ("check",)
        await press(pilot, "a")
        await press(pilot, "!<ctrl+s>")
        assert screen.marks.all[0].note.endswith("#check!")


async def test_leaving_the_editor_asks_before_words_are_given_up(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "a")
        await press(pilot, "x<escape>")
        assert len(screen.app.screen_stack) == 2
        await press(pilot, "<escape>")
        assert len(screen.app.screen_stack) == 1
        assert screen.marks.all == []


async def test_tags_are_typed_on_a_line(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "#")
        assert screen.prompt.is_open
        await press(pilot, "ferry<space>#money<enter>")
        assert screen.marks.all[0].tags == ("ferry", "money")
        assert not screen.prompt.is_open


async def test_delete_undo_and_redo(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "Hdd")
        assert marked(screen) == []
        await press(pilot, "u")
        await until(pilot, lambda: len(marked(screen)) == 1)
        await press(pilot, "u")
        await until(pilot, lambda: marked(screen) == [])
        await press(pilot, "u")
        await until(pilot, lambda: "Nothing to undo" in status(screen))
        await press(pilot, "<ctrl+r>")
        await until(pilot, lambda: len(marked(screen)) == 1)


async def test_removing_a_mark_can_keep_its_note(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "a")
        await press(pilot, "keep<ctrl+s>")
        await press(pilot, "dm")
        (mark,) = screen.marks.all
        assert (mark.note, mark.target.exact) == ("keep", "The")


async def test_the_edge_of_a_mark_can_be_moved(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "viwH>")
        assert marked(screen) == ["The ferry"]
        await press(pilot, "<" + "less_than_sign>")
        assert marked(screen) == ["The"]


async def test_a_quotation_is_marked_with_its_speaker_as_tag(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "]qcq")
        (mark,) = screen.marks.all
        assert mark.target.exact == "We would rather stop for a week than for a year,"
        assert mark.tags == ("Maija-Lehto",)


async def test_choosing_a_quote_goes_there_and_back_leads_back(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "gq")
        assert screen.pane == "quotes"
        await press(pilot, "j<enter>")
        assert screen.pane == "text"
        quotes = [q for q in screen.analysis.quotes if q.kind == "direct"]
        assert screen.view.caret == quotes[1].start
        await press(pilot, "<ctrl+o>")
        assert screen.view.caret < quotes[1].start


async def test_choosing_a_name_shows_its_mentions_and_n_steps_through_them(start: Start) -> None:
    async with start() as (pilot, screen):
        number = next(n for n, e in enumerate(screen.analysis.entities) if e.name == "Turku")
        await press(pilot, "gp")
        screen.list_of("entities").choose(str(number))
        await press(pilot, "<enter>")
        mentions = screen.analysis.entities[number].mentions
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


async def test_export_writes_markdown_and_says_where(start: Start, tmp_path: Path) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "E")
        await until(pilot, lambda: "no marks" in status(screen))
        await press(pilot, "]qcqE")
        await until(pilot, lambda: "Notes written" in status(screen))
    (path,) = (tmp_path / "home" / "exports").glob("*.md")
    text = path.read_text(encoding="utf-8")
    assert "> We would rather stop for a week than for a year," in text
    assert "> — Maija Lehto" in text


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


async def test_a_full_disk_keeps_the_words_and_says_so(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsreader.notes.journal import Journal

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with start() as (pilot, screen):
        monkeypatch.setattr(Journal, "append", full)
        await press(pilot, "a")
        await press(pilot, "precious<ctrl+s>")
        await until(pilot, lambda: "Not saved" in status(screen))
        assert "No space left" in status(screen)
        assert marked(screen) == []
        assert screen.app.clipboard == "precious"
        monkeypatch.undo()
        await press(pilot, "H")
        await until(pilot, lambda: not screen.marks.unsaved)
        assert len(marked(screen)) == 1


async def test_a_second_program_reads_only_and_says_so(start: Start, tmp_path: Path) -> None:
    from newsreader.notes.store import NoteStore

    with NoteStore.open(tmp_path / "home" / "notes.json"):
        async with start() as (pilot, screen):
            await until(pilot, lambda: bool(screen.marks.read_only))
            await press(pilot, "H")
            assert marked(screen) == []
            assert "another program" in status(screen).lower()


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


async def test_undo_reaches_over_a_restart_and_the_trash_gives_back(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "H")
        await until(pilot, lambda: not screen.marks.unsaved)
        await press(pilot, "dd")
        await until(pilot, lambda: not screen.marks.unsaved)
    async with start() as (pilot, screen):
        await press(pilot, "dt")
        await until(pilot, lambda: len(screen.app.screen_stack) == 2)
        await press(pilot, "<enter>")
        await until(pilot, lambda: len(marked(screen)) == 1)
        await press(pilot, "u")
        await until(pilot, lambda: marked(screen) == [])
        await press(pilot, "u")
        await until(pilot, lambda: len(marked(screen)) == 1)


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


async def test_links_are_listed_with_their_host_and_opened_only_when_chosen(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    path = tmp_path / "links.md"
    path.write_text("# Links\n\nSee [our site](https://good.example@evil.example/x) and [that](javascript:x). Turku.\n")
    async with start(opened=[str(path)]) as (pilot, screen):
        await press(pilot, "L")
        await until(pilot, lambda: len(screen.app.screen_stack) == 2)
        assert opened == []
        await press(pilot, "<enter>")
        assert opened == ["https://good.example@evil.example/x"]
        assert "evil.example" in status(screen)


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
        assert screen.related != []
