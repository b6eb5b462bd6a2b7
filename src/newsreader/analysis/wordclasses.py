"""Classes of words that stand between the same neighbours in news: "said" and "argued", "Monday" and "Friday".

The classes come from `tools/build_word_classes.py`; they let a model use of a rare word what it has learnt of others.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_FILE = "wordclasses.txt.gz"

UNKNOWN = "-"
"""The class of a word that has none."""


@cache
def load_word_classes() -> dict[str, str]:
    """The class of each word that has one, by the word in the form of `plain`; read once in a process."""
    lines = gzip.decompress((files("newsreader.analysis.models") / _FILE).read_bytes()).decode().splitlines()
    return {word: str(number) for number, line in enumerate(lines) for word in line.split()}


def plain(word: str) -> str:
    """A lower-case word as it is looked up: straight apostrophes, and one form for all numbers."""
    return "0" if word[0].isdigit() else word.replace("’", "'")


def word_class(word: str) -> str:
    """The class of a lower-case word, `UNKNOWN` if it has none."""
    return load_word_classes().get(plain(word), UNKNOWN)


def word_classes(words: Iterable[str]) -> list[str]:
    """The classes of several lower-case words with straight apostrophes; see `word_class`."""
    known = load_word_classes().get
    return [known("0" if word[0].isdigit() else word, UNKNOWN) for word in words]
