"""The people, organisations, places and so on of a text, each with all its mentions.

Every candidate gets evidence for its kind from its own words, the title before it and the words around it. Candidates
that name one thing are merged first, the evidence of a cluster is added up, and the cluster gets one kind: so a name
that is clear in one place is clear everywhere.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from newsreader.analysis.amounts import find_amounts
from newsreader.analysis.dates import find_dates
from newsreader.analysis.lexicons import (
    ALIASES,
    COUNTRIES,
    DEMONYMS,
    EVENT_WORDS,
    FEMALE,
    MALE,
    ORG_WORDS,
    ORGANISATIONS,
    PLACE_WORDS,
    PLACES,
    SAYING,
)
from newsreader.analysis.model import Entity, EntityLabel
from newsreader.analysis.names import Candidate, find_candidates
from newsreader.article import Span

_PLACE_BEFORE = frozenset("in at near from outside across around towards toward throughout inside into via".split())
_NEXT_WORD = re.compile(r"[,\s]*(?:also |later |then )?([a-z]+)")
_AGE = re.compile(r", (?:a |an |the |who |whose |\d\d?[,.])")
_ACRONYM = re.compile(r"\s\((?:the )?([A-Z][A-Za-z&]{1,7})\)")

Scores = Counter[EntityLabel]


@dataclass(slots=True)
class Cluster:
    """The mentions of one named thing.

    Attributes:
        name: Its fullest form in the text.
        label: Its kind.
        candidates: Its mentions, in order of the text.
        titles: Words of the titles that stand before it, lower case.
        gender: "f", "m" or empty, from first names and forms of address.
    """

    name: str
    label: EntityLabel = EntityLabel.MISC
    candidates: list[Candidate] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    gender: str = ""

    @property
    def mentions(self) -> tuple[Span, ...]:
        """Where it is mentioned, in order."""
        return tuple(sorted(c.span for c in self.candidates))


def find_clusters(text: str) -> list[Cluster]:
    """Find the named things of a text, in order of their first mention."""
    candidates = find_candidates(text)
    known = _acronyms(text, candidates)
    evidence = [_evidence(c) for c in candidates]
    groups = _merge(candidates, evidence, known)
    clusters: list[Cluster] = []
    for members in groups:
        total: Scores = Counter()
        for k in members:
            total.update(evidence[k])
        chosen = [candidates[k] for k in members]
        clusters.append(_cluster(chosen, total))
    clusters.sort(key=lambda c: c.mentions[0])
    return clusters


def find_entities(text: str, *, published: str = "", clusters: list[Cluster] | None = None) -> tuple[Entity, ...]:
    """Find the entities of a text, the most prominent first.

    Args:
        text: The text.
        published: ISO 8601 date against which "Tuesday" is resolved; empty if unknown.
        clusters: The named things, if they were found already.

    Returns:
        Entities by prominence: many mentions and an early first one count; dates and amounts come last.
    """
    named = find_clusters(text) if clusters is None else clusters
    entities = [Entity(c.name, c.label, c.mentions) for c in named]
    taken = [m for e in entities for m in e.mentions]
    amounts = find_dates(text, published=published)
    amounts += [a for a in find_amounts(text) if not any(a.mentions[0].overlaps(d.mentions[0]) for d in amounts)]
    grouped: dict[tuple[EntityLabel, str], list[Entity]] = defaultdict(list)
    for one in amounts:
        if not any(one.mentions[0].overlaps(m) for m in taken):
            grouped[one.label, one.value or one.name.casefold()].append(one)
    for (label, _), same in grouped.items():
        entities.append(Entity(same[0].name, label, tuple(e.mentions[0] for e in same), same[0].value))
    size = max(1, len(text))

    def prominence(entity: Entity) -> tuple[bool, float, int]:
        counted = entity.label in (EntityLabel.DATE, EntityLabel.MONEY, EntityLabel.PERCENT, EntityLabel.NUMBER)
        early = 1 - entity.mentions[0].start / size
        return counted, -(len(entity.mentions) + 2 * early), entity.mentions[0].start

    return tuple(sorted(entities, key=prominence))


def _evidence(candidate: Candidate) -> Scores:
    """What speaks for each kind."""
    scores: Scores = Counter()
    words, text = candidate.words, candidate.text
    bare = [w.rstrip(".") for w in words]
    if text in DEMONYMS:
        scores[EntityLabel.MISC] += 10
        return scores
    name = ALIASES.get(text, text)
    if name in PLACES:
        scores[EntityLabel.PLACE] += 6
    if name in ORGANISATIONS or text in ORGANISATIONS:
        scores[EntityLabel.ORG] += 6
    if candidate.title:
        scores[EntityLabel.PERSON] += 6
    if bare[0] in FEMALE or bare[0] in MALE:
        scores[EntityLabel.PERSON] += 4 if len(words) > 1 else 2
    if len(words) > 1 and re.fullmatch(r"[A-Z]\.", words[1] if len(words) > 2 else words[0]):
        scores[EntityLabel.PERSON] += 3
    if any(b in ORG_WORDS for b in bare[1:]) or bare[0] in (
        "Ministry",
        "Department",
        "University",
        "Bank",
        "Institute",
    ):
        scores[EntityLabel.ORG] += 5
    if len(words) > 1 and bare[-1] in EVENT_WORDS:
        scores[EntityLabel.EVENT] += 5
    if len(words) > 1 and (bare[-1] in PLACE_WORDS or bare[0] in ("Lake", "Mount", "Port", "Cape", "Gulf", "Fort")):
        scores[EntityLabel.PLACE] += 5
    if len(words) == 1 and text.isupper() and 2 <= len(text) <= 6 and not scores:
        scores[EntityLabel.ORG] += 2
    _surroundings(candidate, scores)
    if 2 <= len(words) <= 3 and not scores and all(w[:1].isupper() and w.isalpha() for w in words):
        scores[EntityLabel.PERSON] += 1
    return scores


def _surroundings(candidate: Candidate, scores: Scores) -> None:
    before = candidate.before.split()
    following = _NEXT_WORD.match(candidate.after)
    if following and following[1] in SAYING and not candidate.possessive:
        scores[EntityLabel.PERSON if not scores[EntityLabel.ORG] else EntityLabel.ORG] += 1.5  # type: ignore[assignment]
    if _AGE.match(candidate.after) and len(candidate.words) > 1:
        scores[EntityLabel.PERSON] += 1
    if before and before[-1] in _PLACE_BEFORE and not candidate.title:
        scores[EntityLabel.PLACE] += 2
    if before and before[-1] == "the" and not scores[EntityLabel.PLACE]:
        scores[EntityLabel.ORG] += 1
        scores[EntityLabel.PERSON] -= 2
    if before and before[-1] in ("said", "says", "asked", "added", "mr.", "mrs.", "ms."):
        scores[EntityLabel.PERSON] += 2


def _acronyms(text: str, candidates: list[Candidate]) -> dict[str, str]:
    """Acronyms that the text explains, each with its long form: "the Danube Council (DC)"."""
    known: dict[str, str] = {}
    for candidate in candidates:
        match = _ACRONYM.match(text, candidate.span.end)
        if match and len(candidate.words) > 1:
            known[match[1]] = candidate.text
    return known


def _merge(candidates: list[Candidate], evidence: list[Scores], known: dict[str, str]) -> list[list[int]]:
    """Group candidates that name one thing."""
    groups: list[list[int]] = []
    by_key: dict[str, int] = {}
    by_last: dict[str, list[int]] = defaultdict(list)
    order = sorted(range(len(candidates)), key=lambda k: (-len(candidates[k].words), k))
    for k in order:
        candidate = candidates[k]
        key = _key(candidate, known)
        if key in by_key:
            groups[by_key[key]].append(k)
            continue
        group = _group_of_part(candidate, evidence[k], groups, candidates, by_last)
        if group is None:
            group = len(groups)
            groups.append([])
            by_key[key] = group
            if len(candidate.words) > 1:
                by_last[candidate.words[-1]].append(group)
                by_last[candidate.words[0]].append(group)
        groups[group].append(k)
    return [sorted(g) for g in groups]


def _key(candidate: Candidate, known: dict[str, str]) -> str:
    text = candidate.text
    text = known.get(text, ALIASES.get(text, text))
    return text.casefold().replace(".", "").removeprefix("the ")


def _group_of_part(
    candidate: Candidate,
    scores: Scores,
    groups: list[list[int]],
    candidates: list[Candidate],
    by_last: dict[str, list[int]],
) -> int | None:
    """The group of a longer name of which this is a part: a surname, a first name, the head of an organisation."""
    if candidate.text in PLACES or candidate.text in DEMONYMS or candidate.text in ORGANISATIONS:
        return None
    if len(candidate.words) > 1:
        return _group_of_long(candidate, groups, candidates)
    options = [
        g for g in dict.fromkeys(by_last.get(candidate.words[0], ())) if not _places_only(candidates[groups[g][0]])
    ]
    if not options:
        return None
    surname = [g for g in options if candidates[groups[g][0]].words[-1] == candidate.words[0]]
    options = surname or options
    if len(options) == 1:
        return options[0]

    def distance(group: int) -> tuple[bool, int]:
        starts = [candidates[k].span.start for k in groups[group]]
        before = [s for s in starts if s <= candidate.span.start]
        return (not before, candidate.span.start - max(before) if before else min(starts))

    return min(options, key=distance)


def _group_of_long(candidate: Candidate, groups: list[list[int]], candidates: list[Candidate]) -> int | None:
    """The group of a name that holds all words of this one, its first and last among them in place."""
    for number, members in enumerate(groups):
        longer = candidates[members[0]].words
        if len(longer) <= len(candidate.words) or longer[-1] != candidate.words[-1]:
            continue
        if set(candidate.words) <= set(longer) and (
            longer[0] == candidate.words[0] or candidate.words[0] in longer[1:]
        ):
            return number
    return None


def _places_only(candidate: Candidate) -> bool:
    return candidate.text in PLACES or candidate.words[-1] in PLACE_WORDS or candidate.words[-1] in EVENT_WORDS


def _cluster(members: list[Candidate], scores: Scores) -> Cluster:
    label = max(scores, key=lambda s: (scores[s], s is EntityLabel.PERSON)) if scores else EntityLabel.MISC
    if scores and scores[label] <= 0:
        label = EntityLabel.MISC
    longest = max(members, key=lambda c: (len(c.words), -c.span.start))
    name = ALIASES.get(longest.text, longest.text)
    if name in DEMONYMS:
        name = longest.text
    elif label is EntityLabel.PLACE and name in COUNTRIES:
        name = COUNTRIES[name]
    titles = {w.rstrip(".").lower() for c in members for w in c.title}
    gender = ""
    if titles & {"mr", "sir", "king", "prince", "lord", "monsieur"} or longest.words[0] in MALE:
        gender = "m"
    if titles & {"mrs", "ms", "miss", "queen", "princess", "lady", "dame", "madame"} or longest.words[0] in FEMALE:
        gender = "f" if not gender or longest.words[0] in FEMALE else gender
    return Cluster(name, label, sorted(members, key=lambda c: c.span), titles, gender)
