"""An exported Markdown file that was edited meets notes that were changed."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article
from newsreader.exports import webannotation
from newsreader.exports.blocks import parse
from newsreader.exports.escaping import write_tag
from newsreader.exports.files import ExportError, files_by_id, write_text
from newsreader.exports.merging import Merged, merge
from newsreader.exports.pages import Plan, bring_up_to_date, page_of, plan, render
from newsreader.exports.parts import read_label
from newsreader.exports.subject import Subject
from newsreader.exports.taking import take_pages
from newsreader.notes.annotation import AnchorState, Annotation, Color

ARTICLE = Article.of(
    ["The ferry stops for a week.", "A pump came by train. Nobody saw it arrive."],
    title="Ferry",
    url="https://f.example",
)


def mark(start: int = 0, end: int = 9, note: str = "", *tags: str) -> Annotation:
    return Annotation.on(ARTICLE, start, end, note=note, tags=tags)


def written(*marks: Annotation) -> str:
    return render([Subject.of(ARTICLE, marks)])


def merged(old: str, *marks: Annotation, known: tuple[str, ...] = (), restore: bool = False) -> Merged:
    return merge(old, page_of([Subject.of(ARTICLE, marks)]), known, restore=restore)


def taken(text: str, *marks: Annotation) -> list[Annotation]:
    there = {m.id: m for m in marks}
    found = take_pages(text, there.get)
    assert found is not None
    return [*found.new, *found.changed]


def test_a_file_keeps_every_byte_where_nothing_changed() -> None:
    one = mark(0, 9, "A note", "tag")
    for text in (written(one), "\ufeff" + written(one), written(one).replace("\n", "\r\n")):
        assert merged(text, one).text == text


def test_a_block_nobody_touched_is_rewritten_in_its_place() -> None:
    one, two = mark(0, 9, "Old"), mark(29, 35)
    text = written(one, two).replace("# Ferry\n", "# My own heading\n\nMy words.\n") + "\nMore of mine\n"
    out = merged(text, one.changed(note="New", color=Color.BLUE), two).text
    assert "\n*blue*\n\nNew\n" in out
    assert "Old" not in out
    assert "# My own heading\n\nMy words.\n" in out
    assert out.endswith("\nMore of mine\n")


def test_an_edited_block_is_kept_and_its_edit_can_be_taken_back() -> None:
    one = mark(0, 9, "Old words")
    text = written(one).replace("Old words", "My better words").replace("*yellow*", "*green* #new #[[two words]]")
    assert merged(text, one).text == text
    (back,) = taken(text, one)
    assert (back.note, back.color, back.tags) == ("My better words", Color.GREEN, ("new", "two words"))
    after = merged(text, back)
    assert after.conflicts == []
    assert "My better words" in after.text
    assert merged(after.text, back).text == after.text
    assert taken(after.text, back) == []


def test_edits_of_different_parts_are_both_kept() -> None:
    one = mark(0, 9, "Old words")
    out = merged(written(one).replace("Old words", "My words"), one.changed(color=Color.PINK))
    assert "*pink*\n\nMy words\n" in out.text
    assert out.conflicts == []


def test_a_part_that_both_sides_changed_is_a_conflict_and_both_versions_live() -> None:
    one = mark(0, 9, "Old words")
    text, now = written(one).replace("Old words", "From the file"), one.changed(note="From the app")
    out = merged(text, now)
    assert out.conflicts == [one.id]
    assert "From the file" in out.text
    assert merged(out.text, now).text == out.text
    (joined,) = taken(out.text, now)
    assert "From the file" in joined.note
    assert "From the app" in joined.note
    settled = merged(out.text, joined)
    assert settled.conflicts == []
    assert "From the app" in settled.text


def test_what_is_deleted_on_either_side_stays_deleted() -> None:
    one, two = mark(0, 9, "First"), mark(29, 35, "Second")
    text = written(one, two)
    assert "First" not in merged(text, two).text
    (block,) = [b for b in parse(text).blocks.values() if b.id == one.id]
    without = text.replace(block.raw + "\n\n", "")
    out = merged(without, one.changed(note="Anew"), two)
    assert out.gone == [one.id]
    assert "Anew" not in out.text
    assert merged(out.text, one, two).gone == [one.id]
    assert "First" in merged(without, one, two, restore=True).text
    found = take_pages(without, {one.id: one, two.id: two}.get)
    assert found is not None
    assert found.gone == [one.id]


def test_an_edited_block_of_a_deleted_mark_is_left_alone() -> None:
    one, two = mark(0, 9, "First"), mark(29, 35)
    text = written(one, two).replace("First", "Mine")
    out = merged(text, two)
    assert out.kept == [one.id]
    assert "Mine" in out.text


def test_marks_outside_of_a_selection_are_not_taken_for_deleted() -> None:
    one, two = mark(0, 9), mark(29, 35)
    text = written(one, two)
    assert parse(merged(text, two, known=(one.id, two.id)).text).blocks.keys() == {one.id, two.id}


def test_a_new_mark_stands_where_the_text_has_it() -> None:
    one, two, three = mark(0, 3, "a"), mark(4, 9, "b"), mark(29, 35, "c")
    for there in ((one, three), (three,), (one,), ()):
        text = written(*there) if there else ""
        out = merged(text, one, two, three).text
        assert list(parse(out).blocks) == [m.id for m in (one, two, three)]
        assert merged(out, one, two, three).text == out


def test_front_matter_is_merged_by_key() -> None:
    one = mark()
    own = "rating: 9\nlist:\n  - a\n  - b\ntitle: Mine"
    text = written(one).replace('title: "Ferry"', own).replace('site: ""\n', "")
    out = merged(text, one.changed(note="x")).text
    head = out.split("---")[1]
    assert "rating: 9\nlist:\n  - a\n  - b\ntitle: Mine\n" in head
    assert "site" not in head
    assert 'url: "https://f.example"' in head
    assert one.modified not in head or "exported" in head


def test_front_matter_that_a_program_wrote_anew_in_its_own_way_still_counts_as_ours() -> None:
    one = replace(mark(), modified="2026-03-01T00:00:00.000Z")
    text = written(one)
    head, fence, body = text.removeprefix("---\n").partition("\n---\n")
    told = "---\n" + yaml.safe_dump({**yaml.safe_load(head), "mine": 3}, sort_keys=False) + fence.lstrip("\n") + body
    assert "url: https://f.example\n" in told
    assert merged(told, one).text == told
    later = merged(told, replace(one, note="New", modified="2026-03-02T00:00:00.000Z")).text
    assert later.replace(later[later.index("<!-- mark") :], "") == told.replace(
        told[told.index("<!-- mark") :], ""
    ).replace("exported: '2026-03-01T00:00:00.000Z'", 'exported: "2026-03-02T00:00:00.000Z"')
    edited = told.replace("title: Ferry", "title: My ferry")
    assert "title: My ferry" in merged(edited, one).text


@given(st.lists(st.text(min_size=1), max_size=4))
def test_every_tag_comes_back_from_its_label(tags: list[str]) -> None:
    from newsreader.text.clean import clean_line

    clean = tuple(dict.fromkeys(c for t in tags if (c := clean_line(t))))
    label = "*green*" + "".join(f" {write_tag(t)}" for t in clean)
    assert read_label(label, "*yellow*", Color.YELLOW, ()) == (Color.GREEN, clean)


HOSTILE = ["<!-- /mark {} -->", "<!-- mark x -->", '--> <script>alert("x")</script>', "---\ntitle: x\n---", "> quote"]
NOTES = st.one_of(st.text(), st.lists(st.sampled_from([*HOSTILE, "\\<!-- mark y -->", "words", ""])).map("\n".join))


@given(NOTES, NOTES, st.lists(st.text(max_size=8), max_size=3))
def test_marks_with_any_note_come_back_as_they_were(note: str, other: str, tags: list[str]) -> None:
    marks = [mark(0, 9, note, *tags), mark(29, 35, other)]
    text = written(*marks)
    assert taken(text) == marks
    assert taken(text, *marks) == []
    assert merged(text, *marks).text == text


def words_of(text: str) -> set[str]:
    return {w for w in text.split() if w.startswith("mine")}


Edit = Callable[[list[str]], list[str]]


@st.composite
def edits(draw: st.DrawFn, lines: list[str]) -> list[str]:
    """Lines with words of the reader's own put in anywhere, and lines taken out."""
    edited = list(lines)
    for number in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(edited)))
        kind = draw(st.sampled_from(["insert", "append", "cut", "swap"]))
        if kind == "insert":
            edited.insert(at, f"mine{number}")
        elif at < len(edited) and kind == "append":
            edited[at] += f" mine{number}"
        elif at < len(edited) and kind == "cut" and not words_of(edited[at]):
            del edited[at]
        elif at + 1 < len(edited):
            edited[at], edited[at + 1] = edited[at + 1], edited[at]
    return edited


