"""Marks made, changed, moved and deleted by keys."""

from pathlib import Path

import pytest
from textual import events
from tinydb import TinyDB

from newsreader.notes.annotation import Color
from newsreader.tui.screens.note_editor import NoteEditor
from tests.tui.conftest import Start, marked, press, status, until


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


async def test_a_quotation_is_marked_with_its_speaker_as_tag(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "]qcq")
        (mark,) = screen.marks.all
        assert mark.target.exact == "We would rather stop for a week than for a year,"
        assert mark.tags == ("Maija-Lehto",)


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


async def test_both_edges_of_a_mark_can_be_moved_by_words(start: Start) -> None:
    less = "<less_than_sign>"
    async with start() as (pilot, screen):
        await press(pilot, "wwviwH")
        assert marked(screen) == ["between"]
        await press(pilot, ">")
        assert marked(screen) == ["between Turku"]
        await press(pilot, "g" + less)
        assert marked(screen) == ["ferry between Turku"]
        await press(pilot, "2g>")
        assert marked(screen) == ["Turku"]
        await press(pilot, "3" + less)
        assert marked(screen) == ["Turku"], "one word stays marked"
        assert len(screen.marks.all) == 1


async def test_the_edges_of_a_mark_can_be_moved_by_any_motion(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "viwHce)oH")
        assert marked(screen) == ["The ferry between Turku and Kotka will stop for a week. I"]
        await press(pilot, "ce<escape>")
        await press(pilot, "gg)viwH")
        assert marked(screen) == ["The ferry between Turku and Kotka will stop for a week. I", "Its"]


async def test_two_marks_on_the_same_words_are_two_in_two_colours_and_one_in_one(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "HH")
        assert len(screen.marks.all) == 1
        await press(pilot, "Vc2")
        assert [m.color for m in screen.marks.all] == [Color.YELLOW, Color.GREEN]
        await until(pilot, lambda: not screen.marks.unsaved)
    async with start() as (pilot, screen):
        await until(pilot, lambda: len(screen.marks.all) == 2)


async def test_each_of_the_marks_over_each_other_can_be_reached(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "Vc1Vc2viwc3")
        assert len(screen.marks.all) == 3
        reached = []
        for _ in range(3):
            await press(pilot, ";")
            mark = screen.marks.at(screen.view.caret)
            assert mark is not None
            reached.append(mark.color)
            assert "of 3 marks here" in status(screen)
        assert set(reached) == {Color.YELLOW, Color.GREEN, Color.BLUE}
        await press(pilot, "dd")
        assert reached[-1] not in [m.color for m in screen.marks.all]
        assert len(screen.marks.all) == 2


async def test_the_readers_own_editor_writes_the_note(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    given = []

    def edited(app: object, text: str, say: object) -> str:
        given.append(text)
        return text + "from the editor"

    monkeypatch.setattr("newsreader.tui.controllers.editor.edit_outside", edited)
    async with start() as (pilot, screen):
        await press(pilot, "AA")
        assert given == ["", "from the editor"]
        (mark,) = screen.marks.all
        assert mark.note == "from the editorfrom the editor"


async def test_marks_of_another_program_appear_when_the_reader_comes_back(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "home" / "notes.json"
    async with start() as (pilot, screen):
        await press(pilot, "H")
        await until(pilot, lambda: not screen.marks.unsaved)
        (mark,) = screen.marks.all
        await until(pilot, lambda: path.exists() and mark.id in path.read_text())
        with TinyDB(path) as database:
            document = database.table("annotations").all()[0]
            database.table("annotations").insert({**document, "id": "01OTHER", "target": document["target"]})
        screen.app.post_message(events.AppFocus())
        await until(pilot, lambda: len(screen.marks.all) == 2)


async def test_a_damaged_notes_file_is_reported_and_its_marks_are_there(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "home" / "notes.json"
    async with start() as (pilot, screen):
        await press(pilot, "H")
        await until(pilot, lambda: not screen.marks.unsaved)
    path.write_bytes(path.read_bytes()[:50])
    async with start() as (pilot, screen):
        await until(pilot, lambda: len(marked(screen)) == 1)
        assert "The notes file was damaged and is kept as notes.json.damaged-" in status(screen)
