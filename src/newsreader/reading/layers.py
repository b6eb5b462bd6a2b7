"""Spans over a text, asked for by row: marks, quotes, mentions, hits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from newsreader.article import Span

T = TypeVar("T")

_BUCKET = 1024


class SpanIndex(Generic[T]):
    """Things with a span each, found by any stretch of the text in time that does not depend on their number."""

    def __init__(self, items: Iterable[T] = (), span: Callable[[T], Span] | None = None) -> None:
        """Index some things.

        Args:
            items: The things; their order is kept in answers.
            span: Gives the span of one, in code points; the thing itself if not given.
        """
        self.items: tuple[T, ...] = tuple(items)
        self._spans = [span(i) if span else i for i in self.items]
        self._buckets: dict[int, list[int]] = defaultdict(list)
        for number, (start, end) in enumerate(self._spans):  # type: ignore[misc]
            for bucket in range(start // _BUCKET, max(start, end - 1) // _BUCKET + 1):
                self._buckets[bucket].append(number)

    def over(self, start: int, end: int) -> list[T]:
        """The things that share at least one code point with ``start:end``, in the order given."""
        found: set[int] = set()
        for bucket in range(start // _BUCKET, max(start, end - 1) // _BUCKET + 1):
            found.update(self._buckets.get(bucket, ()))
        hits = (n for n in sorted(found))
        return [self.items[n] for n in hits if self._spans[n][0] < end and self._spans[n][1] > start]  # type: ignore[index]

    def at(self, offset: int) -> list[T]:
        """The things that hold an offset."""
        return self.over(offset, offset + 1)
