"""Bodies and places that bear one name."""

import pytest

from newsreader.analysis.gazetteer import load_gazetteer
from newsreader.analysis.model import EntityLabel
from newsreader.analysis.seats import body_or_place
from newsreader.article import Span

ORG, PLACE = EntityLabel.ORG, EntityLabel.PLACE


def label(text: str, name: str, voted: EntityLabel) -> EntityLabel:
    spans, start = [], text.find(name)
    while start >= 0:
        spans.append(Span(start, start + len(name)))
        start = text.find(name, start + 1)
    return body_or_place(text, name.split(), spans, voted, load_gazetteer())


@pytest.mark.parametrize(
    ("text", "name", "voted", "expected"),
    [
        ("The Kremlin said it would wait. A Kremlin spokesman said more.", "Kremlin", PLACE, ORG),
        ("Tourists queued at the Kremlin on Monday.", "Kremlin", PLACE, PLACE),
        ("They met in the Oval Office for an hour.", "Oval Office", ORG, PLACE),
        ("The Home Office refused the visa.", "Home Office", ORG, ORG),
        ("The police in Cleveland asked for time.", "Cleveland", ORG, PLACE),
        ("Cleveland beat Boston 4-2 and Cleveland leads.", "Cleveland", ORG, ORG),
        ("Guests ate in the Marble Hall.", "Marble Hall", ORG, PLACE),
        ("Turku said nothing.", "Turku", PLACE, PLACE),
    ],
)
def test_what_speaks_is_a_body_and_what_is_gone_into_is_a_place(
    text: str, name: str, voted: EntityLabel, expected: EntityLabel
) -> None:
    assert label(text, name, voted) is expected
