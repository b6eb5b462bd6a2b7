"""The store of marks: durability, faults, other programs."""

import json
import os
import resource
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import Query, TinyDB
from tinydb.table import Document

from newsreader.article import Article
from newsreader.notes import clock, files
from newsreader.notes import store as notes_store
from newsreader.notes.annotation import Annotation, Color
from newsreader.notes.codec import dump, from_document, load, to_document
from newsreader.notes.contents import Contents, parse, pieces
from newsreader.notes.errors import NotesError
from newsreader.notes.files import NotesFiles
from newsreader.notes.store import NoteStore

ARTICLE = Article.of(["A ferry sank off Turku. Nobody was hurt.", "The owner said little."], title="Ferry sinks")


def mark(start: int = 0, end: int = 7, **fields: object) -> Annotation:
    return Annotation.on(ARTICLE, start, end).changed(**fields)


def stock(path: Path) -> list[dict[str, object]]:
    """What an ordinary TinyDB reads."""
    with TinyDB(path) as database:
        return [dict(d) for d in database.table("annotations").all()]


def test_a_mark_is_there_again_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    made = mark(color=Color.BLUE, note="Who paid? #money", tags=("ferry",))
    with NoteStore.open(path) as store:
        store.add(made)
    with NoteStore.open(path) as store:
        assert store.get(made.id) == made
        assert store.of_article(ARTICLE.id) == [made]
        assert store.of_article("other") == []


def test_the_file_is_an_ordinary_tinydb_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    made = mark(note="“Quoted” — 東京 👩‍👩‍👧")
    with NoteStore.open(path) as store:
        store.add(made)
        store.fold()
        assert stock(path) == [to_document(made)]
        store.update(made.changed(note="other"))
        store.remove(made.id)
    assert stock(path) == []


def test_a_change_is_in_the_journal_before_it_is_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    store = NoteStore.open(path)
    made = mark()
    store.add(made)
    (journal,) = tmp_path.glob("notes.json.journal-*")
    assert made.id.encode() in journal.read_bytes()
    store.close()


def test_a_journal_cut_at_any_byte_loses_only_what_was_torn(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    store = NoteStore.open(path)
    made = [mark(i, i + 3) for i in range(2)]
    for one in made:
        store.add(one)
    (journal,) = tmp_path.glob("notes.json.journal-*")
    data = journal.read_bytes()
    assert data.endswith(b"\0")  # room for more records is no record
    data = data.rstrip(b"\0")
    ends = [i for i, b in enumerate(data) if b == 10]
    store.close()
    copy = tmp_path / "cut"
    copy.mkdir()
    for cut in range(len(data) + 1):
        whole = [m.id for m in made[: sum(end <= cut for end in ends)]]
        (copy / journal.name).write_bytes(data[:cut] + bytes(cut % 3))
        assert list(NotesFiles(copy / "notes.json").read(repair=False).documents) == whole
    for cut in [0, 1, *(end + step for end in ends for step in (-1, 0, 1))]:
        folder = tmp_path / f"cut{cut}"
        folder.mkdir()
        (folder / journal.name).write_bytes(data[:cut] + bytes(100))
        with NoteStore.open(folder / "notes.json") as again:
            later = mark()
            again.add(later)
        whole = [m.id for m in made[: sum(end <= cut for end in ends)]]
        assert [d["id"] for d in stock(folder / "notes.json")] == [*whole, later.id]


def test_a_torn_journal_on_a_full_disk_takes_further_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notes.json"
    store = NoteStore.open(path)
    one, other = mark(), mark()
    store.add(one)
    (journal,) = tmp_path.glob("notes.json.journal-*")
    torn = journal.read_bytes().rstrip(b"\0") + b'0123abcd {"put":{"id"' + bytes(50)
    store.close()
    folder = tmp_path / "b"
    folder.mkdir()
    (folder / "notes.json.journal-000000").write_bytes(torn)
    with monkeypatch.context() as full:
        full.setattr(NotesFiles, "write", _no_space)
        again = NoteStore.open(folder / "notes.json")
        again.add(other)
        assert not again.fold()
        again.close()
    with NoteStore.open(folder / "notes.json") as store:
        assert [a.id for a in store.all()] == [one.id, other.id]
    assert [d["id"] for d in stock(folder / "notes.json")] == [one.id, other.id]


def _no_space(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_flipped_bit_costs_one_record_and_not_those_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    store = NoteStore.open(path)
    made = [mark(i, i + 3) for i in range(3)]
    for one in made:
        store.add(one)
    (journal,) = tmp_path.glob("notes.json.journal-*")
    data = bytearray(journal.read_bytes())
    data[data.index(b"\n") + 40] ^= 1
    store.close()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / journal.name).write_bytes(data)
    with NoteStore.open(tmp_path / "b" / "notes.json") as again:
        assert [a.id for a in again.all()] == [made[0].id, made[2].id]


@pytest.mark.parametrize("size", [0, 1, 40, 300])
def test_a_damaged_file_is_set_aside_and_rebuilt(tmp_path: Path, size: int) -> None:
    path = tmp_path / "notes.json"
    made = [mark(i, i + 3, note=f"note {i}") for i in range(4)]
    with NoteStore.open(path) as store:
        for one in made:
            store.add(one)
            store.fold()
    path.write_bytes(path.read_bytes()[:size])
    damaged = path.read_bytes()
    with NoteStore.open(path) as store:
        assert [a.id for a in store.all()] == [m.id for m in made]
        assert "damaged" in store.report
    assert stock(path) == [to_document(m) for m in made]
    (aside,) = tmp_path.glob("notes.json.damaged-*")
    assert aside.read_bytes() == damaged


def test_the_file_has_every_change_without_being_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes_store, "FOLD_AFTER", 0.01)
    path = tmp_path / "notes.json"
    with NoteStore.open(path) as store:
        for number in range(3):
            made, others = mark(note=str(number)), set(threading.enumerate())
            store.add(made)
            for timer in set(threading.enumerate()) - others:
                timer.join()
            assert stock(path)[-1] == to_document(made)
    assert notes_store.FOLD_LARGE_AFTER > 2 > notes_store.FOLD_AFTER


