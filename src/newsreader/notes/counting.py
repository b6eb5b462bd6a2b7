"""Marks counted by the weeks in which they were made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from newsreader.notes.annotation import Annotation

UNKNOWN = "unknown"
"""The week of marks that do not say when they were made."""


def by_week(marks: Iterable[Annotation]) -> Counter[str]:
    """How many marks were made in each ISO week, ``2026-W09``; weeks without any are left out."""
    return Counter(week_of(mark.created) for mark in marks)


def week_of(moment: str) -> str:
    """The ISO week of a time in ISO 8601; `UNKNOWN` if it is none."""
    try:
        year, week, _ = date.fromisoformat(moment[:10]).isocalendar()
    except ValueError:
        return UNKNOWN
    return f"{year:04}-W{week:02}"


def week_query(week: str) -> str:
    """The query that finds the marks of a week, in the language of `newsreader.notes.query`."""
    found = re.fullmatch(r"(\d{4})-W(\d\d)", week)
    if found is None:
        return "older:1000"
    monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    return f"newer:{monday} older:{monday + timedelta(days=7)}"
