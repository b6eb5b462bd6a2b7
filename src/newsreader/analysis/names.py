"""Stretches of a text that look like names, with what stands around them.

A candidate is a run of capitalised words within one sentence, joined where names are ("Ministry of Defence", "Ursula
von der Leyen"). Titles in front ("Foreign Minister") are taken off and kept as evidence; what a sentence merely begins
with ("However", "The") is not a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from newsreader.analysis.lexicons import (
    ALIASES,
    COUNTRIES,
    FEMALE,
    FUNCTION_WORDS,
    MALE,
    ORG_WORDS,
    ORGANISATIONS,
    PLACES,
    TITLE_PARTS,
    TITLES,
)
from newsreader.article import Span
from newsreader.text.sentences import sentence_spans

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
_TOKEN = re.compile(
    rf"(?:(?:[{_UPPER}]\.){{2,}}(?:[{_UPPER}]\b)?|[{_UPPER}]\.(?=\s[{_UPPER}])|(?:al|el|d|O|L)[-’'][{_UPPER}][\w]*"
    rf"|[{_UPPER}]\w*(?:[-’'&][{_UPPER}\w]\w*)*)"
)
_JOIN = re.compile(
    r"[ \u00a0](?:(?:of|for|on|and|de|da|do|dos|del|della|di|du|la|le|van|von|der|den|ter|bin|ibn|al|el|y|e|the|&|ul)"
    r"[ \u00a0]){0,2}"
)
_PERSON_JOINS = frozenset("de da do dos del della di du la le van von der den ter bin ibn al el ul y e".split())
_ORG_JOINS = frozenset("of for on and the &".split())
_POSSESSIVE = re.compile(r"[’']s?$")
_MONTHS = frozenset(
    """January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug
    Sept Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun
    GMT ET EST EDT PST BST CET UTC AM PM""".split()
)
_HONORIFIC = frozenset("Mr Mrs Ms Miss Mx Dr Prof Sen Rep Gov Gen Lt Col Maj Capt Sgt Adm Rev Hon Sir St Fr".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a name.

    Attributes:
        span: Where it stands, without titles and a possessive ending.
        words: Its words.
        title: The words of the title before it, empty for none.
        first: Whether it begins its sentence.
        before: The lower-case word before it, with any determiner.
        after: Up to 24 code points behind it.
        possessive: Whether ``’s`` follows.
    """

    span: Span
    words: tuple[str, ...]
    title: tuple[str, ...]
    first: bool
    before: str
    after: str
    possessive: bool

    @property
    def text(self) -> str:
        """The words joined by blanks."""
        return " ".join(self.words)


def find_candidates(text: str) -> list[Candidate]:
    """Find everything that may be a name, in order, without overlaps."""
    lower = Counter(re.findall(r"(?<![\w’'])[a-zà-ÿ][\w’'-]*", text))
    inside = Counter(m[0] for m in re.finditer(rf"(?<=[a-z,] )[{_UPPER}]\w+", text))
    found: list[Candidate] = []
    for sentence in sentence_spans(text):
        for run in _runs(text, sentence):
            found.extend(_candidates(text, sentence, run, lower, inside))
    return found


def _runs(text: str, sentence: Span) -> Iterator[list[Span]]:
    """The runs of capitalised words of a sentence, each as the spans of its words."""
    run: list[Span] = []
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        if match.start() > sentence.start and (text[match.start() - 1].isalnum() or text[match.start() - 1] in "-’'@#"):
            continue
        span = Span(match.start(), match.end())
        if run and not _joins(text, run, span):
            yield run
            run = []
        run.append(span)
        if _POSSESSIVE.search(text[span.start : span.end]):
            yield run
            run = []
    if run:
        yield run


def _joins(text: str, run: list[Span], span: Span) -> bool:
    """Whether a capitalised word goes on the run before it."""
    between = text[run[-1].end : span.start]
    previous = text[run[-1].start : run[-1].end]
    if previous in _HONORIFIC and between in (". ", ".\u00a0"):
        return True
    if between in (" ", "\u00a0", "-"):
        return True
    if re.fullmatch(r"[A-Z]\.", previous) and between == " ":
        return True
    if not _JOIN.fullmatch(between):
        return False
    joins = between.split()
    if all(j in _PERSON_JOINS for j in joins):
        return True
    head = any(
        text[s.start : s.end] in ORG_WORDS | TITLES | {"Ministry", "Bank", "House", "Republic", "Gulf"} for s in run
    )
    return joins[0] in ("of", "for", "on") and joins[-1] in _ORG_JOINS and head


