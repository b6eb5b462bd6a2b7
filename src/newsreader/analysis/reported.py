"""Reported speech: what somebody is said to have said, outside quotation marks.

The sequence model marks what is reported; its borders are then drawn where English draws them. What stands before
", she said" begins with its sentence, nothing that is reported outlasts the sentence of its cue, and what "according
to the ministry," introduces begins behind the comma.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsreader.analysis.cues import cue_class, is_saying
from newsreader.analysis.quotes.tagging import Tagged, near
from newsreader.article import Span
from newsreader.text.sentences import sentence_spans

_CUE_REACH = 80
_SOURCE_REACH = 160
_PIECES_APART = 90
_QUOTED_SHARE = 0.5
_SHORTEST = 4
_WORD = re.compile(r"\w[\w’'-]*")
_PURE_JOINT = re.compile(r"[\s,”\"’—–-]*")
_PRONOUNS = frozenset("he she they it who i we you".split())
_FINITE = frozenset(
    """is are was were be been has have had will would can could may might must should does do did isn't wasn't won't
    it's they're he's she's""".split()
)
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reported:
    """Words reported with the cue that reports them.

    Attributes:
        start: First code point of what is reported.
        end: One past the last one; "the plan, she said, will fail" is one range.
        cue: The cue.
        source: The words that name who says it, None where nobody is named ("it was reported").
    """

    start: int
    end: int
    cue: Span
    source: Span | None


def reported_speech(text: str, paragraph: Tagged) -> Iterator[Reported]:
    """Find what is reported in a paragraph, in order.

    A content without a cue near it is left out, as is one that stands mostly between quotation marks.
    """
    if not paragraph.contents and not paragraph.cues:
        return
    sentences = sentence_spans(text, *paragraph.span)
    starts = [s.start for s in sentences]
    found: list[Reported] = []
    for one in _merged(_tagged(paragraph)):
        sentence = sentences[max(0, bisect_right(starts, one.cue.start) - 1)]
        shaped = _shaped(text, near(paragraph, one.start, one.end), one, sentence)
        if shaped is not None:
            found.append(shaped)
    used = {one.cue for one in found}
    taken = sorted((one.start, one.end) for one in found)
    for cue in paragraph.cues:
        if cue not in used and _says(text, cue):
            sentence = sentences[max(0, bisect_right(starts, cue.start) - 1)]
            extra = _untagged(text, near(paragraph, *cue), cue, sentence)
            k = bisect_left(taken, (extra.end,)) if extra is not None else 0
            if extra is not None and not any(end > extra.start for _, end in taken[max(0, k - 2) : k]):
                found.append(extra)
    yield from sorted(found, key=lambda r: (r.start, r.end))


def features(text: str, paragraph: Tagged, one: Reported) -> list[str]:
    """What speaks for and against a candidate, as names of features for the model that decides."""
    words = [w.lower() for w in _WORD.findall(text[one.start : one.end][:400])]
    cue = " ".join(_WORD.findall(text[one.cue.start : one.cue.end].lower()))
    cue_words = cue.split() or [text[one.cue.start : one.cue.end]]
    kinds = "".join(sorted({cue_class(w) for w in cue_words}))
    size = len(words) if len(words) < 5 else 5 + min(4, len(words) // 8)
    front = "f" if one.cue.end <= one.start else "b" if one.end <= one.cue.start else "i"
    gap = max(one.start - one.cue.end, one.cue.start - one.end, 0)
    source = "-"
    if one.source is not None:
        name = text[one.source.start : one.source.end]
        source = "p" if name.lower() in _PRONOUNS else "n" if name[:1].isupper() else "d"
    first = words[0] if words else ""
    clause = first in ("that", "if", "whether", "how", "why", "what", "to", "of", "for")
    finite = bool(_FINITE.intersection(words[:12]))
    quoted = int(4 * _quoted_share(Span(one.start, one.end), paragraph))
    known = any(c.start < one.end and one.start < c.end for c in paragraph.contents)
    apart = min(3, _distance(one.source, one.cue) // 8) if one.source else 9
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
        f"source{source}{front}",
        f"gap{min(gap, 4)}{front}",
        f"quoted{quoted}",
        f"known{known:d}{front}",
        f"apart{apart}",
        f"cues{min(3, len(cue_words))}",
        f"last={text[one.end - 1] if not text[one.end - 1].isalnum() else 'w'}",
    ]


def _tagged(paragraph: Tagged) -> Iterator[Reported]:
    """The contents that the model marked, with cue and source."""
    for content in paragraph.contents:
        around = near(paragraph, *content)
        if _quoted_share(content, around) >= _QUOTED_SHARE:
            continue
        cue = _nearest(content, around.cues, _CUE_REACH)
        if cue is not None:
            yield Reported(*content, cue, _source(content, cue, around.sources))


def _merged(parts: Iterable[Reported]) -> Iterator[Reported]:
    """Pieces of one content around its attribution as one."""
    pending: Reported | None = None
    for part in parts:
        if pending is not None and pending.cue == part.cue and part.start - pending.end < _PIECES_APART:
            pending = replace(pending, end=part.end)
            continue
        if pending is not None:
            yield pending
        pending = part
    if pending is not None:
        yield pending


def _shaped(text: str, paragraph: Tagged, one: Reported, sentence: Span) -> Reported | None:
    """A content with its borders drawn by the sentence of its cue; None if nothing is left of it."""
    start, end = one.start, one.end
    cue, source = one.cue, one.source
    if end <= cue.start:
        start = max(start, sentence.start)
        front = min(cue.start, source.start) if source is not None and source.start >= end else cue.start
        if _says(text, cue) and _PURE_JOINT.fullmatch(text, end, front):
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
    return replace(one, start=start, end=end, source=source) if start < end else None


def _reach_back(paragraph: Tagged, start: int, sentence: Span) -> int:
    """The start of the sentence, unless another attribution or a quotation stands between."""
    between = Span(sentence.start, start)
    quoted = [Span(s.start, s.end) for s in paragraph.stretches]
    if any(span.overlaps(between) for span in (*paragraph.cues, *paragraph.sources, *quoted)):
        return start
    return min(start, sentence.start)


def _untagged(text: str, paragraph: Tagged, cue: Span, sentence: Span) -> Reported | None:
    """What stands in front of ", she said" or behind "she said that" where the model marked no content."""
    source = _source(cue, cue, [s for s in paragraph.sources if sentence.start <= s.start < sentence.end])
    if source is None:
        return None
    front = min(cue.start, source.start)
    if text[sentence.start : front].rstrip().endswith(","):
        start, end = sentence.start, len(text[:front].rstrip()) - 1
    else:
        start, end = max(cue.end, source.end), sentence.end
        if not text.startswith("that ", start + 1):
            return None
        start += 1
    content = Span(start, end)
    if len(_WORD.findall(text[start:end])) < _SHORTEST or _quoted_share(content, paragraph) > 0:
        return None
    if _reach_back(paragraph, end, Span(start, end)) != start:
        return None
    while end > start and text[end - 1] in ".,; ":
        end -= 1
    return Reported(start, end, cue, source)


def _says(text: str, cue: Span) -> bool:
    """Whether a cue is a verb of saying or "according to"."""
    words = _WORD.findall(text[cue.start : cue.end].lower())
    return any(is_saying(w) or cue_class(w) == "p" for w in words)


def _quoted_share(content: Span, paragraph: Tagged) -> float:
    """The share of a range that stands between quotation marks."""
    quoted = sum(max(0, min(content.end, s.end) - max(content.start, s.start)) for s in paragraph.stretches)
    return quoted / max(1, content.end - content.start)


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _nearest(content: Span, spans: Iterable[Span], reach: int) -> Span | None:
    """The nearest of several spans; of two equally near the one in front."""
    near = min(spans, key=lambda s: (_distance(s, content), s.start), default=None)
    return near if near is not None and _distance(near, content) <= reach else None


def _source(content: Span, cue: Span, sources: Sequence[Span]) -> Span | None:
    """The source near the cue; one across the content counts less."""
    best = min(sources, key=lambda s: (_distance(s, cue) + _distance(s, content) // 2, s.start), default=None)
    return best if best is not None and _distance(best, cue) <= _SOURCE_REACH else None
