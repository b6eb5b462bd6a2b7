"""Marks made and changed by typed commands."""

import io
from pathlib import Path

import pytest

from newsreader.config import Config
from newsreader.notes.annotation import Annotation, Color
from newsreader.notes.journal import Journal
from newsreader.notes.store import NoteStore
from newsreader.plain.loop import run_plain
from tests.plain.talking import FERRY, Reader


def kept(reader: Reader) -> list[Annotation]:
    with NoteStore.open(reader.paths.notes) as store:
        return store.all()


def test_passages_are_named_by_number_sentence_quotation_and_words(reader: Reader) -> None:
    said = reader(
        "mark 1",
        "mark 2..3 in green",
        "mark sentence 2 of 1 as doubt",
        "mark quote 1 in pink",
        'mark from "the harbour board" to "the pump" as to do',
        "mark met on monday",
    )
    assert said == [
        "Saved as mark 1, yellow for claim, paragraph 1, “The ferry between Turku and Kotka will stop for a week. "
        "Its pump is old”.",
        "Saved as mark 2, green for evidence, paragraphs 2 to 3, “What the captain says “We would rather stop for a "
        "week than for a year,” Maija…”",
        "Saved as mark 3, blue for doubt, paragraph 1, “Its pump is old”.",
        "Saved as mark 4, pink for quote, paragraph 3, “We would rather stop for a week than for a year”.",
        "Saved as mark 5, purple for to do, paragraph 4, “The harbour board pays for the pump”.",
        "Saved as mark 6, yellow for claim, paragraph 4, “met on Monday”.",
    ]
    assert [(m.target.exact, m.color) for m in kept(reader)][2:] == [
        ("Its pump is old.", Color.BLUE),
        ("We would rather stop for a week than for a year,", Color.PINK),
        ("The harbour board pays for the pump", Color.PURPLE),
        ("met on Monday", Color.YELLOW),
    ]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("mark", "Name a passage: the number of a paragraph, 2..4, or words of the text."),
        ("mark 9", "There is no paragraph 9; this article has 4 paragraphs."),
        ("mark sentence 7 of 1", "There is no sentence 7; paragraph 1 has 2."),
        ("mark quote 5", "There is no quotation 5; there are 1 quotation."),
        ("mark zebra crossing", "“zebra crossing” does not stand in this article."),
        ("mark from pump to ferry", "“ferry” does not stand behind “pump” in this article."),
        ("note 4 words", "“4” is no mark of this article; there are no marks, marks lists them."),
    ],
)
def test_a_passage_that_is_not_there_is_refused(reader: Reader, words: str, answer: str) -> None:
    assert reader(words) == [answer]
    assert kept(reader) == []


def test_words_are_looked_for_from_the_paragraph_that_was_read_last(reader: Reader) -> None:
    reader.raw("read 3", "mark the", "read 1", "mark the")
    assert [m.target.start for m in kept(reader)] == [FERRY_TEXT.index("the captain,"), FERRY_TEXT.index("The ferry")]


FERRY_TEXT = (
    "The ferry between Turku and Kotka will stop for a week. Its pump is old.\n\nWhat the captain says\n\n"
    "“We would rather stop for a week than for a year,” Maija Lehto, the captain, said.\n\n"
    "The harbour board pays for the pump. The board met on Monday."
)


def test_a_mark_is_coloured_tagged_noted_and_listed(reader: Reader) -> None:
    assert reader(
        "mark sentence 2 of 1",
        "color 1 evidence",
        "tag 1 #pump, two words",
        "note 1 Whose fault?",
        "note 1 Ask the board.",
        "untag 1 pump",
        "edit 1 Asked.",
        "marks",
    ) == [
        "Saved as mark 1, yellow for claim, paragraph 1, “Its pump is old”.",
        "Saved.",
        "1. “Its pump is old”, paragraph 1, green for evidence.",
        "Saved.",
        "1. “Its pump is old”, paragraph 1, green for evidence. Tagged pump, two words.",
        "Saved.",
        "1. “Its pump is old”, paragraph 1, green for evidence. Tagged pump, two words. Note: Whose fault?",
        "Saved.",
        "1. “Its pump is old”, paragraph 1, green for evidence. Tagged pump, two words. "
        "Note: Whose fault? Ask the board.",
        "Saved.",
        "1. “Its pump is old”, paragraph 1, green for evidence. Tagged two words. Note: Whose fault? Ask the board.",
        "Saved.",
        "1. “Its pump is old”, paragraph 1, green for evidence. Tagged two words. Note: Asked.",
        "1. “Its pump is old”, paragraph 1, green for evidence. Tagged two words. Note: Asked.",
    ]
    (mark,) = kept(reader)
    assert (mark.color, mark.tags, mark.note) == (Color.GREEN, ("two words",), "Asked.")


def test_a_note_of_several_lines_ends_with_a_full_stop_alone(reader: Reader) -> None:
    said = reader("mark 1", "note 1", "First line.", "", "- second", ".", "where")
    assert said[1] == "The note, then a line with a full stop alone."
    assert said[-1] == "Nothing of it is read yet."
    assert kept(reader)[0].note == "First line.\n\n- second"


