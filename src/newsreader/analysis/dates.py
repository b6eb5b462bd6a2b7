"""Dates, found by rules and resolved where that is possible."""

from __future__ import annotations

import re
from datetime import date, timedelta

from newsreader.analysis.model import Entity, EntityLabel
from newsreader.article import Span

_MONTHS = (
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug "
    "Sept Sep Oct Nov Dec"
).split()
_MONTH_NUMBER = {m: "jan feb mar apr may jun jul aug sep oct nov dec".split().index(m[:3].lower()) + 1 for m in _MONTHS}
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_DAYS)})"

_PATTERNS = [
    re.compile(rf"\b(?:{_WEEKDAY},? )?{_MONTH} {_DAY}\b(?:,? {_YEAR}\b)?"),
    re.compile(rf"\b(?:{_WEEKDAY},? )?{_DAY} {_MONTH}(?!\w)(?:,? {_YEAR}\b)?"),
    re.compile(rf"\b{_MONTH},? (?:of )?{_YEAR}\b"),
    re.compile(r"\b(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)\b"),
    re.compile(rf"\b(?:(?P<shift>last|next|this) )?{_WEEKDAY}\b"),
    re.compile(r"\b(?P<relative>yesterday|today|tomorrow|tonight)\b", re.IGNORECASE),
    re.compile(r"\b(?P<span>(?:last|next|this) (?:week|month|year|spring|summer|autumn|fall|winter))\b", re.IGNORECASE),
    re.compile(rf"\b(?P<month_only>{'|'.join(m for m in _MONTHS[:12] if m not in ('May', 'March'))})\b"),
    re.compile(r"\b(?P<month_only>(?<=in )(?:May|March)|(?<=since )(?:May|March)|(?<=until )(?:May|March))\b"),
    re.compile(r"(?<![\w$€£.,-])(?P<decade>(?:the )?(?:19|20)\d0s)\b"),
    re.compile(rf"(?<=[Ii]n |of |ce |il |by |er |re ){_YEAR}\b(?![-–]\d)"),
]


def find_dates(text: str, *, published: str = "") -> list[Entity]:
    """Find dates, each an entity of one mention, in order of the text and without overlaps.

    Args:
        text: The text.
        published: ISO 8601 date of the article; with it days of the week and "yesterday" get a value.

    Returns:
        Entities of the label DATE; ``value`` is an ISO date, month or year where it is known.
    """
    day = _iso(published)
    found: list[Entity] = []
    taken: list[Span] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end())
            if not any(span.overlaps(t) for t in taken):
                taken.append(span)
                found.append(Entity(match[0], EntityLabel.DATE, (span,), _value(match.groupdict(), day)))
    return sorted(found, key=lambda e: e.mentions[0])


def _iso(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _value(parts: dict[str, str | None], published: date | None) -> str:
    """The normal form of a date, empty where it is not known."""
    if iso := parts.get("iso"):
        return iso
    month = parts.get("month")
    year = parts.get("year")
    if month and parts.get("day"):
        number = int(year) if year else (published.year if published else 0)
        try:
            value = date(number, _MONTH_NUMBER[month], int(parts["day"] or 0)) if number else None
        except ValueError:
            return ""
        if value and not year and published and value > published + timedelta(days=180):
            value = value.replace(year=number - 1)
        return value.isoformat() if value else ""
    if month and year:
        return f"{year}-{_MONTH_NUMBER[month]:02}"
    if year:
        return year
    return _relative(parts, published) if published else ""


def _relative(parts: dict[str, str | None], published: date) -> str:
    """Resolve a day against that of publication: a bare weekday is the last one, a coming one after "next"."""
    if relative := parts.get("relative"):
        shift = {"yesterday": -1, "tomorrow": 1}.get(relative.lower(), 0)
        return (published + timedelta(days=shift)).isoformat()
    if weekday := parts.get("weekday"):
        back = (published.weekday() - _DAYS.index(weekday)) % 7
        if parts.get("shift") == "next":
            return (published + timedelta(days=7 - back)).isoformat()
        if parts.get("shift") == "last" and back == 0:
            back = 7
        return (published - timedelta(days=back)).isoformat()
    return ""
