"""Undo, redo and the trash over restarts."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.article import Article
from newsreader.notes import history
from newsreader.notes.annotation import Annotation
from newsreader.notes.errors import NotesError
from newsreader.notes.history import Change
from newsreader.notes.store import NoteStore

ARTICLE = Article.of(["Some words to mark."], title="T")


def mark() -> Annotation:
    return Annotation.on(ARTICLE, 0, 4)


def test_changes_are_undone_and_redone_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    one = mark()
    noted = one.changed(note="n")
    with NoteStore.open(path) as store:
        store.history.make(Change(None, one))
        store.history.make(Change(one, noted))
    with NoteStore.open(path) as store:
        assert store.history.undo() == Change(one, noted)
        assert store.get(one.id) == one
    with NoteStore.open(path) as store:
        store.history.undo()
        assert store.all() == []
        assert store.history.undo() is None
        store.history.redo()
        store.history.redo()
        assert store.get(one.id) == noted
        assert store.history.redo() is None


def test_a_deleted_mark_is_in_the_trash_until_it_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    one = mark()
    with NoteStore.open(path) as store:
        store.history.make(Change(None, one))
        store.history.make(Change(one, None))
    with NoteStore.open(path) as store:
        assert store.history.trash() == [one]
        store.history.restore(one.id)
        assert store.history.trash() == []
        assert store.get(one.id) == one
        with pytest.raises(NotesError, match="trash"):
            store.history.restore(one.id)
        store.history.undo()
        assert store.history.trash() == [one]


def test_a_mark_changed_elsewhere_is_not_overwritten_by_undo(tmp_path: Path) -> None:
    with NoteStore.open(tmp_path / "notes.json") as store:
        one = mark()
        store.history.make(Change(None, one))
        store.update(one.changed(note="by another hand"))
        with pytest.raises(NotesError, match="elsewhere"):
            store.history.undo()
        assert store.all()[0].note == "by another hand"


def test_a_lost_history_costs_no_mark(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    with NoteStore.open(path) as store:
        store.history.make(Change(None, mark()))
    (tmp_path / "notes.json.history").write_bytes(b"\x00garbage\n\xff")
    with NoteStore.open(path) as store:
        assert len(store.all()) == 1
        assert store.history.undo() is None


def test_an_old_history_is_cut_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST", 20)
    path = tmp_path / "notes.json"
    with NoteStore.open(path) as store:
        one = mark()
        store.history.make(Change(None, one))
        for number in range(2 * history.MOST + 1):
            changed = one.changed(note=str(number))
            store.history.make(Change(one, changed))
            one = changed
    size = (tmp_path / "notes.json.history").stat().st_size
    with NoteStore.open(path) as store:
        store.history.undo()
        assert store.all()[0].note == str(2 * history.MOST - 1)
    assert (tmp_path / "notes.json.history").stat().st_size < 0.6 * size


@settings(max_examples=40)
@given(st.lists(st.sampled_from("aeduur"), max_size=25))
def test_undoing_everything_and_redoing_it_comes_to_the_same(steps: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder, NoteStore.open(Path(folder) / "notes.json") as store:
        for step in steps:
            marks = store.all()
            if step == "a":
                store.history.make(Change(None, mark()))
            elif step == "e" and marks:
                store.history.make(Change(marks[-1], marks[-1].changed(note=marks[-1].note + "x")))
            elif step == "d" and marks:
                store.history.make(Change(marks[0], None))
            elif step == "u":
                store.history.undo()
            elif step == "r":
                store.history.redo()
        end = store.all()
        count = 0
        while store.history.undo():
            count += 1
        for _ in range(count):
            store.history.redo()
        assert store.all() == end
