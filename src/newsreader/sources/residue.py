"""Residue: what a page prints after its article, and a scrape carries along.

The rules look at whole lines at the end of the text only, from the last line upwards, and stop at the first line that
is not residue: a line inside the article is never touched, whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsreader.article import RelatedTitle
from newsreader.patterns import lazy_pattern

_MAX_LINE = 160
"""Code points. Residue is short; a longer line is taken for a sentence of the article."""

_MAX_TITLE = 220
_MAX_TITLES = 40

_Rules = tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
"""Patterns of whole lines, each with the beginnings, in small letters, that a line must have to match it."""


def _rules(written: Iterable[tuple[str, str]]) -> _Rules:
    """Rules from pairs of beginnings, parted by spaces, and a pattern; a rule without beginnings is always tried."""
    return tuple((tuple(begins.split()) or ("",), lazy_pattern(rule, re.I)) for begins, rule in written)


def _obeys(line: str, rules: _Rules) -> bool:
    """Whether a whole line matches a rule; looking at its beginning first spares most patterns being compiled."""
    folded = line.casefold()
    return any(folded.startswith(begins) and rule.fullmatch(line) for begins, rule in rules)


_SITE = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|telegram|instagram|threads|bluesky|youtube|tiktok"
    r"|e-?mail)"
)
_BUTTON = rf"(?:share|tweet|pin|print|copy\s+link|save|like|comment|flip|bookmark|{_SITE})"
_BUTTONS = (
    "share tweet pin print copy save like comment flip bookmark facebook twitter x linkedin whatsapp reddit telegram "
    "instagram threads bluesky youtube tiktok email e-mail"
)
_LETTER = r"(?:newsletters?|alerts?|e-?mails?|briefings?|updates|digest|podcasts?|channel|inbox)"

_LINES = _rules(
    (
        ("source original", r"(?:original\s+)?source(?:\s+(?:link|article|url)):?"),
        ("view", r"view\s+(?:original|source)"),
        (
            "load",
            r"load\s+more(?:\s+(?:posts|stories|articles|news|comments))?"
            r"(?:[\s.…]*loading)?(?:[\s.…]*no\s+more\s+\w+)?[\s.…]*",
        ),
        ("loading", r"loading[\s.…]*"),
        ("no", r"no\s+more\s+(?:posts|stories|articles)[\s.…]*"),
        ("show see view read", r"(?:show|see|view|read)\s+(?:more|all)(?:\s+\w+)?[\s.…>»→]*"),
        (
            "share",
            r"share(?:\s+(?:this|the))?(?:\s+(?:article|story|post|page))?"
            r"(?:\s+(?:on|via|with)\s+[\w ,/&-]{1,40})?:?",
        ),
        (_BUTTONS, rf"{_BUTTON}(?:\s*[|·•,/]?\s*{_BUTTON})*"),
        ("follow join like", r"(?:follow|join|like)\s+(?:us|[\w .]{1,40})\s+on\s+[\w ,/&@-]{1,60}\.?"),
        ("subscribe sign", r"(?:subscribe|sign\s+up)(?:\s+(?:here|now|today|free))?[.!]?"),
        (
            "subscribe sign",
            rf"(?:subscribe|sign\s+up)\s+(?:for|to)\s+[^.“”\"]{{0,80}}\b{_LETTER}\b[^.“”\"]{{0,60}}[.!:]?",
        ),
        (
            "get receive",
            rf"(?:get|receive)\s+[^.“”\"]{{1,60}}\b(?:in|to|via)\s+(?:your\s+)?{_LETTER}\b[^.“”\"]{{0,40}}[.!]?",
        ),
        ("story advert", r"(?:story\s+continues\s+below\s+)?advert(?:isement|ising)|story\s+continues\s+below"),
        ("sponsored", r"sponsored(?:\s+content)?"),
        ("leave post", r"leave\s+a\s+(?:comment|reply)|post\s+a\s+comment"),
        ("", r"\d+\s+comments?(?:\s+yet)?"),
        ("no comments", r"no\s+comments?(?:\s+yet)?|comments(?:\s+\(\d+\))?"),
        ("copyright © (c)", r"(?:copyright\s*)?(?:©|\(c\)|copyright\s+(?=\d{4}))[^“”\"]{0,140}"),
        ("all our", r"all\s+rights\s+reserved\.?|our\s+standards:\s[^“”\"]{0,100}"),
        ("join", r"join\s+the\s+(?:conversation|discussion)"),
        ("tags topics filed categor", r"(?:tags|topics|filed\s+under|categories|category):\s*[^.“”\"]{0,140}"),
        ("previous next back", r"(?:previous|next)\s+(?:article|post|story)|back\s+to\s+(?:top|home)"),
        ("# - * _", r"#{3,}|-{3,}|\*{3,}|_{3,}|-30-"),
        (
            "click tap",
            r"(?:click|tap)\s+here\s+(?:for\s+more|to\s+(?:read|subscribe|sign|get|download|view|follow))"
            r"[^“”\"]{0,100}",
        ),
    )
)
_KIND_OF_POST = r"(?:posts?|articles?|stories|news|topics?|content|coverage|links?|reading)"
_RELATED_HEADER = _rules(
    (begins, rf"(?:{written})\s*[:.…]*")
    for begins, written in (
        (
            "related recommended similar popular recent most",
            rf"(?:related|recommended|similar|popular|recent|most\s+(?:read|popular|recent))(?:\s+{_KIND_OF_POST})?",
        ),
        ("you", r"you\s+(?:may|might)\s+also\s+(?:like|enjoy|be\s+interested\s+in)"),
        (
            "more",
            rf"more\s+(?:{_KIND_OF_POST}|from\s+[\w ’'.&-]{{2,40}}|like\s+this|to\s+read)"
            r"|more\s+on\s+this(?:\s+(?:story|topic))?",
        ),
        ("read see further", r"(?:read|see)\s+also|read\s+(?:more|next)|further\s+reading"),
        ("don up keep", r"don[’']t\s+miss|up\s+next|keep\s+reading"),
        ("what", r"what\s+to\s+read\s+next"),
        ("trending latest", r"(?:trending|latest)(?:\s+(?:now|news|posts|stories|articles))?"),
    )
)
_LOAD_MORE = lazy_pattern(r"load\s+more\b|no\s+more\s+posts", re.I)
_SOURCE_LINK = lazy_pattern(r"source\s+link:?", re.I)
_ABBREVIATION_END = lazy_pattern(r"(?:\b[A-Z]\.(?:[A-Z]\.)*|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|Dr|St|vs|No|al)\.)$")


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a scrape, split off.

    Attributes:
        kept: How many of the lines belong to the article.
        removed: The residue, in order, line by line.
        related: Titles of related posts among it.
    """

    kept: int
    removed: tuple[str, ...]
    related: tuple[RelatedTitle, ...]


