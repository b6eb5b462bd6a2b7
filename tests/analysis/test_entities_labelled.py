"""How well entities are found in articles written and labelled for these tests."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsreader.analysis.entities import find_entities
from newsreader.analysis.model import EntityLabel
from newsreader.article import Span

KINDS = {
    "P": EntityLabel.PERSON,
    "O": EntityLabel.ORG,
    "L": EntityLabel.PLACE,
    "E": EntityLabel.EVENT,
    "M": EntityLabel.MISC,
    "D": EntityLabel.DATE,
    "C": EntityLabel.MONEY,
    "R": EntityLabel.PERCENT,
    "N": EntityLabel.NUMBER,
}
AMOUNTS = {EntityLabel.DATE, EntityLabel.MONEY, EntityLabel.PERCENT, EntityLabel.NUMBER}
MARK = re.compile(r"⟦(\w):([^|⟦⟧]+)\|([^⟦⟧]+)⟧")

Mentions = dict[tuple[str, Span], tuple[EntityLabel, str]]
"""Label and name of each mention, by article and place."""


@dataclass(frozen=True)
class Labelled:
    name: str
    published: str
    text: str
    mentions: tuple[tuple[Span, EntityLabel, str], ...]


def labelled() -> list[Labelled]:
    raw = (Path(__file__).parent / "labelled_entities.txt").read_text(encoding="utf-8")
    parts = re.split(r"^=== (\S+) (\S+)\n", raw, flags=re.MULTILINE)[1:]
    return [read(*parts[k : k + 3]) for k in range(0, len(parts), 3)]


def read(name: str, published: str, body: str) -> Labelled:
    text, mentions, last = "", [], 0
    for match in MARK.finditer(body.strip()):
        text += body.strip()[last : match.start()]
        mentions.append((Span(len(text), len(text) + len(match[3])), KINDS[match[1]], match[2]))
        text += match[3]
        last = match.end()
    return Labelled(name, published, text + body.strip()[last:], tuple(mentions))


ARTICLES = labelled()


@pytest.fixture(scope="module")
def gold() -> Mentions:
    return {(a.name, span): (label, name) for a in ARTICLES for span, label, name in a.mentions}


@pytest.fixture(scope="module")
def found() -> Mentions:
    return {
        (a.name, span): (entity.label, entity.value or entity.name)
        for a in ARTICLES
        for entity in find_entities(a.text, published=a.published)
        for span in entity.mentions
    }


def f1(gold: Mentions, found: Mentions, wanted: Callable[[EntityLabel], bool]) -> float:
    expected = {(place, label) for place, (label, _) in gold.items() if wanted(label)}
    given = {(place, label) for place, (label, _) in found.items() if wanted(label)}
    return 2 * len(expected & given) / (len(expected) + len(given))


def test_people_are_found(gold: Mentions, found: Mentions) -> None:
    assert f1(gold, found, lambda label: label is EntityLabel.PERSON) >= 0.95


def test_organisations_and_places_are_found(gold: Mentions, found: Mentions) -> None:
    assert f1(gold, found, lambda label: label in (EntityLabel.ORG, EntityLabel.PLACE)) >= 0.9


def test_dates_and_amounts_are_found(gold: Mentions, found: Mentions) -> None:
    assert f1(gold, found, lambda label: label in AMOUNTS) >= 0.95


def test_dates_and_amounts_have_their_normal_form(gold: Mentions, found: Mentions) -> None:
    both = [
        (gold[p][1], found[p][1]) for p in gold if p in found and gold[p][0] in AMOUNTS and found[p][0] == gold[p][0]
    ]
    assert [pair for pair in both if pair[0] != pair[1]] == []


def test_mentions_of_one_thing_are_one_entity_under_its_best_name(gold: Mentions, found: Mentions) -> None:
    both = [(gold[p], found[p]) for p in gold if p in found and gold[p][0] not in AMOUNTS]
    wrong = [pair for pair in both if pair[0][1] != pair[1][1]]
    assert len(wrong) <= 0.02 * len(both), wrong


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.name)
def test_no_two_mentions_overlap(article: Labelled) -> None:
    spans = sorted(m for e in find_entities(article.text) for m in e.mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
