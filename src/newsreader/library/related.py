"""Related posts: what else was written on the subject of an article.

The score of a pair is the sum over the terms they share of both weights times the square of the term's rarity, divided
by what the article would score with itself, so that it lies near 0 for another subject and near 1 for the same report.
Stored articles and bare texts are scored alike; of stored ones only the strongest terms are posted.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import chain
from math import exp

from newsreader.library import postings
from newsreader.library.numbering import day_of
from newsreader.library.postings import SCALE, Holders, known_terms
from newsreader.library.sketch import SAME_REPORT, resemblance, values
from newsreader.library.terms import pair_counts, rarity, spellings, term_counts, term_weights

ASKED = 120
"""Most terms of an article that are looked up in the postings."""

READ = 6_000
"""Most postings that are read for one article, estimated by how many articles hold each term: the strongest terms are
taken first, and one that would go beyond is left out. So the time does not grow with the library."""

CANDIDATES = 200
"""Related posts after which there are no more."""

LEAST_SCORE = 0.03
"""Below this score two articles share chance words only; one shared word is never enough."""

CLOSE_IN_TIME, FADING_DAYS = 0.2, 14.0
"""What being of the same day adds to a score, and the days over which that fades to a third."""

REASON_WORDS = 4

NEIGHBOURS = 3
"""Nearest texts whose terms widen the search among bare texts; more of them blur the story."""


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """The same report in another place."""

    id: str
    title: str
    site: str


@dataclass(frozen=True, slots=True)
class Related:
    """One related post.

    Attributes:
        id: The article's id.
        title: Its headline.
        site: Its publication.
        published: ISO 8601 date or time, empty if unknown.
        score: About 0 (another subject) to 1 (the same report), nearness in time counted in.
        reason: What the two share, for the reader: people first, then words.
        read: Whether the reader has read it.
        also_in: Other places that print the same report, folded into this one.
    """

    id: str
    title: str
    site: str
    published: str
    score: float
    reason: str = ""
    read: bool = False
    also_in: tuple[AlsoIn, ...] = ()


@dataclass(slots=True)
class _Group:
    """A related article and those that print the same report."""

    number: int
    score: float
    sketch: frozenset[int]
    others: list[int] = field(default_factory=list)


def related_to(connection: sqlite3.Connection, number: int, limit: int, offset: int) -> list[Related]:
    """Find the posts related to a stored article, best first; a page shorter than ``limit`` is the last one."""
    title, text, people, own_sketch = connection.execute(
        "SELECT a.title, b.text, b.people, s.sketch FROM articles AS a JOIN bodies AS b USING (number) "
        "JOIN sketches AS s USING (number) WHERE number = ?",
        (number,),
    ).fetchone()
    factors, names = _factors(connection, title, text)
    posted = postings.holders_of(connection, list(factors))
    ranked = _ranked(number, factors, posted)
    groups = _folded(connection, ranked, offset + limit)[offset:]
    own = values(own_sketch)
    shared = _shared_words(factors, names, posted, [group.number for group in groups], f"{title}\n{text}")
    return [_shown(connection, group, _people(people), shared[group.number], own) for group in groups]


def _shown(
    connection: sqlite3.Connection, group: _Group, people: frozenset[str], words: list[str], own: frozenset[int]
) -> Related:
    identifier, title, site, published, read, others = connection.execute(
        "SELECT id, title, site, published, read <> '', people FROM articles JOIN bodies USING (number) "
        "WHERE number = ?",
        (group.number,),
    ).fetchone()
    if resemblance(group.sketch, own) >= SAME_REPORT:
        reason = "the same report"
    else:
        shared = sorted(people & _people(others))[:REASON_WORDS]
        named = {part.casefold() for name in shared for part in name.split()}
        reason = ", ".join([*shared, *(word for word in words if word.casefold() not in named)][:REASON_WORDS])
    also_in = [
        AlsoIn(*connection.execute("SELECT id, title, site FROM articles WHERE number = ?", (other,)).fetchone())
        for other in group.others
    ]
    return Related(identifier, title, site, published, group.score, reason, bool(read), tuple(also_in))


def _factors(connection: sqlite3.Connection, title: str, text: str) -> tuple[dict[int, float], dict[int, str]]:
    """The terms to look up, each with the factor that a posted weight is multiplied by, and their names."""
    weights = term_weights(term_counts(title, text))
    known = known_terms(connection, list(weights))
    articles = postings.total(connection)
    strengths = {term: weights[term] * rarity(known[term].articles, articles) ** 2 for term in weights if term in known}
    own = sum(weights[term] * strength for term, strength in strengths.items())
    asked: list[str] = []
    left = READ
    for term in sorted(strengths, key=lambda term: (-weights[term] * strengths[term], term)):
        if 1 < known[term].articles <= left:
            left -= known[term].articles
            asked.append(term)
            if len(asked) == ASKED:
                break
    factors = {known[term].term_id: strengths[term] / own / SCALE for term in asked}
    return factors, {known[term].term_id: term for term in asked}


def _ranked(number: int, factors: Mapping[int, float], posted: Mapping[int, Holders]) -> list[tuple[int, float]]:
    """Numbers and scores of the articles that share at least two terms, best first."""
    shared = Counter(chain.from_iterable(holders.numbers for holders in posted.values()))
    shared.pop(number, None)
    scores = {other: 0.0 for other, terms in shared.items() if terms > 1}
    for term_id, factor in factors.items():
        for other, weight in zip(*posted[term_id], strict=True):
            if other in scores:
                scores[other] += weight * factor
    best = nlargest(CANDIDATES, ((score, other) for other, score in scores.items() if score >= LEAST_SCORE))
    day = day_of(number)
    ranked = [
        (other, score * (1.0 + CLOSE_IN_TIME * exp(-abs(day - day_of(other)) / FADING_DAYS))) for score, other in best
    ]
    return sorted(ranked, key=lambda item: (-item[1], -item[0]))


def _folded(connection: sqlite3.Connection, ranked: list[tuple[int, float]], wanted: int) -> list[_Group]:
    """Fold near-duplicates into the first of them, until ``wanted`` groups are complete."""
    groups: list[_Group] = []
    for number, score in ranked:
        (stored,) = connection.execute("SELECT sketch FROM sketches WHERE number = ?", (number,)).fetchone()
        sketch = values(stored)
        for group in groups:
            if resemblance(group.sketch, sketch) >= SAME_REPORT:
                group.others.append(number)
                break
        else:
            if len(groups) == wanted:
                break
            groups.append(_Group(number, score, sketch))
    return groups


def _shared_words(
    factors: Mapping[int, float],
    names: Mapping[int, str],
    posted: Mapping[int, Holders],
    numbers: list[int],
    text: str,
) -> dict[int, list[str]]:
    """The words of each pair that count most, as the article itself spells them."""
    shared: dict[int, list[tuple[float, str]]] = {number: [] for number in numbers}
    for term_id, factor in factors.items():
        holders = posted[term_id]
        if not shared.keys().isdisjoint(holders.numbers):
            for number, weight in zip(*holders, strict=True):
                if number in shared:
                    shared[number].append((weight * factor, names[term_id]))
    best = {number: [term for _, term in nlargest(REASON_WORDS, terms)] for number, terms in shared.items()}
    spelled = spellings(text, {term for terms in best.values() for term in terms})
    return {number: [spelled.get(term, term) for term in terms] for number, terms in best.items()}


def _people(names: str) -> frozenset[str]:
    return frozenset(names.split("\n")) if names else frozenset()


def related_among(texts: Iterable[tuple[str, str, str]], limit: int) -> Iterator[tuple[str, list[str]]]:
    """Relate texts to one another without a library.

    With all texts at hand pairs of words count as terms too, and the search is widened: each text is first looked for
    by its own terms, then again by its own and those of its nearest neighbours, weighted by how near they are
    (pseudo-relevance feedback after Rocchio, 1971), which finds texts of the subject that choose other words.

    Args:
        texts: Triples of id, title and text.
        limit: Most ids in a list.

    Yields:
        Each id, in the order given, with the ids of its related texts, best first.
    """
    names: list[str] = []
    counts: list[Counter[str]] = []
    holders: Counter[str] = Counter()
    for name, title, text in texts:
        terms = term_counts(title, text) + pair_counts(title, text)
        holders.update(terms.keys())
        names.append(name)
        counts.append(terms)
    squares = {term: rarity(held, len(names)) ** 2 for term, held in holders.items() if held > 1}
    vectors = [term_weights({term: count for term, count in terms.items() if term in squares}) for terms in counts]
    posted: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, weights in enumerate(vectors):
        for term, weight in weights.items():
            posted[term].append((index, weight))
    for index, name in enumerate(names):
        own = _own_score(vectors[index], squares)
        widened = defaultdict(float, vectors[index])
        for neighbour, score in _nearest(vectors[index], squares, posted, index, NEIGHBOURS):
            for term, weight in vectors[neighbour].items():
                widened[term] += score / own * weight
        yield name, [names[other] for other, _ in _nearest(widened, squares, posted, index, limit)]


def _own_score(weights: Mapping[str, float], squares: Mapping[str, float]) -> float:
    return sum(weight * weight * squares.get(term, 0.0) for term, weight in weights.items()) or 1.0


def _nearest(
    weights: Mapping[str, float],
    squares: Mapping[str, float],
    posted: Mapping[str, list[tuple[int, float]]],
    own: int,
    limit: int,
) -> list[tuple[int, float]]:
    scores: dict[int, float] = defaultdict(float)
    for term, weight in weights.items():
        if term in posted:
            factor = weight * squares[term]
            for index, posted_weight in posted[term]:
                scores[index] += factor * posted_weight
    scores.pop(own, None)
    return nlargest(limit, scores.items(), key=lambda item: (item[1], -item[0]))
