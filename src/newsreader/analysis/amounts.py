"""Money, percentages and numbers, found by rules, each with a normal form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from newsreader.analysis.model import Entity, EntityLabel
from newsreader.article import Span

_UNITS = {
    w: n
    for n, w in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
}
_UNITS |= {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "k": 3,
    "m": 6,
    "mn": 6,
    "bn": 9,
    "tn": 12,
}
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₴": "UAH", "₩": "KRW"}
_PREFIXES = {
    "us": "USD",
    "c": "CAD",
    "ca": "CAD",
    "a": "AUD",
    "au": "AUD",
    "nz": "NZD",
    "hk": "HKD",
    "s": "SGD",
    "r": "BRL",
}
_CODES = "usd eur gbp chf jpy cny rub inr uah cad aud sek nok dkk pln brl mxn zar krw".split()
_WORDS = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "yuan": "CNY", "rouble": "RUB", "ruble": "RUB",
    "rupee": "", "franc": "", "peso": "", "krona": "", "kronor": "", "krone": "", "kroner": "", "zloty": "PLN",
    "hryvnia": "UAH", "forint": "HUF", "lira": "TRY", "rand": "ZAR", "naira": "NGN", "shekel": "ILS", "cent": "",
    "pence": "", "penny": "", "pennies": "", "mark": "", "won": "",
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SPELLED = "|".join(sorted(_UNITS, key=len, reverse=True))
_SCALE = r"(?:hundred|thousand|million|billion|trillion|bn|tn|mn|m|k)\b"
_AMOUNT = re.compile(
    rf"""(?<![\w.,:/$€£-])(?:
      (?P<symbol>(?:(?:us|ca?|au?|nz|hk|s|r)?\$|[€£¥₹₽₴₩])|(?:{"|".join(_CODES)})(?=\s))\s?
        (?P<price>{_NUMBER})(?P<price_scale>(?:[\s-]?{_SCALE}){{0,3}})(?![\d%])
    | (?P<number>{_NUMBER}|(?:{_SPELLED})\b(?:-(?:{_SPELLED})\b)?|half\sa(?=\s{_SCALE})|an?(?=\s{_SCALE}))
        (?P<scale>(?:[\s-]?{_SCALE}){{0,3}})
        (?:
          (?P<percent>\s?%|[\s-](?:per\s?cent|percentage\spoints?)\b)
        | [\s-](?P<nation>u\.s\.\s|us\s|canadian\s|australian\s|hong\skong\s|swiss\s|new\szealand\s)?
          (?P<currency>{"|".join(w + "s?" for w in _WORDS)})\b
        )?
    )""",
    re.VERBOSE,
)
_NATIONS = {"canadian": "CAD", "australian": "AUD", "hong kong": "HKD", "swiss": "CHF", "new zealand": "NZD"}
_ENDS_BADLY = re.compile(r"[\w%:/]|[.,]\d|-\w")
_LOWER = {c: c + 32 for c in range(ord("A"), ord("Z") + 1)} | {0xA0: 0x20, 0x202F: 0x20, 0x2009: 0x20}


def find_amounts(text: str) -> list[Entity]:
    """Find amounts, each an entity of one mention, in order of the text and without overlaps.

    Returns:
        Entities of the labels MONEY (``value`` such as "USD 2500000", without a code where the text leaves the currency
        open), PERCENT ("12.5") and NUMBER ("30000"). A number that is spelled out counts only with a unit behind it.
    """
    return [Entity(text[span.start : span.end], label, (span,), value) for label, span, value in _amounts(text)]


def _amounts(text: str) -> Iterator[tuple[EntityLabel, Span, str]]:
    plain = text.translate(_LOWER)
    for match in _AMOUNT.finditer(plain):
        span = Span(*match.span())
        if match["price"]:
            amount = _amount(match["price"], match["price_scale"])
            yield EntityLabel.MONEY, span, f"{_code(match['symbol'])} {amount}"
            continue
        amount = _amount(match["number"], match["scale"])
        if match["percent"]:
            yield EntityLabel.PERCENT, span, amount
        elif match["currency"]:
            word = match["currency"]
            code = _WORDS.get(word, _WORDS.get(word.removesuffix("s"), ""))
            nation = (match["nation"] or "").strip()
            yield EntityLabel.MONEY, span, f"{_NATIONS.get(nation, code)} {amount}".strip()
        elif (match["number"][0].isdigit() or match["scale"]) and not _ENDS_BADLY.match(plain, span.end):
            yield EntityLabel.NUMBER, span, amount


def _code(symbol: str) -> str:
    if symbol.endswith("$"):
        return _PREFIXES.get(symbol[:-1], "USD")
    return _SYMBOLS.get(symbol, symbol.upper())


def _amount(number: str, scale: str) -> str:
    """A number and its scale as decimal digits."""
    if number[0].isdigit():
        value = Decimal(number.replace(",", ""))
    elif number.startswith("half"):
        value = Decimal("0.5")
    else:
        value = Decimal(sum(_UNITS.get(part, 1) for part in number.split("-")))
    for word in re.findall("[a-z]+", scale):
        value = value.scaleb(_SCALES[word])
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
