"""Putting marks where they belong when the text of an article has changed.

A mark keeps its words, the words around them and its position. In a new text every exact occurrence of the words is a
candidate, ranked by how well the surroundings agree; without one, the most similar stretch is sought and taken only if
it is similar enough and stands in like surroundings. Otherwise the mark is an orphan: it keeps its words and is shown
apart. An orphan is better than a note on words the reader never marked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from newsreader.article import Article, Span
from newsreader.notes.annotation import CONTEXT, AnchorState, Annotation, Target
from newsreader.notes.correction import Correction
from newsreader.text.fold import fold_typography

__all__ = ["Anchor", "Target", "reanchor", "settle"]

SIMILAR = 0.78
"""Share of a passage that must be unchanged for a changed passage to be taken, with surroundings that agree."""

SIMILAR_ALONE = 0.9
"""The same where the surroundings are gone."""

SIMILAR_BETWEEN = 0.4
"""The same where the words right before and right after it are unchanged."""

_EDGE = 20  # code points of unchanged surroundings on each side that vouch for what stands between them

AGREEING_SHORT = 0.6
"""How well the surroundings of a passage of fewer than four words must agree, as such words stand in many places."""

AGREEING = 0.6
"""Share of the surroundings that must be unchanged to count as agreeing."""

_MOST_HITS = 500

_Anchored = TypeVar("_Anchored", Annotation, Correction)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a mark belongs in a text.

    Attributes:
        start: First code point.
        end: One past the last.
        score: 0 to 1, how sure that is; 1 where nothing has changed.
        state: Anchored if the words stand at the same place, moved if elsewhere or changed.
    """

    start: int
    end: int
    score: float
    state: AnchorState


def reanchor(target: Target, new_text: str, old_text: str | None = None) -> Anchor | None:
    """Find where a mark belongs in a text.

    Args:
        target: The mark's passage.
        new_text: The text to find it in.
        old_text: The text it was made on, if it is known; its surroundings are then taken from there.

    Returns:
        Its place, or None if it has none: then the mark is an orphan.
    """
    if not target.exact:
        return None
    if new_text[target.start : target.end] == target.exact and _agrees(
        target, new_text, Span(target.start, target.end)
    ):
        return Anchor(target.start, target.end, 1.0, AnchorState.ANCHORED)
    if old_text is not None and old_text[target.start : target.end] == target.exact:
        target = Target.of(old_text, target.start, target.end)
    new, exact = fold_typography(new_text), fold_typography(target.exact)
    best = _exact_hits(target, new, exact)
    return best or _similar(target, new, exact) or _between(target, new, exact)


def _agrees(target: Target, text: str, span: Span) -> bool:
    """Whether at least one side of a span looks as it did."""
    before = text[max(0, span.start - CONTEXT) : span.start]
    after = text[span.end : span.end + CONTEXT]
    return before == target.prefix or after == target.suffix


def _exact_hits(target: Target, text: str, exact: str) -> Anchor | None:
    """The occurrence whose surroundings agree best; of equal ones the nearest to the old position."""
    hits: list[tuple[float, int, int]] = []
    at = text.find(exact)
    while at >= 0 and len(hits) < _MOST_HITS:
        hits.append((_surroundings(target, text, Span(at, at + len(exact))), -abs(at - target.start), at))
        at = text.find(exact, at + 1)
    if not hits:
        return None
    score, _, at = max(hits)
    short = len(exact.split()) < 4
    if score < (AGREEING_SHORT if short else 0.1) and not (len(hits) == 1 and not short):
        return None
    state = AnchorState.ANCHORED if at == target.start else AnchorState.MOVED
    return Anchor(at, at + len(exact), 0.5 + score / 2, state)


