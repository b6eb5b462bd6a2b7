"""Reported speech: what somebody is said to have said, outside quotation marks.

For each cue several ranges may be what it reports: those that the sequence model marks, or nearly marks, and the rest
of the cue's sentence. Their borders are drawn where English draws them: what stands before ", she said" begins with its
sentence, nothing that is reported outlasts the sentence of its cue, and what "according to the ministry," introduces
begins behind the comma. A log-linear model then weighs the candidates, and the likeliest that do not overlap stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from newsreader.analysis.cues import cue_class, is_saying
from newsreader.analysis.quotes.marks import Stretch
from newsreader.analysis.quotes.tagging import POSSIBLE_CUE, Tagged, near
from newsreader.article import Span
from newsreader.text.sentences import sentence_spans

_CUE_REACH = 80
_SOURCE_REACH = 160
_SOURCE_BEHIND = 40
_PIECES_APART = 90
_CONTENT_REACH = 2000
_QUOTED_SHARE = 0.5
_SHORTEST = 8
_CONTENTS_OF_A_CUE = 6
_SOURCES_OF_A_CUE = 4
_LIKELY, _POSSIBLE = 0.5, 0.2
_POSSIBLE_SOURCE = 0.3
_WORD = re.compile(r"\w[\w’'-]*")
_PURE_JOINT = re.compile(r"[\s,”\"’—–-]*")
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)


class Reported(NamedTuple):
    """Words reported with the cue that reports them.

    Attributes:
        start: First code point of what is reported.
        end: One past the last one; "the plan, she said, will fail" is one range.
        cue: The cue.
        source: The words that name who says it, None where nobody is named ("it was reported").
        sentence: The sentence of its cue.
        origin: Where the range comes from: ``tagged``, ``likely`` or ``possible`` for what the sequence model marked or
            gives some chance, ``around`` for two such pieces with the attribution between them, ``before``, ``behind``
            and ``next`` for the rest of the cue's sentence.
    """

    start: int
    end: int
    cue: Span
    source: Span | None
    sentence: Span
    origin: str = "tagged"


def candidates(text: str, paragraph: Tagged) -> list[Reported]:
    """All that may be reported in a paragraph, each range once for each cue.

    A range that stands mostly between quotation marks is left out.
    """
    chances = paragraph.chances
    if not chances.content:
        return []
    quoted = quoted_tokens(paragraph)
    cues = [*paragraph.cues]
    cues += _apart(_runs(paragraph, chances.cue, POSSIBLE_CUE, quoted), cues)
    if not cues:
        return []
    paragraph = replace(paragraph, sources=likely_sources(paragraph, quoted))
    sentences = sentence_spans(text, *paragraph.span)
    starts = [s.start for s in sentences]
    origins = dict.fromkeys(paragraph.contents, "tagged")
    for origin, least in (("likely", _LIKELY), ("possible", _POSSIBLE)):
        for run in _runs(paragraph, chances.content, least, quoted, chances.begin):
            origins.setdefault(run, origin)
    contents = sorted(origins)
    found: dict[tuple[int, int, Span], Reported] = {}
    share = quoted_share(paragraph.stretches)
    for cue in sorted(cues):
        around = near(paragraph, *cue)
        sentence = sentences[max(0, bisect_right(starts, cue.start) - 1)]
        low, high = cue.start - _SOURCE_REACH, cue.end + _SOURCE_REACH
        sources = [s for s in around.sources if low <= s.end and s.start <= high]
        if len(sources) > _SOURCES_OF_A_CUE:
            sources = sorted(sorted(sources, key=lambda s: (_distance(s, cue), s))[:_SOURCES_OF_A_CUE])
        says = _says(text, cue)
        for content, origin in _ranges(cue, sentence, sources, contents, origins):
            if share(*content) >= _QUOTED_SHARE:
                continue
            source = _source(content, cue, sources)
            start, end, source = _shaped(text, around, content, cue, source, sentence, says=says)
            if end - start < _SHORTEST or (start, end, cue) in found:
                continue
            if share(start, end) >= _QUOTED_SHARE:
                continue
            if origin == "around" or start >= cue.end or end <= cue.start:
                found[start, end, cue] = Reported(start, end, cue, source, sentence, origin)
    return list(found.values())


def likeliest(weighed: Iterable[tuple[float, Reported]], threshold: float) -> list[Reported]:
    """The likeliest candidates, in order of the text: none overlaps another, and each cue reports one thing.

    Args:
        weighed: Candidates with their probabilities.
        threshold: Probability from which a candidate is taken.
    """
    taken: list[Span] = []
    kept: list[Reported] = []
    cues: set[Span] = set()
    for chance, one in sorted(weighed, key=lambda pair: (-pair[0], pair[1].start, pair[1].end, pair[1].cue)):
        if chance < threshold:
            break
        span = Span(one.start, one.end)
        at = bisect_left(taken, span)
        if one.cue in cues or any(span.overlaps(other) for other in taken[max(0, at - 1) : at + 1]):
            continue
        taken.insert(at, span)
        kept.append(one)
        cues.add(one.cue)
    return sorted(kept, key=lambda r: (r.start, r.end))


def _ranges(
    cue: Span, sentence: Span, sources: Sequence[Span], contents: Sequence[Span], origins: dict[Span, str]
) -> Iterator[tuple[Span, str]]:
    """The ranges that a cue may report, as they are before their borders are drawn."""
    low, high = bisect_left(contents, (cue.start - _CONTENT_REACH,)), bisect_right(contents, (cue.end + _CUE_REACH,))
    first, last = cue.start - _CUE_REACH, cue.end + _CUE_REACH
    reached = [c for c in contents[low:high] if first <= c.end <= cue.start or cue.end <= c.start <= last]
    if len(reached) > _CONTENTS_OF_A_CUE:
        reached = sorted(sorted(reached, key=lambda c: (_distance(c, cue), c))[:_CONTENTS_OF_A_CUE])
    yield from ((content, origins[content]) for content in reached)
    own = [c for c in reached if c.start <= sentence.end and sentence.start <= c.end]
    for number, one in enumerate(own):
        for other in own[number + 1 :]:
            if one.end <= cue.start and cue.end <= other.start and other.start - one.end < _PIECES_APART:
                yield Span(one.start, other.end), "around"
    source = _source(cue, cue, sources)
    front = min(cue.start, source.start) if source is not None else cue.start
    back = cue.end
    if source is not None and source.start - cue.end < _SOURCE_BEHIND:
        back = max(cue.end, source.end)
    for start, end, origin in (
        (sentence.start, front, "before"),
        (back, sentence.end, "behind"),
        (cue.end, sentence.end, "next"),
    ):
        if start + _SHORTEST < end:
            yield Span(start, end), origin


def likely_sources(paragraph: Tagged, quoted: Sequence[bool]) -> tuple[Span, ...]:
    """The sources that the sequence model tagged, and the words that it gives some chance to be one, in order.

    Args:
        paragraph: The paragraph.
        quoted: What `quoted_tokens` gives for it.
    """
    found = _apart(_runs(paragraph, paragraph.chances.source, _POSSIBLE_SOURCE, quoted), paragraph.sources)
    return tuple(sorted((*paragraph.sources, *found)))


def source_of(text: str, one: Reported, sources: Sequence[Span]) -> Span | None:
    """Who is behind what is reported: never somebody of whom it tells, as in "he said Lind will come".

    Args:
        text: The text.
        one: What is reported, with the nearest source.
        sources: All sources of the paragraph.
    """
    source, content = one.source, Span(one.start, one.end)
    if (
        source is None
        or one.start < one.cue.end
        or not source.overlaps(content)
        or _ACCORDING.fullmatch(text, *one.cue)
    ):
        return source
    before = [s for s in sources if one.sentence.start <= s.start and s.end <= one.cue.start]
    return _source(content, one.cue, before)


def quoted_tokens(paragraph: Tagged) -> list[bool]:
    """For each token whether it begins between quotation marks."""
    found = [False] * len(paragraph.tokens)
    for stretch in paragraph.stretches:
        low, high = bisect_left(paragraph.tokens, (stretch.start,)), bisect_left(paragraph.tokens, (stretch.end,))
        found[low:high] = [True] * (high - low)
    return found


def _runs(
    paragraph: Tagged,
    chances: Sequence[float],
    least: float,
    quoted: Sequence[bool],
    begins: Sequence[float] | None = None,
) -> Iterator[Span]:
    """Runs of tokens outside quotation marks that have a chance; a likely beginning ends the run before it."""
    tokens, start, last = paragraph.tokens, -1, -2
    for i in [k for k, chance in enumerate(chances) if chance >= least and not quoted[k]]:
        if i != last + 1 or (begins is not None and begins[i] >= _LIKELY):
            if start >= 0:
                yield Span(tokens[start].start, tokens[last].end)
            start = i
        last = i
    if start >= 0:
        yield Span(tokens[start].start, tokens[last].end)


def _apart(spans: Iterable[Span], known: Sequence[Span]) -> list[Span]:
    """The spans that overlap none of a sorted list."""
    found = []
    for span in spans:
        at = bisect_left(known, span)
        if not any(span.overlaps(other) for other in known[max(0, at - 1) : at + 1]):
            found.append(span)
    return found


def _shaped(
    text: str, paragraph: Tagged, content: Span, cue: Span, source: Span | None, sentence: Span, *, says: bool
) -> tuple[int, int, Span | None]:
    """A content with its borders drawn by the sentence of its cue, and its source; empty if nothing is left of it.

    `says` tells whether the cue is a verb of saying or "according to".
    """
    start, end = content
    if end <= cue.start:
        start = max(start, sentence.start)
        front = min(cue.start, source.start) if source is not None and source.start >= end else cue.start
        if says and _PURE_JOINT.fullmatch(text, end, front):
            start = _reach_back(paragraph, start, sentence)
    elif start >= cue.end:
        end = min(end, sentence.end) if start < sentence.end else end
        if source is None and _ACCORDING.fullmatch(text, *cue):
            comma = text.find(",", start, end)
            if comma > 0 and len(_WORD.findall(text[start:comma])) < 12:
                source, start = Span(start, comma), comma + 1
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;"):
        end -= 1
    return start, end, source


def _reach_back(paragraph: Tagged, start: int, sentence: Span) -> int:
    """The start of the sentence, unless another attribution or a quotation stands between."""
    if start <= sentence.start:
        return start
    between = Span(sentence.start, start)
    quoted = [Span(s.start, s.end) for s in paragraph.stretches]
    if any(span.overlaps(between) for span in (*paragraph.cues, *paragraph.sources, *quoted)):
        return start
    return min(start, sentence.start)


def _says(text: str, cue: Span) -> bool:
    """Whether a cue is a verb of saying or "according to"."""
    words = _WORD.findall(text[cue.start : cue.end].lower())
    return any(is_saying(w) or cue_class(w) == "p" for w in words)


def quoted_share(stretches: Sequence[Stretch]) -> Callable[[int, int], float]:
    """A function that gives the share of a range of offsets that stands between quotation marks.

    Args:
        stretches: What stands between quotation marks, in order, without overlaps.
    """
    if not stretches:
        return lambda start, end: 0.0
    starts = [s.start for s in stretches]
    sums = list(accumulate((s.end - s.start for s in stretches), initial=0))

    def before(offset: int) -> int:
        at = bisect_right(starts, offset) - 1
        return sums[at] + min(offset, stretches[at].end) - starts[at] if at >= 0 else 0

    return lambda start, end: (before(end) - before(start)) / max(1, end - start)


def _distance(one: Span, other: Span) -> int:
    (start, end), (first, last) = one, other
    if start > last:
        return start - last
    return first - end if first > end else 0


def _source(content: Span, cue: Span, sources: Sequence[Span]) -> Span | None:
    """The source nearest to the cue; one across the content counts less."""
    if len(sources) < 2:
        return sources[0] if sources else None
    return min(sources, key=lambda s: (_distance(s, cue) + _distance(s, content) // 2, s.start))