@given(st.data())
def test_whatever_is_edited_no_word_is_lost_and_a_second_export_changes_nothing(data: st.DataObject) -> None:
    marks = [mark(0, 9, "one\n\ntwo", "t"), mark(10, 15), mark(29, 35, "three")]
    text = "\n".join(data.draw(edits(written(*marks).split("\n"))))
    now = list(marks)
    for number in range(3):
        kind = data.draw(st.sampled_from(["same", "note", "color"]))
        if kind == "note":
            now[number] = replace(now[number], note="changed", modified="2030-01-01T00:00:00.000Z")
        elif kind == "color":
            now[number] = replace(now[number], color=Color.PINK)
    if data.draw(st.booleans()):
        now.pop(data.draw(st.integers(0, 2)))
    once = merged(text, *now).text
    assert words_of(text) <= words_of(once)
    assert merged(once, *now).text == once


def write_article(folder: Path, article: Article, marks: list[Annotation]) -> Path:
    (planned,) = plan([Subject.of(article, marks)], folder)
    path, outcome, old = bring_up_to_date(planned)
    if outcome.text != old:
        write_text(path, outcome.text, old)
    return path


def test_a_file_is_found_by_its_id_and_a_strange_one_is_left_alone(tmp_path: Path) -> None:
    one = mark(0, 9, "Old")
    first = write_article(tmp_path, ARTICLE, [one])
    (tmp_path / "deep").mkdir()
    moved = first.rename(tmp_path / "deep" / "renamed.md")
    first.write_text("somebody's own")
    assert write_article(tmp_path, ARTICLE, [one.changed(note="New")]) == moved
    assert "New" in moved.read_text(encoding="utf-8")
    assert first.read_text() == "somebody's own"
    moved.unlink()
    beside = write_article(tmp_path, ARTICLE, [one])
    assert beside.name == first.name.replace(".md", "-2.md")
    assert files_by_id(tmp_path) == {ARTICLE.id: beside}