def _surroundings(target: Target, text: str, span: Span) -> float:
    """How well the surroundings of a span agree with those of a mark, 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    sides = []
    for old, new in (
        (target.prefix, text[max(0, span.start - len(target.prefix)) : span.start]),
        (target.suffix, text[span.end : span.end + len(target.suffix)]),
    ):
        if old:
            sides.append(Levenshtein.normalized_similarity(fold_typography(old), new))
    return max(sides, default=0.5) * 0.6 + sum(sides) / len(sides) * 0.4 if sides else 0.5


def _similar(target: Target, text: str, exact: str) -> Anchor | None:
    """The most similar stretch, if it is similar enough for its surroundings."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    if len(exact) < 12 or not text:
        return None
    found = fuzz.partial_ratio_alignment(exact, text, score_cutoff=60)
    if found is None:
        return None
    span = _refine(text, exact, Span(found.dest_start, found.dest_end))
    similarity = Levenshtein.normalized_similarity(exact, text[span.start : span.end])
    around = _surroundings(target, text, span)
    if similarity < (SIMILAR if around >= AGREEING else SIMILAR_ALONE):
        return None
    return Anchor(span.start, span.end, similarity * (0.5 + around / 2), AnchorState.MOVED)


def _between(target: Target, text: str, exact: str) -> Anchor | None:
    """What stands between the old surroundings, both unchanged, if it is still somewhat the same passage."""
    from rapidfuzz.distance import Levenshtein

    before, after = fold_typography(target.prefix)[-_EDGE:], fold_typography(target.suffix)[:_EDGE]
    if len(before) < _EDGE // 2 or len(after) < _EDGE // 2 or len(exact) < 12:
        return None
    best: Anchor | None = None
    at = text.find(before)
    while at >= 0:
        start = at + len(before)
        end = text.find(after, start, start + 2 * len(exact) + len(after) + 40)
        if end > start:
            similarity = Levenshtein.normalized_similarity(exact, text[start:end])
            if similarity >= SIMILAR_BETWEEN and (best is None or similarity > best.score):
                best = Anchor(start, end, similarity, AnchorState.MOVED)
        at = text.find(before, at + 1)
    return best


def _refine(text: str, exact: str, span: Span) -> Span:
    """Move the ends of a stretch of fixed length to the ends of words where that makes it more similar."""
    from rapidfuzz.distance import Levenshtein

    best, score = span, Levenshtein.normalized_similarity(exact, text[span.start : span.end])
    reach = max(12, len(exact) // 4)
    starts = [i for i in range(max(0, span.start - reach), min(len(text), span.start + reach)) if _edge(text, i)]
    ends = [i for i in range(max(0, span.end - reach), min(len(text), span.end + reach) + 1) if _edge(text, i)]
    for start in [*starts, span.start]:
        value = Levenshtein.normalized_similarity(exact, text[start : best.end]) if start < best.end else 0.0
        if value > score:
            best, score = Span(start, best.end), value
    for end in [*ends, span.end]:
        value = Levenshtein.normalized_similarity(exact, text[best.start : end]) if end > best.start else 0.0
        if value > score:
            best, score = Span(best.start, end), value
    return best


def _edge(text: str, offset: int) -> bool:
    """Whether a word or a mark of punctuation begins or ends at an offset."""
    if offset in (0, len(text)):
        return True
    return not (text[offset - 1].isalnum() and text[offset].isalnum())


def settle(annotations: Iterable[_Anchored], article: Article) -> list[_Anchored]:
    """Put the marks, or corrections, of an article where they belong in its present text.

    Those made on this very text, or whose words still stand where they stood, are returned as they are.
    """
    revision = article.revision
    settled: list[_Anchored] = []
    for mark in annotations:
        target = mark.target
        if target.revision == revision and article.text[target.start : target.end] == target.exact:
            back = mark.state is AnchorState.ORPHANED
            settled.append(_with(mark, state=AnchorState.ANCHORED) if back else mark)
            continue
        anchor = reanchor(target, article.text)
        if anchor is None:
            settled.append(mark if mark.state is AnchorState.ORPHANED else _with(mark, state=AnchorState.ORPHANED))
            continue
        moved = Target(anchor.start, anchor.end, target.exact, target.prefix, target.suffix, target.revision)
        settled.append(_with(mark, target=moved, state=anchor.state))
    return settled


def _with(mark: _Anchored, **fields: object) -> _Anchored:
    """A mark as it stands in this text; that is no change by the reader, so its time of modification stays."""
    from dataclasses import replace

    return replace(mark, **fields)  # type: ignore[arg-type]
