"""Mentions of one thing brought together: "Vladimir Putin", "Putin"; "United States", "U.S."; "NATO" and its long form.

Names are compared by their words, never by what the world knows: a bare surname belongs to the person of that surname
whom the text is about, unless the form of address speaks against it. One label for all mentions of a cluster is
then chosen by vote, so that a name that is clear in one place is clear everywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from newsreader.analysis.gazetteer import Gazetteer, load_gazetteer
from newsreader.analysis.lexicons import ALIASES, COUNTRIES, ORG_WORDS, PLACE_WORDS
from newsreader.analysis.mentions import Mention
from newsreader.analysis.model import EntityLabel
from newsreader.analysis.seats import body_or_place, told_kind
from newsreader.article import Span

_MALE = frozenset("mr sir king prince lord monsieur herr father brother congressman chairman spokesman".split())
_FEMALE = frozenset("mrs ms miss queen princess lady dame madame sister congresswoman chairwoman spokeswoman".split())
_SMALL = frozenset("of the for and in on de du & at to".split())
_OFTEN = 3
_TOLD = 3
"""Votes of words that say what a name is."""
_NAMESAKES = 24
"""Things that may share a first or last word in one text; more are left apart, so that the time stays linear."""
_JUST_NAMED = 350
_LONG_AGO = 1500
_LOCATIVE = re.compile(r"\b(?:in|into|to|from|at|near|outside|across|of)\s+$")
_PLURAL = re.compile(r"(?<=[a-z]{3})s$")
_NICKNAMES = tuple(
    frozenset(group.split())
    for group in (
        "joe joseph", "bill william will", "bob robert rob", "jim james", "tom thomas", "mike michael", "dave david",
        "steve steven stephen", "chris christopher", "dan daniel", "tony anthony", "ted edward ed theodore",
        "dick richard rick", "ben benjamin", "matt matthew", "andy andrew", "alex alexander", "nick nicholas",
        "jeff jeffrey", "greg gregory", "ken kenneth", "ron ronald", "don donald", "sam samuel", "tim timothy",
        "charlie charles chuck", "jack john", "larry lawrence", "pete peter", "bernie bernard", "mitch mitchell",
        "liz elizabeth beth", "kate katherine catherine kathy", "sue susan", "debbie deborah", "jen jennifer",
        "maggie margaret", "pam pamela", "barb barbara", "abe abraham", "vlad vladimir", "rudy rudolph",
    )
)  # fmt: skip


@dataclass(slots=True)
class Cluster:
    """All mentions of one named thing.

    Attributes:
        name: Its best name in the text.
        label: Its kind.
        mentions: Where it is mentioned, in order.
        titles: Words of the titles that stand before it anywhere, in lower case.
        gender: "f", "m" or empty, from forms of address and first names.
    """

    name: str
    label: EntityLabel
    mentions: tuple[Span, ...]
    titles: frozenset[str] = frozenset()
    gender: str = ""


@dataclass(slots=True)
class _Group:
    """A cluster while it grows; `words` are those of its longest name."""

    words: tuple[str, ...]
    members: list[Mention] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def votes(self) -> Counter[EntityLabel]:
        """How often each label was given; a longer name is clearer, so it counts twice."""
        count: Counter[EntityLabel] = Counter()
        for member in self.members:
            count[member.label] += min(2, len(member.words))
        return count


def cluster(text: str, mentions: Sequence[Mention]) -> list[Cluster]:
    """Bring mentions of one thing together and give each thing one label.

    Args:
        text: The text they were found in.
        mentions: Mentions in order of the text.

    Returns:
        Clusters in order of their first mention.
    """
    groups = _Merging(text, mentions).groups()
    names = load_gazetteer()
    found = [_finished(text, part, names) for group in groups for part in _parts(group)]
    return sorted(found, key=lambda c: c.mentions[0])


class _Merging:
    """One pass over the mentions of a text, longer names first."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._names = load_gazetteer()
        self._long_forms = _long_forms(text, mentions)
        self._by_key: dict[str, _Group] = {}
        self._people: dict[str, list[_Group]] = defaultdict(list)
        self._bodies: dict[str, list[_Group]] = defaultdict(list)
        self._majority = _majority(mentions)
        self._majority |= dict.fromkeys(_surnames(text, mentions, self._majority), EntityLabel.PERSON)

    def groups(self) -> list[_Group]:
        found: list[_Group] = []
        forms: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
        for mention in self._mentions:
            forms[mention.words].append(mention)
        for words in sorted(forms, key=lambda w: (-len(w), forms[w][0].span)):
            for mention in forms[words]:
                group = self._group_of(mention)
                if group is None:
                    group = _Group(words)
                    found.append(group)
                    self._register(group, mention)
                group.members.append(mention)
                insort(group.starts, mention.span.start)
        return found

    def _group_of(self, mention: Mention) -> _Group | None:
        if self._majority[mention.words] is EntityLabel.PERSON:
            return self._person(mention)
        key = self._key(mention)
        group = self._by_key.get(key)
        return group if group is not None else self._body(mention)

    def _register(self, group: _Group, mention: Mention) -> None:
        words = mention.words
        label = self._majority[words]
        if label is EntityLabel.PERSON:
            for word in {_plain(words[0]), _plain(words[-1])}:
                if len(self._people[word]) < _NAMESAKES:
                    self._people[word].append(group)
            return
        self._by_key[self._key(mention)] = group
        if label in (EntityLabel.ORG, EntityLabel.MISC, EntityLabel.EVENT, EntityLabel.PLACE) and len(words) > 1:
            for word in {_plain(words[0]), _plain(words[-1])}:
                if len(self._bodies[word]) < _NAMESAKES:
                    self._bodies[word].append(group)

    def _key(self, mention: Mention) -> str:
        name = mention.text
        name = self._long_forms.get(name, name)
        name = ALIASES.get(name, name)
        if name.isupper() and len(name) > 4:
            name = name.title()
        if self._majority[mention.words] is EntityLabel.MISC and len(mention.words) == 1:
            name = _PLURAL.sub("", name)
        return name.casefold().replace(".", "").removeprefix("the ").replace("-", " ")

    def _person(self, mention: Mention) -> _Group | None:
        words = tuple(_plain(w) for w in mention.words)
        options = [g for g in self._people.get(words[-1], ()) if self._may_be(words, mention, g)]
        if len(words) == 1:
            by_surname = [g for g in options if _plain(g.words[-1]) == words[0]]
            options = by_surname or options
        if not options:
            return None
        exact = [g for g in options if tuple(_plain(w) for w in g.words) == words]
        if len(words) == 1 and len(options) > 1:
            return _principal(options, mention.span.start)
        return _nearest(exact or options, mention.span.start)

    def _may_be(self, words: tuple[str, ...], mention: Mention, group: _Group) -> bool:
        """Whether a shorter or equal name may name the person of a group."""
        full = tuple(_plain(w) for w in group.words)
        if words == full:
            return not self._at_odds(mention, group)
        if len(words) == 1:
            return not self._at_odds(mention, group)
        if full[-len(words) :] == words or full[: len(words)] == words:
            return True
        return full[-1] == words[-1] and _same_first(full[0], words[0])

    def _at_odds(self, mention: Mention, group: _Group) -> bool:
        """Whether the form of address and the first name of a group speak of two people."""
        called = _address(mention.titles)
        if not called:
            return False
        known = {_address(m.titles) for m in group.members} - {""}
        gender = self._names.gender(group.words[0]) if len(group.words) > 1 else ""
        return called not in known and bool((known or {gender}) - {"", called})

    def _body(self, mention: Mention) -> _Group | None:
        """The group of a longer name of which this is the head or the end: "Amnesty", "Kursk"."""
        words = mention.words
        label = self._majority[words]
        if label is EntityLabel.MISC or words[0] in COUNTRIES:
            return None
        if label is not EntityLabel.PLACE and len(words) == 1 and self._names.is_place(words[0]):
            return None
        options = [g for g in self._bodies.get(_plain(words[-1]), ()) if self._is_part(words, label, g)]
        if words[0] != words[-1]:
            options += [g for g in self._bodies.get(_plain(words[0]), ()) if self._is_part(words, label, g)]
        different = {id(g) for g in options}
        return options[0] if len(different) == 1 else None

    def _is_part(self, words: tuple[str, ...], label: EntityLabel, group: _Group) -> bool:
        full = group.words
        votes = group.votes()
        if label is EntityLabel.PLACE:
            rest = full[len(words) :] if full[: len(words)] == words else ()
            return votes[EntityLabel.PLACE] > 0 and bool(rest) and all(w in PLACE_WORDS for w in rest)
        if label is not EntityLabel.ORG or not votes[EntityLabel.ORG]:
            return False
        generic = all(w in ORG_WORDS or w.lower() in _SMALL for w in words)
        if full[: len(words)] == words:
            return not generic or len(words) > 1 or full[1:2] == ("of",)
        return full[-len(words) :] == words and (not generic or len(words) > 1)


