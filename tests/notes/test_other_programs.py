"""The notes file in the hands of others: changed, replaced, read or locked by another program while we run or not."""

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from newsreader.article import Article
from newsreader.notes import contents, files
from newsreader.notes.annotation import Annotation
from newsreader.notes.codec import to_document
from newsreader.notes.errors import NotesError
from newsreader.notes.store import NoteStore

ARTICLE = Article.of(["A ferry sank off Turku. Nobody was hurt."], title="Ferry sinks")


def mark(note: str = "") -> Annotation:
    return Annotation.on(ARTICLE, 0, 7, note=note)


def notes(path: Path) -> dict[str, str]:
    """The notes of the marks that an ordinary TinyDB reads, by id."""
    with TinyDB(path) as database:
        return {d["id"]: d["note"] for d in database.table("annotations").all()}


@contextlib.contextmanager
def another(path: Path) -> Iterator[Any]:
    """Let another program change the file."""
    with TinyDB(path) as database:
        yield database.table("annotations")


def of(store: NoteStore) -> dict[str, str]:
    return {m.id: m.note for m in store.all()}


def abandoned(store: NoteStore, folder: Path) -> Path:
    """The files as a crash would leave them, in another folder."""
    shutil.copytree(store._files.path.parent, folder, ignore=shutil.ignore_patterns("*.lock"))
    return folder / store._files.path.name


