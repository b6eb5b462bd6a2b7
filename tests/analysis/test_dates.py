"""Dates are found whole and resolved against the day of publication."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.analysis.dates import find_dates
from newsreader.analysis.model import EntityLabel

THURSDAY = "2025-03-13T09:30:00Z"


def dates(text: str, published: str = THURSDAY) -> list[tuple[str, str]]:
    return [(e.name, e.value) for e in find_dates(text, published=published)]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("It ended on Feb. 28.", "Feb. 28", "2025-02-28"),
        ("It opens on Dec. 24, 2026, in Oslo.", "Dec. 24, 2026", "2026-12-24"),
        ("He was born on Monday, September 4, 1978.", "Monday, September 4, 1978", "1978-09-04"),
        ("The vote of 3 May 2021 stands.", "3 May 2021", "2021-05-03"),
        ("It dates from the 2nd of June 1953.", "the 2nd of June 1953", "1953-06-02"),
        ("Signed 2024-11-30 in Rome.", "2024-11-30", "2024-11-30"),
        ("Since Feb. 2022 nothing moved.", "Feb. 2022", "2022-02"),
        ("In 1994 it was new.", "1994", "1994"),
        ("A fashion of the late 1970s.", "the late 1970s", "1970s"),
        ("It rained in the summer of 2018.", "summer of 2018", "2018"),
        ("It failed in December 2023.", "December 2023", "2023-12"),
        ("The law passed last year.", "last year", "2024"),
        ("It begins next month.", "next month", "2025-04"),
        ("She left two weeks ago.", "two weeks ago", "2025-W09"),
        ("He wrote it 10 years ago.", "10 years ago", "2015"),
        ("They met yesterday afternoon.", "yesterday afternoon", "2025-03-12"),
        ("It broke last night.", "last night", "2025-03-12"),
    ],
)
def test_a_date_is_found_whole_with_its_value(text: str, name: str, value: str) -> None:
    assert dates(text) == [(name, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He resigned on Tuesday.", "2025-03-11"),
        ("He resigned on Thursday.", "2025-03-13"),
        ("He resigned last Friday.", "2025-03-07"),
        ("She will speak on Friday.", "2025-03-14"),
        ("The talks are scheduled for Tuesday.", "2025-03-18"),
        ("Come next Monday.", "2025-03-17"),
        ("They will. He left on Friday.", "2025-03-07"),
        ("It will cut jobs, its founder told staff on Wednesday.", "2025-03-12"),
        ("He said it would open on Friday.", "2025-03-14"),
    ],
)
def test_a_day_of_the_week_is_the_last_one_or_the_coming_one(text: str, value: str) -> None:
    assert [v for _, v in dates(text)] == [value]


def test_without_a_day_of_publication_only_full_dates_have_a_value() -> None:
    text = "On Tuesday, March 4, 2025, he said what he had said yesterday."
    assert dates(text, published="") == [("Tuesday, March 4, 2025", "2025-03-04"), ("yesterday", "")]


def test_a_day_without_a_year_is_the_one_nearest_to_publication() -> None:
    assert dates("It starts on Jan. 2.", published="2024-12-20") == [("Jan. 2", "2025-01-02")]
    assert dates("It ended on Dec. 30.", published="2025-01-04") == [("Dec. 30", "2024-12-30")]


@pytest.mark.parametrize(
    "text",
    [
        "You may march on.",
        "Theresa May ran March Ltd.",
        "It sold 2010 copies.",
        "Room 1984 was empty.",
        "Call 555-2019 now.",
        "It cost $1999.",
        "A monday is a day.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates(text) == []


def test_a_day_that_no_calendar_has_gets_no_value() -> None:
    assert dates("On February 31, 2024 nothing happened.") == [("February 31, 2024", "")]


@given(
    st.text(alphabet="0123456789 -,.aMondyFebruagoletx\n", max_size=80), st.sampled_from(["", THURSDAY, "0001-01-01"])
)
def test_spans_lie_in_the_text_in_order(text: str, published: str) -> None:
    found = find_dates(text, published=published)
    spans = [e.mentions[0] for e in found]
    assert all(
        text[s.start : s.end] == e.name and e.label is EntityLabel.DATE for s, e in zip(spans, found, strict=True)
    )
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
