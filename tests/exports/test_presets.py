"""Every preset: its files stay the reader's, come back into the notes, and nothing escapes from what they hold."""

import re
from dataclasses import replace
from functools import cache

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsreader.article import Article
from newsreader.exports.blocks import parse, syntax_of
from newsreader.exports.merging import Merged, merge
from newsreader.exports.pages import page_of, render
from newsreader.exports.subject import Subject
from newsreader.exports.syntax import ID_KEY, SYNTAXES, UNSEEN
from newsreader.exports.taking import take_pages
from newsreader.exports.templating import PRESETS, NoteTemplate, load_template
from newsreader.notes.annotation import AnchorState, Annotation, Color
from tests.exports.test_merging import edits, words_of

ARTICLE = Article.of(
    ["The ferry stops for a week.", "A pump came by train. Nobody saw it arrive."],
    title="Ferry",
    url="https://f.example/ferry",
)
by_preset = pytest.mark.parametrize("preset", PRESETS)


@cache
def template(preset: str) -> NoteTemplate:
    return load_template(preset)


def mark(start: int = 0, end: int = 9, note: str = "", *tags: str) -> Annotation:
    return Annotation.on(ARTICLE, start, end, note=note, tags=tags)


def marks_for(preset: str) -> list[Annotation]:
    """As many marks as one file of a preset holds."""
    made = [mark(0, 9, "one\n\ntwo", "t"), mark(10, 15), mark(29, 35, "three")]
    return made[:1] if template(preset).header.file == "mark" else made


def written(preset: str, *marks: Annotation) -> str:
    return render([Subject.of(ARTICLE, marks)], template(preset))


def merged(preset: str, old: str, *marks: Annotation) -> Merged:
    return merge(old, page_of([Subject.of(ARTICLE, marks)], template(preset)))


def taken(text: str, *marks: Annotation) -> list[Annotation]:
    found = take_pages(text, {m.id: m for m in marks}.get)
    assert found is not None
    return [*found.new, *found.changed]


@by_preset
def test_a_file_keeps_every_byte_where_nothing_changed_and_brings_back_its_marks(preset: str) -> None:
    marks = marks_for(preset)
    text = written(preset, *marks)
    assert merged(preset, text, *marks).text == text
    assert merged(preset, text.replace("\n", "\r\n"), *marks).text == text.replace("\n", "\r\n")
    assert taken(text) == marks
    assert taken(text, *marks) == []
    syntax = syntax_of(text)
    assert syntax is template(preset).syntax
    assert syntax.id_of(text) in (ARTICLE.id, marks[0].id, "notes")


@by_preset
def test_edits_of_colour_tags_and_note_are_kept_and_taken_back(preset: str) -> None:
    one = mark(0, 9, "Old words", "t", "two words")
    edited = written(preset, one).replace("Old words", "My better words").replace("yellow", "green")
    edited = edited.replace("#t ", "#new ")
    assert merged(preset, edited, one).text == edited
    (back,) = taken(edited, one)
    assert (back.note, back.color, set(back.tags)) == ("My better words", Color.GREEN, {"new", "two words"})
    after = merged(preset, edited, back)
    assert after.conflicts == []
    assert taken(after.text, back) == []


@by_preset
def test_a_note_of_a_mark_that_had_none_is_taken_back(preset: str) -> None:
    one = mark()
    text = written(preset, one)
    (block,) = parse(text, template(preset).syntax).blocks.values()
    closing = block.raw.rsplit("\n", 1)[1]
    (back,) = taken(text.replace(closing, "\nA thought\n" + closing), one)
    assert (back.note, back.color) == ("A thought", Color.YELLOW)


@by_preset
def test_a_mark_that_changed_in_the_notes_is_rewritten_in_its_place(preset: str) -> None:
    marks = marks_for(preset)
    text = written(preset, *marks) + "\nMy own words\n"
    now = [marks[0].changed(note="Anew", color=Color.PINK), *marks[1:]]
    out = merged(preset, text, *now)
    assert "Anew" in out.text
    assert "pink" in out.text
    assert out.text.endswith("\nMy own words\n")
    assert merged(preset, out.text, *now).text == out.text


