"""One small language to find marks with, on the screen, on the command line and for exports.

    words            in the passage, the note, a tag, the title or the site; all must occur
    "some words"     exactly these, in this order
    tag:budget       also color: (a colour or what it means to the reader), title: site: note: text: article: speaker:
    newer:1w         made in the last hours, days, weeks, months or years: 12h 3d 1w 6m 2y; or since 2026-03-01
    older:2026-03    before that
    is:orphan        its words are gone; is:moved, is:changed (by the publisher), is:anchored (none of these)
    is:noted         also is:tagged, is:edited (by the reader, after it was made),
                     is:joined (with another note from another notes file)
    #budget          the same as tag:budget, and a tag below it, ``budget/2027``
    -tag:budget      not that; a minus goes before anything

Case and typography do not matter. A query is parsed once and then asked of any number of marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from newsreader.notes.annotation import AnchorState, Annotation, Color
from newsreader.notes.errors import NotesError
from newsreader.text.fold import fold_typography

_TERM = re.compile(r'(?P<minus>-?)(?:(?P<key>[A-Za-z]+):|(?P<hash>#))?(?:"(?P<quoted>[^"]*)(?P<end>"?)|(?P<bare>\S*))')
_AGE = re.compile(r"(\d{1,5})([hdwmy])")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_BETWEEN = "\x00"  # stands between texts that are searched as one; none of them has it, nor can a query
_HOURS = {"h": 1, "d": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24}
KEYS = ("tag", "color", "title", "site", "note", "text", "article", "speaker", "newer", "older", "is")
"""What can stand before a colon."""

PLACES = ("orphan", "moved", "changed", "anchored")
"""Those of `STATES` that depend on the present text of the article."""

STATES = (*PLACES, "noted", "tagged", "edited", "joined")
"""What can stand behind ``is:``."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A mark as a query looks at it: its texts folded once, for any number of queries.

    Attributes:
        mark: The mark, where it stands.
        passage: The marked words.
        note: The note.
        title: The headline of the article.
        site: The name of the publication.
        url: The address of the article.
        tags: All tags, those written in the note too.
        words: What words without a key are looked for in.
        speaker: Who says the marked words, empty if nobody or unknown.
        now: What the publisher made of them, empty where they are the same.
    """

    mark: Annotation
    passage: str
    note: str
    title: str
    site: str
    url: str
    tags: tuple[str, ...]
    words: str
    speaker: str = ""
    now: str = ""

    @classmethod
    def of(cls, mark: Annotation, speaker: str = "", now: str = "") -> Self:
        """Fold the texts of a mark.

        Args:
            mark: The mark, where it stands.
            speaker: Who says its words, empty if nobody or unknown.
            now: What the publisher made of them, empty where they are the same.
        """
        article = mark.article
        passage, note, title, site = map(fold, (mark.target.exact, mark.note, article.title, article.site))
        tags = tuple(map(fold, mark.all_tags))
        words = _BETWEEN.join((passage, note, *map(fold, mark.other_notes), *tags, title, site))
        return cls(mark, passage, note, title, site, fold(article.url), tags, words, fold(speaker), now)


Test = Callable[[Searched], bool]


class QueryError(NotesError):
    """A query that cannot be understood.

    Attributes:
        position: Where, in code points of the query.
    """

    def __init__(self, message: str, position: int) -> None:
        """Say what is wrong and where."""
        super().__init__(f"query, at character {position + 1}: {message}")
        self.position = position


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood.

    Attributes:
        tests: What a mark must fulfil.
        needs_speaker: Whether who said the words must be known.
        needs_place: Whether the marks must stand where they are in the present texts of their articles.
    """

    tests: tuple[Test, ...]
    needs_speaker: bool = False
    needs_place: bool = False

    def fits(self, mark: Annotation, speaker: str = "", now: str = "") -> bool:
        """Whether a mark is asked for; the arguments are those of `Searched.of`."""
        return self.matches(Searched.of(mark, speaker, now))

    def matches(self, searched: Searched) -> bool:
        """Whether a mark is asked for whose texts are folded already."""
        return all(test(searched) for test in self.tests)


