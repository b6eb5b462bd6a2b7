"""The named people and organisations of an article as possible speakers: gender, roles, where they are mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsreader.analysis.gazetteer import load_gazetteer
from newsreader.analysis.lexicons import FEMALE, MALE
from newsreader.analysis.model import Entity, EntityLabel
from newsreader.analysis.speakers.roles import is_role, role_gender, role_key
from newsreader.article import Span

_SPEAKING = frozenset({EntityLabel.PERSON, EntityLabel.ORG, EntityLabel.PLACE, EntityLabel.MISC})
_MALE_TITLE = re.compile(r"\b(?:Mr|Sir|Lord|King|Prince|Herr|Monsieur|Brother|Father)\.?\s+$")
_FEMALE_TITLE = re.compile(r"\b(?:Mrs|Ms|Miss|Lady|Dame|Queen|Princess|Frau|Madame|Sister|Mother)\.?\s+$")
_APPOSITION = re.compile(r",\s+(?:who (?:is|was|has been|serves as)\s+)?([^,.;:“”\"\n]{3,120})")
_IS_A = re.compile(r"\s+(?:is|was|became|serves as|served as)\s+(?:the|a|an)\s+([^,.;:“”\"\n]{3,60})")
_BREAK = re.compile(r"[,;:“”\"\n()—–]|[.?!](?=\s+[A-Z“])")
_WORD = re.compile(r"\w[\w’'-]*")
_LINKS = frozenset("of for to in at from on with".split())
_PLAIN = _LINKS | frozenset("the a an his her their its former then and who is was has been senior top first".split())


@dataclass(slots=True)
class Figure:
    """Somebody or something that may speak.

    Attributes:
        name: The fullest name.
        label: Its kind.
        mentions: Where it is mentioned, in order.
        gender: "m", "f" or empty.
        roles: Keys of the roles that the article gives it, see `role_key`.
        attributes: Lower-case words that stand with those roles ("kremlin", "senior").
    """

    name: str
    label: EntityLabel
    mentions: tuple[Span, ...]
    gender: str = ""
    roles: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)

    @property
    def person(self) -> bool:
        """Whether it is a person."""
        return self.label is EntityLabel.PERSON

    def last_before(self, offset: int) -> Span | None:
        """Its last mention that begins before an offset."""
        k = bisect_left(self.mentions, (offset,))
        return self.mentions[k - 1] if k else None


class Cast:
    """All figures of one article, found by where they are mentioned."""

    def __init__(self, text: str, entities: Iterable[Entity]) -> None:
        self.text = text
        self.figures = [Figure(e.name, e.label, e.mentions) for e in entities if e.mentions and e.label in _SPEAKING]
        bearers: dict[str, Figure] = {}
        for figure in sorted(self.people, key=lambda f: f.mentions[0]):
            if " " in figure.name:
                bearers.setdefault(figure.name.rsplit(" ", 1)[-1], figure)
        pairs = [(m, self._bearer(m, f, bearers)) for f in self.figures for m in f.mentions]
        self._pairs = sorted(pairs, key=lambda pair: pair[0])
        self._starts = [m.start for m, _ in self._pairs]
        for mention, figure in self._pairs:
            if figure.person:
                self._learn(figure, mention)

    def _bearer(self, mention: Span, figure: Figure, bearers: dict[str, Figure]) -> Figure:
        """Whom a mention means: the surname of a person alone is that person, not the firm or fund named after it."""
        if figure.person:
            return figure
        words = self.text[mention.start : mention.end]
        return bearers.get(words, figure) if words != figure.name else figure

    def within(self, start: int, end: int) -> list[tuple[Span, Figure]]:
        """The mentions that begin in a range, in order."""
        return self._pairs[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    @property
    def people(self) -> list[Figure]:
        """The figures that are persons."""
        return [f for f in self.figures if f.person]

    def _learn(self, figure: Figure, mention: Span) -> None:
        text, (start, end) = self.text, mention
        ahead = text[max(0, start - 80) : start]
        behind = text[end : end + 150]
        if not figure.gender:
            given = figure.name.split()[:-1] or figure.name.split()
            figure.gender = next(("m" if w in MALE else "f" for w in given if w in MALE or w in FEMALE), "")
            if not figure.gender and " " in figure.name:
                figure.gender = load_gazetteer().gender(given[0])
        if _FEMALE_TITLE.search(ahead):
            figure.gender = "f"
        elif _MALE_TITLE.search(ahead):
            figure.gender = "m"
        for pattern in (_APPOSITION, _IS_A):
            match = pattern.match(behind)
            if match:
                self._role(figure, match[1])
        parts = _BREAK.split(ahead)
        phrase = parts[-1].strip()
        if phrase:
            self._title(figure, phrase)
        elif len(parts) > 1 and ahead.rstrip().endswith(","):
            self._title(figure, parts[-2], apposition=True)

    def _title(self, figure: Figure, phrase: str, *, apposition: bool = False) -> None:
        """Learn from "Kremlin spokesman" before a name, or "his senior envoy for Russia," before one."""
        words = _WORD.findall(phrase)[-9:]
        places = [k for k, w in enumerate(words) if is_role(w)]
        if not places:
            return
        head = places[-1]
        behind = words[head + 1 :]
        if behind and not (apposition and behind[0] in _LINKS and len(behind) <= 5 and "and" not in behind):
            return
        figure.roles.add(role_key(words[head]))
        near = words[max(0, head - 3) : head] + behind
        figure.attributes.update(bare_word(w) for w in near if w.lower() not in _PLAIN)
        figure.gender = figure.gender or role_gender(words[head])

    def _role(self, figure: Figure, phrase: str) -> None:
        """Learn from the apposition behind a name: "Roe, the mayor of Ghent"."""
        words = _WORD.findall(phrase)
        head = next((k for k, w in enumerate(words[:8]) if is_role(w)), None)
        if head is None or any(w in _LINKS for w in words[:head]):
            return
        figure.roles.add(role_key(words[head]))
        figure.attributes.update(bare_word(w) for w in words if w.lower() not in _PLAIN and not is_role(w))
        figure.gender = figure.gender or role_gender(words[head])


def bare_word(word: str) -> str:
    """A word in lower case without its possessive ending."""
    return word.lower().removesuffix("’s").removesuffix("'s")
