"""Reported speech: what somebody is said to have said, outside quotation marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsreader.analysis.quotes.tagging import Tagged
from newsreader.article import Span

_CUE_REACH = 80
_SOURCE_REACH = 160
_PIECES_APART = 90
_QUOTED_SHARE = 0.5


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
    pending: Reported | None = None
    for content in paragraph.contents:
        if _quoted_share(content, paragraph) >= _QUOTED_SHARE:
            continue
        cue = _nearest(content, paragraph.cues, _CUE_REACH)
        if cue is None:
            continue
        source = _source(content, cue, paragraph)
        if pending is not None and pending.cue == cue and content.start - pending.end < _PIECES_APART:
            pending = Reported(pending.start, content.end, cue, pending.source)
            continue
        if pending is not None:
            yield pending
        pending = Reported(content.start, content.end, cue, source)
    if pending is not None:
        yield pending


def _quoted_share(content: Span, paragraph: Tagged) -> float:
    quoted = sum(
        max(0, min(content.end, s.end) - max(content.start, s.start))
        for s in paragraph.stretches
        if s.start < content.end
    )
    return quoted / max(1, content.end - content.start)


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _nearest(content: Span, spans: Iterable[Span], reach: int) -> Span | None:
    """The nearest of several spans; of two equally near the one in front."""
    near = min(spans, key=lambda s: (_distance(s, content), s.start), default=None)
    return near if near is not None and _distance(near, content) <= reach else None


def _source(content: Span, cue: Span, paragraph: Tagged) -> Span | None:
    """The source near the cue; one across the content counts less."""
    best = min(paragraph.sources, key=lambda s: (_distance(s, cue) + _distance(s, content) // 2, s.start), default=None)
    return best if best is not None and _distance(best, cue) <= _SOURCE_REACH else None
