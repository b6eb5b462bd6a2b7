"""Corrections of the analysis in the notes file: durable, undoable, and beside the marks, never among them."""

import json
from pathlib import Path

import pytest
from tinydb import TinyDB

from newsreader.article import Article
from newsreader.notes.anchoring import settle
from newsreader.notes.annotation import AnchorState, Annotation
from newsreader.notes.correction import Correction, Verdict
from newsreader.notes.errors import NotesError
from newsreader.notes.files import NotesFiles
from newsreader.notes.history import Change
from newsreader.notes.store import NoteStore

TEXT = "“The quay will close in May,” said Helle Brandt, who leads the harbour board of Tarnby."
ARTICLE = Article.of([TEXT], title="Quay")


def correction(speaker: str = "Oskar Lind") -> Correction:
    return Correction.on(ARTICLE, 1, 28, Verdict.SPEAKER, speaker=speaker)


def test_a_correction_is_on_disk_when_it_is_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    one = correction()
    store = NoteStore.open(path)
    store.corrections.add(one)
    assert NotesFiles(path).read(repair=False).tables["corrections"][one.id]["speaker"] == "Oskar Lind"
    store.close()
    with NoteStore.open(path) as again:
        assert again.corrections.all() == [one]
        assert again.corrections.get(one.id) == one
        assert again.corrections.of_article(ARTICLE.id) == [one]
        assert again.corrections.of_article("another") == []


def test_the_file_has_a_table_of_its_own_for_corrections_that_plain_tinydb_reads(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    mark, one = Annotation.on(ARTICLE, 0, 4), correction()
    with NoteStore.open(path) as store:
        store.add(mark)
        store.corrections.add(one)
        assert store.all() == [mark]
        assert len(store) == 1
        assert len(store.table) == 1
    with TinyDB(path) as db:
        assert [d["id"] for d in db.table("annotations")] == [mark.id]
        (kept,) = db.table("corrections")
    assert kept["verdict"] == "speaker"
    assert kept["target"]["exact"] == TEXT[1:28]


def test_a_file_without_corrections_has_no_table_for_them(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    with NoteStore.open(path) as store:
        store.add(Annotation.on(ARTICLE, 0, 4))
    assert "corrections" not in json.loads(path.read_text(encoding="utf-8"))


def test_corrections_are_undone_and_redone_among_marks_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    mark, one = Annotation.on(ARTICLE, 0, 4), correction()
    other = one.changed(verdict=Verdict.NOT_A_QUOTE, speaker="")
    with NoteStore.open(path) as store:
        store.history.make(Change(None, mark))
        store.history.make(Change(None, one))
        store.history.make(Change(one, other))
    with NoteStore.open(path) as store:
        assert store.history.undo() == Change(one, other)
        assert store.corrections.all() == [one]
        store.history.undo()
        assert store.corrections.all() == []
        assert store.all() == [mark]
        assert store.history.trash() == []
        store.history.redo()
        store.history.redo()
        assert store.corrections.all() == [other]


def test_undo_leaves_a_correction_alone_that_was_changed_elsewhere(tmp_path: Path) -> None:
    one = correction()
    with NoteStore.open(tmp_path / "notes.json") as store:
        store.history.make(Change(None, one))
        store.corrections.update(one.changed(speaker="Jens Holm"))
        with pytest.raises(NotesError, match="correction was changed elsewhere"):
            store.history.undo()


def test_what_is_not_there_cannot_be_changed_and_what_is_there_not_added_again(tmp_path: Path) -> None:
    one = correction()
    with NoteStore.open(tmp_path / "notes.json") as store:
        with pytest.raises(NotesError, match="no correction"):
            store.corrections.update(one)
        with pytest.raises(NotesError, match="no correction"):
            store.corrections.remove(one.id)
        store.corrections.add(one)
        with pytest.raises(NotesError, match="exists already"):
            store.corrections.add(one)


def test_another_program_may_add_and_change_corrections_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    one, two = correction(), correction("Jens Holm")
    with NoteStore.open(path) as store:
        store.corrections.add(one)
        store.fold()
        tables = json.loads(path.read_text(encoding="utf-8"))
        document = dict(tables["corrections"]["1"], id=two.id, speaker="Jens Holm", unknown="kept")
        tables["corrections"]["2"] = document
        path.write_text(json.dumps(tables), encoding="utf-8")
        store.add(Annotation.on(ARTICLE, 0, 4))
        store.fold()
        found = store.corrections.get(two.id)
    assert found is not None
    assert found.speaker == "Jens Holm"
    assert found.extra == {"unknown": "kept"}


def test_a_document_that_is_no_correction_stays_in_the_file_and_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text('{"annotations": {}, "corrections": {"1": {"id": "x", "verdict": "perhaps"}}}', encoding="utf-8")
    with NoteStore.open(path) as store:
        store.corrections.add(correction())
        assert len(store.corrections.all()) == 1
    assert json.loads(path.read_text(encoding="utf-8"))["corrections"]["1"]["id"] == "x"


def test_a_correction_moves_with_its_words_and_is_an_orphan_without_them() -> None:
    one = correction()
    longer = Article.of(["A new first paragraph.", TEXT], title="Quay")
    (moved,) = settle([one], longer)
    assert longer.text[moved.target.start : moved.target.end] == TEXT[1:28]
    (gone,) = settle([one], Article.of(["Something else altogether stands here now."], title="Quay"))
    assert gone.state is AnchorState.ORPHANED


def test_a_verdict_names_a_speaker_exactly_where_it_needs_one() -> None:
    with pytest.raises(ValueError, match="speaker"):
        Correction.on(ARTICLE, 1, 28, Verdict.SPEAKER)
    with pytest.raises(ValueError, match="not-a-quote"):
        Correction.on(ARTICLE, 1, 28, Verdict.NOT_A_QUOTE, speaker="Oskar Lind")