def is_residue_line(line: str) -> bool:
    """Whether a whole line is one of those that pages print around an article."""
    return len(line) <= _MAX_LINE and (_obeys(line, _LINES) or _obeys(line, _RELATED_HEADER))


def is_related_header(line: str) -> bool:
    """Whether a whole line stands above titles of other articles."""
    return _obeys(line, _RELATED_HEADER)


def is_headline_like(line: str) -> bool:
    """Whether a line can be the title of another article: short, and not ended like a sentence."""
    if not 3 <= len(line) <= _MAX_TITLE:
        return False
    return line[-1] not in ".:;," or bool(_ABBREVIATION_END.search(line))


def split_tail(lines: Sequence[str]) -> Tail:
    """Split the residue off the end of an article.

    Args:
        lines: The article's blocks, each one line, clean and not empty.

    Returns:
        What stays and what goes. The first line always stays.
    """
    end = len(lines)
    related: list[str] = []
    while end > 1:
        line = lines[end - 1]
        if is_residue_line(line):
            end -= 1
            continue
        framed = end < len(lines) and bool(_LOAD_MORE.match(lines[end]))
        header = _header_above(lines, end, framed=framed)
        if header is None:
            break
        related[:0] = lines[header + 1 : end]
        end = header
    return Tail(end, tuple(lines[end:]), tuple(RelatedTitle(title) for title in dict.fromkeys(related)))


def _header_above(lines: Sequence[str], end: int, *, framed: bool) -> int | None:
    """The header of a list of titles that ends before ``end``, if only titles stand between.

    A title that ends with a full stop counts only inside the frame that scrapes have: "Source link" above the header
    and "Load More Posts" below the titles.
    """
    for at in range(end - 1, max(0, end - 1 - _MAX_TITLES), -1):
        line = lines[at]
        if is_related_header(line) and at < end - 1:
            in_frame = framed and at > 0 and bool(_SOURCE_LINK.fullmatch(lines[at - 1]))
            titles = lines[at + 1 : end]
            if all(is_headline_like(title) or (in_frame and len(title) <= _MAX_TITLE) for title in titles):
                return at
            return None
        if len(line) > _MAX_TITLE:
            return None
    return None
