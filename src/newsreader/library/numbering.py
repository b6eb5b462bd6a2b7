"""The integers that name articles inside the file: they rise with the day of publication.

A number is the day, counted from the first of 1900, times 4,096, and a count within the day. So the table walked
backwards gives the newest first without sorting, and the articles of some days lie between two numbers. An article is
*astray* if its number is not of the day that it is published on: its date was learnt or changed later, is no day, or
the day was full. The index ``articles_astray`` holds those few.
"""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from newsreader.notes.clock import now

_DAY_BITS = 12
_FIRST_DAY = date(1900, 1, 1)
_LAST_DAY = date(2200, 1, 1)

ASTRAY = f"number >> {_DAY_BITS} IS NOT CAST(julianday(substr(published, 1, 10)) - 2415020.5 AS INTEGER)"
"""SQL that tells the articles astray; 2,415,020.5 is the Julian day of the first of 1900."""


def free_number(connection: sqlite3.Connection, published: str) -> int:
    """The next number of a day, or of the first later day that has one free.

    Args:
        connection: A connection in a transaction.
        published: ISO 8601 date or time; what is none stands for today.
    """
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        day = date.fromisoformat(now()[:10])
    number = _number(day)
    while True:
        end = ((number >> _DAY_BITS) + 1) << _DAY_BITS
        (last,) = connection.execute(
            "SELECT max(number) FROM articles WHERE number >= ? AND number < ?", (number, end)
        ).fetchone()
        if last is None:
            return number
        if int(last) + 1 < end:
            return int(last) + 1
        number = end


def day_of(number: int) -> int:
    """The day that an article is numbered by, counted from an arbitrary one."""
    return number >> _DAY_BITS


def first_number(period: str) -> int:
    """The least number that an article of a year, a month or a day can have, if it is not astray.

    Args:
        period: ``2025``, ``2025-03`` or ``2025-03-01``; a day that a month does not have begins the next month.
    """
    year, month, day = map(int, f"{period}-01-01"[:10].split("-"))
    return _begin(year, month, day)


def end_number(period: str) -> int:
    """One more than the greatest number that an article of a year, a month or a day can have, if it is not astray."""
    year, month, day = map(int, f"{period}-01-01"[:10].split("-"))
    match len(period):
        case 4:
            return _begin(year + 1, 1, 1)
        case 7:
            return _begin(year, month, 32)
        case _:
            return _begin(year, month, day + 1)


def _begin(year: int, month: int, day: int) -> int:
    if not _FIRST_DAY.year <= year <= _LAST_DAY.year:
        return _number(_FIRST_DAY if year < _FIRST_DAY.year else _LAST_DAY)
    try:
        return _number(date(year, month, day))
    except ValueError:
        return _number((date(year, month, 28) + timedelta(days=4)).replace(day=1))


def _number(day: date) -> int:
    return (min(max(day, _FIRST_DAY), _LAST_DAY) - _FIRST_DAY).days << _DAY_BITS
