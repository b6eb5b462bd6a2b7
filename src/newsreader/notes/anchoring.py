"""Putting marks where they belong when the text of an article has changed.

The text that a mark was made on is aligned to the new one, if it is kept (`newsreader.notes.alignment`). Where it is
not, as for a mark of another program, there are the words of the mark, those around them and its position: every exact
occurrence of the words is a candidate, ranked by how well the surroundings agree; without one, the most similar stretch
is taken if it is similar enough for its length and surroundings. Otherwise the mark is an orphan: it keeps its words
and is shown apart. An orphan is better than a note on words the reader never marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from newsreader.article import Article, Span
from newsreader.notes.annotation import CONTEXT, AnchorState, Annotation, Target
from newsreader.notes.correction import Correction
from newsreader.text.fold import fold_typography

if TYPE_CHECKING:
    from newsreader.notes.alignment import Alignment, Found

__all__ = ["Anchor", "Target", "candidates", "passage_now", "reanchor", "settle"]

SIMILAR = ((0.93, 0.4), (0.75, 0.6), (0.6, 0.7), (0.5, 0.74), (0.35, 0.82))
"""How much of its surroundings a changed passage must have kept, and how much of itself it then must have kept."""

SIMILAR_ALONE = ((60, 0.75), (30, 0.88), (0, 0.9))
"""The same without surroundings: its length in code points, and how much of itself it must have kept. Sentences of one
article look alike, so that less would put notes on words that were never marked."""

_SOUGHT = 12  # code points of the shortest passage that is sought changed
_EDGE = 20  # code points of unchanged surroundings on a side beside which a changed passage is looked for
_MOST_EDGES = 4
_CUTOFF = 50  # percent of a passage that a stretch must share with it to be looked at

AGREEING_SHORT = 0.6
"""How well the surroundings of a passage of fewer than four words must agree, as such words stand in many places."""

_MOST_HITS = 500

_Anchored = TypeVar("_Anchored", bound=Annotation | Correction)


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
        old_text: The text that the mark was made on, if it is known. It is far surer than the few words that a mark
            keeps of its surroundings. It is aligned to the new one once for all marks that are asked for in a row.

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
        alignment = _alignment(old_text, new_text)
        found = alignment.find(target.start, target.end)
        if found is not None:
            state = AnchorState.ANCHORED if found.span.start == target.start else AnchorState.MOVED
            return Anchor(*found.span, found.similarity, state)
        if alignment.complete:
            return None
    new, exact = fold_typography(new_text), fold_typography(target.exact)
    return _exact_hits(target, new, exact) or _similar(target, new_text, new, exact)


@lru_cache(maxsize=1)
def _alignment(old: str, new: str) -> Alignment:
    from newsreader.notes.alignment import Alignment

    return Alignment(old, new)


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


def _similar(target: Target, new_text: str, text: str, exact: str) -> Anchor | None:
    """The most similar stretch, if it is similar enough for its length and its surroundings."""
    if len(exact) < _SOUGHT:
        return None
    best, most = None, 0.0
    for window in _windows(target, text, exact):
        found = _inside(target, new_text, window)
        if found is None:
            continue
        around = _surroundings(target, text, found.span)
        if found.similarity < _needed(len(exact), around):
            continue
        score = found.similarity * (0.5 + around / 2)
        if score > most:
            best, most = Anchor(*found.span, score, AnchorState.MOVED), score
    return best


def _needed(length: int, around: float) -> float:
    """The similarity that a changed passage needs: less, the longer it is and the better its surroundings agree."""
    kept = next((least for agreeing, least in SIMILAR if around >= agreeing), 1.0)
    return min(kept, next(least for size, least in SIMILAR_ALONE if length >= size))


def _windows(target: Target, text: str, exact: str) -> Iterator[Span]:
    """Where a changed passage may stand: around the most similar stretch, and beside what stood next to it."""
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(exact, text, score_cutoff=_CUTOFF)
    if found is not None:
        reach = len(exact) // 2 + CONTEXT
        yield Span(max(0, found.dest_start - reach), min(len(text), found.dest_end + reach))
    reach = 2 * len(exact) + CONTEXT
    for edge, before in (
        (fold_typography(target.prefix)[-_EDGE:], True),
        (fold_typography(target.suffix)[:_EDGE], False),
    ):
        at = text.find(edge) if len(edge) >= _EDGE // 2 else -1
        for _ in range(_MOST_EDGES):
            if at < 0:
                break
            if before:
                yield Span(at, min(len(text), at + len(edge) + reach))
            else:
                yield Span(max(0, at - reach), at + len(edge))
            at = text.find(edge, at + 1)


def _inside(target: Target, text: str, window: Span) -> Found | None:
    """Where in a window of the text the passage stands, by aligning it, with its surroundings, to the window."""
    from newsreader.notes.alignment import Alignment

    old = target.prefix + target.exact + target.suffix
    first = len(target.prefix)
    found = Alignment(old, text[window.start : window.end], alike=True).find(first, first + len(target.exact))
    if found is None:
        return None
    span = Span(window.start + found.span.start, window.start + found.span.end)
    return replace(found, span=span)


def settle(
    annotations: Iterable[_Anchored], article: Article, text_of: Callable[[str], str | None] | None = None
) -> list[_Anchored]:
    """Put the marks, or corrections, of an article where they belong in its present text.

    Those made on this very text, or whose words still stand where they stood, are returned as they are. A mark is
    always mapped from the text it was made on, so that errors do not add up and an orphan can come back.

    Args:
        annotations: The marks.
        article: The article.
        text_of: Gives the text of a revision by its name, None if it is not kept.
    """
    marks = list(annotations)
    texts: dict[str, str | None] = {}
    settled: list[_Anchored] = list(marks)
    for number in sorted(range(len(marks)), key=lambda n: marks[n].target.revision):
        revision = marks[number].target.revision
        if revision not in texts:
            texts[revision] = text_of(revision) if text_of is not None and revision else None
        settled[number] = _settled(marks[number], article, texts[revision])
    _alignment.cache_clear()
    return settled


def _settled(mark: _Anchored, article: Article, old_text: str | None) -> _Anchored:
    target = mark.target
    if target.revision == article.revision and article.text[target.start : target.end] == target.exact:
        return _with(mark, state=AnchorState.ANCHORED) if mark.state is AnchorState.ORPHANED else mark
    anchor = reanchor(target, article.text, old_text)
    if anchor is None:
        return mark if mark.state is AnchorState.ORPHANED else _with(mark, state=AnchorState.ORPHANED)
    here = Target(anchor.start, anchor.end, target.exact, target.prefix, target.suffix, target.revision)
    return _with(mark, target=here, state=anchor.state)


def passage_now(mark: Annotation, text: str) -> str:
    """What a publisher made of the words of a mark, empty where they are the same but for typography, or lost.

    Args:
        mark: The mark as `settle` puts it.
        text: The present text.
    """
    if mark.state is AnchorState.ORPHANED:
        return ""
    words = text[mark.target.start : mark.target.end]
    same = fold_typography(words).split() == fold_typography(mark.target.exact).split()
    return "" if same else words


def candidates(target: Target, text: str, limit: int = 5) -> list[Span]:
    """Where in a text a lost passage might stand, the likeliest first, for the reader to choose from.

    Args:
        target: The mark's passage.
        text: The text.
        limit: The most places.
    """
    new, exact = fold_typography(text), fold_typography(target.exact)
    weighed: dict[Span, float] = {}
    at = new.find(exact) if exact else -1
    while at >= 0 and len(weighed) < _MOST_HITS:
        span = Span(at, at + len(exact))
        weighed[span] = 1 + _surroundings(target, new, span)
        at = new.find(exact, at + 1)
    for window in _windows(target, new, exact) if exact else ():
        found = _inside(target, text, window)
        if found is not None:
            weighed.setdefault(found.span, found.similarity * (0.5 + _surroundings(target, new, found.span) / 2))
    best = sorted(weighed, key=lambda span: (-weighed[span], span))
    apart: list[Span] = []
    for span in best:
        if not any(span.overlaps(other) for other in apart):
            apart.append(span)
    return apart[:limit]


def _with(mark: _Anchored, **fields: object) -> _Anchored:
    """A mark as it stands in this text; that is no change by the reader, so its time of modification stays."""
    return replace(mark, **fields)  # type: ignore[arg-type]
