"""Marks counted by week."""

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article
from newsreader.notes.annotation import Annotation
from newsreader.notes.counting import UNKNOWN, by_week, week_of, week_query
from newsreader.notes.query import parse_query

MARK = Annotation.on(Article.of(["The ferry stops."]), 0, 3)


def made(moment: str) -> Annotation:
    return replace(MARK, created=moment)


def test_weeks_are_those_of_iso_and_of_no_time_unknown() -> None:
    marks = [made("2027-01-03T23:59:59.999Z"), made("2027-01-04T00:00:00.000Z"), made("")]
    assert by_week(marks) == {"2026-W53": 1, "2027-W01": 1, UNKNOWN: 1}


@given(
    st.datetimes(datetime(1000, 1, 5), datetime(9998, 1, 1)).map(lambda d: d.isoformat(timespec="milliseconds") + "Z"),
    st.datetimes(datetime(1000, 1, 5), datetime(9998, 1, 1)),
)
def test_the_query_of_a_week_finds_its_marks_and_no_others(moment: str, other: object) -> None:
    query = parse_query(week_query(week_of(moment)))
    assert query.fits(made(moment))
    elsewhere = f"{other}".replace(" ", "T")
    assert query.fits(made(elsewhere)) is (week_of(elsewhere) == week_of(moment))