@by_preset
@given(data=st.data())
def test_whatever_is_edited_no_word_is_lost_and_a_second_export_changes_nothing(
    preset: str, data: st.DataObject
) -> None:
    marks = marks_for(preset)
    text = "\n".join(data.draw(edits(written(preset, *marks).split("\n"))))
    now = list(marks)
    for number in range(len(now)):
        kind = data.draw(st.sampled_from(["same", "note", "color", "lost"]))
        if kind == "note":
            now[number] = replace(now[number], note="changed", modified="2030-01-01T00:00:00.000Z")
        elif kind == "color":
            now[number] = replace(now[number], color=Color.PINK)
        elif kind == "lost":
            now[number] = replace(now[number], state=AnchorState.ORPHANED)
    once = merged(preset, text, *now).text
    assert words_of(text) <= words_of(once)
    assert merged(preset, once, *now).text == once


@by_preset
@given(data=st.data())
def test_whatever_is_edited_a_word_of_a_note_goes_into_the_notes_or_stays_in_the_file(
    preset: str, data: st.DataObject
) -> None:
    marks = marks_for(preset)
    text = "\n".join(data.draw(edits(written(preset, *marks).split("\n"))))
    there = {m.id: m for m in marks}
    brought = take_pages(text, there.get)
    if brought is None:
        return
    now = list({**there, **{m.id: m for m in (*brought.new, *brought.changed)}}.values())
    out = merged(preset, text, *now).text
    assert words_of(text) <= words_of(out)
    assert merged(preset, out, *now).text == out


TERRORS = [
    "---\ntitle: x\n---",
    "<!-- /mark abc -->",
    "- <!-- newsreader abc -->",
    "--> <script>alert(1)</script>",
    "# heading",
    "* heading",
    "#+title: x",
    "#+end_quote",
    "# /mark abc",
    ":PROPERTIES:",
    ":END:",
    "[x](javascript:alert)",
    "![x](https://evil.example/p.png)",
    "[[https://evil.example][x]]",
    "[[Other note]]",
    "key:: value",
    "{{query x}} ((ref))",
    "{{{macro}}} @@html:<b>@@",
    "<https://evil.example> <img src=x>",
    "| a | b |",
    "a|b~~c~~==d==",
    "`code` *bold* _it_ $x$ ^up",
    '"quoted": {a: [b}',
    "\u202eflipped\u2066",
    "\x1b]0;t\x07",
    "- list\n1. list\n> quote",
    "elisp:(shell-command)",
    "%%comment%%",
    "&amp; \\ \\n",
    "",
]
terror = st.lists(st.sampled_from(TERRORS) | st.text(max_size=12), min_size=1, max_size=3).map("\n".join)


def hostile(data: st.DataObject) -> tuple[Subject, Annotation]:
    words = data.draw(terror)
    article = Article.of(
        [f"Before {words} after."],
        title=data.draw(terror),
        byline=data.draw(terror),
        site=data.draw(terror),
        published=data.draw(terror),
        url=data.draw(st.sampled_from(["https://f.example/a(b)]]?x=<y>&z='\"", "javascript:alert(1)", ""])),
        categories=[data.draw(terror)],
    )
    made = Annotation.on(article, 0, len(article.text), tags=tuple(data.draw(st.lists(terror, max_size=2))))
    who = data.draw(terror)
    return Subject.of(article, [made], {made.id: who}, {made.id: (who,)}), made


OWN_COMMENT = re.compile(r"<!-- /?(?:mark|newsreader) [\w%.~+/=-]+ -->")


def assert_plain(text: str) -> None:
    """That Markdown shows nothing but quotations, headings and paragraphs of text, and leads nowhere but to us."""
    kinds = set()
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        kinds.add(token.type.removesuffix("_open").removesuffix("_close"))
        if token.type == "html_block":
            assert OWN_COMMENT.fullmatch(token.content.strip()), token.content
        for child in token.children or []:
            assert child.type in ("text", "softbreak", "em_open", "em_close", "link_open", "link_close"), child
            if child.type == "link_open":
                assert str(child.attrs["href"]).startswith("https://f.example/")
    assert kinds <= {"html_block", "blockquote", "paragraph", "inline", "heading"}


def assert_harmless(text: str) -> None:
    assert not set(text) & set("\x1b\x07\u202e\u2066")


