"""Runs of tokens that two texts have in common."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newsreader.notes.alignment.texts import Tokens

SENTENCE = 4
"""Tokens from which a sentence tells itself from others."""


def keyed(tokens: Tokens) -> Iterator[tuple[tuple[int, ...], int]]:
    """The sentences that tell themselves from others, with their first tokens."""
    for first, end in tokens.sentences:
        if end - first >= SENTENCE:
            yield tuple(tokens.ids[first:end]), first


def shingles(ids: Sequence[int], first: int, end: int, width: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """All runs of so many tokens in a range, each with its first token."""
    for k in range(first, end - width + 1):
        yield tuple(ids[k : k + width]), k


def once_in_each(
    one: Iterator[tuple[tuple[int, ...], int]], other: Iterator[tuple[tuple[int, ...], int]]
) -> list[tuple[int, int, int]]:
    """What stands once in each: (place in the first, place in the second, length), by the first."""
    places: list[dict[tuple[int, ...], int]] = [{}, {}]
    for found, side in ((one, places[0]), (other, places[1])):
        for key, at in found:
            side[key] = -1 if key in side else at
    return [(a, b, len(key)) for key, a in places[0].items() if a >= 0 and (b := places[1].get(key, -1)) >= 0]


def rising(pairs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The longest chain that goes forward in both texts (patience sorting)."""
    pairs = sorted(pairs)
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_, b, _) in enumerate(pairs):
        at = bisect_left(tails, b)
        before.append(tops[at - 1] if at else -1)
        tails[at : at + 1] = [b]
        tops[at : at + 1] = [number]
    chain: list[tuple[int, int, int]] = []
    at = tops[-1] if tops else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def common(one: Sequence[int], other: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The runs of a longest common subsequence."""
    from rapidfuzz.distance import LCSseq

    for op in LCSseq.opcodes(one, other):
        if op.tag == "equal":
            yield op.src_start, op.dest_start, op.src_end - op.src_start


def runs(there: Sequence[int]) -> list[tuple[int, int, int]]:
    """Runs of tokens that went on together: (first token, where it went, length)."""
    found: list[tuple[int, int, int]] = []
    first, expected = 0, -2
    for i, j in enumerate(there):
        if j != expected:
            if expected >= 0:
                found.append((first, there[first], i - first))
            first = i
        expected = j + 1 if j >= 0 else -2
    if expected >= 0:
        found.append((first, there[first], len(there) - first))
    return found


def free(tied: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of tokens that are tied to none."""
    found, first = [], -1
    for k, place in enumerate(tied):
        if place >= 0:
            if first >= 0:
                found.append((first, k))
                first = -1
        elif first < 0:
            first = k
    if first >= 0:
        found.append((first, len(tied)))
    return found
