"""Whom the words of a source name: "the Kremlin spokesman Dmitry Peskov", "he", "two officials"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from newsreader.analysis.cues import cue_class
from newsreader.analysis.model import EntityLabel
from newsreader.analysis.speakers.cast import Cast, Figure
from newsreader.analysis.speakers.roles import is_role, role_gender, role_key
from newsreader.article import Span

_SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_OTHER_PRONOUNS = frozenset("i we you it they them their its this that these those i'm we're".split())
_RELATIVE = frozenset("who which whom whose".split())
_PREPOSITION = re.compile(
    r"\b(?:of|for|to|with|by|from|against|under|at|than|like|about|in|on|near|after|including|representing)"
    r"\s+(?:the\s+|then-|former\s+|[A-Z]\w+\.?\s+){0,3}$"
)
_GOES_ON = frozenset(
    """of who and from in at with for or on himself herself as to the a then also said says told by is was has had an
    during while after later recently already now once himself though whose but both again jr sr""".split()
)
_NEXT = re.compile(r"\s+([\w’'-]+)")
_WORD = re.compile(r"\w[\w’'.-]*")
_INDEFINITE = re.compile(
    r"(?:an?|one|two|three|four|five|six|seven|several|some|many|most|few|other|another|no|\d+|both|unnamed|all|each)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:\s*[,;:—–-]\s*|\s+)$")
_CLAUSE = re.compile(r",\s|\s(?:who|which|that|whose)\b|\s[—–]\s|\s\(")


class Naming(StrEnum):
    """How the words of a source lead to who it is."""

    NAME = "name"
    PRONOUN = "pronoun"
    RELATIVE = "relative"
    ROLE = "role"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Source:
    """The words of a source, read.

    Attributes:
        span: Where they stand.
        naming: How they name who it is.
        words: The words, white space folded, without what hangs at the end.
        figures: Whom they name; empty unless `naming` is NAME.
        gender: The gender that a pronoun or role gives away.
        role: Key of the role, for ROLE.
    """

    span: Span
    naming: Naming
    words: str
    figures: tuple[Figure, ...] = ()
    gender: str = ""
    role: str = ""


def read_source(text: str, span: Span, cast: Cast) -> Source:
    """Read the words of a source.

    The figure that heads the phrase is taken, not one that only modifies it: in "a spokesman for Ann Roe" nobody is
    named, in "Roe spokesman Tim Day" it is Day.
    """
    raw = text[span.start : span.end]
    words = " ".join(_TAIL.sub("", raw).split()).strip(" ,;:“”\"'‘(")
    low = words.lower().replace("’", "'")
    first = low.split(" ", 1)[0] if low else ""
    if low in _RELATIVE or first in ("who", "which"):
        return Source(span, Naming.RELATIVE, words)
    named = _heads(text, span, cast)
    if named:
        return Source(span, Naming.NAME, words, tuple(named))
    if first in _SINGULAR and (len(low.split()) <= 3 or low == first):
        return Source(span, Naming.PRONOUN, words, gender=_SINGULAR[first])
    if first in _OTHER_PRONOUNS:
        return Source(span, Naming.WORDS, words)
    phrase = _CLAUSE.split(words, maxsplit=1)[0]
    head = _head_noun(phrase)
    owner = _owner(text, span, cast)
    if owner is not None and cue_class(head.lower()) == "n":
        return Source(span, Naming.NAME, words, (owner,))
    if head and is_role(head) and not head.endswith("s") and not _INDEFINITE.match(phrase):
        return Source(span, Naming.ROLE, words, gender=role_gender(head), role=role_key(head))
    return Source(span, Naming.WORDS, words)


def _owner(text: str, span: Span, cast: Cast) -> Figure | None:
    """The figure whose statement, letter or survey speaks ("PC Week's own survey")."""
    for mention, figure in cast.within(*span)[:1]:
        if len(text[span.start : mention.start].split()) <= 1 and text[mention.end : mention.end + 2] in ("’s", "'s"):
            return figure
    return None


def _head_noun(phrase: str) -> str:
    """The last word of a noun phrase before its first preposition."""
    head = ""
    for word in _WORD.findall(phrase):
        if word.lower() in ("of", "for", "in", "at", "from", "with", "on", "to", "by", "who", "and", "during"):
            break
        head = word
    return head.removesuffix("’s").removesuffix("'s")


def _heads(text: str, span: Span, cast: Cast) -> list[Figure]:
    """The figures that head the phrase, several if they are joined by "and"."""
    found: list[tuple[Span, Figure]] = []
    inside = cast.within(*span)
    for k, (mention, figure) in enumerate(inside):
        before, behind = text[span.start : mention.start], text[mention.end : span.end]
        if behind[:2] in ("’s", "'s") or behind[:2] in ("’ ", "' "):
            continue
        if _PREPOSITION.search(before) or text[mention.start].islower():
            continue
        if figure.label is EntityLabel.MISC and not figure.person and k + 1 < len(inside):
            continue
        if _modifies(behind):
            continue
        if "," in before and found:
            continue
        if not figure.person and "," in before and any(is_role(w) for w in _WORD.findall(before)):
            continue
        found.append((mention, figure))
    people = [(m, f) for m, f in found if f.person]
    chosen = people or found[:1]
    if not chosen:
        return []
    if not people and not _begins(text[span.start : chosen[0][0].start]):
        return []
    heads = [chosen[0]]
    for pair in chosen[1:]:
        between = text[heads[-1][0].end : pair[0].start]
        if re.search(r"(?:^|\s|,)and\s", between) and len(between) < 60 and pair[1] is not heads[-1][1]:
            heads.append(pair)
    return [f for _, f in heads]


def _begins(before: str) -> bool:
    """Whether what stands before a name leaves it the head of its phrase."""
    return len(before.split()) <= 2 and not any(is_role(w) for w in before.split())


def _modifies(behind: str) -> bool:
    """Whether the word behind a name makes the name its modifier ("Roe spokesman")."""
    match = _NEXT.match(behind)
    if not match:
        return False
    word = match[1]
    return word.lower() not in _GOES_ON and not word.endswith(("ed", "ing", "ly")) and not word[0].isdigit()
