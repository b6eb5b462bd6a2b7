"""The list of the marks of all articles, and marks whose article was changed."""

from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from newsreader.notes.annotation import OTHER_NOTES, AnchorState
from newsreader.notes.store import NoteStore
from newsreader.tui.screens.all_notes import NotesScreen
from newsreader.tui.screens.chooser import Chooser
from newsreader.tui.screens.place_chooser import PlaceChooser
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.widgets.item_list import ItemList
from tests.tui.conftest import Start, marked, press, status, until
from tests.tui.test_list_screens import status as said
from tests.tui.test_list_screens import titles
from tests.tui.test_writing_out import chosen

FRONT = "---\nurl: https://harbour.example/storm\ntitle: Storm\n---\n"
SHIPS = "The storm sank three ships off Turku."
MAYOR = "The mayor of Turku went to see the damage in the harbour himself."
QUIET = "By the evening the sea was quiet again, and the ferries ran."


async def test_all_marks_are_listed_found_and_opened(start: Start) -> None:
    async with start() as (pilot, reader):
        await press(pilot, "Hc4]]")
        await until(pilot, lambda: reader.article is not None and reader.article.title.startswith("A pump"))
        await press(pilot, "a")
        await press(pilot, "ask<space>#train<ctrl+s>")
        await until(pilot, lambda: not reader.marks.unsaved)
        await press(pilot, "gN")
        screen = reader.app.screen
        assert isinstance(screen, NotesScreen)
        await until(pilot, lambda: len(screen.rows) == 2)
        await press(pilot, "/#train<enter>")
        assert len(screen.rows) == 1
        await press(pilot, "<escape>/week<enter>")
        assert titles(screen) == ["The ferry between Turku and Kotka will stop for a week."]
        await press(pilot, "<escape>/-is:noted<enter>")
        assert titles(screen) == ["The ferry between Turku and Kotka will stop for a week."]
        await press(pilot, "<enter>")
        await until(pilot, lambda: reader.article is not None and reader.article.title.startswith("Ferry"))
        assert reader.view.caret == 0


async def notes(pilot: Pilot[int], reader: ReaderScreen, count: int) -> NotesScreen:
    await until(pilot, lambda: not reader.marks.unsaved)
    await press(pilot, "gN")
    screen = reader.app.screen
    assert isinstance(screen, NotesScreen)
    await until(pilot, lambda: len(screen.rows) == count)
    return screen


async def test_marks_that_are_picked_are_tagged_written_out_deleted_and_brought_back(
    start: Start, tmp_path: Path
) -> None:
    async with start() as (pilot, reader):
        await press(pilot, "H)H)H")
        screen = await notes(pilot, reader, 3)
        await press(pilot, "vv")
        assert "2 picked" in said(screen)
        await press(pilot, "#pump<space>todo<enter>")
        await until(pilot, lambda: "2 marks tagged" in said(screen))
        assert sorted(mark.tags for mark in screen.marks.values()) == [(), ("pump", "todo"), ("pump", "todo")]
        await press(pilot, "#-todo<enter>")
        await until(pilot, lambda: {mark.tags for mark in screen.marks.values()} == {(), ("pump",)})
        await press(pilot, "E")
        await chosen(pilot, reader, "report")
        await press(pilot, "<enter>")
        await until(pilot, lambda: "2 marks written to" in said(screen))
        (written,) = (tmp_path / "home" / "exports" / "report").iterdir()
        assert written.read_text(encoding="utf-8").count("#pump") == 2
        await press(pilot, "ddy")
        await until(pilot, lambda: len(screen.rows) == 1)
        await press(pilot, "u")
        await until(pilot, lambda: len(screen.rows) == 2)
        await press(pilot, "q")
        assert len(marked(reader)) == 2


async def test_marks_are_found_by_who_says_their_words(start: Start) -> None:
    async with start() as (pilot, reader):
        await until(pilot, lambda: bool(reader.findings.analysis.quotes))
        quote = reader.findings.analysis.quotes[0]
        assert quote.speaker is not None
        reader.view.go_to(quote.start)
        await press(pilot, "vl" + "l" * 20 + "H")
        await press(pilot, "ggH")
        screen = await notes(pilot, reader, 2)
        await press(pilot, f"/speaker:{quote.speaker.split()[-1]}<enter>")
        await until(pilot, lambda: len(screen.rows) == 1)
        (mark,) = screen._listed
        assert quote.start <= mark.target.start < quote.end


async def test_a_note_of_another_machine_is_shown_and_joined_by_the_reader(start: Start, tmp_path: Path) -> None:
    async with start() as (pilot, reader):
        await press(pilot, "a")
        await press(pilot, "mine<ctrl+s>")
        await until(pilot, lambda: not reader.marks.unsaved)
    with NoteStore.open(tmp_path / "home" / "notes.json") as store:
        (mark,) = store.all()
        store.update(replace(mark, extra={OTHER_NOTES: ["of the desk"], "kept": 1}))
    async with start() as (pilot, reader):
        await until(pilot, lambda: len(reader.marks.all) == 1)
        assert "Other note: of the desk" in str(reader.list_of("notes").options[0].prompt)
        screen = await notes(pilot, reader, 1)
        await press(pilot, "/is:joined<enter>")
        assert len(screen.rows) == 1
        await press(pilot, "<enter>a")
        await press(pilot, "<ctrl+s>")
        await until(pilot, lambda: not reader.marks.unsaved)
        (now,) = reader.marks.all
        assert (now.note, now.other_notes, now.extra) == ("mine\n\nof the desk", (), {"kept": 1})


