"""From the words of a source to the fullest name that the article gives the speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsreader.analysis.speakers.antecedents import Antecedents
from newsreader.analysis.speakers.cast import Figure, bare_word
from newsreader.analysis.speakers.sources import Naming, Source, read_source
from newsreader.article import Span

SURE_ENOUGH = 0.4
"""Probability of an antecedent from which its name is given and not the word of the text."""

_NAMED = 0.98
_DESCRIBED = 0.9
_GROUP = 0.75
_GROUP_REACH = 500
_WORD = re.compile(r"\w[\w’'-]*")
_WHO_REACH = 160


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source is.

    Attributes:
        name: The fullest name, or the words of the source where no name is sure enough.
        confidence: Probability that the name is right.
        figures: The figures behind it, if any.
    """

    name: str
    confidence: float
    figures: tuple[Figure, ...] = ()


class Resolver:
    """Resolves the sources of one article, each once.

    Args:
        antecedents: Finds who its pronouns and roles stand for.
    """

    def __init__(self, antecedents: Antecedents) -> None:
        self.text = antecedents.text
        self.cast = antecedents.cast
        self.antecedents = antecedents
        self._known: dict[Span, Speaker] = {}
        self._last: tuple[int, Figure] | None = None

    def resolve(self, span: Span) -> Speaker:
        """Who the words at a span are, with those before it in mind."""
        known = self._known.get(span)
        if known is None:
            known = self._known[span] = self._resolve(read_source(self.text, span, self.cast))
            for figure in known.figures:
                self.antecedents.note(span.start, figure)
            if known.figures:
                self._last = (span.start, known.figures[-1])
        return known

    def _resolve(self, source: Source) -> Speaker:
        match source.naming:
            case Naming.NAME:
                return Speaker(" and ".join(f.name for f in source.figures), _NAMED, source.figures)
            case Naming.RELATIVE:
                return self._relative(source)
            case Naming.PRONOUN:
                found = self.antecedents.find(source.span.start, source.gender)
                if found is None or found[1] < SURE_ENOUGH:
                    return Speaker(source.words, 0.3)
                return Speaker(found[0].name, found[1], (found[0],))
            case Naming.ROLE:
                return self._role(source)
            case Naming.WORDS:
                group = self._group(source)
                if group is not None:
                    return Speaker(group.name, _GROUP, (group,))
                return Speaker(source.words, _DESCRIBED if len(source.words) > 4 else 0.3)

    def _group(self, source: Source) -> Figure | None:
        """The organisation that "it" or "they" stands for, if it was the last to speak, a moment ago."""
        if self._last is None or source.words.lower() not in ("it", "they"):
            return None
        offset, figure = self._last
        near = 0 <= source.span.start - offset < _GROUP_REACH
        return figure if near and not figure.person else None

    def _relative(self, source: Source) -> Speaker:
        """The person right before "who"."""
        start = max(0, source.span.start - _WHO_REACH, self.text.rfind("\n", 0, source.span.start) + 1)
        people = [(m, f) for m, f in self.cast.within(start, source.span.start) if f.person]
        if not people:
            return Speaker(source.words, 0.3)
        return Speaker(people[-1][1].name, 0.85, (people[-1][1],))

    def _role(self, source: Source) -> Speaker:
        """The person to whom the article gives the role, if the other words of the phrase fit."""
        antecedents = self.antecedents
        figures = antecedents.candidates(source.span.start, source.gender, source.role)
        words = {bare_word(w) for w in _WORD.findall(source.words)}
        fitting = [f for f in figures if words & f.attributes] or figures
        if len(fitting) != 1:
            return Speaker(source.words, _DESCRIBED * 0.8)
        figure = fitting[0]
        return Speaker(figure.name, 0.75, (figure,))