def test_an_ordinary_tinydb_reads_the_file_at_every_step_of_a_rewriting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.json"
    seen = []

    def watched(function: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            before = len(stock(path))
            result = function(*args, **kwargs)
            seen.extend([before, len(stock(path))])
            return result

        return step

    with NoteStore.open(path) as store:
        store.add(mark())
        store.fold()
        monkeypatch.setattr(files, "_GULP", 10)
        for owner, name in ((Path, "replace"), (Path, "unlink"), (os, "link"), (os, "fsync"), (files, "sync")):
            monkeypatch.setattr(owner, name, watched(getattr(owner, name)))
        store.add(mark())
        assert store.fold(gently=True)
    monkeypatch.undo()
    assert seen == sorted(seen)
    assert set(seen) == {1, 2}


def test_a_clock_that_jumps_back_loses_no_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notes.json"
    kept, gone = mark(), mark()
    store = NoteStore.open(path)
    store.add(kept, gone)
    store.fold()
    monkeypatch.setattr(clock, "now", lambda: "1999-01-01T00:00:00.000Z")
    store.update(kept.changed(note="before it was made"))
    store.remove(gone.id)
    crash = tmp_path / "crash"
    shutil.copytree(tmp_path, crash, ignore=shutil.ignore_patterns("crash", "*.lock"))
    store.close()
    for place in (path, crash / "notes.json"):
        with NoteStore.open(place) as again:
            assert {m.id: m.note for m in again.all()} == {kept.id: "before it was made"}


def test_a_second_program_reads_and_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    made = mark()
    with NoteStore.open(path) as first:
        first.add(made)
        with NoteStore.open(path) as second:
            assert second.read_only
            assert second.get(made.id) == made
            with pytest.raises(NotesError, match="read-only"):
                second.add(mark())
        first.add(mark())
    with NoteStore.open(path) as third:
        assert not third.read_only
        assert len(third) == 2


def test_a_full_disk_refuses_the_new_mark_and_keeps_the_old_ones(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    store = NoteStore.open(path)
    old = mark()
    store.add(old)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    import signal

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
        with pytest.raises(NotesError, match="could not be written"):
            store.add(mark(note="x" * 1000))
        assert not store.fold()
        left = tmp_path / "left"
        left.mkdir()
        (journal,) = tmp_path.glob("notes.json.journal-000000")
        (left / journal.name).symlink_to(journal)  # what a crash would leave; a copy would be too large now
        with NoteStore.open(left / "notes.json") as crashed:
            assert [a.id for a in crashed.all()] == [old.id]
            assert not crashed.read_only
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert [a.id for a in store.all()] == [old.id]
    new = mark()
    store.add(new)
    store.close()
    with NoteStore.open(path) as again:
        assert [a.id for a in again.all()] == [old.id, new.id]


def test_changes_by_another_program_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    ours, theirs, both = mark(), mark(note="old"), mark(note="old")
    store = NoteStore.open(path)
    store.add(ours, theirs, both)
    store.fold()
    with TinyDB(path) as database:
        table = database.table("annotations")
        documents = {d["id"]: d.doc_id for d in table.all()}
        table.update({"note": "by the other"}, doc_ids=[documents[theirs.id]])
        table.update({"note": "late", "modified": "2999"}, doc_ids=[documents[both.id]])
        table.insert({**to_document(mark()), "id": "01NEW"})
    os.utime(path, (time.time() + 5, time.time() + 5))
    store.update(ours.changed(note="mine"), both.changed(note="mine too"))
    store.close()
    notes = {str(d["id"]): d["note"] for d in stock(path)}
    assert notes == {ours.id: "mine", theirs.id: "by the other", both.id: "late", "01NEW": ""}


def test_a_folder_without_write_permission_opens_read_only(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "notes.json"
    made = mark()
    with NoteStore.open(path) as store:
        store.add(made)
    (tmp_path / "sub" / "notes.json.lock").unlink()
    (tmp_path / "sub" / "notes.json.lock").mkdir()  # stands for a lock that cannot be made, also for root
    with NoteStore.open(path) as store:
        assert store.read_only
        assert store.get(made.id) == made


def test_unknown_fields_and_tables_survive(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    document = {**to_document(mark()), "mood": {"a": [1]}, "color": "octarine"}
    path.write_bytes(dump({"annotations": {"7": document}, "meta": {}, "other": {"1": {"x": 1}}}))
    with NoteStore.open(path) as store:
        (one,) = store.all()
        assert one.color is Color.YELLOW
        store.update(one.changed(note="n"))
    tables = load(path.read_bytes())
    assert tables["other"] == {"1": {"x": 1}}
    assert next(iter(tables["annotations"].values()))["mood"] == {"a": [1]}


def test_an_unreadable_document_stays_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_bytes(dump({"annotations": {"1": {"id": "odd", "target": 5}}}))
    with NoteStore.open(path) as store:
        assert store.all() == []
        store.add(mark())
    assert {d["id"] for d in stock(path)} >= {"odd"}


def test_wrong_changes_are_refused_with_a_reason(tmp_path: Path) -> None:
    with NoteStore.open(tmp_path / "notes.json") as store:
        made = mark()
        store.add(made)
        with pytest.raises(NotesError, match="exists already"):
            store.add(made)
        with pytest.raises(NotesError, match="no mark"):
            store.update(mark())
        with pytest.raises(NotesError, match="no mark"):
            store.remove("nothing")
    with pytest.raises(NotesError, match="closed"):
        store.add(mark())


@given(
    st.text(),
    st.lists(st.text(min_size=1), max_size=3),
    st.dictionaries(st.text(min_size=9), st.integers(), max_size=2),
)
def test_every_annotation_survives_its_document(note: str, tags: list[str], extra: dict[str, int]) -> None:
    made = mark(note=note, tags=tuple(tags), extra=extra)
    assert from_document(load(dump(to_document(made)))) == made


def test_lone_surrogates_and_huge_numbers_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    made = mark(note="\ud800 half", extra={"huge": 2**80})
    with NoteStore.open(path) as store:
        store.add(made)
    with NoteStore.open(path) as store:
        assert store.get(made.id) == made


def test_the_marks_are_a_tinydb_table_to_those_who_want_one(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    one, other = mark(color=Color.BLUE), mark(color=Color.PINK, note="n")
    where = Query()
    with NoteStore.open(path) as store:
        store.add(one, other)
        (found,) = store.table.search(where.color == "blue")
        assert found["id"] == one.id
        store.table.update({"note": "by query"}, where.color == "blue")
        number = store.table.insert({**to_document(mark()), "id": "", "note": "inserted"})
        store.table.remove(where.id == other.id)
        inserted = store.table.get(doc_id=number)
        assert isinstance(inserted, Document)
        assert inserted["note"] == "inserted"
        with pytest.raises(NotesError, match="no annotation"):
            store.table.insert({"what": "ever"})
    notes = {str(d["id"]): d["note"] for d in stock(path)}
    assert notes == {one.id: "by query", str(inserted["id"]): "inserted"}


def test_a_file_of_another_layout_is_read_like_our_own(tmp_path: Path) -> None:
    made = [mark(i % 50, i % 50 + 3, note=f"“{i}” \\ ,\n}}") for i in range(700)]
    odd = {**to_document(mark()), "id": 'with "quotes" and \\'}
    first = {"mood": 1, **to_document(mark())}
    tables = {m.id: to_document(m) for m in made} | {str(d["id"]): d for d in (odd, first)}
    others = {"other": {"1": {"annotations": {"1": {"id": "x"}}}}}
    data = b"".join(pieces(Contents({**Contents().tables, "annotations": tables}, 7, others, {"extra": 1})))
    for layout in (data, json.dumps(json.loads(data), indent=1).encode(), data.replace(b"anchored", b"orphaned")):
        contents = parse(layout)
        documents = {
            k: json.loads(json.dumps(v).replace("orphaned", "anchored")) for k, v in contents.documents.items()
        }
        assert documents == tables
        assert list(documents) == list(tables)
        assert (contents.generation, contents.others, contents.meta["extra"]) == (7, others, 1)


@given(st.data())
def test_a_byte_changed_in_the_file_is_damage_or_another_content_but_never_trusted(data: st.DataObject) -> None:
    tables = {m.id: to_document(m) for m in (mark(i, i + 3) for i in range(3))}
    whole = b"".join(pieces(Contents({**Contents().tables, "annotations": tables})))
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :]
    try:
        expected = json.loads(changed.decode("utf-8", "surrogatepass"))
    except ValueError:
        expected = None
    try:
        contents = parse(changed)
    except ValueError:
        return
    assert expected is not None
    shown = [d for d in expected.get("annotations", {}).values() if isinstance(d, dict) and d.get("id")]
    assert [d for d in contents.documents.values() if d in shown] == shown


def test_a_store_is_opened_by_a_path_in_words_too(tmp_path: Path) -> None:
    with NoteStore.open(str(tmp_path / "folder" / "notes.json")) as store:
        assert store.all() == []
    assert (tmp_path / "folder").is_dir()