async def test_marks_are_counted_by_week_and_a_count_shows_its_marks_alone(start: Start) -> None:
    async with start() as (pilot, reader):
        await press(pilot, "H)H")
        screen = await notes(pilot, reader, 2)
        await press(pilot, "#pump<enter>")
        await until(pilot, lambda: "1 mark tagged" in said(screen))
        await press(pilot, "c")
        await until(pilot, lambda: isinstance(reader.app.screen, Chooser))
        counts = [str(option.prompt) for option in reader.app.screen.query_one(ItemList).options]
        assert any("-W" in line and line.splitlines()[0].rstrip().endswith("2") for line in counts)
        await press(pilot, "#pump<enter>")
        await until(pilot, lambda: reader.app.screen is screen and len(screen.rows) == 1)
        assert screen.words == 'tag:"pump"'


async def test_deleting_marks_of_the_list_asks_first(start: Start) -> None:
    async with start() as (pilot, reader):
        await press(pilot, "H")
        screen = await notes(pilot, reader, 1)
        await press(pilot, "ddn")
        await press(pilot, "q")
        assert reader.app.screen is not screen
        assert len(marked(reader)) == 1


async def test_marks_of_a_changed_article_say_what_became_of_them(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "storm.md"
    path.write_text(f"{FRONT}{SHIPS} {MAYOR}\n\n{QUIET}\n")
    async with start(opened=[str(path)]) as (pilot, reader):
        await press(pilot, "H)H)H")
        await until(pilot, lambda: not reader.marks.unsaved)
    path.write_text(f"{FRONT}It was a bad night. {SHIPS.replace('three', 'four')}\n\n{QUIET}\n")
    async with start(opened=[str(path)]) as (pilot, reader):
        await until(pilot, lambda: len(reader.marks.all) == 3)
        assert marked(reader) == [SHIPS.replace("three", "four"), QUIET]
        shown = [str(option.prompt) for option in reader.list_of("notes").options]
        assert "three four ships" in shown[0]
        assert "changed" in shown[0]
        assert "moved" in shown[1]
        assert shown[2].startswith("Lost their place  1")
        assert "The mayor of Turku" in shown[3]
        screen = await notes(pilot, reader, 3)
        rows = [row for n in range(3) if (row := screen.rows.row(n)) is not None]
        said = {"".join(words for words, _ in row.lines[0][1:]): row.lines[-1][1][0] for row in rows}
        compared = SHIPS.replace("three", "three four")
        assert said[compared] == "changed by the publisher · "
        assert said[QUIET] == "moved · "
        assert said[MAYOR] == "lost its place · "
        (changed,) = (row for row in rows if len(row.lines[0]) > 2)
        assert [words.strip() for words, look in changed.lines[0] if look in ("gone", "come")] == ["three", "four"]
        await press(pilot, "/is:changed<enter>")
        assert len(screen.rows) == 1
        await press(pilot, "<escape>")
        await press(pilot, "/is:orphan<enter>")
        assert titles(screen) == [MAYOR]


async def test_a_mark_that_lost_its_place_gets_one_from_the_reader(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "storm.md"
    path.write_text(f"{FRONT}{SHIPS} {MAYOR}\n\n{QUIET}\n")
    async with start(opened=[str(path)]) as (pilot, reader):
        await press(pilot, ")H")
        await until(pilot, lambda: not reader.marks.unsaved)
    later = "Later the mayor spoke in the town hall of what the damage will cost."
    path.write_text(f"{FRONT}{SHIPS}\n\n{QUIET} {'All was well. ' * 40}{later}\n")
    async with start(opened=[str(path)]) as (pilot, reader):
        await until(pilot, lambda: [m.state for m in reader.marks.all] == [AnchorState.ORPHANED])
        await press(pilot, "gn<enter>")
        await until(pilot, lambda: isinstance(reader.app.screen, PlaceChooser))
        places = reader.app.screen.query_one(ItemList)
        assert "Put it on words of my choice" in str(places.options[-1].prompt)
        await press(pilot, "choice<enter>")
        await until(pilot, lambda: reader.app.screen is reader)
        await press(pilot, "<escape>")
        assert status(reader).startswith("It stays without a place")
        await press(pilot, "gn<enter>")
        await until(pilot, lambda: isinstance(reader.app.screen, PlaceChooser))
        await press(pilot, "choice<enter>gg)H")
        assert marked(reader) == [QUIET]
        await until(pilot, lambda: not reader.marks.unsaved)
    async with start(opened=[str(path)]) as (pilot, reader):
        await until(pilot, lambda: marked(reader) == [QUIET])
        assert [m.state for m in reader.marks.all] == [AnchorState.ANCHORED]