def test_annotations_of_other_programs_wait_under_the_address_of_their_article() -> None:
    item = {
        "type": "Annotation",
        "id": "https://other.example/1",
        "created": "2026-03-01T00:00:00Z",
        "body": [{"type": "TextualBody", "value": "Why?"}, {"purpose": "tagging", "value": "two words"}],
        "target": {"source": ARTICLE.url, "selector": {"type": "TextQuoteSelector", "exact": "A pump"}},
    }
    found = webannotation.take(json.dumps([item, {"type": "Annotation", "target": 3}]).encode(), lambda _: None)
    assert found is not None
    (mark,) = found.new
    assert (mark.article.id, mark.note, mark.tags) == (ARTICLE.id, "Why?", ("two words",))
    assert mark.state is AnchorState.ORPHANED
    assert len(found.unreadable) == 1


def test_bytes_that_are_no_text_are_kept(tmp_path: Path) -> None:
    one = mark(0, 9, "Old")
    path = write_article(tmp_path, ARTICLE, [one])
    path.write_bytes(path.read_bytes() + b"\xff\xfe mine\n")
    write_article(tmp_path, ARTICLE, [one.changed(note="New")])
    assert path.read_bytes().endswith(b"\xff\xfe mine\n")
    assert b"New" in path.read_bytes()


def test_a_file_that_changes_meanwhile_is_not_written(tmp_path: Path) -> None:
    path = write_article(tmp_path, ARTICLE, [mark()])
    path, new, old = bring_up_to_date(Plan(path, (Subject.of(ARTICLE, [mark(3, 6)]),), ARTICLE.id))
    path.write_text(old + "typed just now\n")
    with pytest.raises(ExportError, match="export again"):
        write_text(path, new.text, old)
    assert "typed just now" in path.read_text()
