"""Motions, text objects and search over small documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article, Span
from newsreader.reading import objects
from newsreader.reading.document import WrappedDocument
from newsreader.reading.layers import spans_index
from newsreader.reading.motions import MOTIONS, Caret, View
from newsreader.text.graphemes import is_boundary

PARTS = ["One two, three. Four five!", "“Six,” she said. Seven 👩‍👩‍👧 eight.", "東京は雨。", "end"]
ARTICLE = Article.of(PARTS)


def place(width: int = 12) -> View:
    return View(WrappedDocument(ARTICLE.text, ARTICLE.blocks, width), page=4)


def after(motion: str, offset: int, count: int = 1) -> str:
    return ARTICLE.text[MOTIONS[motion](place(), Caret(offset), count).offset :]


@pytest.mark.parametrize(
    ("motion", "start", "count", "rest"),
    [
        ("word", 0, 1, "two,"),
        ("word", 0, 2, ", three"),
        ("word-end", 0, 1, "e two"),
        ("word-back", 9, 1, ", three"),
        ("word-end-back", 4, 1, "e two"),
        ("sentence", 0, 1, "Four"),
        ("sentence", 0, 2, "“Six"),
        ("sentence-back", 18, 1, "Four"),
        ("sentence-back", 16, 1, "One"),
        ("paragraph", 5, 1, "“Six"),
        ("paragraph", 5, 3, "end"),
        ("paragraph-back", 5, 1, "One"),
        ("top", 30, 1, "One"),
        ("bottom", 0, 1, "d"),
        ("row-end", 0, 1, ", three"),
        ("row-start", 6, 1, "One"),
        ("right", 25, 1, "“Six"),
        ("left", 28, 1, "!"),
    ],
)
def test_a_motion_goes_where_a_vi_user_expects(motion: str, start: int, count: int, rest: str) -> None:
    assert after(motion, start, count).startswith(rest)


@given(st.sampled_from(sorted(MOTIONS)), st.integers(0, len(ARTICLE.text)), st.integers(1, 7), st.integers(5, 30))
def test_every_motion_stays_on_graphemes_inside_blocks(motion: str, start: int, count: int, width: int) -> None:
    caret = MOTIONS[motion](place(width), Caret(min(start, len(ARTICLE.text) - 1)), count)
    assert 0 <= caret.offset < len(ARTICLE.text)
    assert is_boundary(ARTICLE.text, caret.offset)


def test_moving_down_and_up_keeps_the_column_over_short_rows() -> None:
    document = WrappedDocument("abcdef\nx\nabcdef", (), 20)
    down = MOTIONS["down"](View(document), Caret(4), 1)
    assert document.text[down.offset] == "x"
    assert MOTIONS["down"](View(document), down, 1).offset == 9 + 4
    assert MOTIONS["up"](View(document), MOTIONS["down"](View(document), down, 1), 2).offset == 4


def test_a_family_is_one_step() -> None:
    start = ARTICLE.text.index("👩")
    assert after("right", start).startswith(" eight")


def test_an_empty_text_moves_nowhere() -> None:
    for motion in MOTIONS.values():
        assert motion(View(WrappedDocument("", (), 20)), Caret(0), 1).offset == 0


def text_of(span: Span | None) -> str | None:
    return None if span is None else ARTICLE.text[span.start : span.end]


def test_text_objects_take_what_they_name() -> None:
    document = place().document
    assert text_of(objects.word(document, 5)) == "two"
    assert text_of(objects.word(document, 0, around=True)) == "One "
    assert text_of(objects.sentences(document, 2)) == "One two, three."
    assert text_of(objects.sentences(document, 2, 3)) == "One two, three. Four five!\n\n“Six,” she said."
    assert text_of(objects.paragraph(document, 3)) == PARTS[0]
    six = ARTICLE.text.index("Six")
    quotes = [Span(six, six + 4)]
    assert text_of(objects.quotation(document, quotes, six + 1)) == "Six,"
    assert text_of(objects.quotation(document, quotes, six - 1, around=True)) == "“Six,”"
    assert objects.quotation(document, quotes, 0) is None
    assert objects.entity([Span(4, 7)], 5) == Span(4, 7)


def test_next_and_previous_span_stop_at_the_ends() -> None:
    index = spans_index([Span(6, 8), Span(2, 4), Span(10, 12)])
    assert index.beside(0, 1) == Span(2, 4)
    assert index.beside(2, 1) == Span(6, 8)
    assert index.beside(2, 9) == Span(10, 12)
    assert index.beside(10, 1) is None
    assert index.beside(10, -1) == Span(6, 8)
    assert index.beside(2, -1) is None
    assert index.beside(11, -9) == Span(2, 4)
    assert index.rank(7) == (2, 3)


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 3000))), st.integers(0, 6000), st.integers(1, 2000))
def test_the_index_finds_what_a_scan_finds(pairs: list[tuple[int, int]], start: int, size: int) -> None:
    spans = [Span(a, a + n) for a, n in pairs]
    assert spans_index(spans).over(start, start + size) == [s for s in spans if s.overlaps(Span(start, start + size))]