def _plain(word: str) -> str:
    low = word.casefold().rstrip(".")
    return low


def _same_first(one: str, other: str) -> bool:
    """Whether two first names may be one person's: equal, an initial, a short form."""
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    return any(one in group and other in group for group in _NICKNAMES)


def _address(titles: Iterable[str]) -> str:
    titles = set(titles)
    return "m" if titles & _MALE else "f" if titles & _FEMALE else ""


def _nearest(groups: Sequence[_Group], offset: int) -> _Group:
    """The group mentioned last before an offset, else the one mentioned first behind it."""

    def distance(group: _Group) -> tuple[bool, int]:
        before = bisect_right(group.starts, offset)
        return (False, offset - group.starts[before - 1]) if before else (True, group.starts[0])

    return min(groups, key=distance)


def _principal(groups: Sequence[_Group], offset: int) -> _Group:
    """Whom a bare surname means where several bear it: the one whom the text named first.

    News gives the surname alone to its principal person and the full name to relatives each time, unless another was
    named a sentence ago and the principal one not for long (in code points).
    """
    first = min(groups, key=lambda g: g.starts[0])
    near = _nearest(groups, offset)
    behind = bisect_right(first.starts, offset)
    lately = offset - near.starts[max(0, bisect_right(near.starts, offset) - 1)]
    gone = not behind or offset - first.starts[behind - 1] > _LONG_AGO
    return near if gone and 0 <= lately < _JUST_NAMED else first


