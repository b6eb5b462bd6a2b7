"""Plain text, above all what scrapers leave: a category line, a headline, paragraphs, and residue at the end."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from newsreader.article import Article, BlockKind
from newsreader.patterns import lazy_pattern
from newsreader.sources.categories import SECTIONS, split_categories
from newsreader.sources.dates import find_date, iso_date
from newsreader.sources.residue import Tail, is_residue_line, split_tail
from newsreader.text.clean import clean_text

_Part = tuple[BlockKind, str, int]

_MAX_TITLE = 250
_MAX_HEADING = 90
_MAX_WRAP = 120
"""Code points. Wider lines are paragraphs, not lines that a program broke to fit a page."""

_BYLINE = lazy_pattern(r"(?:by|written by|reported by|story by|author:|authors:|byline:)\s+(?P<names>\S.*)", re.I)
_PARTICLES = frozenset("de da di du van von der den la le bin al el".split())
_DATE_LABEL = lazy_pattern(
    r"(?:(?:first\s+|last\s+)?(?:published|posted|updated|modified|date|issued)(?:\s+(?:on|at))?:?\s+)", re.I
)
_AFTER_DATE = lazy_pattern(
    r"[\s,|·•–-]*(?:(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?)?[\s,]*(?:\(?[A-Z]{2,5}\)?)?"
    r"(?:[\s,|·•/–-]*(?:updated|modified|published)\b.*)?\s*",
    re.I,
)
_FIELD = lazy_pattern(r"(?P<key>title|headline|source|site|publication|url|link)\s*:\s+(?P<value>\S.*)", re.I)
_URL = lazy_pattern(r"https?://\S+", re.I)
_BULLET = lazy_pattern(r"[•‣▪●◦·*]\s+|[-–]\s+(?=\S)")
_SURE_BULLETS = "•‣▪●◦"
_SURE_BULLET = lazy_pattern(rf"[{_SURE_BULLETS}]\s*")
_NUMBERED = lazy_pattern(r"\d{1,3}[.)]\s+\S")
_MARKED_HEADING = lazy_pattern(r"(?P<level>#{1,6})\s+(?P<text>\S.*?)\s*#*")
_CLOSING = "\"”’')]"
_PAUSES = (".", "!", "?", "…", ":", ";", ",")
_STOPS = (".", "!", "?", "…", ":")


@dataclass
class _Head:
    """What the lines before the body say."""

    title: str = ""
    byline: str = ""
    published: str = ""
    site: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    found: dict[str, str] = field(default_factory=dict)


def read_plain(text: str, source: str = "", *, known_categories: Collection[str] = SECTIONS) -> Article:
    """Read plain text into an article.

    The head (category line, headline, byline, date) is told from the body by its shape; residue is taken from the end
    by `split_tail`; lines that were broken to fit a page are joined again. No sentence is ever dropped.

    Args:
        text: The text as decoded; it is cleaned here.
        source: Where it was read from.
        known_categories: Section names in lower case that mark a category line.

    Returns:
        The article; its text is empty only if the text has no words.
    """
    parts = _parts(clean_text(text).expandtabs(4))
    head, begin = _head([part[1] for part in parts], known_categories)
    body = parts[begin:]
    tail = split_tail([head.title, *(part[1] for part in body)])
    if tail.kept > 1 or not body:
        body = body[: tail.kept - 1]
    else:  # Nothing but residue: better a poor article than none.
        tail = Tail(len(body), (), ())
    return Article.of(
        _with_headings(body),
        source=source,
        title=head.title,
        byline=head.byline,
        published=head.published,
        site=head.site,
        url=head.url,
        categories=head.categories,
        related=tail.related,
        removed=tail.removed,
        confidence=tuple(head.found.items()),
    )


def _parts(text: str) -> list[_Part]:
    """The blocks of a text: groups of lines between blank ones, split or joined as the lines show."""
    parts: list[_Part] = []
    for group in re.split(r"\n[ \n]*\n", text.strip("\n")):
        lines = [line for raw in group.split("\n") if (line := " ".join(raw.split()))]
        for line in _joined(lines) if len(lines) > 1 else lines:
            parts.append(_part(line, listed=len(lines) > 1))
    return parts


def _part(line: str, *, listed: bool) -> _Part:
    if line.startswith("#") and (marked := _MARKED_HEADING.fullmatch(line)):
        return BlockKind.HEADING, marked["text"], len(marked["level"])
    bullet = _BULLET.match(line) if listed else line[0] in _SURE_BULLETS and _SURE_BULLET.match(line)
    if bullet and bullet.end() < len(line):
        return BlockKind.LIST_ITEM, line[bullet.end() :], 1
    if listed and _NUMBERED.match(line):
        return BlockKind.LIST_ITEM, line, 1
    return BlockKind.PARAGRAPH, line, 0


def _joined(lines: Sequence[str]) -> list[str]:
    """Undo hard wrapping: lines are joined if every break was forced by the width of the group.

    A break was forced if the next line's first word would not have fitted. A list item's continuation is joined to it;
    a line that begins an item is never joined to the one before.
    """
    width = max(map(len, lines))
    if not 40 <= width <= _MAX_WRAP:
        return list(lines)
    starts = [i for i, line in enumerate(lines) if i == 0 or _BULLET.match(line) or _NUMBERED.match(line)]
    items = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    joined: list[str] = []
    for item in items:
        breaks = list(pairwise(item))
        forced = all(len(line) + 1 + len(after.split(" ", 1)[0]) > width for line, after in breaks)
        mid_sentence = any(not _ends_with(line, _PAUSES) for line, _ in breaks)
        joined.extend([" ".join(item)] if breaks and forced and mid_sentence else item)
    return joined


def _head(lines: Sequence[str], known: Collection[str]) -> tuple[_Head, int]:
    """Read the lines above the body; returns what they say and how many they are."""
    head = _Head()
    at = 0
    if len(lines) > 1 and (categories := split_categories(lines[0], known)):
        head.categories = categories
        at = 1
    at = _fields(lines, at, head)
    if not head.title and at + 1 < len(lines) and _is_title(lines[at], lines[at + 1]):
        head.title = lines[at]
        at += 1
    # The category line stands below the headline on some sites.
    if head.title and not head.categories and at + 1 < len(lines):
        categories = split_categories(lines[at], known)
        if len(categories) > 1:
            head.categories = categories
            at += 1
    while at + 1 < len(lines) and _byline_or_date(lines[at], head):
        at += 1
    return head, at


def _fields(lines: Sequence[str], at: int, head: _Head) -> int:
    """Lines such as ``Title: ...`` and ``URL: ...`` that some scrapers write first."""
    begin = at
    while at + 1 < len(lines):
        found = _FIELD.fullmatch(lines[at]) if ":" in lines[at] and len(lines[at]) <= _MAX_TITLE + 20 else None
        if found:
            key, value = found["key"].lower(), found["value"]
            if key in ("title", "headline"):
                head.title = value
            elif _URL.fullmatch(value):
                head.url = value
            elif key in ("source", "site", "publication"):
                head.site = value
            else:
                break
        elif not (at > begin and _byline_or_date(lines[at], head)):
            break
        at += 1
    return at


def _is_title(line: str, after: str) -> bool:
    if len(line) > _MAX_TITLE or is_residue_line(line):
        return False
    if _BYLINE.fullmatch(line) and len(after) <= _MAX_TITLE:
        return False
    # A first paragraph of several sentences, or one that ends as a sentence and is as long as the next, is no headline.
    sentences = len(re.findall(r"[.!?][\"”’']*\s+[\"“‘A-Z]", line))
    if line.endswith((".", ".”", '."')) and not re.search(r"\b[A-Z]\.$", line):
        return sentences == 0 and len(line) <= 120 and len(after) > 2 * len(line)
    return sentences <= 1 or len(line) <= 120


def _byline_or_date(line: str, head: _Head) -> bool:
    """Take a byline, a date, or both from one line above the body; anything else stays in the body."""
    if len(line) > 160:
        return False
    byline = _BYLINE.fullmatch(line)
    if byline and not head.byline:
        names, _, rest = byline["names"].partition(" | ")
        cut = re.split(r"\s+[–—•·-]\s+|,\s+(?=(?:" + _MONTHS + r")\b|\d)", names, maxsplit=1)
        names = cut[0]
        if not all(map(_is_name, re.split(r",\s*|\s+and\s+|\s+&\s+", names))):
            return False
        head.byline = names
        head.found["byline"] = "text:0.9"
        if not head.published and (day := find_date(" ".join((rest, *cut[1:])))):
            head.published = day
            head.found["published"] = "text:0.8"
        return True
    if head.published and not _DATE_LABEL.match(line):
        return False
    label = _DATE_LABEL.match(line)
    dated = line[label.end() :] if label else line
    day = iso_date(dated)
    if not day:
        # "Updated 3 March" lacks the year: nothing is guessed, but the line is no part of the body.
        return bool(
            label
            and re.fullmatch(rf"(?:\d{{1,2}}\s+)?(?:{_MONTHS})\.?(?:\s+\d{{1,2}})?(?:,?\s+\d{{1,2}}:\d\d.*)?", dated)
        )
    if not label and not _is_only_date(dated):
        return False
    if not head.published:
        head.published = day
        head.found["published"] = "text:0.85"
    return True


def _is_name(words: str) -> bool:
    parts = words.split()
    return 1 <= len(parts) <= 6 and all(
        part in _PARTICLES or not (part[0].islower() or part[0].isdigit()) for part in parts
    )


_MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?"
)


def _is_only_date(line: str) -> bool:
    year = re.search(r"(?:19|20)\d\d(?:-\d\d-\d\d)?(?:T[\d:+Z.-]+)?", line)
    return bool(year and _AFTER_DATE.fullmatch(line[year.end() :])) and len(line) <= 80


def _ends_with(line: str, marks: tuple[str, ...]) -> bool:
    """Whether a line ends with one of some marks, be it inside quotation marks or brackets."""
    return line.rstrip(_CLOSING).endswith(marks)


def _with_headings(parts: Sequence[_Part]) -> list[_Part]:
    """Mark short lines without an end of sentence that stand above a paragraph as headings."""
    out = list(parts)
    for i in range(len(out) - 1):
        kind, line, _ = out[i]
        after_kind, after, _ = out[i + 1]
        if kind is not BlockKind.PARAGRAPH or after_kind is not BlockKind.PARAGRAPH:
            continue
        looks = len(line) <= _MAX_HEADING and len(line.split()) <= 14 and not _ends_with(line, _PAUSES)
        if (
            looks
            and i
            and (line[0].isupper() or line[0].isdigit())
            and len(after) > len(line)
            and _ends_with(after, _STOPS)
        ):
            out[i] = (BlockKind.HEADING, line, 2)
    return out
