"""Money, percentages and numbers are found whole, with a normal form."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.analysis.amounts import find_amounts


def amounts(text: str) -> list[tuple[str, str, str]]:
    return [(e.label.value, e.name, e.value) for e in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("It cost $2.5 million.", "$2.5 million", "USD 2500000"),
        ("It cost US$40.", "US$40", "USD 40"),
        ("It cost A$1,250.50.", "A$1,250.50", "AUD 1250.5"),
        ("It cost £3bn.", "£3bn", "GBP 3000000000"),
        ("It cost 1,200 euros.", "1,200 euros", "EUR 1200"),
        ("It cost half a million dollars.", "half a million dollars", "USD 500000"),
        ("It cost twenty-five pounds.", "twenty-five pounds", "GBP 25"),
        ("It cost 10 Canadian dollars.", "10 Canadian dollars", "CAD 10"),
        ("It cost USD 5 million.", "USD 5 million", "USD 5000000"),
        ("It cost 300 Swiss francs.", "300 Swiss francs", "CHF 300"),
        ("It cost three pesos.", "three pesos", "3"),
        ("It cost €\u00a07.", "€\u00a07", "EUR 7"),
    ],
)
def test_money(text: str, name: str, value: str) -> None:
    assert amounts(text) == [("MONEY", name, value)]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Up 12% again", "12%", "12"),
        ("Up 3.5 percent again", "3.5 percent", "3.5"),
        ("Up five per cent again", "five per cent", "5"),
        ("Up two percentage points again", "two percentage points", "2"),
        ("Up 20\u00a0percent again", "20\u00a0percent", "20"),
    ],
)
def test_percentages(text: str, name: str, value: str) -> None:
    assert amounts(text) == [("PERCENT", name, value)]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Some 30,000 came", "30,000", "30000"),
        ("Some 1.2 million came", "1.2 million", "1200000"),
        ("Some two hundred thousand came", "two hundred thousand", "200000"),
    ],
)
def test_numbers(text: str, name: str, value: str) -> None:
    assert amounts(text) == [("NUMBER", name, value)]


@pytest.mark.parametrize(
    "text", ["One man left.", "A 30-day truce", "At 5:30 sharp", "The B52 flew", "Item 4/7", "1.2.3 is out"]
)
def test_other_figures_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


@given(st.text(alphabet="0123456789 ,.-$€%kmbn onehudrtwaf\n", max_size=80))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = find_amounts(text)
    spans = [e.mentions[0] for e in found]
    assert all(text[s.start : s.end] == e.name for s, e in zip(spans, found, strict=True))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
