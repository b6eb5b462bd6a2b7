"""Search inside an article."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Span
from newsreader.reading import search
from newsreader.reading.search import PatternError, find_all, word_pattern


def test_case_counts_only_where_the_pattern_has_a_capital() -> None:
    assert find_all("The the THE", "the") == [Span(0, 3), Span(4, 7), Span(8, 11)]
    assert find_all("The the THE", "The") == [Span(0, 3)]


def test_typography_is_folded() -> None:
    assert len(find_all("Don’t say don't, DON‘T", "don't")) == 3
    assert find_all("a\u00a0b a\n\nb", "a b") == [Span(0, 3), Span(4, 8)]
    assert find_all("“so” — yes", '"so" - yes') == [Span(0, 10)]


def test_a_literal_pattern_means_what_it_says() -> None:
    assert find_all("a.b axb (x", "a.b") == [Span(0, 3)]
    assert find_all("a.b axb (x", "(x") == [Span(8, 10)]


def test_a_regular_expression_finds_what_is_not_empty() -> None:
    assert find_all("x1 y22", r"\d+", regex=True) == [Span(1, 2), Span(4, 6)]
    assert find_all("abc", "x*", regex=True) == find_all("abc", "") == []
    assert find_all("one\ntwo", "^two$", regex=True) == [Span(4, 7)]


def test_a_bad_regular_expression_is_refused_with_a_reason() -> None:
    with pytest.raises(PatternError, match="not a regular expression"):
        find_all("abc", "(", regex=True)


def test_an_expression_that_takes_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SECONDS", 0.02)
    with pytest.raises(PatternError, match="too long"):
        find_all("a" * 3000 + "b", "(a+)+$", regex=True)


def test_the_number_of_hits_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 10)
    assert len(find_all("a" * 50, "a")) == 10


def test_a_word_is_found_as_a_whole() -> None:
    assert find_all("art, party, art.", word_pattern("art"), regex=True) == [Span(0, 3), Span(12, 15)]
    assert find_all("C++ and C", word_pattern("C++"), regex=True) == [Span(0, 3)]


@given(st.text("ab ’'\n", max_size=40), st.text("ab '", min_size=1, max_size=3))
def test_hits_are_in_order_and_do_not_overlap(text: str, pattern: str) -> None:
    hits = find_all(text, pattern)
    assert all(a.end <= b.start for a, b in itertools.pairwise(hits))
    assert all(0 <= h.start < h.end <= len(text) for h in hits)
