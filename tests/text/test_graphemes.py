"""Where a caret may stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.text.graphemes import REACH, graphemes, is_boundary, next_boundary, previous_boundary, snap

TEXT = st.text(st.sampled_from("ab \n\r\u0301\u200d👩👧🏽🇳🇴❤\ufe0fकि्東"), max_size=30)


@pytest.mark.parametrize(
    "whole",
    [
        "e\u0301",
        "👩\u200d👩\u200d👧",
        "🇳🇴",
        "❤\ufe0f",
        "👍🏽",
        "\r\n",
        "1\ufe0f\u20e3",
        "🏴\U000e0067\U000e0062\U000e007f",
        "किं",
    ],
)
def test_what_reads_as_one_character_is_one(whole: str) -> None:
    text = f"a{whole}b"
    assert list(graphemes(text)) == [(0, 1), (1, 1 + len(whole)), (1 + len(whole), 2 + len(whole))]
    assert next_boundary(text, 1) == 1 + len(whole)
    assert previous_boundary(text, 1 + len(whole)) == 1
    assert all(snap(text, i) == 1 for i in range(1, 1 + len(whole)))


def test_flags_are_pairs_however_many_follow() -> None:
    assert [b - a for a, b in graphemes("🇳🇴🇩🇰🇸🇪🇫")] == [2, 2, 2, 1]


def test_a_line_feed_stands_alone() -> None:
    assert list(graphemes("\n\u0301\n")) == [(0, 1), (1, 2), (2, 3)]


def test_an_endless_run_of_marks_is_cut() -> None:
    text = "a" + "\u0301" * 10_000
    assert next_boundary(text, 0) <= REACH
    assert previous_boundary(text, len(text)) >= len(text) - REACH - 1


@given(TEXT)
def test_graphemes_tile_the_text(text: str) -> None:
    pieces = list(graphemes(text))
    assert "".join(text[a:b] for a, b in pieces) == text
    assert all(is_boundary(text, a) for a, _ in pieces)


@given(TEXT, st.integers(0, 30))
def test_next_and_previous_undo_each_other(text: str, offset: int) -> None:
    offset = snap(text, offset)
    if offset < len(text):
        assert previous_boundary(text, next_boundary(text, offset)) == offset
    assert snap(text, offset) == offset
