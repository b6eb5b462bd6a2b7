"""Two notes files become one."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from newsreader.article import Article
from newsreader.notes import deletions
from newsreader.notes.annotation import OTHER_NOTES, Annotation
from newsreader.notes.contents import Contents, parse
from newsreader.notes.merging import merge_contents, merge_tables
from newsreader.notes.store import NoteStore

ARTICLE = Article.of(["The ferry stops for a week."])

DOCUMENTS = st.fixed_dictionaries(
    {"note": st.sampled_from(["", "a", "b", "c"]), "modified": st.sampled_from(["1", "2", "3"])},
    optional={"tags": st.sampled_from([["x"], ["y"]])},
)
TABLES = st.dictionaries(st.sampled_from("pqr"), DOCUMENTS, max_size=3).map(
    lambda found: {name: {"id": name, **document} for name, document in found.items()}
)


def contents(table: dict[str, dict[str, object]]) -> Contents:
    return Contents({**Contents().tables, "annotations": table})


def join(*tables: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    merged = contents(tables[0])
    for table in tables[1:]:
        merged = merge_contents(merged, contents(table))
    return dict(merged.documents)


@given(TABLES, TABLES, TABLES)
def test_the_order_of_merging_does_not_matter(
    a: dict[str, dict[str, object]], b: dict[str, dict[str, object]], c: dict[str, dict[str, object]]
) -> None:
    assert join(a, b) == join(b, a)
    assert join(join(a, b), c) == join(a, join(b, c))
    assert join(a, a) == a
    assert join(join(a, b), b) == join(a, b)


@given(TABLES, TABLES)
def test_no_mark_and_no_note_is_lost(a: dict[str, dict[str, object]], b: dict[str, dict[str, object]]) -> None:
    merged = join(a, b)
    assert merged.keys() == a.keys() | b.keys()
    for table in (a, b):
        for name, document in table.items():
            kept = merged[name]
            others = kept.get(OTHER_NOTES, [])
            assert isinstance(others, list)
            assert document["note"] in ("", kept["note"], *others)


@given(TABLES, TABLES, TABLES)
def test_with_an_ancestor_a_deletion_holds_unless_the_other_side_changed_the_mark(
    a: dict[str, dict[str, object]], b: dict[str, dict[str, object]], base: dict[str, dict[str, object]]
) -> None:
    merged = merge_tables(a, b, base)
    assert merged == merge_tables(b, a, base)
    for name in a.keys() | b.keys():
        deleted = (name not in a and b[name] == base.get(name)) or (name not in b and a[name] == base.get(name))
        assert (name in merged) is not deleted


def run(*words: object, cwd: Path) -> str:
    environment = {**os.environ, "NEWSREADER_HOME": str(cwd / "home"), "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run([*map(str, words)], cwd=cwd, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_conflict_copy_is_joined_into_the_notes(tmp_path: Path) -> None:
    one, two = Annotation.on(ARTICLE, 0, 3, note="mine"), Annotation.on(ARTICLE, 4, 9)
    for name, mark in (("a.json", one), ("b.json", two)):
        with NoteStore.open(tmp_path / name) as store:
            store.add(mark)
    run(sys.executable, "-m", "newsreader", "notes", "merge", "a.json", "b.json", cwd=tmp_path)
    with NoteStore.open(tmp_path / "a.json") as store:
        assert store.all() == [one, two]
    run(sys.executable, "-m", "newsreader", "notes", "merge", "b.json", "a.json", "--to", "c.json", cwd=tmp_path)
    with NoteStore.open(tmp_path / "c.json") as store:
        assert store.all() == [one, two]


def stored(path: Path, *, add: tuple[Annotation, ...] = (), remove: tuple[str, ...] = ()) -> Contents:
    with NoteStore.open(path) as store:
        store.add(*add)
        store.remove(*remove)
    return parse(path.read_bytes())


def test_a_deleted_mark_stays_deleted_when_an_older_copy_is_joined(tmp_path: Path) -> None:
    kept, gone = Annotation.on(ARTICLE, 0, 3), Annotation.on(ARTICLE, 4, 9)
    other = stored(tmp_path / "other.json", add=(kept, gone))
    mine = stored(tmp_path / "mine.json", add=(kept, gone), remove=(gone.id,))
    for merged in (merge_contents(mine, other), merge_contents(other, mine)):
        assert list(merged.documents) == [kept.id]
        assert list(merge_contents(merged, other).documents) == [kept.id]


def test_a_mark_that_was_changed_after_it_was_deleted_elsewhere_stays(tmp_path: Path) -> None:
    mark = Annotation.on(ARTICLE, 0, 3)
    mine = stored(tmp_path / "mine.json", add=(mark,), remove=(mark.id,))
    changed = replace(mark, note="later", modified="2999-01-01T00:00:00.000Z")
    other = stored(tmp_path / "other.json", add=(changed,))
    assert merge_contents(mine, other).documents[mark.id]["note"] == "later"


def test_a_mark_that_undo_brought_back_is_not_deleted_by_the_other_file(tmp_path: Path) -> None:
    mark = Annotation.on(ARTICLE, 0, 3)
    other = stored(tmp_path / "other.json", add=(mark,), remove=(mark.id,))
    stored(tmp_path / "mine.json", add=(mark,), remove=(mark.id,))
    mine = stored(tmp_path / "mine.json", add=(mark,))
    for merged in (merge_contents(mine, other), merge_contents(other, mine)):
        assert list(merged.documents) == [mark.id]


def test_a_clock_that_jumps_back_does_not_bring_a_deleted_mark_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = Annotation.on(ARTICLE, 0, 3)
    other = stored(tmp_path / "other.json", add=(mark,))
    stored(tmp_path / "mine.json", add=(mark,))
    monkeypatch.setattr(deletions, "now", lambda: "2001-01-01T00:00:00.000Z")
    mine = stored(tmp_path / "mine.json", remove=(mark.id,))
    assert merge_contents(mine, other).documents == {}


def test_deletions_are_forgotten_when_they_are_too_old_to_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = Annotation.on(ARTICLE, 0, 3), Annotation.on(ARTICLE, 4, 9)
    with monkeypatch.context() as patched:
        patched.setattr(deletions, "now", lambda: "2001-01-01T00:00:00.000Z")
        past = replace(old, modified="2001-01-01T00:00:00.000Z")
        stored(tmp_path / "mine.json", add=(past,), remove=(past.id,))
    mine = stored(tmp_path / "mine.json", add=(new,), remove=(new.id,))
    assert list(mine.tables["deletions"]) == [new.id]


DELETED = st.dictionaries(
    st.sampled_from("pqr"),
    st.fixed_dictionaries({"deleted": st.booleans(), "modified": st.sampled_from(["1", "2", "3"])}),
    max_size=3,
)
Table = dict[str, dict[str, object]]


def consistent(table: Table, records: Table) -> Contents:
    """A file as the store leaves it: what a record deletes is not there, what it brings back is."""
    kept = {name: d for name, d in table.items() if not deletions.is_deleted(d, records.get(name))}
    found = contents(kept)
    records = {name: r for name, r in records.items() if r["deleted"] or name in kept}
    found.tables = {**found.tables, "deletions": records}
    return found


@given(TABLES, TABLES, TABLES, DELETED, DELETED)
def test_with_deletions_too_the_order_of_merging_does_not_decide_which_marks_there_are(
    a: Table, b: Table, c: Table, gone: Table, away: Table
) -> None:
    one, other, third = consistent(a, gone), consistent(b, away), contents(c)
    merged = merge_contents(one, other)
    assert merged == merge_contents(other, one)
    assert merge_contents(merged, merged) == merged
    left = merge_contents(merged, third)
    right = merge_contents(one, merge_contents(other, third))
    assert left.documents.keys() == right.documents.keys()
    assert left.tables["deletions"] == right.tables["deletions"]


@given(TABLES, TABLES, TABLES, DELETED)
def test_unless_a_deletion_was_undone_it_does_not_decide_what_they_say_either(
    a: Table, b: Table, c: Table, gone: Table
) -> None:
    deleted = {name: record for name, record in gone.items() if record["deleted"]}
    one, other, third = consistent(a, deleted), contents(b), contents(c)
    left = merge_contents(merge_contents(one, other), third)
    right = merge_contents(one, merge_contents(other, third))
    assert {k: d["note"] for k, d in left.documents.items()} == {k: d["note"] for k, d in right.documents.items()}


def test_git_merges_notes_by_mark(tmp_path: Path) -> None:
    def git(*words: str) -> str:
        return run("git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words, cwd=tmp_path)

    def change(message: str, *, add: tuple[Annotation, ...] = (), remove: tuple[str, ...] = ()) -> None:
        with NoteStore.open(tmp_path / "notes.json") as store:
            store.add(*add)
            for name in remove:
                store.remove(name)
        git("commit", "-qam", message)

    first, second, third = (Annotation.on(ARTICLE, n, n + 3) for n in range(3))
    git("init", "-q", "-b", "main")
    git("config", "merge.newsreader.driver", f'"{sys.executable}" -m newsreader notes merge-driver %O %A %B')
    (tmp_path / ".gitattributes").write_text("notes.json merge=newsreader\n")
    (tmp_path / ".gitignore").write_text("notes.json.*\nhome\n")
    (tmp_path / "notes.json").write_text("{}")
    git("add", ".")
    change("begin", add=(first,))
    git("checkout", "-qb", "other")
    change("other", add=(second,), remove=(first.id,))
    git("checkout", "-q", "main")
    for path in tmp_path.glob("notes.json.*"):
        path.unlink()
    change("main", add=(third,))
    git("merge", "-q", "other", "-m", "both")
    with TinyDB(tmp_path / "notes.json") as stock:
        assert {d["id"] for d in stock.table("annotations").all()} == {second.id, third.id}
    assert json.loads((tmp_path / "notes.json").read_text())["meta"]