def parse_query(text: str, meanings: Mapping[str, str] | None = None, now: datetime | None = None) -> Query:
    """Understand a query.

    Args:
        text: The query; an empty one fits every mark.
        meanings: What the colours mean to the reader, by colour.
        now: The moment that ages count from; the present one if not given.

    Raises:
        QueryError: If a key, a state, a colour or an age is not known, or a quotation has no end.
    """
    tests: list[Test] = []
    speaker = place = False
    position = 0
    while True:
        while position < len(text) and text[position].isspace():
            position += 1
        if position == len(text):
            return Query(tuple(tests), speaker, place)
        term = _TERM.match(text, position)
        assert term is not None  # every part of the pattern may be empty
        if term["quoted"] is not None and not term["end"]:
            raise QueryError('a quotation has no end; put " behind it', position)
        key = "tag" if term["hash"] else (term["key"] or "").lower()
        value = term["quoted"] if term["quoted"] is not None else term["bare"]
        if key and key not in KEYS:
            raise QueryError(f"there is no {key}:{_near(key, KEYS)}; there are {', '.join(KEYS)}", position)
        if not value:
            raise QueryError("something is missing here", position)
        speaker = speaker or key == "speaker"
        place = place or (key == "is" and value.lower() in PLACES)
        test = _test(key, value, position, meanings or {}, now or datetime.now(UTC))
        tests.append(_negated(test) if term["minus"] else test)
        position = max(term.end(), position + 1)


def fold(text: str) -> str:
    """Text as it is compared: without case, with plain typography."""
    return fold_typography(text).casefold()


def _negated(test: Test) -> Test:
    return lambda searched: not test(searched)


def _test(key: str, value: str, position: int, meanings: Mapping[str, str], now: datetime) -> Test:
    wanted = fold(value)
    if key in ("newer", "older"):
        return _age(key, value, position, now)
    if key == "color":
        color = _color(value, position, meanings)
        return lambda s: s.mark.color is color
    if key == "is":
        return _state(value, position)
    tests: dict[str, Test] = {
        "": lambda s: wanted in s.words,
        "tag": lambda s: any(f"{tag}/".startswith(f"{wanted}/") for tag in s.tags),
        "title": lambda s: wanted in s.title,
        "site": lambda s: wanted in s.site or wanted in s.url,
        "note": lambda s: wanted in s.note,
        "text": lambda s: wanted in s.passage,
        "article": lambda s: s.mark.article.id == value,
        "speaker": lambda s: wanted in s.speaker,
    }
    return tests[key]


def _color(value: str, position: int, meanings: Mapping[str, str]) -> Color:
    names = {c.value: c for c in Color}
    names |= {fold(meaning): Color(c) for c, meaning in meanings.items() if c in names}
    found = names.get(fold(value))
    if found is None:
        raise QueryError(
            f"there is no colour {value!r}{_near(fold(value), names)}; there are {', '.join(names)}", position
        )
    return found


def _state(value: str, position: int) -> Test:
    tests: dict[str, Test] = {
        "orphan": lambda s: s.mark.state is AnchorState.ORPHANED,
        "moved": lambda s: s.mark.state is AnchorState.MOVED,
        "changed": lambda s: bool(s.now),
        "anchored": lambda s: s.mark.state is AnchorState.ANCHORED and not s.now,
        "noted": lambda s: bool(s.note.strip()),
        "tagged": lambda s: bool(s.tags),
        "joined": lambda s: bool(s.mark.other_notes),
        "edited": lambda s: s.mark.modified > s.mark.created,
    }
    found = tests.get(value.lower())
    if found is None:
        raise QueryError(f"there is no is:{value}{_near(value, STATES)}; there are {', '.join(STATES)}", position)
    return found


def _age(key: str, value: str, position: int, now: datetime) -> Test:
    if age := _AGE.fullmatch(value.lower()):
        try:
            since = (now - timedelta(hours=int(age[1]) * _HOURS[age[2]])).astimezone(UTC)
        except OverflowError:
            since = datetime.min.replace(tzinfo=UTC)
        moment = since.isoformat(timespec="milliseconds")[:23]
    elif _DATE.fullmatch(value):
        moment = value
    else:
        raise QueryError(f"{value!r} is no age and no date; write {key}:1w or {key}:2026-03-01", position)
    return (lambda s: s.mark.created >= moment) if key == "newer" else (lambda s: s.mark.created < moment)


def _near(word: str, known: object) -> str:
    import difflib

    near = difflib.get_close_matches(word, list(known), 1)  # type: ignore[call-overload]
    return f"; did you mean {near[0]}?" if near else ""
