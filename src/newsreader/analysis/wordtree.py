"""Where a word stands in a tree of words with the same neighbours: first names in one branch, companies in another.

The tree comes from `tools/build_word_tree.py`; it lets a model know of a name that it was not fitted on what its likes
are.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FILE = "wordtree.txt.gz"


@dataclass(frozen=True, slots=True)
class WordTree:
    """The tree as it is kept: looked up by halving, since a table of all words would take four times as long to load.

    Attributes:
        ways: The ways from the root to the leaves.
        words: Each word in the case in which it is written, a blank and the number of its way in hexadecimal digits, in
            order.
    """

    ways: tuple[str, ...]
    words: list[str]

    def way(self, word: str) -> str:
        """The way from the root to a word as bits, empty for none; ways that begin alike lead to words of like use."""
        key = word + " "
        place = bisect_left(self.words, key)
        if place < len(self.words) and self.words[place].startswith(key):
            return self.ways[int(self.words[place][len(key) :], 16)]
        return ""


@cache
def load_word_tree() -> WordTree:
    """Load the shipped tree, once in a process."""
    blob = gzip.decompress((files("newsreader.analysis.models") / _FILE).read_bytes()).decode()
    ways, *words = blob.split("\n")
    return WordTree(tuple(ways.split(" ")), words)
