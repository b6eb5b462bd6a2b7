"""Formats of other programs: their fields are those of their definitions, and what goes out comes back."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article
from newsreader.exports import hypothesis, tables, webannotation
from newsreader.exports.foreign import OWN
from newsreader.exports.subject import Subject
from newsreader.exports.taking import Taken
from newsreader.notes.annotation import AnchorState, Annotation, Color

ARTICLE = Article.of(["The ferry stops for a week."], title="Ferry", url="https://f.example/ferry", byline="Ada Holt")

# https://www.w3.org/TR/annotation-model/: the properties that a class may have, and those that it must.
MODEL: dict[str, tuple[set[str], set[str]]] = {
    "AnnotationCollection": (
        {"@context", "id", "type", "label", "total", "first", "last", "created", "creator"},
        {"@context", "id", "type"},
    ),
    "AnnotationPage": (
        {"id", "type", "partOf", "items", "next", "prev", "startIndex"},
        {"id", "type", "items", "partOf"},
    ),
    "Annotation": (
        {"id", "type", "body", "target", "motivation", "created", "modified", "creator", "generator", OWN},
        {"id", "type", "target"},
    ),
    "TextualBody": ({"id", "type", "value", "format", "language", "purpose"}, {"value"}),
    "TextQuoteSelector": ({"type", "exact", "prefix", "suffix"}, {"type", "exact"}),
    "TextPositionSelector": ({"type", "start", "end"}, {"type", "start", "end"}),
    "": ({"source", "selector", "styleClass", "state", "purpose"}, {"source"}),  # a specific resource
}
MOTIVATIONS = {"commenting", "highlighting", "tagging"}

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(str.strip)
MARKS = st.builds(
    lambda note, tags, color: Annotation.on(ARTICLE, 4, 9, note=note, tags=tuple(dict.fromkeys(tags)), color=color),
    st.text(max_size=30),
    st.lists(NAMES, max_size=3),
    st.sampled_from(list(Color)),
)


def classes(value: Any) -> list[dict[str, Any]]:
    """Every object of a document that is of the model."""
    if isinstance(value, list):
        return [found for item in value for found in classes(item)]
    if not isinstance(value, dict):
        return []
    inside = {k: v for k, v in value.items() if k not in (OWN, "@context")}
    return [value, *classes(list(inside.values()))]


@given(st.lists(MARKS, max_size=3))
def test_web_annotations_have_the_fields_of_the_model_and_no_others(marks: list[Annotation]) -> None:
    collection = json.loads(webannotation.render([Subject.of(ARTICLE, marks)]))
    for found in classes(collection):
        allowed, needed = MODEL[found.get("type", "")]
        assert needed <= set(found) <= allowed
        assert {found.get("motivation", "tagging"), found.get("purpose", "tagging")} <= MOTIVATIONS
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert OWN in collection["@context"][1]
    assert collection["total"] == len(marks)
    assert collection["first"]["partOf"] == collection["id"]


Take = Callable[[bytes, Callable[[str], Annotation | None]], Taken | None]


@pytest.mark.parametrize(
    ("render", "take"), [(hypothesis.render, hypothesis.take), (webannotation.render, webannotation.take)]
)
@given(mark=MARKS)
def test_marks_come_back_whole_and_once(render: Callable[[list[Subject]], str], take: Take, mark: Annotation) -> None:
    data = render([Subject.of(ARTICLE, [mark])]).encode("utf-8", "surrogatepass")
    taken = take(data, lambda _: None)
    assert taken is not None
    assert taken.new == [mark]
    again = take(data, {mark.id: mark}.get)
    assert again is not None
    assert (again.new, again.changed, again.known) == ([], [], 1)


def test_annotations_of_hypothesis_wait_under_the_address_of_their_article() -> None:
    row = {
        "id": "abc",
        "created": "2026-03-01T10:00:00.000000+00:00",
        "updated": "2026-03-02T10:00:00.000000+00:00",
        "uri": ARTICLE.url,
        "text": "Why?",
        "tags": ["two words"],
        "target": [{"source": ARTICLE.url, "selector": [{"type": "TextQuoteSelector", "exact": "The ferry"}]}],
        "document": {"title": ["Ferry"]},
    }
    reply = {**row, "id": "r", "target": [{"source": ARTICLE.url}], "references": ["abc"]}
    taken = hypothesis.take(json.dumps({"rows": [row, reply], "total": 2}).encode(), lambda _: None)
    assert taken is not None
    (mark,) = taken.new
    assert (mark.article.id, mark.article.title) == (ARTICLE.id, "Ferry")
    assert (mark.target.exact, mark.note, mark.tags) == ("The ferry", "Why?", ("two words",))
    assert (mark.state, mark.modified[:10]) == (AnchorState.ORPHANED, "2026-03-02")
    assert taken.unreadable == ()


@pytest.mark.parametrize(
    ("body", "note", "tags"),
    [
        ({"bodyValue": "Why?"}, "Why?", ()),
        ({"body": "https://other.example/note"}, "https://other.example/note", ()),
        (
            {"body": [{"type": "TextualBody", "value": "Why?"}, {"value": "two", "purpose": ["tagging"]}]},
            "Why?",
            ("two",),
        ),
        ({"body": {"type": "Choice", "items": [{"value": "One"}, {"value": "Two"}]}}, "One\n\nTwo", ()),
        ({"body": {"source": "https://other.example/tag", "purpose": "tagging"}}, "", ("https://other.example/tag",)),
        ({"body": {"source": {"id": "https://other.example/page"}}}, "https://other.example/page", ()),
        ({"body": [3, None, {"value": 4}]}, "", ()),
    ],
)
def test_bodies_of_every_shape_of_the_model_are_read(body: dict[str, Any], note: str, tags: tuple[str, ...]) -> None:
    selector = {"type": "FragmentSelector", "refinedBy": {"type": "TextQuoteSelector", "exact": "A pump"}}
    item = {"type": ["Annotation"], "target": {"source": "https://other.example/", "selector": selector}, **body}
    found = webannotation.take(json.dumps(item).encode(), lambda _: None)
    assert found is not None
    (mark,) = found.new
    assert (mark.target.exact, mark.note, mark.tags) == ("A pump", note, tags)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"rows": 3}', b'{"rows": [{"uri": 1}]}', b"[[[[[[", b"\xff"])
def test_what_is_none_of_theirs_is_not_taken_for_it(data: bytes) -> None:
    assert hypothesis.take(data, lambda _: None) is None
    assert webannotation.take(data, lambda _: None) is None


FORMULAS = st.sampled_from(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"]) | NAMES


@given(title=FORMULAS, note=FORMULAS, tags=st.lists(FORMULAS, max_size=3))
def test_no_cell_of_a_table_is_a_formula(title: str, note: str, tags: list[str]) -> None:
    article = Article.of(["The ferry stops."], title=title)
    subject = Subject.of(article, [Annotation.on(article, 4, 9, note=note, tags=tuple(tags))])
    for page in (tables.render_csv([subject]), tables.render_readwise([subject])):
        rows = list(csv.reader(io.StringIO(page, newline="")))
        assert len({len(row) for row in rows}) == 1
        for cell in rows[1]:
            assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠")


def test_tags_with_blanks_commas_and_quotation_marks_come_back_from_a_table() -> None:
    tags = ("budget", "two, words", 'a "name"', "two words")
    subject = Subject.of(ARTICLE, [Annotation.on(ARTICLE, 4, 9, tags=tags)])
    (row,) = csv.DictReader(io.StringIO(tables.render_csv([subject]), newline=""))
    (back,) = csv.reader([row["tags"]])
    assert tuple(back) == tags


def test_readwise_reads_the_passage_its_source_the_tags_and_the_note() -> None:
    mark = Annotation.on(ARTICLE, 4, 9, note="Who pays?", tags=("two words", "money"))
    (row,) = csv.DictReader(io.StringIO(tables.render_readwise([Subject.of(ARTICLE, [mark])]), newline=""))
    assert row == {
        "Highlight": "ferry",
        "Title": "Ferry",
        "Author": "Ada Holt",
        "URL": "https://f.example/ferry",
        "Note": ".two-words .money\nWho pays?",
        "Location": "4",
        "Date": mark.created[:19].replace("T", " "),
    }