def _majority(mentions: Iterable[Mention]) -> dict[tuple[str, ...], EntityLabel]:
    """The label that most mentions of the same words have; the first of equals."""
    counts: dict[tuple[str, ...], Counter[EntityLabel]] = defaultdict(Counter)
    for mention in mentions:
        counts[mention.words][mention.label] += 1
    return {words: count.most_common(1)[0][0] for words, count in counts.items()}


def _surnames(
    text: str, mentions: Sequence[Mention], majority: dict[tuple[str, ...], EntityLabel]
) -> Iterator[tuple[str, ...]]:
    """Words that pass for a place or a body and are the surname of somebody in the text: Ann London, "London said".

    They are not if the text mostly goes to, from or into them.
    """
    names = load_gazetteer()
    people = {w[-1] for w, label in majority.items() if label is EntityLabel.PERSON and len(w) > 1}
    people -= names.country | names.organisation
    told: Counter[tuple[str, ...]] = Counter()
    located: Counter[tuple[str, ...]] = Counter()
    for mention in mentions:
        if len(mention.words) == 1 and mention.words[0] in people and majority[mention.words] is not EntityLabel.PERSON:
            told[mention.words] += 1
            start = mention.span.start
            located[mention.words] += bool(_LOCATIVE.search(text, max(0, start - 12), start))
    yield from (words for words, count in told.items() if located[words] * 3 < count)


def _long_forms(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """Acronyms with the long form that the text gives: in brackets behind it, or by its initials."""
    known: dict[str, str] = {}
    initials: dict[str, str] = {}
    acronyms = {m.text for m in mentions if len(m.words) == 1 and m.text.isupper() and 2 <= len(m.text) <= 7}
    for mention in mentions:
        if len(mention.words) < 2 or mention.label is EntityLabel.PERSON:
            continue
        letters = "".join(w[0] for w in mention.words if w[0].isupper())
        initials.setdefault(letters, mention.text)
        behind = text[mention.span.end : mention.span.end + 12]
        match = re.match(r"\s\((?:the )?([A-Z][A-Za-z&.]{1,7})\)", behind)
        if match:
            known.setdefault(match[1], mention.text)
    for acronym in acronyms:
        plain = acronym.replace(".", "").replace("&", "")
        if acronym not in known and len(plain) > 2 and plain in initials:
            known[acronym] = initials[plain]
    return known


def _parts(group: _Group) -> list[_Group]:
    """A group as one, or as two if its name is that of a town and of a club or company, each often enough."""
    votes = group.votes()
    places, bodies = votes[EntityLabel.PLACE], votes[EntityLabel.ORG]
    if min(places, bodies) * _OFTEN < places + bodies or votes.total() > places + bodies:
        return [group]
    return [
        _Group(group.words, [m for m in group.members if m.label is label])
        for label in (EntityLabel.PLACE, EntityLabel.ORG)
    ]


def _finished(text: str, group: _Group, names: Gazetteer) -> Cluster:
    votes = group.votes()
    for mention in group.members:
        told = told_kind(text, mention.span)
        if told is not None:
            votes[told] += _TOLD
    label = max(votes, key=lambda k: (votes[k], k is group.members[0].label))
    if label in (EntityLabel.ORG, EntityLabel.PLACE):
        label = body_or_place(text, group.words, [m.span for m in group.members], label, names)
    best = max(group.members, key=lambda m: (len(m.words), not m.text.isupper(), -m.span.start))
    name = " ".join(text[best.span.start : best.span.end].split())
    if label is EntityLabel.MISC and len(best.words) == 1:
        name = Counter(m.text for m in group.members).most_common(1)[0][0]
    if label is EntityLabel.PLACE:
        name = ALIASES.get(name, name)
    titles = frozenset(t for m in group.members for t in m.titles)
    gender = _address(titles)
    if not gender and label is EntityLabel.PERSON and len(best.words) > 1:
        gender = names.gender(best.words[0])
    return Cluster(name, label, tuple(sorted(m.span for m in group.members)), titles, gender)
