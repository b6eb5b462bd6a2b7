"""Near-duplicates: the same report printed by several papers, with small changes.

Two texts are compared by sketches: of all runs of four words (shingles) those with the smallest hash values are kept.
The share of equal values estimates the resemblance of the texts, the share of their shingles that they have in common
(Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
import struct
from heapq import nsmallest
from zlib import crc32

SHINGLE = 4
"""Words in a shingle."""

SIZE = 32
"""Hash values kept; the standard error of the estimate is at most ``0.5 / sqrt(SIZE)``, 0.09."""

SAME_REPORT = 0.4
"""Resemblance from which two texts are one report. Broder takes 0.5; the estimate's error is allowed for."""

_WORD = re.compile(r"[^\W_]+")


def sketch(text: str) -> bytes:
    """Make the sketch of a text: up to `SIZE` hash values of 32 bits in rising order."""
    words = _WORD.findall(text.lower())
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))} if words else set()
    smallest = nsmallest(SIZE, {crc32(shingle.encode("utf-8", "surrogatepass")) for shingle in shingles})
    return struct.pack(f"<{len(smallest)}I", *smallest)


def values(data: bytes) -> frozenset[int]:
    """The hash values of a sketch, to be compared with others."""
    return frozenset(struct.unpack(f"<{len(data) // 4}I", data))


def resemblance(ones: frozenset[int], others: frozenset[int]) -> float:
    """Estimate the resemblance of two texts from the `values` of their sketches, 0 to 1; none resemble nothing."""
    if ones.isdisjoint(others):
        return 0.0
    union = sorted(ones | others)[: max(len(ones), len(others))]
    return sum(value in ones and value in others for value in union) / len(union)
