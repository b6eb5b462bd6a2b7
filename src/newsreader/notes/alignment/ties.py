"""Which word of a new text stands for which of an old one."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from newsreader.notes.alignment.runs import common, free, keyed, once_in_each, rising, runs, shingles
from newsreader.notes.alignment.texts import Tokens

_MOVED = 5  # tokens from which a deleted run is sought elsewhere
_CELLS = 25_000_000  # product of two lengths up to which the longest common subsequence is found
_SHINGLES = (8, 4)
_CHANCE = 3  # tokens of the longest run that may agree by chance
_CHANCE_GAP = 4  # times its own length that must differ on both sides of it
_PLACES = 8  # places where the beginning of a moved run is tried
_SLID = 8  # tokens of the longest run that is joined to the next one
_SHARERS = 4  # sentences among which the words of one may be divided before it counts as rewritten
_FILLED = 80  # tokens between two long runs that belong to them
_SHARED = 0.6  # share of a moved sentence that must be unchanged


class Ties:
    """The tokens of two texts, tied one to one.

    Args:
        a: The old text.
        b: The new text.
        until: Time of the monotonic clock after which only what is cheap is done.

    Attributes:
        there: For each token of the old text the one of the new text that stands for it, -1 for none.
        back: The reverse.
        complete: Whether there was time for all; else some tokens are free that need not be.
    """

    def __init__(self, a: Tokens, b: Tokens, until: float) -> None:
        self._a, self._b, self._until = a, b, until
        self.complete = True
        self.there = [-1] * len(a)
        self.back = [-1] * len(b)
        self._tie_sentences()
        self._slide()
        self._settle_sentences()
        self._tie_moves()
        self._settle_sentences()
        self._fill()
        self._drop_chance()
        self._tie_moved_sentences()

    def tie(self, a: int, b: int, size: int = 1) -> None:
        """Tie a run of free tokens to one of the other text."""
        self.there[a : a + size] = range(b, b + size)
        self.back[b : b + size] = range(a, a + size)

    def untie(self, a: int) -> None:
        """Set a tied token of the old text free."""
        self.back[self.there[a]] = -1
        self.there[a] = -1

    def _tie_sentences(self) -> None:
        """Tie the sentences that stand once in each text, then what lies between them."""
        pairs = once_in_each(keyed(self._a), keyed(self._b))
        chain = rising(pairs)
        stay = set(chain)
        for a, b, size in pairs:
            if (a, b, size) not in stay and size >= _MOVED:
                self.tie(a, b, size)
        at_a = at_b = 0
        for a, b, size in [*chain, (len(self._a), len(self._b), 0)]:
            self._tie_gap(at_a, a, at_b, b)
            self.tie(a, b, size)
            at_a, at_b = a + size, b + size

    def _tie_gap(self, a: int, a_end: int, b: int, b_end: int) -> None:
        """Tie the words of two stretches in order."""
        x, y = self._a.ids, self._b.ids
        there, back = self.there, self.back
        while a < a_end and b < b_end and x[a] == y[b] and there[a] < 0 and back[b] < 0:
            self.tie(a, b)
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and x[a_end - 1] == y[b_end - 1] and there[a_end - 1] < 0 and back[b_end - 1] < 0:
            a_end, b_end = a_end - 1, b_end - 1
            self.tie(a_end, b_end)
        if a == a_end or b == b_end:
            return
        in_time = time.monotonic() < self._until
        self.complete = self.complete and in_time
        if (a_end - a) * (b_end - b) <= _CELLS and in_time:
            own = [k if t < 0 else -1 for k, t in zip(x[a:a_end], self.there[a:a_end], strict=True)]
            other = [k if t < 0 else -2 for k, t in zip(y[b:b_end], self.back[b:b_end], strict=True)]
            for i, j, size in common(own, other):
                self.tie(a + i, b + j, size)
            return
        for width in _SHINGLES:
            chain = rising(once_in_each(shingles(x, a, a_end, width), shingles(y, b, b_end, width)))
            if not chain:
                continue
            for i, j, _ in [*chain, (a_end, b_end, 0)]:
                if i >= a and j >= b:
                    self._tie_gap(a, i, b, j)
                    a, b = i, j
            return

    def _slide(self) -> None:
        """Where a repeated word may belong to the run before a gap or to the one behind it, keep runs together."""
        x, y, there = self._a.ids, self._b.ids, self.there
        blocks = runs(there)
        for (a, b, n), (a1, b1, _) in pairwise(blocks):
            if n > _SLID or (a1 - a - n and b1 - b - n):
                continue
            size = 0
            while size < n and x[a1 - 1 - size] == y[b1 - 1 - size] == x[a + n - 1 - size] == y[b + n - 1 - size]:
                size += 1
            if size == n:
                for k in range(n):
                    self.untie(a + k)
                self.tie(a1 - n, b1 - n, n)

    def _settle_sentences(self) -> None:
        """A sentence that alone accounts for what two gave, or got, has all of it: no pieces of lookalikes."""
        for x, y, tied, sentences, others in (
            (self._a, self._b, self.back, self._b.sentences, self._a.sentences),
            (self._b, self._a, self.there, self._a.sentences, self._b.sentences),
        ):
            number = x.sentence
            for first, end in sentences:
                if not 2 <= len({number[k] for k in tied[first:end] if k >= 0}) <= _SHARERS:
                    continue
                shares = Counter(number[k] for k in tied[first:end] if k >= 0)
                total = sum(shares.values())
                own = y.ids[first:end]
                alone = {n: list(common(x.ids[slice(*others[n])], own)) for n in shares}
                size, chosen = max((sum(r[2] for r in runs), shares[n], n) for n, runs in alone.items())[::2]
                if size < total - max(1, total // 8) or 2 * size < end - first:
                    continue
                low, high = others[chosen]
                forward = x is self._a
                for k in range(first, end):
                    if tied[k] >= 0:
                        self.untie(tied[k] if forward else k)
                for k in range(low, high):
                    if (self.there if forward else self.back)[k] >= 0:
                        self.untie(k if forward else self.back[k])
                for i, j, n in alone[chosen]:
                    self.tie(*((low + i, first + j) if forward else (first + j, low + i)), n)

    def _drop_chance(self) -> None:
        """Untie short runs that agree only by chance, in the midst of what was rewritten."""
        ends = [(-1, -1, 1), *runs(self.there), (len(self._a), len(self._b), 1)]
        for (a0, b0, n0), (a, b, n), (a1, b1, _) in zip(ends, ends[1:], ends[2:], strict=False):
            if n > _CHANCE:
                continue
            left = min(a - a0 - n0, b - b0 - n0)
            right = min(a1 - a - n, b1 - b - n)
            if min(left, right) >= _CHANCE_GAP * n:
                for k in range(n):
                    self.untie(a + k)

    def _tie_moves(self) -> None:
        """Tie runs that were deleted in one place and inserted in another."""
        places: dict[tuple[int, ...], list[int]] = {}
        y, back = self._b.ids, self.back
        for run in free(back):
            for j in range(run[0], run[1] - _MOVED + 1):
                places.setdefault(tuple(y[j : j + _MOVED]), []).append(j)
        if not places:
            return
        x, there = self._a.ids, self.there
        moves: list[tuple[int, int, int]] = []
        for first, end in free(there):
            reached: dict[int, int] = {}
            for i in range(first, end - _MOVED + 1):
                for j in places.get(tuple(x[i : i + _MOVED]), ())[:_PLACES]:
                    if reached.get(j - i, -1) >= i:
                        continue
                    size = _MOVED
                    while i + size < end and j + size < len(y) and back[j + size] < 0 and x[i + size] == y[j + size]:
                        size += 1
                    reached[j - i] = i + size
                    moves.append((-size, i, j))
        for negative, first, to in sorted(moves):
            i, j, end = first, to, first - negative
            while i < end and (there[i] >= 0 or back[j] >= 0):
                i, j = i + 1, j + 1
            size = next((k for k in range(end - i) if there[i + k] >= 0 or back[j + k] >= 0), end - i)
            if size >= _MOVED:
                self.tie(i, j, size)

    def _fill(self) -> None:
        """Tie what stands between long runs that follow each other in both texts, moved ones too.

        Words there that short runs have tied to another place were tied by chance.
        """
        strong = [run for run in runs(self.there) if run[2] >= _MOVED]
        held_a, held_b = [False] * len(self._a), [False] * len(self._b)
        for a, b, n in strong:
            held_a[a : a + n] = held_b[b : b + n] = [True] * n
        for k, (a, b, n) in enumerate(strong):
            a1, b1 = a + n, b + n
            a2, b2, _ = strong[k + 1] if k + 1 < len(strong) else (-1, -1, 0)
            if not (0 <= a2 - a1 <= _FILLED and 0 <= b2 - b1 <= _FILLED):
                a2, b2 = self._a.sentence_end(a1), self._b.sentence_end(b1)
                a2 = next((i for i in range(a1, a2) if held_a[i]), a2)
                b2 = next((j for j in range(b1, b2) if held_b[j]), b2)
            self._retie(a1, a2, b1, b2, held_a, held_b)
            a0, b0, n0 = strong[k - 1] if k else (-1, -1, 0)
            if not (k and 0 <= a - a0 - n0 <= _FILLED and 0 <= b - b0 - n0 <= _FILLED):
                low, b_low = self._a.sentence_start(a), self._b.sentence_start(b)
                low = next((i + 1 for i in range(a - 1, low - 1, -1) if held_a[i]), low)
                b_low = next((j + 1 for j in range(b - 1, b_low - 1, -1) if held_b[j]), b_low)
                self._retie(low, a, b_low, b, held_a, held_b)

    def _retie(self, a1: int, a2: int, b1: int, b2: int, held_a: list[bool], held_b: list[bool]) -> None:
        """Tie two stretches anew, unless something certain stands in them."""
        if a1 >= a2 or b1 >= b2 or any(held_a[a1:a2]) or any(held_b[b1:b2]):
            return
        for i in range(a1, a2):
            if self.there[i] >= 0:
                self.untie(i)
        for j in range(b1, b2):
            if self.back[j] >= 0:
                self.untie(self.back[j])
        self._tie_gap(a1, a2, b1, b2)

    def _tie_moved_sentences(self) -> None:
        """Tie sentences that were moved and changed: those without counterpart that share most of their rarer words."""
        mine = [s for s in self._a.sentences if _mostly_free(self.there, s)]
        theirs = [s for s in self._b.sentences if _mostly_free(self.back, s)]
        places: dict[int, list[int]] = {}
        for number, (first, end) in enumerate(theirs):
            for word in set(self._b.ids[first:end]):
                places.setdefault(word, []).append(number)
        taken: set[int] = set()
        for first, end in mine:
            shared: dict[int, int] = {}
            for word in set(self._a.ids[first:end]):
                at = places.get(word, ())
                if len(at) <= _PLACES:
                    for number in at:
                        shared[number] = shared.get(number, 0) + 1
            for number in sorted(shared, key=lambda n: (-shared[n], n))[:2]:
                low, high = theirs[number]
                if number in taken:
                    continue
                runs = list(common(self._a.ids[first:end], self._b.ids[low:high]))
                if sum(n for _, _, n in runs) < _SHARED * max(end - first, high - low):
                    continue
                taken.add(number)
                for k in range(first, end):
                    if self.there[k] >= 0:
                        self.untie(k)
                for k in range(low, high):
                    if self.back[k] >= 0:
                        self.untie(self.back[k])
                for i, j, n in runs:
                    self.tie(first + i, low + j, n)
                break


def _mostly_free(tied: Sequence[int], sentence: tuple[int, int]) -> bool:
    """Whether a sentence tells itself from others and has hardly a counterpart."""
    first, end = sentence
    return end - first >= _MOVED and 3 * sum(k >= 0 for k in tied[first:end]) <= end - first