def test_changes_by_another_program_are_taken_over_while_we_run(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    kept, changed, gone = mark("k"), mark("c"), mark("g")
    with NoteStore.open(path) as store:
        store.add(kept, changed, gone)
        store.fold()
        assert not store.refresh()
        with another(path) as table:
            table.update({"note": "theirs"}, where("id") == changed.id)
            table.remove(where("id") == gone.id)
            table.insert({**to_document(mark("new")), "id": "01NEW"})
        assert store.refresh()
        assert of(store) == {kept.id: "k", changed.id: "theirs", "01NEW": "new"}
        assert [m.id for m in store.of_article(ARTICLE.id)] == sorted([kept.id, changed.id, "01NEW"])
        assert store.documents("deletions")[gone.id]["deleted"]
    assert notes(path) == {kept.id: "k", changed.id: "theirs", "01NEW": "new"}


def test_what_was_taken_over_survives_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    one = mark()
    with NoteStore.open(path) as store:
        store.add(one)
        store.fold()
        store.update(one.changed(note="ours"))
        with another(path) as table:
            table.update({"note": "theirs", "modified": "2999"}, where("id") == one.id)
        assert store.refresh()
        with NoteStore.open(abandoned(store, tmp_path / "crash")) as again:
            assert of(again) == {one.id: "theirs"}


def test_a_change_by_another_program_in_the_midst_of_a_rewriting_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.json"
    one, other = mark(), mark()
    with NoteStore.open(path) as store:
        store.add(one)
        store.fold()

        def meanwhile(what: contents.Contents) -> Iterator[bytes]:
            monkeypatch.undo()
            yield from contents.pieces(what)
            with another(path) as table:
                table.update({"note": "theirs"}, where("id") == one.id)

        monkeypatch.setattr(files, "pieces", meanwhile)
        store.add(other)
        assert store.fold()
    assert notes(path) == {one.id: "theirs", other.id: ""}


def test_documents_that_another_program_gave_no_id_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    one = mark("mine")
    with NoteStore.open(path) as store:
        store.add(one)
        store.fold()
        with another(path) as table:
            table.insert({**to_document(mark("nameless")), "id": ""})
            table.insert({**to_document(one), "note": "of the same id"})
            table.insert({"what": "ever"})
        assert store.refresh()
    with NoteStore.open(path) as store:
        assert sorted(of(store).values()) == ["mine", "nameless", "of the same id"]
        assert {"ever"} == {d["what"] for d in store.documents().values() if "what" in d}


def test_a_file_that_is_being_written_is_waited_for_and_one_that_stays_broken_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    one, other = mark(), mark()
    with NoteStore.open(path) as store:
        store.add(one)
        store.fold()
        half = path.read_bytes()[:100]
        path.write_bytes(half)
        store.add(other)
        assert not store.fold()
        assert path.read_bytes() == half
        while not store.fold():
            assert of(store) == {one.id: "", other.id: ""}
        assert "damaged" in store.report
    (aside,) = tmp_path.glob("notes.json.damaged-*")
    assert aside.read_bytes() == half
    assert notes(path) == {one.id: "", other.id: ""}


def test_a_file_that_was_deleted_while_we_run_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    one = mark()
    with NoteStore.open(path) as store:
        store.add(one)
        store.fold()
        path.unlink()
        assert store.fold()
        assert notes(path) == {one.id: ""}


@pytest.mark.parametrize("generation", [0, 99])
def test_a_file_from_another_machine_loses_nothing_that_a_crash_left_in_a_journal(
    tmp_path: Path, generation: int
) -> None:
    path, theirs = tmp_path / "a" / "notes.json", tmp_path / "b" / "notes.json"
    old, new, gone, both = mark("o"), mark("n"), mark("g"), mark("b")
    with NoteStore.open(path) as store:
        store.add(old, gone, both)
        store.fold()
        with NoteStore.open(theirs) as there:
            there.add(old.changed(note="later there"), gone, both)
        store.add(new)
        store.remove(gone.id)
        store.update(both.changed(note="later here"))
        left = abandoned(store, tmp_path / "crash")
    tables = json.loads(theirs.read_bytes())
    tables["meta"]["1"]["generation"] = generation
    left.write_text(json.dumps(tables))
    with NoteStore.open(left) as again:
        assert of(again) == {old.id: "later there", new.id: "n", both.id: "later here"}


def test_a_file_from_another_machine_is_not_reverted_by_journals_that_were_folded(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    one = mark("first")
    for note in ("second", "third", "fourth"):
        with NoteStore.open(path) as store:
            store.update(one.changed(note=note)) if store.get(one.id) else store.add(one)
    with another(path) as table:
        table.update({"note": "edited there"}, where("id") == one.id)
    tables = json.loads(path.read_bytes())
    tables["meta"]["1"]["generation"] = 0
    path.write_text(json.dumps(tables))
    with NoteStore.open(path) as store:
        assert of(store) == {one.id: "edited there"}


def test_a_second_program_sees_what_the_first_writes(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    with NoteStore.open(path) as first, NoteStore.open(path) as second:
        assert second.read_only
        assert "another program" in second.refusal
        one = mark()
        first.add(one)
        assert second.refresh()
        assert of(second) == {one.id: ""}
        assert not second.refresh()
        assert not second.fold()
        with pytest.raises(NotesError, match="read-only here: another program"):
            second.remove(one.id)


def test_a_lock_that_cannot_be_made_is_not_blamed_on_another_program(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    (tmp_path / "notes.json.lock").mkdir()  # stands for a folder that cannot be written, also for root
    with NoteStore.open(path) as store:
        assert store.read_only
        assert "notes.json.lock cannot be made" in store.refusal


def test_an_older_file_is_copied_before_it_is_written_in_our_schema(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    with another(path) as table:
        table.insert({**to_document(mark("by hand")), "mood": 1})
    before = path.read_bytes()
    with NoteStore.open(path) as store:
        assert list(of(store).values()) == ["by hand"]
        assert json.loads(path.read_bytes())["meta"]["1"]["schema"] == 1
    assert (tmp_path / "notes.json.schema-0").read_bytes() == before


def test_a_file_of_a_newer_version_is_read_and_never_written(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    one = mark()
    tables = {"annotations": {"1": to_document(one)}, "meta": {"1": {"schema": 99}}}
    path.write_text(json.dumps(tables))
    with NoteStore.open(path) as store:
        assert of(store) == {one.id: ""}
        with pytest.raises(NotesError, match="newer version"):
            store.add(mark())
    assert json.loads(path.read_bytes()) == tables


def test_a_rewriting_in_portions_leaves_copies_made_of_hard_links_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_GULP", 50_000)
    monkeypatch.setattr(files, "_BITE", 50_000)
    path = tmp_path / "notes.json"
    copies = {}
    with NoteStore.open(path) as store:
        for number in range(5):
            store.add(*(mark(str(number)) for _ in range(300)))
            assert store.fold(gently=True)
            if number % 2:
                os.link(path, tmp_path / f"copy{number}")
                copies[tmp_path / f"copy{number}"] = path.read_bytes()
        assert len(notes(path)) == 1500
        assert len(notes(tmp_path / "notes.json.bak")) == 1200
    assert {copy: copy.read_bytes() for copy in copies} == copies
    assert not (tmp_path / "notes.json.bak-old").exists()
