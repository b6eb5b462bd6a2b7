"""The people, organisations, places and so on of a text, each with all its mentions, and its dates and amounts."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from newsreader.analysis.amounts import find_amounts
from newsreader.analysis.clusters import Cluster, cluster
from newsreader.analysis.dates import find_dates
from newsreader.analysis.dictionary import Dictionary, Entry
from newsreader.analysis.mentions import find_mentions, is_foreign
from newsreader.analysis.model import Entity, EntityLabel
from newsreader.analysis.tokens import ArticleTokens
from newsreader.article import Span

_EMPTY = Dictionary()
_COUNTED = frozenset({EntityLabel.DATE, EntityLabel.MONEY, EntityLabel.PERCENT, EntityLabel.NUMBER})


def find_clusters(text: str, *, spacy: str = "", tokens: ArticleTokens | None = None) -> tuple[Cluster, ...]:
    """Find the named things of a text, in order of their first mention.

    Args:
        text: The text.
        spacy: The spaCy pipeline that finds mentions; the shipped model if empty, which knows only English.
        tokens: The tokens of the text, if others want them too.

    Raises:
        BackendError: spaCy or the pipeline is not there.
    """
    if spacy:
        from newsreader.analysis.backends import spacy as backend

        return tuple(cluster(text, backend.find_mentions(text, spacy)))
    return () if is_foreign(text) else tuple(cluster(text, find_mentions(text, tokens)))


def find_entities(
    text: str,
    *,
    published: str = "",
    dictionary: Dictionary = _EMPTY,
    spacy: str = "",
    tokens: ArticleTokens | None = None,
) -> tuple[Entity, ...]:
    """Find the entities of a text, the most prominent first.

    Args:
        text: The text.
        published: ISO 8601 date against which "Tuesday" is resolved; empty if unknown.
        dictionary: The reader's own names; they win over what is found.
        spacy: The spaCy pipeline that finds mentions; the shipped model if empty.
        tokens: The tokens of the text, if others want them too.

    Returns:
        Entities by prominence: many mentions and an early first one count; dates and amounts come last. No two mentions
        overlap.

    Raises:
        BackendError: spaCy or the pipeline is not there.
    """
    entities = [Entity(c.name, c.label, c.mentions) for c in find_clusters(text, spacy=spacy, tokens=tokens)]
    own = dictionary.find(text)
    if own:
        entities = _with_own(entities, own)
    taken = sorted([m for e in entities for m in e.mentions] + [s for s, entry in own if entry.label is None])
    grouped: dict[tuple[EntityLabel, str], list[Entity]] = defaultdict(list)
    for found in (find_dates(text, published=published), find_amounts(text)):
        free = [one for one in found if not _overlaps(one.mentions[0], taken)]
        taken = sorted([*taken, *(one.mentions[0] for one in free)])
        for one in free:
            grouped[one.label, one.value or one.name.casefold()].append(one)
    for (label, _), same in grouped.items():
        entities.append(Entity(same[0].name, label, tuple(e.mentions[0] for e in same), same[0].value))
    return _by_prominence(entities, len(text))


def _with_own(entities: Iterable[Entity], own: Sequence[tuple[Span, Entry]]) -> list[Entity]:
    """What was found, with the reader's names in place of it where they stand.

    An entity of which the dictionary knows a mention is the dictionary's with all its mentions: who calls Ada Roe a
    place calls "Roe" one.
    """
    spans = sorted(span for span, _ in own)
    known = dict(own)
    merged: dict[Entry, set[Span]] = {entry: set() for _, entry in own}
    for span, entry in own:
        merged[entry].add(span)
    left = []
    for entity in entities:
        free = [m for m in entity.mentions if not _overlaps(m, spans)]
        entry_of = next((known[m] for m in entity.mentions if m in known), None)
        if entry_of is not None and entry_of.label is not None:
            merged[entry_of].update(free)
        elif free:
            left.append(Entity(entity.name, entity.label, tuple(free), entity.value))
    return left + [
        Entity(entry.name, entry.label, tuple(sorted(mentions)))
        for entry, mentions in merged.items()
        if entry.label is not None
    ]


def _overlaps(span: Span, taken: list[Span]) -> bool:
    """Whether a span shares a code point with one of a sorted list that has no overlaps."""
    after = bisect_left(taken, span)
    return any(span.overlaps(other) for other in taken[max(0, after - 1) : after + 1])


def _by_prominence(entities: Iterable[Entity], size: int) -> tuple[Entity, ...]:
    def prominence(entity: Entity) -> tuple[bool, float, int]:
        early = 1 - entity.mentions[0].start / max(1, size)
        return entity.label in _COUNTED, -(len(entity.mentions) + 2 * early), entity.mentions[0].start

    return tuple(sorted(entities, key=prominence))
