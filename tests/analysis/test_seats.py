"""Bodies and places that bear one name, and names whose kind the text tells."""

import pytest

from newsreader.analysis.gazetteer import load_gazetteer
from newsreader.analysis.model import EntityLabel
from newsreader.analysis.seats import body_or_place, told_kind
from newsreader.article import Span

ORG, PERSON, PLACE = EntityLabel.ORG, EntityLabel.PERSON, EntityLabel.PLACE


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
        ("They fell out during an Oval Office meeting.", "Oval Office", ORG, PLACE),
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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They took Sunde, the biggest town held by the rebels.", PLACE),
        ("They took Sunde (a village in the north) at dawn.", PLACE),
        ("They met in the port of Sunde.", PLACE),
        ("Analysts at Sunde, a financial services firm, agree.", ORG),
        ("Germany’s Sunde, Europe’s largest insurer, agreed.", ORG),
        ("The driver, Sunde, 34, was unhurt.", PERSON),
        ("Ann Lee of the grain trader Sunde said so.", ORG),
        ("He met Ann Lee, of the company Sunde, twice.", ORG),
        ("They spoke of the trader Sunde.", None),
        ("They asked Sunde, the city manager.", None),
        ("They asked Sunde, a party leader.", None),
        ("Sunde, the company said, was late.", None),
        ("Sunde won.", None),
    ],
)
def test_a_text_tells_what_a_name_is(text: str, kind: EntityLabel | None) -> None:
    start = text.index("Sunde")
    assert told_kind(text, Span(start, start + 5)) is kind
