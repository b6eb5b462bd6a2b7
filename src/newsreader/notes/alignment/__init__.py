"""Where the passages of one text stand in another version of it.

Both texts become words and marks. Sentences that stand once in each are tied first, in the order that most of them
keep; between them the longest common subsequence of the words is found, and what was deleted in one place and stands
in another is a move. A mark then goes where its words went. Words that belong to other words of the old text are never
offered to it: that is what keeps the note on a deleted sentence off the next sentence that looks like it.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from newsreader.article import Span
from newsreader.notes.alignment.runs import SENTENCE, free, runs
from newsreader.notes.alignment.texts import Plain, Tokens, same_ends
from newsreader.notes.alignment.ties import Ties

BUDGET = 2.0
"""Seconds after which aligning goes on only where it is cheap."""

COVERED = 0.35
"""Share of a passage whose words must be found again for it to be the same passage."""

_PLACES = 8  # places where the beginning of a moved run is tried
_STRETCH = 4  # times its length that a passage may grow before its words are held to be scattered
_FAR = 4  # times their number that words at an end of a passage may stand from the rest
_WINDOW = 2000  # code points of a changed stretch in which a passage is sought
_SEARCHED = 20_000  # code points of a run without counterpart in which a moved and changed passage is sought
_SOUGHT = 20  # code points of the shortest passage that is sought so
_LOOSE = 50  # runs without counterpart in which a word may stand to tell them apart
_MOVED_SIMILAR = 0.7
_SPLITS = 60
_EDGE_SIMILAR = 0.3  # similarity of what stands for the words at an end of a passage, where little of the text is known
_ANOTHER = 0.15  # share that agrees below which the new text is another article
_SAME_ELSEWHERE = 0.95  # similarity that a passage needs there


@dataclass(frozen=True, slots=True)
class Found:
    """Where a passage stands in the other text.

    Attributes:
        span: The half-open range of code points.
        similarity: 0 to 1; 1 if it is the same but for typography.
    """

    span: Span
    similarity: float


class Alignment:
    """An old text and a new one, word by word.

    Making one takes time about linear in what differs; `find` is quick then.

    Args:
        old: The old text.
        new: The new text.
        budget: Seconds after which aligning goes on only where it is cheap; passages that are not found then are
            reported as not found.
        alike: Whether the two are known to belong together; else a new text that has hardly a sentence of the old one
            is held to be another article, in which only unchanged passages are found.
    """

    def __init__(self, old: str, new: str, *, budget: float = BUDGET, alike: bool = False) -> None:
        self._edge = _EDGE_SIMILAR if alike else 0.0
        until = time.monotonic() + budget
        self._plain_old, self._plain_new = Plain(old), Plain(new)
        self._old, self._new = self._plain_old.text, self._plain_new.text
        self._head, self._tail = same_ends(self._old, self._new)
        known: dict[str, int] = {}
        self._a = Tokens(self._old, self._head, len(self._old) - self._tail, known)
        self._b = Tokens(self._new, self._head, len(self._new) - self._tail, known)
        self._ties = Ties(self._a, self._b, until)
        self._replaced = not alike and self.agreed < _ANOTHER

    @property
    def agreed(self) -> float:
        """Share of the old text, 0 to 1, whose words were found in runs of four and more, or at its unchanged ends."""
        inside = sum(n for _, _, n in runs(self._ties.there) if n >= SENTENCE) / max(1, len(self._a))
        ends = min(len(self._old), self._head + self._tail)
        return (ends + inside * (len(self._old) - ends)) / max(1, len(self._old))

    @property
    def complete(self) -> bool:
        """Whether there was time to align all; else a passage that is not found may still be there."""
        return self._ties.complete

    def find(self, start: int, end: int) -> Found | None:
        """Find where a passage of the old text stands in the new one.

        Args:
            start: First code point in the old text.
            end: One past the last.

        Returns:
            Its place, or None if it is gone.
        """
        start, end = self._plain_old.inward(start, end)
        if not 0 <= start < end <= len(self._old):
            return None
        span = self._placed(start, end)
        if span is None or span.start >= span.end:
            return None
        similarity = _similarity(self._old[start:end], self._new[span.start : span.end])
        if self._replaced and similarity < _SAME_ELSEWHERE:
            return None
        return Found(self._plain_new.outward(span), similarity)

    def _placed(self, start: int, end: int) -> Span | None:
        shift = len(self._new) - len(self._old)
        tail = len(self._old) - self._tail
        if end <= self._head:
            return Span(start, end)
        if start >= tail:
            return Span(start + shift, end + shift)
        low, high = max(start, self._head), min(end, tail)
        if (low, high) == (start, end):
            return self._in_changed(start, end)
        kept = (end - start) - (high - low)
        inside = self._in_changed(low, high)
        first = start if start < self._head else inside.start if inside else tail + shift
        last = end + shift if end > tail else inside.end if inside else self._head
        if inside is None and kept < COVERED * (end - start):
            return None
        return Span(first, last) if first < last else None

    def _in_changed(self, start: int, end: int) -> Span | None:
        first, last = self._a.between(start, end)
        if first >= last:
            return None
        group = self._group(first, last)
        weight = sum(self._length(i) for i in range(first, last))
        if group and sum(self._length(i) for i in group) >= COVERED * weight:
            return self._edges(start, end, first, last, group)
        return self._rewritten(start, end, first, last) or self._elsewhere(start, end, first, last)

    def _length(self, token: int) -> int:
        a, b = self._a.spans[token]
        return b - a

    def _group(self, first: int, last: int) -> list[int]:
        """The tokens of a passage that went to one place, those with most letters if they went to several."""
        groups: list[list[int]] = []
        reach = _STRETCH * (last - first) + 20
        for i in range(first, last):
            j = self._ties.there[i]
            if j < 0:
                continue
            if groups:
                previous = self._ties.there[groups[-1][-1]]
                if previous < j <= previous + reach:
                    groups[-1].append(i)
                    continue
            groups.append([i])
        best = max(groups, key=lambda g: sum(self._length(i) for i in g), default=[])
        return self._dense(best)

    def _dense(self, group: list[int]) -> list[int]:
        """A group without the few words at its ends that stand far from the rest."""
        while len(group) > 1:
            weight = sum(self._length(i) for i in group)
            jumps = [
                (self._ties.there[j] - self._ties.there[i] - (j - i), k + 1) for k, (i, j) in enumerate(pairwise(group))
            ]
            jump, at = max(jumps)
            left = sum(self._length(i) for i in group[:at])
            small = min(left, weight - left)
            if 4 * small >= weight or jump <= _FAR * min(at, len(group) - at):
                break
            group = group[at:] if left == small else group[:at]
        return group

    def _edges(self, start: int, end: int, first: int, last: int, group: list[int]) -> Span:
        """The range of the words that were found, widened by what stands for those at its ends that were not."""
        spans_a, spans_b = self._a.spans, self._b.spans
        old, new = self._a.ids, self._b.ids
        a, b = group[0], self._ties.there[group[0]]
        while a > first and b > 0 and old[a - 1] == new[b - 1]:  # its like elsewhere may be tied to it
            a, b = a - 1, b - 1
        outside = max(0, start - spans_a[a][0])
        begin = spans_b[b][0] + outside if a == first else self._before(first, a, b)
        a, b = group[-1], self._ties.there[group[-1]]
        while a + 1 < last and b + 1 < len(new) and old[a + 1] == new[b + 1]:
            a, b = a + 1, b + 1
        outside = max(0, spans_a[a][1] - end)
        stop = spans_b[b][1] - outside if a == last - 1 else self._behind(a + 1, last, b)
        return Span(begin, stop)

    def _before(self, first: int, last: int, b: int) -> int:
        """Where a passage begins in the new text, before a word of it, if old tokens in front have no counterpart.

        What stands there instead of them, and instead of their neighbours outside of the passage, is divided where
        both parts agree best with the two.
        """
        there, back = self._ties.there, self._ties.back
        limit = 2 * (last - first) + 4
        low = next((k for k in range(b, max(0, b - limit), -1) if back[k - 1] >= 0), max(0, b - limit))
        outside = next((k for k in range(first, max(0, first - limit), -1) if there[k - 1] >= 0), max(0, first - limit))
        mine, other = self._cut_old(first, last), self._cut_old(outside, first)
        weighed = (
            (_distance(mine, self._cut(k, b)) + _distance(other, self._cut(low, k)), -k) for k in range(low, b + 1)
        )
        k = -min(weighed)[1]
        return self._b.spans[k if _similarity(mine, self._cut(k, b)) >= self._edge else b][0]

    def _behind(self, first: int, last: int, b: int) -> int:
        """Where a passage ends in the new text, behind a word of it; the mirror image of `_before`."""
        there, back = self._ties.there, self._ties.back
        limit = 2 * (last - first) + 4
        stop = min(len(self._b), b + 1 + limit)
        high = next((k for k in range(b + 1, stop) if back[k] >= 0), stop)
        stop = min(len(self._a), last + limit)
        outside = next((k for k in range(last, stop) if there[k] >= 0), stop)
        mine, other = self._cut_old(first, last), self._cut_old(last, outside)
        weighed = (
            (_distance(mine, self._cut(b + 1, k)) + _distance(other, self._cut(k, high)), k)
            for k in range(b + 1, high + 1)
        )
        k = min(weighed)[1]
        return self._b.spans[(k if _similarity(mine, self._cut(b + 1, k)) >= self._edge else b + 1) - 1][1]

    def _cut_old(self, first: int, last: int) -> str:
        """The old text of a range of tokens."""
        return self._old[self._a.spans[first][0] : self._a.spans[last - 1][1]] if first < last else ""

    def _cut(self, first: int, last: int) -> str:
        """The new text of a range of tokens."""
        if first >= last:
            return ""
        return self._new[self._b.spans[first][0] : self._b.spans[last - 1][1]]

    def _rewritten(self, start: int, end: int, first: int, last: int) -> Span | None:
        """What stands where the passage stood, between the words around it, if it is somewhat like it."""
        low, high = first, last
        while low > 0 and self._ties.there[low - 1] < 0:
            low -= 1
        while high < len(self._a) and self._ties.there[high] < 0:
            high += 1
        b_low = self._ties.there[low - 1] + 1 if low else 0
        b_high = self._ties.there[high] if high < len(self._a) else len(self._b)
        if b_low >= b_high or any(i >= 0 and not first <= i < last for i in self._ties.back[b_low:b_high]):
            return None
        spans = self._b.spans
        passage = self._old[start:end]
        if spans[b_high - 1][1] - spans[b_low][0] > max(_WINDOW, 4 * len(passage)):
            return None
        best = self._most_like(passage, b_low, b_high)
        if best is None:
            return None
        whole = low == first and high == last
        return best.span if best.similarity >= _needed(len(passage), whole=whole) else None

    def _most_like(self, passage: str, low: int, high: int) -> Found | None:
        """The run of new tokens that is most like a passage."""
        from rapidfuzz import fuzz

        spans = self._b.spans
        base = spans[low][0]
        window = self._new[base : spans[high - 1][1]]
        if len(window) <= len(passage):
            guess = Span(base, base + len(window))
        else:
            hit = fuzz.partial_ratio_alignment(passage, window)
            if hit is None:
                return None
            first, end = self._b.between(base + hit.dest_start, base + hit.dest_end)
            if first >= end:
                return None
            guess = Span(spans[first][0], spans[end - 1][1])
        starts = [s for s, _ in spans[low:high]]
        ends = [e for _, e in spans[low:high]]
        reach = max(12, len(passage) // 3)
        best = Found(guess, _similarity(passage, self._new[guess.start : guess.end]))
        near = [s for s in starts if abs(s - guess.start) <= reach][:_SPLITS]
        for begin in near:
            if begin < best.span.end:
                value = _similarity(passage, self._new[begin : best.span.end])
                if value > best.similarity or (value == best.similarity and begin == best.span.start):
                    best = Found(Span(begin, best.span.end), value)
        for stop in [e for e in ends if abs(e - guess.end) <= reach][:_SPLITS]:
            if stop > best.span.start:
                value = _similarity(passage, self._new[best.span.start : stop])
                if value > best.similarity:
                    best = Found(Span(best.span.start, stop), value)
        return best

    def _elsewhere(self, start: int, end: int, first: int, last: int) -> Span | None:
        """A passage that was moved and changed: sought only in what has no counterpart in the old text."""
        passage = self._old[start:end]
        if len(passage) < _SOUGHT:
            return None
        words = set(self._a.ids[first:last])
        shared = Counter(place for word in words for place in self._loose.get(word, ()))
        best: Found | None = None
        for (low, high), count in shared.most_common(_PLACES):
            if 2 * count < len(words) or self._b.spans[high - 1][1] - self._b.spans[low][0] > _SEARCHED:
                continue
            found = self._most_like(passage, low, high)
            if found is not None and (best is None or found.similarity > best.similarity):
                best = found
        return best.span if best is not None and best.similarity >= _MOVED_SIMILAR else None

    @cached_property
    def _loose(self) -> dict[int, list[tuple[int, int]]]:
        """For each word the runs without counterpart in the new text that hold it; commonest words hold none."""
        found: dict[int, list[tuple[int, int]]] = {}
        for run in free(self._ties.back):
            for word in set(self._b.ids[run[0] : run[1]]):
                found.setdefault(word, []).append(run)
        return {word: runs for word, runs in found.items() if len(runs) <= _LOOSE}


def _needed(length: int, *, whole: bool) -> float:
    """The similarity that a rewritten passage needs; less if nothing around it was rewritten with it."""
    needed = 0.55 if length < 20 else 0.45 if length < 80 else 0.42
    return needed - 0.05 if whole else needed


def _similarity(one: str, other: str) -> float:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(" ".join(one.split()), " ".join(other.split()))


def _distance(one: str, other: str) -> int:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other)
