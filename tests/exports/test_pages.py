"""Notes as Markdown and in other formats."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsreader.analysis import Quote, QuoteKind
from newsreader.article import Article
from newsreader.exports import pages, tables, webannotation
from newsreader.exports.escaping import escape
from newsreader.exports.files import file_stem, write_whole
from newsreader.exports.subject import Subject, speakers_of
from newsreader.notes.annotation import AnchorState, Annotation, Color

ARTICLE = Article.of(
    ["One *star* and <b>tag</b>. # no heading", "- no list\n1. nor this"],
    title='A "title": with # odd [things]',
    url="https://example.org/a",
    site="The Example",
    published="2026-03-01",
    categories=["One", "Two"],
)


def subject(*marks: Annotation, **speakers: str) -> Subject:
    return Subject.of(ARTICLE, marks, {m.id: s for m, s in zip(marks, speakers.values(), strict=False)})


def quoted(text: str) -> str:
    """What a Markdown reader shows of all quotations."""
    found: list[str] = []
    depth = 0
    for token in MarkdownIt().parse(text):
        depth += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if depth and token.type == "inline":
            children = token.children or []
            assert {c.type for c in children} <= {"text", "softbreak", "hardbreak"}, children
            found.append("".join("\n" if c.type.endswith("break") else c.content for c in children))
    return "\n".join(found)


def test_front_matter_is_yaml_with_the_named_fields() -> None:
    mark = Annotation.on(ARTICLE, 0, 10)
    head = pages.render([subject(mark)]).split("---")[1]
    fields = yaml.safe_load(head)
    assert fields["title"] == ARTICLE.title
    assert fields["categories"] == ["One", "Two"]
    assert fields["exported"] == mark.modified
    assert set(fields) >= {"title", "url", "site", "published", "categories", "exported"}


def test_marks_come_in_text_order_and_orphans_last() -> None:
    late, early = Annotation.on(ARTICLE, 5, 9), Annotation.on(ARTICLE, 0, 3)
    lost = Annotation.on(ARTICLE, 0, 2).changed(state=AnchorState.ORPHANED)
    out = pages.render([subject(lost, late, early)])
    assert out.index(early.id) < out.index(late.id) < out.index(lost.id)
    assert "lost its place" in out


def test_the_words_of_an_article_cannot_become_markup() -> None:
    article = replace(ARTICLE, url="")
    out = pages.render([Subject.of(article, [Annotation.on(article, 0, len(article.text))])])
    shown = "".join(quoted(out).split())
    assert shown == "".join(ARTICLE.text.split())


@given(
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Co", "Cn", "Mn", "Me", "Lm"]
        ),
        min_size=1,
    )
)
def test_every_line_of_text_reads_as_the_words_it_is(line: str) -> None:
    assert quoted(f"> {escape(line)}\n").strip() == line.strip() or not line.strip()


def test_speaker_note_and_tags_stand_with_the_quotation() -> None:
    mark = Annotation.on(ARTICLE, 0, 3, color=Color.BLUE, note="My **own** words", tags=("a", "b-c"))
    out = pages.render([subject(mark, speaker="Ada Holt")])
    assert (
        "> One\n>\n> — Ada Holt, [source](https://example.org/a#:~:text=One)\n\n*blue* #a #b-c\n\nMy **own** words\n"
        in out
    )


def test_the_same_marks_give_the_same_bytes() -> None:
    mark = Annotation.on(ARTICLE, 0, 3)
    assert pages.render([subject(mark)]) == pages.render([subject(mark)])


def test_csv_cells_cannot_be_formulas() -> None:
    mark = Annotation.on(ARTICLE, 0, 3, note="=cmd|' /C calc'!A0", tags=("+x",))
    rows = list(csv.DictReader(io.StringIO(tables.render_csv([subject(mark)]))))
    assert rows[0]["note"].startswith("'=")
    assert rows[0]["tags"] == "'+x"


def test_web_annotations_have_both_selectors() -> None:
    mark = Annotation.on(ARTICLE, 4, 8, note="n", tags=("t",))
    collection = json.loads(webannotation.render([subject(mark)]))
    (item,) = collection["first"]["items"]
    quote, position = item["target"]["selector"]
    assert quote["exact"] == ARTICLE.text[4:8]
    assert (position["start"], position["end"]) == (4, 8)
    assert [b["purpose"] for b in item["body"]] == ["commenting", "tagging"]


def test_json_holds_what_the_notes_file_holds() -> None:
    mark = Annotation.on(ARTICLE, 4, 8, note="n")
    (document,) = json.loads(tables.render_json([subject(mark)]))["annotations"]
    assert document["target"]["exact"] == ARTICLE.text[4:8]


@given(st.text())
def test_file_names_are_safe_on_every_system(title: str) -> None:
    stem = file_stem(title, "a0123456789abcdef")
    assert stem
    assert len(stem.encode()) < 120
    assert not set(stem) & set('/\\:*?"<>|\0\n')
    assert not stem.startswith((".", "-"))


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "a.md"
    assert write_whole(path, "one\n") == path
    assert write_whole(path, "one\n") == path
    assert [p.name for p in path.parent.iterdir()] == ["a.md"]


def test_a_file_with_other_contents_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("somebody's own words\n")
    assert write_whole(path, "one\n") == tmp_path / "a-2.md"
    assert write_whole(path, "two\n") == tmp_path / "a-3.md"
    assert write_whole(path, "one\n") == tmp_path / "a-2.md"
    assert path.read_text() == "somebody's own words\n"


def test_a_mark_is_said_by_the_speaker_of_the_quote_that_makes_up_much_of_it() -> None:
    article = Article.of(["Ada said “We will stay here” and left. He said that it rained."])
    start = article.text.index("We will")
    quote = Quote(start, start + 17, QuoteKind.DIRECT, "Ada Holt")
    reported = Quote(article.text.index("that"), len(article.text), QuoteKind.INDIRECT, "Somebody")
    inside, whole = Annotation.on(article, start + 3, start + 10), Annotation.on(article, 0, len(article.text))
    last = Annotation.on(article, reported.start, reported.end)
    assert speakers_of([inside, whole, last], [quote, reported]) == {inside.id: "Ada Holt"}
