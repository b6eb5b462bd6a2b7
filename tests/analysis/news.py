"""Reads the news articles that were labelled for these tests, and measures an analysis of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from newsreader.analysis import Analysis, EntityLabel, QuoteKind
from newsreader.article import Span

KINDS = {
    "P": EntityLabel.PERSON,
    "O": EntityLabel.ORG,
    "L": EntityLabel.PLACE,
    "E": EntityLabel.EVENT,
    "D": EntityLabel.DATE,
    "C": EntityLabel.MONEY,
    "R": EntityLabel.PERCENT,
}
NAMES = frozenset({EntityLabel.PERSON, EntityLabel.ORG, EntityLabel.PLACE, EntityLabel.EVENT})
AMOUNTS = frozenset({EntityLabel.DATE, EntityLabel.MONEY, EntityLabel.PERCENT})
_OPENING = re.compile(r"⟦(?P<label>\w):(?P<name>[^|]+)\||⟪(?P<reported>~?)(?P<speaker>[^|]+)\|(?P<cue>[^|]+)\||[⟧⟫]")


@dataclass(frozen=True)
class LabelledQuote:
    """A quote as it was labelled by hand; speaker and cue are empty where there is none."""

    span: Span
    kind: QuoteKind
    speaker: str
    cue: str


@dataclass(frozen=True)
class LabelledMention:
    """A mention with the name, or the normal form, of what it mentions."""

    span: Span
    label: EntityLabel
    name: str


@dataclass(frozen=True)
class News:
    """An article with its labels."""

    name: str
    published: str
    text: str
    quotes: tuple[LabelledQuote, ...]
    mentions: tuple[LabelledMention, ...]


def labelled_news() -> list[News]:
    """All articles."""
    raw = (Path(__file__).parent / "labelled_news.txt").read_text(encoding="utf-8")
    parts = re.split(r"^=== (\S+) (\S+)\n", raw, flags=re.MULTILINE)[1:]
    return [_read(*parts[k : k + 3]) for k in range(0, len(parts), 3)]


def _read(name: str, published: str, body: str) -> News:
    text, last = "", 0
    open_: list[tuple[int, re.Match[str]]] = []
    quotes: list[LabelledQuote] = []
    mentions: list[LabelledMention] = []
    body = body.strip()
    for match in _OPENING.finditer(body):
        text += body[last : match.start()]
        last = match.end()
        if match[0] not in "⟧⟫":
            open_.append((len(text), match))
            continue
        start, opening = open_.pop()
        span = Span(start, len(text))
        if match[0] == "⟧":
            mentions.append(LabelledMention(span, KINDS[opening["label"]], opening["name"]))
        else:
            kind = QuoteKind.INDIRECT if opening["reported"] else QuoteKind.DIRECT
            speaker, cue = (opening[k].removeprefix("-") for k in ("speaker", "cue"))
            quotes.append(LabelledQuote(span, kind, speaker, cue))
    return News(name, published, text + body[last:], tuple(quotes), tuple(sorted(mentions, key=lambda m: m.span)))


@dataclass(frozen=True)
class Figures:
    """What an analysis gets right, each a share from 0 to 1.

    Attributes:
        direct: F1 of the spans of direct quotes.
        speakers: Direct quotes with the right speaker, of those found.
        cues: Direct quotes with the right cue, of those found that have one.
        reported: F1 of reported speech: half of the words, the cue and the speaker right.
        names: F1 of people, organisations, places and events, by exact span and label.
        identities: Names under the best name of their thing, of those found.
        amounts: F1 of dates, money and percentages, by exact span and label.
        values: Dates and amounts in the right normal form, of those found.
    """

    direct: float
    speakers: float
    cues: float
    reported: float
    names: float
    identities: float
    amounts: float
    values: float


def measure(articles: Iterable[News], analyze: Callable[[str, str], Analysis]) -> Figures:
    """Measure an analysis, a function of a text and the day of its publication."""
    n: Counter[str] = Counter()
    for article in articles:
        found = analyze(article.text, article.published)
        _measure_quotes(article, found, n)
        given = {m: (e.label, e.value, e.name) for e in found.entities for m in e.mentions}
        for name, labels in (("names", NAMES), ("amounts", AMOUNTS)):
            gold = {m.span: m for m in article.mentions if m.label in labels}
            right = [m for span, m in gold.items() if span in given and given[span][0] is m.label]
            n[name] += len(right)
            n[f"{name} all"] += len(gold) + sum(label in labels for label, _, _ in given.values())
            n[f"{name} same"] += sum((given[m.span][1] or given[m.span][2]) == m.name for m in right)
    return Figures(
        direct=2 * n["direct"] / n["direct all"],
        speakers=n["speakers"] / n["direct"],
        cues=n["cues"] / n["cues all"],
        reported=2 * n["reported"] / n["reported all"],
        names=2 * n["names"] / n["names all"],
        identities=n["names same"] / n["names"],
        amounts=2 * n["amounts"] / n["amounts all"],
        values=n["amounts same"] / n["amounts"],
    )


def _measure_quotes(article: News, found: Analysis, n: Counter[str]) -> None:
    for kind, name, least in ((QuoteKind.DIRECT, "direct", 0.8), (QuoteKind.INDIRECT, "reported", 0.5)):
        gold = [q for q in article.quotes if q.kind is kind]
        free = [q for q in found.quotes if q.kind is kind]
        n[f"{name} all"] += len(gold) + len(free)
        for label in gold:
            quote = next((q for q in free if agreement(label.span, q.span) >= least), None)
            if quote is None:
                continue
            free.remove(quote)
            said = _plain(quote.speaker or "") == _plain(label.speaker)
            cued = label.cue in (quote.cue or "")
            if kind is QuoteKind.DIRECT:
                n["direct"] += 1
                n["speakers"] += said
                n["cues"] += bool(label.cue) and cued
                n["cues all"] += bool(label.cue)
            else:
                n["reported"] += said and cued


def agreement(one: Span, other: Span) -> float:
    """The share of the words of both that two spans have in common."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start))


def _plain(name: str) -> str:
    return name.lower().removeprefix("the ").removeprefix("a ")
