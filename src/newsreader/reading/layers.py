"""Spans over a text, asked for by row: marks, quotes, mentions, hits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from newsreader.article import Span

T = TypeVar("T")

_BUCKET = 1024


class SpanIndex(Generic[T]):
    """Things with a span each, found by any stretch of the text in time that hardly depends on their number."""

    def __init__(self, items: Iterable[T], span: Callable[[T], Span]) -> None:
        """Index some things.

        Args:
            items: The things; their order is kept in answers.
            span: Gives the span of one, in code points.
        """
        self.items: tuple[T, ...] = tuple(items)
        self._spans = [span(item) for item in self.items]
        self._in_order: list[Span] | None = None
        self._buckets: dict[int, list[int]] = defaultdict(list)
        for number, (start, end) in enumerate(self._spans):
            for bucket in range(start // _BUCKET, max(start, end - 1) // _BUCKET + 1):
                self._buckets[bucket].append(number)

    def over(self, start: int, end: int) -> list[T]:
        """The things that share at least one code point with ``start:end``, in the order given."""
        found: set[int] = set()
        for bucket in range(start // _BUCKET, max(start, end - 1) // _BUCKET + 1):
            found.update(self._buckets.get(bucket, ()))
        return [self.items[n] for n in sorted(found) if self._spans[n].start < end and self._spans[n].end > start]

    def at(self, offset: int) -> list[T]:
        """The things that hold an offset."""
        return self.over(offset, offset + 1)

    def beside(self, offset: int, count: int) -> Span | None:
        """The span that begins next to an offset.

        Args:
            offset: A code point.
            count: 1 for the first span that begins behind it, 2 for the second and so on; -1 for the last one that
                begins before it and so on back.

        Returns:
            That span, or the furthest in that direction if there are fewer; None if there is none.
        """
        spans = self._sorted()
        if count > 0:
            first = bisect_right(spans, offset, key=lambda s: s.start)
            return spans[min(first + count - 1, len(spans) - 1)] if first < len(spans) else None
        first = bisect_left(spans, offset, key=lambda s: s.start)
        return spans[max(0, first + count)] if first > 0 else None

    def rank(self, offset: int) -> tuple[int, int]:
        """How many spans begin at or before an offset, and how many there are: "3 of 17"."""
        spans = self._sorted()
        return bisect_right(spans, offset, key=lambda s: s.start), len(spans)

    def _sorted(self) -> list[Span]:
        if self._in_order is None:
            self._in_order = sorted(self._spans)
        return self._in_order


def spans_index(spans: Iterable[Span] = ()) -> SpanIndex[Span]:
    """Index bare spans."""
    return SpanIndex(spans, lambda span: span)
