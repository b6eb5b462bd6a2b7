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
from datetime import date
from heapq import nlargest
from math import exp

from newsreader.library import postings
from newsreader.library.postings import SCALE, known_terms
from newsreader.library.sketch import SAME_REPORT, resemblance
from newsreader.library.terms import pair_counts, rarity, spellings, term_counts, term_weights

ASKED = 80
"""Terms of an article that are looked up in the postings."""

COMMON_SHARE, COMMON_FLOOR = 0.05, 400
"""A term that more than this share of the articles hold (or this many, if that is more) is not looked up."""

CANDIDATES = 200
"""Related posts after which there are no more."""

LEAST_SCORE = 0.03
"""Below this score two articles share chance words only; one shared word is never enough."""

CLOSE_IN_TIME, FADING_DAYS = 0.2, 14.0
"""What being published on the same day adds to a score, and the days over which that fades to a third."""

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
class _Candidate:
    number: int
    score: float
    id: str
    title: str
    site: str
    published: str
    read: bool
    people: frozenset[str]
    sketch: bytes
    also_in: list[AlsoIn] = field(default_factory=list)


def related_to(connection: sqlite3.Connection, number: int, limit: int, offset: int) -> list[Related]:
    """Find the posts related to a stored article, best first; a page shorter than ``limit`` is the last one."""
    seed = connection.execute(
        "SELECT a.title, b.text, a.published, b.people, s.sketch FROM articles AS a JOIN bodies AS b USING (number) "
        "LEFT JOIN sketches AS s USING (number) WHERE number = ?",
        (number,),
    ).fetchone()
    title, text, published, people, seed_sketch = seed
    factors, names = _factors(connection, title, text)
    candidates = _candidates(connection, number, factors, published)
    groups = _folded(candidates, offset + limit)[offset : offset + limit]
    words = _shared_words(connection, factors, names, [group.number for group in groups], f"{title}\n{text}")
    return [
        Related(
            id=group.id,
            title=group.title,
            site=group.site,
            published=group.published,
            score=group.score,
            reason=_reason(group, _people(people), words[group.number], seed_sketch or b""),
            read=group.read,
            also_in=tuple(group.also_in),
        )
        for group in groups
    ]


def _factors(connection: sqlite3.Connection, title: str, text: str) -> tuple[dict[int, float], dict[int, str]]:
    """The terms to look up, each with the factor that a posted weight is multiplied by, and their names."""
    weights = term_weights(term_counts(title, text))
    known = known_terms(connection, list(weights))
    articles = postings.total(connection)
    common = max(COMMON_FLOOR, COMMON_SHARE * articles)
    strengths = {
        term: weights[term] * rarity(known[term].articles, articles) ** 2
        for term in weights
        if term in known and known[term].articles > 1
    }
    own = sum(weights[term] * strength for term, strength in strengths.items())
    strongest = nlargest(
        ASKED,
        (term for term in strengths if 1 < known[term].articles <= common),
        key=lambda term: (weights[term] * strengths[term], term),
    )
    factors = {known[term].term_id: strengths[term] / own / SCALE for term in strongest}
    return factors, {known[term].term_id: term for term in strongest}


def _candidates(
    connection: sqlite3.Connection, number: int, factors: Mapping[int, float], published: str
) -> list[_Candidate]:
    if not factors:
        return []
    values = ",".join(f"({term_id},{factor!r})" for term_id, factor in factors.items())
    found = connection.execute(
        f"WITH asked(term_id, factor) AS (VALUES {values}), "
        "scored AS (SELECT p.number AS number, sum(p.weight * asked.factor) AS score "
        "FROM asked CROSS JOIN postings AS p USING (term_id) "
        "GROUP BY p.number HAVING count(*) > 1 ORDER BY score DESC LIMIT ?) "
        "SELECT number, score, a.id, a.title, a.site, a.published, a.read <> '', b.people, s.sketch "
        "FROM scored JOIN articles AS a USING (number) JOIN bodies AS b USING (number) "
        "JOIN sketches AS s USING (number) WHERE number <> ?",
        (CANDIDATES + 1, number),
    )
    day = _day(published)
    candidates = [
        _Candidate(
            number=other,
            score=score * _closeness(day, dated),
            id=identifier,
            title=title,
            site=site,
            published=dated,
            read=bool(read),
            people=_people(people),
            sketch=sketch,
        )
        for other, score, identifier, title, site, dated, read, people, sketch in found
        if score >= LEAST_SCORE
    ]
    return sorted(candidates, key=lambda candidate: (-candidate.score, -candidate.number))


def _closeness(day: int | None, published: str) -> float:
    other = _day(published)
    if day is None or other is None:
        return 1.0
    return 1.0 + CLOSE_IN_TIME * exp(-abs(day - other) / FADING_DAYS)


def _day(published: str) -> int | None:
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return None


def _folded(candidates: list[_Candidate], wanted: int) -> list[_Candidate]:
    """Fold near-duplicates into the first of them; stops once ``wanted`` groups are complete."""
    groups: list[_Candidate] = []
    for candidate in candidates:
        for group in groups:
            if resemblance(group.sketch, candidate.sketch) >= SAME_REPORT:
                group.also_in.append(AlsoIn(candidate.id, candidate.title, candidate.site))
                break
        else:
            if len(groups) == wanted:
                break
            groups.append(candidate)
    return groups


def _shared_words(
    connection: sqlite3.Connection,
    factors: Mapping[int, float],
    names: Mapping[int, str],
    numbers: list[int],
    text: str,
) -> dict[int, list[str]]:
    """The words of each pair that count most, as the article itself spells them."""
    shared: dict[int, list[tuple[float, str]]] = {number: [] for number in numbers}
    if numbers:
        rows = connection.execute(
            f"SELECT term_id, number, weight FROM postings WHERE term_id IN ({_listed(factors)}) "
            f"AND number IN ({_listed(numbers)})"
        )
        for term_id, number, weight in rows:
            shared[number].append((weight * factors[term_id], names[term_id]))
    best = {number: [term for _, term in nlargest(REASON_WORDS, terms)] for number, terms in shared.items()}
    spelled = spellings(text, {term for terms in best.values() for term in terms})
    return {number: [spelled.get(term, term) for term in terms] for number, terms in best.items()}


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def _reason(group: _Candidate, people: frozenset[str], words: list[str], seed_sketch: bytes) -> str:
    if resemblance(group.sketch, seed_sketch) >= SAME_REPORT:
        return "the same report"
    shared = sorted(people & group.people)[:REASON_WORDS]
    named = {part.casefold() for name in shared for part in name.split()}
    others = [word for word in words if word.casefold() not in named]
    return ", ".join((*shared, *others)[:REASON_WORDS])


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