@pytest.mark.parametrize("preset", ["plain", "obsidian", "zettel", "report"])
@given(data=st.data())
def test_nothing_escapes_from_markdown(preset: str, data: st.DataObject) -> None:
    subject, made = hostile(data)
    text = render([subject], template(preset))
    assert_harmless(text)
    head, body = text.removeprefix("---\n").split("\n---\n", 1)
    front = yaml.safe_load(head)
    assert set(front) <= set(
        "title url site byline published categories exported newsreader outlet author people tags id source speaker "
        "created modified query".split()
    )
    assert front[ID_KEY] in (subject.id, made.id, "notes")
    assert_plain(body)
    assert len(re.findall(r"^#+ ", body, re.MULTILINE)) == 1
    assert taken(text) == [made]


@given(data=st.data())
def test_nothing_escapes_from_logseq(data: st.DataObject) -> None:
    subject, made = hostile(data)
    text = render([subject], template("logseq"))
    assert_harmless(text)
    head, body = text.split("\n\n", 1)
    for line in head.split("\n"):
        key, _, value = line.partition(":: ")
        assert key in "title url site author published people exported newsreader".split()
        if key not in ("people",):
            assert "[[" not in value
            assert "((" not in value
            assert "{{" not in value
    top = re.findall(r"^\S.*", body, re.MULTILINE)
    assert [line[:4] for line in top] == ["- ##", "- <!", "- <!"]
    assert not re.findall(r"^ +[\w/-]+:: ", body, re.MULTILINE)
    assert_plain(re.sub(r"^(?:- |  )", "", body, flags=re.MULTILINE).replace(" [[", " ").replace("]]", ""))
    assert taken(text) == [made]


@given(data=st.data())
def test_nothing_escapes_from_org(data: st.DataObject) -> None:
    subject, made = hostile(data)
    text = render([subject], template("org"))
    assert_harmless(text)
    lines = text.split("\n")
    stars = [line for line in lines if re.match(r"\*+ ", line)]
    assert [line.split(" ")[0] for line in stars] == ["*", "**"]
    keywords = [line.split(":")[0].split(" ")[0].lower() for line in lines if re.match(r"\s*#\+", line)]
    known = {"#+title", "#+author", "#+date", "#+url", "#+exported", "#+newsreader", "#+begin_quote", "#+end_quote"}
    assert set(keywords) <= known
    assert len(keywords) == len(set(keywords))
    drawers = [line for line in lines if re.fullmatch(r"\s*:[\w-]+:(?: .*)?", line)]
    assert {d.strip().split(" ")[0] for d in drawers} <= {
        f":{n}:" for n in "PROPERTIES CUSTOM_ID COLOR TAGS CREATED SPEAKER STATE END".split()
    }
    assert drawers[0] == ":PROPERTIES:"
    assert drawers[-1] == ":END:"
    assert len([line for line in lines if re.match(r"\s*# ", line)]) == 3
    body = text.rsplit("\n# newsreader ", 1)[0]
    for link in re.findall(r"\[\[(.*?)\]", body):
        assert link.startswith("https://f.example/")
    assert not re.search(r"\{\{\{|@@html|<https|<<", body)
    assert taken(text) == [made]


NOTES = st.lists(st.sampled_from(TERRORS) | st.text(max_size=20), max_size=4).map("\n".join)


@by_preset
@given(note=NOTES, tags=st.lists(terror, max_size=3), color=st.sampled_from(list(Color)))
def test_marks_with_any_note_and_tags_come_back_after_the_notes_are_lost(
    preset: str, note: str, tags: list[str], color: Color
) -> None:
    made = Annotation.on(ARTICLE, 0, 9, note=note, tags=tuple(tags), color=color)
    text = written(preset, made)
    assert taken(text) == [made]
    assert merged(preset, text, made).text == text


@by_preset
@given(note=NOTES)
def test_an_edit_beside_any_note_brings_back_the_note_and_the_edit(preset: str, note: str) -> None:
    made = mark(0, 9, f"{note}\nlast line")
    text = written(preset, made)
    edited = text.replace("last line", "mine now")
    (back,) = taken(edited, made)
    assert back.note.endswith("mine now")
    syntax = SYNTAXES[template(preset).syntax.name]
    assert UNSEEN not in back.note or syntax.name != "org"
