"""Dates as pages and files write them become ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime

from newsreader.patterns import lazy_pattern

_MONTH_NAMES = (
    "jan january januar januari janvier enero gennaio janeiro",
    "feb february februar februari février febrero febbraio fevereiro",
    "mar march märz maart mars marzo março",
    "apr april avril abril aprile",
    "may mai mei mayo maggio maio",
    "jun june juni juin junio giugno junho",
    "jul july juli juillet julio luglio julho",
    "aug august augustus août agosto",
    "sep sept september septembre septiembre settembre setembro",
    "oct october oktober okt octobre octubre ottobre outubro",
    "nov november novembre noviembre novembro",
    "dec december dezember dez décembre diciembre dicembre dezembro",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_WRITTEN = (
    lazy_pattern(rf"{_WEEKDAY}{_DAY}\.?\s+(?:of\s+|de\s+)?{_MONTH},?\s+(?:de\s+)?{_YEAR}\b", re.I),
    lazy_pattern(rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", re.I),
)
_ISO = lazy_pattern(
    r"(?P<date>(?:19|20)\d\d-\d\d-\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_DOTTED = lazy_pattern(rf"{_WEEKDAY}(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}(?!\d)", re.I)
_YEAR_FIRST = lazy_pattern(r"(?P<year>(?:19|20)\d\d)[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)")


def iso_date(written: str) -> str:
    """Read a date at the start of a string: ISO 8601, RFC 5322, or day, month by name and year in either order.

    Month names of English, German, French, Spanish, Italian, Portuguese and Dutch are known. A day and month written as
    numbers are ambiguous between countries and not read, unless the year is first or they are parted by dots, where the
    day is first.

    Returns:
        ``YYYY-MM-DD``, with the time and zone when they are there in ISO form; empty if there is no such date.
    """
    written = written.strip()
    if not any(map(str.isdecimal, written)):
        return ""
    if found := _ISO.match(written):
        return _iso(found)
    for numeric in (_YEAR_FIRST, _DOTTED):
        if found := numeric.match(written):
            return _day(int(found["year"]), int(found["month"]), int(found["day"]))
    for pattern in _WRITTEN:
        if found := pattern.match(written):
            return _day(int(found["year"]), _MONTHS[found["month"].lower()], int(found["day"]))
    return ""


def find_date(text: str) -> str:
    """The first complete written or ISO date anywhere in a short text, as `iso_date` gives it."""
    starts = sorted(found.start() for pattern in (_ISO, _DOTTED, *_WRITTEN) if (found := pattern.search(text)))
    return next((day for start in starts if (day := iso_date(text[start:]))), "")


def from_timestamp(seconds: str | float) -> str:
    """Seconds (or, from 10^11 on, milliseconds) since 1970 as an ISO time in UTC; empty if they are no such number."""
    from datetime import UTC

    try:
        number = float(seconds)
        if number > 1e11:
            number /= 1000
        return datetime.fromtimestamp(number, UTC).isoformat(timespec="seconds") if number > 0 else ""
    except (ValueError, OverflowError, OSError):
        return ""


def _iso(found: re.Match[str]) -> str:
    try:
        date.fromisoformat(found["date"])
        if not found["time"]:
            return found["date"]
        zone = found["zone"] or ""
        if len(zone) == 5:
            zone = f"{zone[:3]}:{zone[3:]}"
        value = f"{found['date']}T{found['time']}{zone}"
        datetime.fromisoformat(value)
    except ValueError:
        return ""
    return value


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
