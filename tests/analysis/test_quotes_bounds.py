"""A line full of quotation marks and cues gives no quotation more to weigh than a short one does."""

from collections import Counter

import pytest

from newsreader.analysis import reported
from newsreader.analysis.entities import find_entities
from newsreader.analysis.quotes.attribution import Reading
from newsreader.analysis.quotes.weights import load_models

LINES = ("“a” he said ", "the “and to”, said Roe ", "He said “so” and she told him ")


def reading(text: str) -> Reading:
    return Reading(text, find_entities(text), load_models())


@pytest.mark.parametrize("line", LINES, ids=["pronouns", "names", "both"])
def test_the_candidates_of_a_quotation_do_not_grow_with_its_line(line: str) -> None:
    short, long = (max(len(a.candidates) for a in reading(line * n).attributed()) for n in (40, 200))
    assert long <= short


@pytest.mark.parametrize("line", LINES, ids=["pronouns", "names", "both"])
def test_what_a_cue_may_report_does_not_grow_with_its_line(line: str) -> None:
    def most(text: str) -> int:
        per_cue = Counter(r.cue for p in reading(text).paragraphs for r in reported.candidates(text, p))
        return max(per_cue.values(), default=0)

    assert most(line * 200) <= most(line * 40)
