"""What speaks for and against each candidate for reported speech, as names of features for the model that decides."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from newsreader.analysis.cues import cue_classes
from newsreader.analysis.quotes.tagging import Tagged, near
from newsreader.analysis.reported import Reported, candidates, quoted_share
from newsreader.analysis.wordclasses import UNKNOWN, load_word_classes, plain
from newsreader.article import Span

_WORD = re.compile(r"\w[\w’'-]*")
_PRONOUNS = frozenset("he she they it who i we you".split())
_CLAUSE = frozenset("that if whether how why what to of for".split())
_FINITE = frozenset(
    """is are was were be been has have had will would can could may might must should does do did isn't wasn't won't
    it's they're he's she's""".split()
)
LEAST_AGREED = 0.06
"""Agreement with the sequence model below which a candidate is hardly ever right."""

RIVALS = 8
"""Candidates of one cue that are weighed, the best by that agreement."""

_READ = 400
"""Code points of a candidate that are read."""

_MOST = 7
_STEPS = [1 / (1 + math.exp(0.5 - k)) for k in range(1 - _MOST, _MOST + 1)]
"""The chances at which a logit, rounded to a whole number from -7 to 7, takes its next value."""


@dataclass(frozen=True, slots=True)
class _Weight:
    """What the sequence model thinks of a candidate.

    Attributes:
        cue: Its chance that there is a cue, of the likeliest token and on average.
        content: The average chance of a token of the range to be content, and the least.
        begin: The chance that a content begins with the range.
        end: The chance that none goes on behind it.
        source: The chance of the likeliest token of the source to be one.
        agreed: How much of what is content in the sentence, and of the range, the two have in common.
    """

    cue: float
    cues: float
    content: float
    least: float
    begin: float
    end: float
    source: float
    agreed: float


def reported_cases(text: str, paragraph: Tagged) -> list[tuple[Reported, list[str]]]:
    """The best candidates of each cue, each with the names of its features; they compare it with its rivals.

    Args:
        text: The text.
        paragraph: The paragraph, tagged.
    """
    found = candidates(text, paragraph)
    if not found:
        return []
    sums = list(accumulate(paragraph.chances.content, initial=0.0))
    by_cue: dict[Span, list[tuple[Reported, _Weight]]] = {}
    frames: dict[Span, tuple[float, float, float]] = {}
    for one in found:
        frame = frames.get(one.cue)
        if frame is None:
            frame = frames[one.cue] = _frame(paragraph, one, sums)
        weight = _weight(paragraph, one, sums, frame)
        if weight.agreed >= LEAST_AGREED:
            by_cue.setdefault(one.cue, []).append((one, weight))
    ranked: list[tuple[int, Reported, _Weight]] = []
    for rivals in by_cue.values():
        best = sorted(rivals, key=_by_agreement)
        ahead = [-weight.agreed for _, weight in best]
        ranked += ((min(2, bisect_left(ahead, -weight.agreed)), one, weight) for one, weight in best[:RIVALS])
    by_start: dict[int, list[float]] = {}
    for _, one, weight in ranked:
        insort(by_start.setdefault(one.start, []), -weight.cue)
    share = quoted_share(paragraph.stretches)
    settings = {cue: _setting(text, paragraph, cue) for cue in by_cue}
    cases = []
    for rank, one, weight in ranked:
        rival = min(2, bisect_left(by_start[one.start], -weight.cue))
        names = _words(text, near(paragraph, one.start, one.end), one, weight, share(one.start, one.end))
        lie = _lie(text, paragraph, one, weight, settings[one.cue])
        cases.append((one, names + lie + _chances(one, weight, rank, rival)))
    return cases


@dataclass(frozen=True, slots=True)
class _Setting:
    """What stands around a cue.

    Attributes:
        group: The class of its last word.
        names: Names of the features that these give whatever the cue reports.
    """

    group: str
    names: tuple[str, ...]


def _setting(text: str, paragraph: Tagged, cue: Span) -> _Setting:
    first, last = _tokens(paragraph.tokens, *cue)
    ahead, behind = _word(text, paragraph, first - 1), _word(text, paragraph, last)
    group = _group(_word(text, paragraph, last - 1))
    names = (
        f"ahead={ahead}",
        f"ahead={_group(ahead)}|{group}",
        f"behind={behind}",
        f"behind={_group(behind)}|{group}",
        f"group={group}",
    )
    return _Setting(group, names)


def _word(text: str, paragraph: Tagged, number: int) -> str:
    """A token in lower case, ``<`` outside the paragraph."""
    return text[slice(*paragraph.tokens[number])].lower() if 0 <= number < len(paragraph.tokens) else "<"


def _group(word: str) -> str:
    return load_word_classes().get(plain(word), UNKNOWN)


def _lie(text: str, paragraph: Tagged, one: Reported, weight: _Weight, setting: _Setting) -> list[str]:
    """How a range lies in its sentence, what stands at its edges, and how that goes with what surrounds the cue."""
    low, high = _tokens(paragraph.tokens, one.start, one.end)
    opening, group = _word(text, paragraph, low), setting.group
    agreed = round(8 * weight.agreed)
    nested = bisect_left(paragraph.cues, (one.end,)) - bisect_left(paragraph.cues, (one.start,))
    inner = min(2, nested)
    begins, ends = one.start <= one.sentence.start + 1, one.end >= one.sentence.end - 2
    side = "f" if one.cue.end <= one.start else "b" if one.end <= one.cue.start else "i"
    where = "-" if one.source is None else "f" if one.source.start < one.cue.start else "b"
    edges = f"edges{begins:d}{ends:d}"
    return [
        *setting.names,
        f"group={group}agreed{agreed // 2}",
        f"group={group}{side}{where}",
        f"group={group}|{opening}",
        f"open={_group(opening)}{side}",
        f"before={_word(text, paragraph, low - 1)}{side}",
        f"after={_word(text, paragraph, high)}{side}",
        f"{edges}{side}",
        f"{edges}{one.origin}agreed{agreed}",
        f"inner{inner}{side}",
        f"inner{inner}agreed{agreed}",
        f"where{where}{side}",
        f"where{where}{side}cue{_logit(weight.cue)}",
        f"least{_logit(weight.least)}begin{_logit(weight.begin)}end{_logit(weight.end)}",
    ]


def _by_agreement(pair: tuple[Reported, _Weight]) -> tuple[float, int, int]:
    one, weight = pair
    return -weight.agreed, one.start, one.end


def _frame(paragraph: Tagged, one: Reported, sums: Sequence[float]) -> tuple[float, float, float]:
    """The chance of the likeliest token of the cue, that of all on average, and how much content its sentence has."""
    low, high = _tokens(paragraph.tokens, *one.sentence)
    cue = paragraph.chances.cue[slice(*_tokens(paragraph.tokens, *one.cue))]
    return max(cue, default=0.0), sum(cue) / max(1, len(cue)), sums[high] - sums[low]


def _weight(paragraph: Tagged, one: Reported, sums: Sequence[float], frame: tuple[float, float, float]) -> _Weight:
    tokens, chances = paragraph.tokens, paragraph.chances
    first, last = _tokens(tokens, one.start, one.end)
    size = max(1, last - first)
    inside = sums[last] - sums[first]
    cue, cues, sentence = frame
    source = chances.source[slice(*_tokens(tokens, *one.source))] if one.source is not None else ()
    return _Weight(
        cue,
        cues,
        inside / size,
        min(chances.content[first:last], default=0.0),
        chances.begin[first] if first < len(tokens) else 0.0,
        1 - (chances.content[last] if last < len(tokens) else 0.0),
        max(source, default=0.0),
        inside / max(0.01, size + max(0.0, sentence - inside)),
    )


def _tokens(tokens: Sequence[Span], start: int, end: int) -> tuple[int, int]:
    """The numbers of the tokens that begin in a range of offsets."""
    first = bisect_left(tokens, (start,))
    return first, bisect_left(tokens, (end,), first)


@lru_cache(maxsize=2048)
def _cue_words(cue: str) -> tuple[str, tuple[str, ...], str]:
    """A cue in lower case without marks, its words, and the kinds of cue that they can be."""
    words = tuple(_WORD.findall(cue.lower()))
    return " ".join(words), words or (cue,), "".join(sorted(set(cue_classes(words))))


def _logit(chance: float) -> int:
    return bisect_right(_STEPS, chance) - _MOST


def _chances(one: Reported, weight: _Weight, rank: int, rival: int) -> list[str]:
    """The chances in steps of a logit, and how they go together."""
    cue, content = _logit(weight.cue), _logit(weight.content)
    begin, end = _logit(weight.begin), _logit(weight.end)
    source, agreed, origin = _logit(weight.source), round(8 * weight.agreed), one.origin
    return [
        origin,
        f"cue{cue}",
        f"cues{_logit(weight.cues)}",
        f"content{content}",
        f"begin{begin}",
        f"end{end}",
        f"source{source}",
        f"source{source}cue{cue}",
        f"source{source}agreed{agreed}",
        f"source{source}rank{rank}",
        f"least{_logit(weight.least)}",
        f"agreed{agreed}",
        f"cue{cue}content{content}",
        f"cue{cue}agreed{agreed}",
        f"{origin}content{content}",
        f"{origin}cue{cue}",
        f"{origin}agreed{agreed}",
        f"{origin}agreed{agreed}rank{rank}",
        f"rank{rank}",
        f"rank{rank}cue{cue}",
        f"rank{rank}agreed{agreed}",
        f"rank{rank}{origin}",
        f"rival{rival}",
        f"rival{rival}rank{rank}",
        f"rival{rival}cue{cue}",
        f"begin{begin}end{end}",
        f"begin{begin}content{content}",
        f"end{end}content{content}",
        f"cue{cue}agreed{agreed}rank{rank}",
    ]


def _words(text: str, paragraph: Tagged, one: Reported, weight: _Weight, share: float) -> list[str]:
    """What the words say, and how they go together with the chances."""
    words = _WORD.findall(text, one.start, min(one.end, one.start + _READ))
    cue, cue_words, kinds = _cue_words(text[one.cue.start : one.cue.end])
    size = len(words) if len(words) < 5 else 5 + min(4, len(words) // 8)
    front = "f" if one.cue.end <= one.start else "b" if one.end <= one.cue.start else "i"
    gap = max(one.start - one.cue.end, one.cue.start - one.end, 0)
    source, apart = "-", 9
    if one.source is not None:
        name = text[one.source.start : one.source.end]
        source = "p" if name.lower() in _PRONOUNS else "n" if name[:1].isupper() else "d"
        apart = min(3, max(one.source.start - one.cue.end, one.cue.start - one.source.end, 0) // 8)
    first = words[0].lower() if words else ""
    clause, finite = first in _CLAUSE, not _FINITE.isdisjoint(map(str.lower, words[:12]))
    quoted = int(4 * share)
    known = any(c.start < one.end and one.start < c.end for c in paragraph.contents)
    last = "w" if text[one.end - 1].isalnum() else text[one.end - 1]
    sure, content, agreed = _logit(weight.cue), _logit(weight.content), round(8 * weight.agreed)
    return [
        "bias",
        "cue=" + cue,
        *("word=" + w for w in cue_words),
        f"kinds{kinds}{front}",
        f"kinds{kinds}{source}",
        f"kinds{kinds}size{size}",
        f"kinds{kinds}clause{clause:d}{finite:d}",
        f"size{size}{front}",
        "first=" + first,
        f"first={first}|{cue_words[-1]}",
        f"clause{clause:d}finite{finite:d}size{size}",
        f"named{source}{front}",
        f"gap{min(gap, 4)}{front}",
        f"quoted{quoted}",
        f"known{known:d}{front}",
        f"apart{apart}",
        f"words{min(3, len(cue_words))}",
        f"last={last}",
        f"cue={cue}agreed{agreed // 2}",
        f"kinds{kinds}cue{sure}",
        f"kinds{kinds}agreed{agreed}",
        f"first={first}agreed{agreed // 2}",
        f"size{size}content{content}",
        f"size{size}agreed{agreed}",
        f"{front}agreed{agreed}",
        f"{front}cue{sure}",
        f"{front}begin{_logit(weight.begin)}",
        f"{front}end{_logit(weight.end)}",
    ]
