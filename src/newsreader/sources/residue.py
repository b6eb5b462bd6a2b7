"""Residue: what a page prints after its article, and a scrape carries along.

The rules look at whole lines at the end of the text only, from the last line upwards, and stop at the first line that
is not residue: a line inside the article is never touched, whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.article import RelatedTitle

_MAX_LINE = 160
"""Code points. Residue is short; a longer line is taken for a sentence of the article."""

_MAX_TITLE = 220
_MAX_TITLES = 40

_SITE = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|telegram|instagram|threads|bluesky|youtube|tiktok"
    r"|e-?mail)"
)
_BUTTON = rf"(?:share|tweet|pin|print|copy\s+link|save|like|comment|flip|bookmark|{_SITE})"
_LETTER = r"(?:newsletters?|alerts?|e-?mails?|briefings?|updates|digest|podcasts?|channel|inbox)"

_LINES = re.compile(
    "|".join(
        (
            r"(?:original\s+)?source(?:\s+(?:link|article|url)):?",
            r"view\s+(?:original|source)",
            r"load\s+more(?:\s+(?:posts|stories|articles|news|comments))?"
            r"(?:[\s.…]*loading)?(?:[\s.…]*no\s+more\s+\w+)?[\s.…]*",
            r"loading[\s.…]*",
            r"no\s+more\s+(?:posts|stories|articles)[\s.…]*",
            r"(?:show|see|view|read)\s+(?:more|all)(?:\s+\w+)?[\s.…>»→]*",
            r"share(?:\s+(?:this|the))?(?:\s+(?:article|story|post|page))?(?:\s+(?:on|via|with)\s+[\w ,/&-]{1,40})?:?",
            rf"{_BUTTON}(?:\s*[|·•,/]?\s*{_BUTTON})*",
            r"(?:follow|join|like)\s+(?:us|[\w .]{1,40})\s+on\s+[\w ,/&@-]{1,60}\.?",
            r"(?:subscribe|sign\s+up)(?:\s+(?:here|now|today|free))?[.!]?",
            rf"(?:subscribe|sign\s+up)\s+(?:for|to)\s+[^.“”\"]{{0,80}}\b{_LETTER}\b[^.“”\"]{{0,60}}[.!:]?",
            rf"(?:get|receive)\s+[^.“”\"]{{1,60}}\b(?:in|to|via)\s+(?:your\s+)?{_LETTER}\b[^.“”\"]{{0,40}}[.!]?",
            r"(?:story\s+continues\s+below\s+)?advert(?:isement|ising)|sponsored(?:\s+content)?|story\s+continues\s+below",
            r"leave\s+a\s+(?:comment|reply)|post\s+a\s+comment|(?:\d+|no)\s+comments?(?:\s+yet)?|comments(?:\s+\(\d+\))?",
            r"(?:copyright\s*)?(?:©|\(c\)|copyright\s+(?=\d{4}))[^“”\"]{0,140}",
            r"all\s+rights\s+reserved\.?|our\s+standards:\s[^“”\"]{0,100}|join\s+the\s+(?:conversation|discussion)",
            r"(?:tags|topics|filed\s+under|categories|category):\s*[^.“”\"]{0,140}",
            r"(?:previous|next)\s+(?:article|post|story)|back\s+to\s+(?:top|home)",
            r"#{3,}|-{3,}|\*{3,}|_{3,}|-30-",
            r"(?:click|tap)\s+here\s+(?:for\s+more|to\s+(?:read|subscribe|sign|get|download|view|follow))[^“”\"]{0,100}",
        )
    ),
    re.I,
)
_KIND_OF_POST = r"(?:posts?|articles?|stories|news|topics?|content|coverage|links?|reading)"
_RELATED_HEADER = re.compile(
    "(?:"
    + "|".join(
        (
            rf"(?:related|recommended|similar|popular|recent|most\s+(?:read|popular|recent))(?:\s+{_KIND_OF_POST})?",
            r"you\s+(?:may|might)\s+also\s+(?:like|enjoy|be\s+interested\s+in)",
            rf"more\s+(?:{_KIND_OF_POST}|from\s+[\w ’'.&-]{{2,40}}|like\s+this|to\s+read)",
            r"more\s+on\s+this(?:\s+(?:story|topic))?",
            r"(?:read|see)\s+also|read\s+(?:more|next)|further\s+reading|don[’']t\s+miss|up\s+next|keep\s+reading",
            r"what\s+to\s+read\s+next|(?:trending|latest)(?:\s+(?:now|news|posts|stories|articles))?",
        )
    )
    + r")\s*[:.…]*",
    re.I,
)
_LOAD_MORE = re.compile(r"load\s+more\b|no\s+more\s+posts", re.I)
_SOURCE_LINK = re.compile(r"source\s+link:?", re.I)
_ABBREVIATION_END = re.compile(r"(?:\b[A-Z]\.(?:[A-Z]\.)*|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|Dr|St|vs|No|al)\.)$")


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
    return len(line) <= _MAX_LINE and bool(_LINES.fullmatch(line) or _RELATED_HEADER.fullmatch(line))


def is_related_header(line: str) -> bool:
    """Whether a whole line stands above titles of other articles."""
    return bool(_RELATED_HEADER.fullmatch(line))


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
