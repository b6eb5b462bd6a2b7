"""Names known beforehand: places, first names and surnames, organisations, adjectives of nations and faiths.

The lists come from `tools/build_gazetteer.py`. They are evidence, never a verdict: Georgia is a country, a state and a
first name, and the text decides which.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FILE = "gazetteer.txt.gz"
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Lists of names in the case in which they are written.

    Attributes:
        country: Countries and their short forms.
        region: States, provinces, seas and parts of the world.
        city: Capitals and cities of 300,000 people and more.
        town: Smaller ones, down to 40,000 people.
        female: First names of women.
        male: First names of men.
        surname: Surnames.
        organisation: Bodies, parties, companies, media, clubs.
        adjective: Words for people of a nation, faith or party, and for what is theirs.
        lengths: For the first word of each name of several words, the number of words of the longest.
    """

    country: frozenset[str]
    region: frozenset[str]
    city: frozenset[str]
    town: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    surname: frozenset[str]
    organisation: frozenset[str]
    adjective: frozenset[str]
    lengths: dict[str, int]

    def is_place(self, name: str) -> bool:
        """Whether a country, region or city of some size bears the name."""
        return name in self.country or name in self.region or name in self.city

    def word_codes(self, word: str) -> str:
        """One letter for each list that holds a single word, empty for none."""
        return "".join(
            code
            for code, names in (
                ("C", self.country),
                ("R", self.region),
                ("P", self.city),
                ("t", self.town),
                ("f", self.female),
                ("m", self.male),
                ("l", self.surname),
                ("O", self.organisation),
                ("D", self.adjective),
            )
            if word in names
        )

    def matches(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Names of several words, the longest first, without overlaps: (first word, one past the last, kind)."""
        size, free = len(words), 0
        for position in [k for k, word in enumerate(words) if word in self.lengths]:
            if position < free:
                continue
            for length in range(min(self.lengths[words[position]], size - position), 1, -1):
                kind = self._kind(" ".join(words[position : position + length]))
                if kind:
                    yield position, position + length, kind
                    free = position + length
                    break

    def gender(self, first_name: str) -> str:
        """The gender that alone bears a first name, "f" or "m"; empty for none or both."""
        female, male = first_name in self.female, first_name in self.male
        return "" if female == male else "f" if female else "m"

    def _kind(self, name: str) -> str:
        if name in self.organisation:
            return "O"
        if name in self.country or name in self.region or name in self.city:
            return "P"
        if name in self.town:
            return "t"
        return "D" if name in self.adjective else ""


@cache
def load_gazetteer() -> Gazetteer:
    """Load the shipped lists, once in a process."""
    blob = gzip.decompress((files("newsreader.analysis.models") / _FILE).read_bytes()).decode()
    lists: dict[str, frozenset[str]] = {}
    lengths: dict[str, int] = {}
    for section in blob.split("\n\n"):
        kind, *names = section.split("\n")
        lists[kind] = frozenset(names)
        if kind in ("country", "region", "city", "town", "organisation", "adjective"):
            for name in names:
                if " " in name:
                    first, _, rest = name.partition(" ")
                    lengths[first] = min(_LONGEST, max(lengths.get(first, 0), rest.count(" ") + 2))
    return Gazetteer(**lists, lengths=lengths)