def _candidates(
    text: str, sentence: Span, run: list[Span], lower: Counter[str], inside: Counter[str]
) -> Iterator[Candidate]:
    """Make candidates of one run: what a sentence begins with and titles taken off."""
    words = [_bare(text[s.start : s.end]) for s in run]
    opening = text[sentence.start : run[0].start].strip("\"'“‘«‹([—–- ") == ""
    first = opening or (run[0].start > 1 and text[run[0].start - 1] in '“"‘')
    while words and first and _only_begins(words, lower, inside):
        run, words, first = run[1:], words[1:], False
    while words and (words[0].lower() in ("the", "a", "an", "and", "of", "for") or words[0] in _MONTHS):
        run, words = run[1:], words[1:]
    while words and words[-1] in _MONTHS and len(words) > 1:
        run, words = run[:-1], words[:-1]
    if not words or (len(words) == 1 and (words[0] in _MONTHS or words[0] == "I")):
        return
    yield from _without_title(text, sentence, run, words, first, lower)


def _only_begins(words: list[str], lower: Counter[str], inside: Counter[str]) -> bool:
    """Whether the first word of a run is capital only because a sentence begins with it."""
    word = words[0]
    low = word.lower()
    if word in PLACES or word in COUNTRIES or word in ORGANISATIONS or word in ALIASES:
        return False
    if low in FUNCTION_WORDS:
        return True
    if word in MALE or word in FEMALE or (word in TITLE_PARTS and len(words) > 1) or not word.isalpha():
        return False
    if low.endswith(("ly", "ing")) and not inside[word]:
        return True
    return lower[low] > inside[word]


def _without_title(
    text: str, sentence: Span, run: list[Span], words: list[str], first: bool, lower: Counter[str]
) -> Iterator[Candidate]:
    """Cut adjectives of nations and titles off the front."""
    cut = 0
    demonym = len(words) > 1 and words[0] in COUNTRIES and COUNTRIES[words[0]] != words[0]
    if demonym and " ".join(words[:2]) not in PLACES and not _is_org(words):
        yield _candidate(text, sentence, run[:1], (), first)
        cut = 1
    title_end = cut
    for k in range(cut, len(words)):
        bare = words[k].rstrip(".")
        if bare in TITLES or (bare in TITLE_PARTS and k == title_end > cut):
            title_end = k + 1
        elif bare not in TITLE_PARTS and words[k] not in COUNTRIES and bare not in ORGANISATIONS:
            break
    title = tuple(words[cut:title_end])
    if title_end < len(words):
        rest = run[title_end:]
        if title and _is_org(words[cut:]) and not (words[title_end] in MALE or words[title_end] in FEMALE):
            yield _candidate(text, sentence, run[cut:], (), first and cut == 0)
        else:
            yield _candidate(text, sentence, rest, title, first and title_end == 0)
    elif not title:
        yield _candidate(text, sentence, run[cut:], (), first and cut == 0)


def _is_org(words: list[str]) -> bool:
    return any(w.rstrip(".") in ORG_WORDS for w in words[1:]) and words[-1] not in MALE


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word) if word.endswith(("’s", "'s", "’", "'")) else word


def _candidate(text: str, sentence: Span, run: list[Span], title: tuple[str, ...], first: bool) -> Candidate:
    start, end = run[0].start, run[-1].end
    ending = _POSSESSIVE.search(text[start:end])
    stop = end - len(ending[0]) if ending else end
    behind = text[stop : stop + 2]
    before = text[max(sentence.start, start - 24) : start].split()
    return Candidate(
        span=Span(start, stop),
        words=tuple(_bare(text[s.start : s.end]) for s in run),
        title=title,
        first=first,
        before=" ".join(before[-2:]).lower(),
        after=text[end : end + 24],
        possessive=bool(ending) or behind in ("’s", "'s"),
    )
