"""The person that "he" or "the adviser" stands for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.analysis.quotes.marks import Stretch
from newsreader.analysis.quotes.weights import LogLinear
from newsreader.analysis.speakers.cast import Cast, Figure
from newsreader.article import Span

_REACH = 4000
_MOST = 10
_SUBJECT = re.compile(r"(?:^|[.!?”\"’]\s+|\n\s*|\b(?:and|but|while|as|when|that|because|,)\s+)(?:[\w’'.-]+\s+){0,4}$")
_STOP = re.compile(r"[.!?]")


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody who was found to say something, at an offset of the text."""

    offset: int
    figure: Figure


class Antecedents:
    """Finds antecedents in one article."""

    def __init__(
        self,
        text: str,
        cast: Cast,
        paragraphs: Sequence[Span],
        quoted: Sequence[Stretch],
        model: LogLinear,
    ) -> None:
        self.text = text
        self.cast = cast
        self._people = cast.people
        self._model = model
        self._paragraphs = [p.start for p in paragraphs]
        self._quoted = [s.start for s in quoted]
        self._quotes = quoted
        self._said: list[Said] = []
        self._most = max((len(f.mentions) for f in self._people), default=0)
        self._order = sorted((m.start, k) for k, f in enumerate(self._people) for m in f.mentions)
        self._offsets = [o for o, _ in self._order]

    def note(self, offset: int, figure: Figure) -> None:
        """Remember that a figure said something at an offset."""
        if figure.person:
            self._said.append(Said(offset, figure))

    def find(self, offset: int, gender: str, role: str = "") -> tuple[Figure, float] | None:
        """The likeliest person for a pronoun or role at an offset.

        Returns:
            The person and the probability that it is the one, or None if nobody comes into question.
        """
        figures = self.candidates(offset, gender, role)
        if not figures:
            return None
        chances = self._model.distribution([self.features(f, offset, gender) for f in figures])
        best = max(range(len(figures)), key=lambda k: (chances[k], -k))
        return figures[best], chances[best]

    def candidates(self, offset: int, gender: str, role: str = "") -> list[Figure]:
        """The persons mentioned before an offset whose gender and role do not speak against them, nearest first."""
        found: list[Figure] = []
        k = bisect_left(self._offsets, offset) - 1
        while k >= 0 and len(found) < _MOST and offset - self._offsets[k] < _REACH:
            figure = self._people[self._order[k][1]]
            k -= 1
            if figure in found or (gender and figure.gender and figure.gender != gender):
                continue
            if role and role not in figure.roles:
                continue
            found.append(figure)
        return found

    def features(self, figure: Figure, offset: int, gender: str) -> list[str]:
        """What speaks for a person as the antecedent of a pronoun at an offset."""
        text = self.text
        mention = figure.last_before(offset)
        if mention is None:
            return ["none"]
        here, there = bisect_right(self._paragraphs, offset), bisect_right(self._paragraphs, mention.start)
        gap = min(here - there, 4)
        between = text[mention.end : offset] if offset - mention.end < 600 else ""
        sentences = min(len(_STOP.findall(between)), 3) if between else 4
        rank = min(self._rank(figure, mention.start, offset), 4)
        k = bisect_right(self._quoted, mention.start) - 1
        inside = k >= 0 and mention.start < self._quotes[k].end
        subject = bool(_SUBJECT.search(text[max(0, mention.start - 40) : mention.start]))
        owner = text[mention.end : mention.end + 2] in ("’s", "'s")
        recent = [s.figure for s in self._said[-3:] if s.offset < offset]
        spoke = next((i for i, f in enumerate(reversed(recent)) if f is figure), 3)
        last = bool(self._said) and self._said[-1].figure is figure
        since = (
            bisect_right(self._paragraphs, offset) - bisect_right(self._paragraphs, self._said[-1].offset)
            if last
            else 9
        )
        agrees = "=" if figure.gender == gender and gender else "?" if not figure.gender else "-"
        share = len(figure.mentions) * 3 // max(1, self._most)
        where = "i" if inside else "o"
        return [
            "g" + agrees,
            f"p{gap}{where}",
            f"s{sentences}{where}",
            f"r{rank}{where}",
            f"sub{int(subject)}{where}{min(gap, 2)}",
            f"own{int(owner)}",
            f"spoke{spoke}",
            f"last{min(since, 3)}",
            f"spoke{spoke}p{min(gap, 2)}",
            f"share{share}",
            f"r{rank}sub{int(subject)}{where}",
            f"full{int(' ' in figure.name)}",
        ]

    def _rank(self, figure: Figure, start: int, offset: int) -> int:
        """How many other persons are mentioned between a mention and an offset."""
        low, high = bisect_right(self._offsets, start), bisect_left(self._offsets, offset)
        others = {k for _, k in self._order[low : min(high, low + 40)]}
        return len(others)
