"""Dates, found by rules and resolved against the day of publication where that is possible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from newsreader.analysis.model import Entity, EntityLabel
from newsreader.article import Span

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAYS = "mon tue wed thu fri sat sun".split()
_NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
_NUMBERS |= {"a": 1, "an": 1}
_SEASONS = "spring|summer|autumn|fall|winter"
_PART_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night)\b)?"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:1[5-9]|20)\d\d"
_ORDINAL = r"(?:st|nd|rd|th)?"

_BEGINS = (
    r"(?=\d|[ADEFJLMNOSTWY][a-z]{2}|an?\s|the\s[\delm]|yesterday|today|tomorrow|tonight|last|next|this|late|early|mid"
    rf"|{_SEASONS}|{'|'.join(_NUMBERS)})"
)
"""How a date can begin. Looking there first spares most words the alternatives below, of which each fails late."""

_DATE = re.compile(
    rf"""(?<![\w$€£]){_BEGINS}(?:
      (?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?![\d-])
    | (?:{_WEEKDAY},?\s)?(?:
          (?P<month>{_MONTH})\s(?P<day>[0-3]?\d){_ORDINAL}(?![\d%]|[.,:]\d)(?:,?\s(?P<year>{_YEAR})\b)?
        | (?:the\s)?(?P<day_first>[0-3]?\d){_ORDINAL}\s(?:of\s)?(?P<month_second>{_MONTH})(?!\w)
          (?:,?\s(?P<year_last>{_YEAR})\b)?
      )
    | (?P<month_of>{_MONTH}),?\s(?:of\s)?(?P<year_of>{_YEAR})\b
    | (?:(?P<shift>[Ll]ast|[Nn]ext|[Tt]his|[Ll]ate|[Ee]arly)\s(?:on\s)?)?(?P<weekday>{_WEEKDAY})\b{_PART_OF_DAY}
    | (?P<near>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b{_PART_OF_DAY}
    | (?P<count>\d{{1,3}}|an?|{"|".join(_NUMBERS)})\s(?P<unit>day|week|month|year)s?\s(?P<ago>ago)\b
    | (?P<side>[Ll]ast|[Nn]ext|[Tt]his)\s(?:
          (?P<period>week|month|year|weekend|night|quarter|decade|century|{_SEASONS})\b
        | (?P<month_side>{_MONTH})\b)
    | (?:the\s)?(?:early\s|mid-?|late\s)?(?P<decade>(?:1[5-9]|20)\d0s)\b
    | (?:(?:{_SEASONS})\s(?:of\s)?)(?P<year_of_season>{_YEAR})\b
    | (?P<year_alone>{_YEAR})(?!\w|[-–,.:/]\d|%)
    | (?P<month_alone>{_MONTH})(?!\w)
    )""",
    re.VERBOSE,
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter|[Dd]uring|[Ff]rom|[Oo]f|[Ee]arly|[Ll]ate|mid|[Tt]he|and|to"
    r"|around|between|through)[\s-]|\()$"
)
_BEFORE_MONTH = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Ee]arly|[Ll]ate|[Ll]ast|[Nn]ext|mid|and|to)[\s-]$"
)
_COMING = re.compile(
    r"\b(?:will|would|won['’]t|is to|are to|due|scheduled|set to|until|coming|plans? to|planned|expected|going to)\b"
)
_CLAUSE = re.compile(r"[^.;:!?\n]*$")
_SAID = re.compile(r"\b(?:said|told|wrote|announced|reported|tweeted|posted|added|confirmed|warned)\b")
_LOOKED_BACK = 70


def find_dates(text: str, *, published: str = "") -> list[Entity]:
    """Find dates, each an entity of one mention, in order of the text and without overlaps.

    Args:
        text: The text.
        published: ISO 8601 date or time of the article; with it days of the week, "yesterday", "two weeks ago" and days
            without a year get a value.

    Returns:
        Entities of the label DATE. ``value`` is an ISO 8601 day, week, month or year where it is known, else empty. A
        day of the week is the last one before publication, or the next one where the words before it speak of what
        will be.
    """
    day = _iso(published)
    return [Entity(text[span.start : span.end], EntityLabel.DATE, (span,), value) for span, value in _dates(text, day)]


def _dates(text: str, published: date | None) -> Iterator[tuple[Span, str]]:
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        if match["year_alone"] and not _BEFORE_YEAR.search(before):
            continue
        if match["month_alone"] in ("May", "March", "Mar", "Jan", "Sep") and not _BEFORE_MONTH.search(before):
            continue
        yield Span(*match.span()), _value(text, match, published)


def _iso(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _value(text: str, match: re.Match[str], published: date | None) -> str:
    """The normal form of a date, empty where it is not known."""
    if match["iso"]:
        return match["iso"] if _iso(match["iso"]) else ""
    if match["day"] or match["day_first"]:
        month = _month(match["month"] or match["month_second"])
        year = match["year"] or match["year_last"]
        return _day(int(match["day"] or match["day_first"]), month, int(year) if year else None, published)
    if match["month_of"]:
        return f"{match['year_of']}-{_month(match['month_of']):02}"
    plain = match["year_alone"] or match["year_of_season"] or match["decade"]
    if plain:
        return str(plain)
    return _relative(text, match, published) if published else ""


def _day(day: int, month: int, year: int | None, published: date | None) -> str:
    """A day of a year; without one, the year that brings it nearest to publication."""
    if year is None and published is None:
        return ""
    years = [year] if year is not None else [published.year + k for k in (0, -1, 1)] if published else []
    found = []
    for candidate in years:
        try:
            found.append(date(candidate, month, day))
        except ValueError:
            continue
    if not found:
        return ""
    return (min(found, key=lambda d: abs(d - published)) if published else found[0]).isoformat()


def _relative(text: str, match: re.Match[str], published: date) -> str:
    """A date that only the day of publication gives a meaning to."""
    if match["near"]:
        shift = {"yesterday": -1, "tomorrow": 1}.get(match["near"].lower(), 0)
        return _shifted(published, shift)
    if match["weekday"]:
        return _weekday(text, match, published)
    if match["ago"]:
        count = match["count"].lower()
        number = int(count) if count.isdecimal() else _NUMBERS[count]
        return _back(published, number, match["unit"])
    month = match["month_side"] or match["month_alone"]
    if month:
        number = _month(month)
        return _named_month(number, (match["side"] or "").lower(), published)
    step = {"last": -1, "next": 1}.get(match["side"].lower(), 0)
    if match["period"] == "night":
        return _shifted(published, step)
    return _back(published, -step, match["period"]) if match["period"] in ("week", "month", "year") else ""


def _named_month(number: int, side: str, published: date) -> str:
    """A month without a year: the nearest one, or the nearest on one side of publication."""
    ahead = (number - published.month) % 12
    if side == "last":
        away = ahead - 12
    elif side == "next":
        away = ahead or 12
    else:
        away = ahead if ahead <= 6 else ahead - 12
    months = published.year * 12 + published.month - 1 + away
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _weekday(text: str, match: re.Match[str], published: date) -> str:
    shift = (match["shift"] or "").lower()
    back = (published.weekday() - _DAYS.index(match["weekday"][:3].lower())) % 7
    if shift == "last":
        return _shifted(published, -(back or 7))
    ahead = text[max(0, match.start() - _LOOKED_BACK) : match.start()]
    if shift == "next" or (back and _is_coming(ahead)):
        return _shifted(published, 7 - back)
    return _shifted(published, -back)


def _is_coming(ahead: str) -> bool:
    """Whether words speak of what will be; in "will cut jobs, he said on Thursday" the day is that of saying."""
    clause = _CLAUSE.search(ahead)
    start = clause.start() if clause else 0
    coming = max((m.start() for m in _COMING.finditer(ahead, start)), default=-1)
    return coming > max((m.start() for m in _SAID.finditer(ahead, start)), default=-1)


def _shifted(day: date, days: int) -> str:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def _back(published: date, number: int, unit: str) -> str:
    """The day, week, month or year so many before that of publication."""
    try:
        if unit == "day":
            return (published - timedelta(days=number)).isoformat()
        if unit == "week":
            year, week, _ = (published - timedelta(weeks=number)).isocalendar()
            return f"{year:04}-W{week:02}"
    except OverflowError:
        return ""
    months = published.year * 12 + published.month - 1 - number * (12 if unit == "year" else 1)
    if not 12 <= months < 120000:
        return ""
    return f"{months // 12:04}" if unit == "year" else f"{months // 12:04}-{months % 12 + 1:02}"
