"""Money, percentages and numbers, found by rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.analysis.model import Entity, EntityLabel
from newsreader.article import Span

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_SCALE = r"(?:hundred|thousand|million|billion|trillion|bn|mn|m|k)\b"
_SPELLED = rf"\b(?:{_WORDS}|several|a few|half a)\b(?:-(?:{_WORDS}))?"
_QUANTITY = rf"(?:{_NUMBER}|{_SPELLED})(?:[ \u00a0-]?{_SCALE})*"
_CURRENCY = (
    r"(?:U\.S\. |Canadian |Australian )?(?:dollars?|euros?|pounds?|yen|yuan|roubles?|rubles?|rupees?|francs?|pesos?|"
    r"cents?|pence|kronor|kroner|zlotys?|hryvnias?)\b"
)
_MONEY = re.compile(
    rf"(?:(?:US|C|A|NZ|R)?\$|[€£¥₹₽₴])[ \u00a0]?(?:{_NUMBER})(?:[ \u00a0-]?{_SCALE})*|{_QUANTITY}[ \u00a0]{_CURRENCY}"
    rf"|\b(?:USD|EUR|GBP|CHF|JPY|CNY|RUB)[ \u00a0](?:{_NUMBER})(?:[ \u00a0]{_SCALE})*",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"{_QUANTITY}(?:[ \u00a0]?%|[ \u00a0-](?:per[ \u00a0]?cent|percent|percentage points?)\b)", re.IGNORECASE
)
_PLAIN = re.compile(rf"(?<![\w$€£.,:/-])(?:{_NUMBER})(?:[ \u00a0]{_SCALE})*(?![\w%:/]|[.,]\d|-\w)", re.IGNORECASE)


def find_amounts(text: str) -> list[Entity]:
    """Find amounts, each an entity of one mention, in order of the text and without overlaps."""
    found: list[Entity] = []
    taken: list[Span] = []
    for label, pattern in (
        (EntityLabel.MONEY, _MONEY),
        (EntityLabel.PERCENT, _PERCENT),
        (EntityLabel.NUMBER, _PLAIN),
    ):
        for span in _matches(pattern, text):
            if not any(span.overlaps(t) for t in taken):
                taken.append(span)
                found.append(Entity(text[span.start : span.end], label, (span,)))
    return sorted(found, key=lambda e: e.mentions[0])


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield Span(match.start(), match.end())