def test_the_same_passage_is_not_marked_twice_in_one_colour(reader: Reader) -> None:
    assert reader("mark 1", "mark 1", "mark 1 in blue")[1:] == [
        "This is marked already as mark 1.",
        "Saved as mark 2, blue for doubt, paragraph 1, “The ferry between Turku and Kotka will stop for a week. "
        "Its pump is old”.",
    ]


def test_changes_are_undone_and_redone_also_in_a_later_session(reader: Reader) -> None:
    reader.raw("mark sentence 2 of 1", "color 1 blue", "delete 1")
    assert reader.raw("undo", "undo", "undo", "undo", "redo", "redo").splitlines()[2:] == [
        "Undone: the mark on “Its pump is old” is back.",
        "Undone: the mark on “Its pump is old” is as it was.",
        "Undone: the mark on “Its pump is old” is gone.",
        "There is nothing to undo.",
        "Redone: the mark on “Its pump is old” is made again.",
        "Redone: the mark on “Its pump is old” is changed again.",
    ]
    assert [m.color for m in kept(reader)] == [Color.BLUE]


def test_a_deleted_mark_comes_back_from_the_trash(reader: Reader) -> None:
    assert reader("mark sentence 2 of 1", "delete 1", "trash", "restore 1", "trash", "restore 1")[1:] == [
        "Mark 1 is deleted; undo brings it back.",
        "1. “Its pump is old”, Ferry to Kotka stops for a week.",
        "The mark on “Its pump is old” is back; it is saved.",
        "The trash is empty.",
        "“1” is not in the trash; trash lists what is.",
    ]


def test_a_mark_keeps_its_number_while_its_article_is_open(reader: Reader) -> None:
    said = reader("mark 3", "mark 1", "mark 2", "delete 1", "marks")
    assert [line[:2] for line in said[-2:]] == ["2.", "3."]


class Watching(io.StringIO):
    """Output that looks at the disk at the moment at which something is said to be saved."""

    def __init__(self, notes: Path) -> None:
        super().__init__()
        self.notes = notes
        self.seen: list[bool] = []

    def write(self, text: str) -> int:
        if text.startswith("Saved as mark"):
            files = [p for p in self.notes.parent.glob("notes.json*") if p.is_file() and "history" not in p.name]
            self.seen.append(any(b"Its pump is old." in p.read_bytes() for p in files))
        return super().write(text)


def test_a_mark_is_on_disk_before_it_is_said_to_be_saved(reader: Reader) -> None:
    out = Watching(reader.paths.notes)
    given = io.StringIO("mark sentence 2 of 1\n")
    run_plain([str(reader.folder / "ferry.md")], reader.paths, Config(), given=given, out=out, width=0)
    assert out.seen == [True]


def test_a_mark_that_cannot_be_written_is_not_said_to_be_saved(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(journal: Journal, records: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Journal, "append", full)
    assert reader("mark 1", "marks") == [
        "Notes.json could not be written (No space left on device); make room and try again.",
        "There are no marks on this article.",
    ]
    assert reader.status == 1


def test_notes_that_another_program_has_open_are_read_only(reader: Reader) -> None:
    reader.raw("mark sentence 2 of 1")
    with NoteStore.open(reader.paths.notes):
        said = reader.raw("marks", "delete 1", "mark 3").splitlines()
    assert said[1:] == [
        "4 paragraphs, 1 mark.",
        "Marks cannot be changed now: another program has the notes open.",
        "1. “Its pump is old”, paragraph 1, yellow for claim.",
        "The notes are read-only here: another program has the notes open.",
        "The notes are read-only here: another program has the notes open.",
    ]
    assert len(kept(reader)) == 1


def test_a_mark_that_lost_its_place_is_put_elsewhere(reader: Reader) -> None:
    reader.raw("mark sentence 2 of 1")
    changed = FERRY.replace(" Its pump is old.", " Nobody said why.")
    (reader.folder / "ferry.md").write_text(changed, encoding="utf-8")
    assert reader("marks", "move 1 nobody said why", "marks", "changes") == [
        "1. “Its pump is old”, without a place in this text, yellow for claim.",
        "Saved.",
        "1. “Nobody said why”, paragraph 1, yellow for claim.",
        "1. “Nobody said why”, paragraph 1, yellow for claim.",
        f"2 versions are known; the last is of {kept(reader)[0].modified[:10]}.",
        "Changed: “Its pump is old” to “Nobody said why”",
    ]


def test_marks_of_all_articles_are_listed_searched_and_written_out(reader: Reader) -> None:
    reader.raw("mark 1 in blue", "tag 1 sea", sources=("pump.md",))
    said = reader("mark sentence 2 of 1", "notes", "notes tag:sea", "open 1", "export", "notes color:nonsense")
    assert said[1:4] == [
        "1. “Its pump is old”, yellow for claim. In Ferry to Kotka stops for a week.",
        "2. “A new pump for the ferry between Turku and Kotka came to the harbour by train.…”, blue for doubt. "
        "Tagged sea. In A pump for the Kotka ferry.",
        "2 marks, open NUMBER opens the article.",
    ]
    assert said[6] == "A pump for the Kotka ferry, Harbour News."
    (written,) = (reader.paths.root / "exports").glob("*.md")
    assert said[8] == f"The notes are written to {written}"
    assert "#sea" in written.read_text(encoding="utf-8")
    assert "colour" in said[9]
