"""Mentions of one thing are one entity; mentions of two are two."""

import pytest

from newsreader.analysis.clusters import cluster
from newsreader.analysis.entities import find_clusters
from newsreader.analysis.mentions import Mention
from newsreader.analysis.model import EntityLabel
from newsreader.article import Span

PERSON, ORG, PLACE, MISC = EntityLabel.PERSON, EntityLabel.ORG, EntityLabel.PLACE, EntityLabel.MISC
Named = tuple[str, EntityLabel] | tuple[str, EntityLabel, str]


def grouped(*named: Named) -> list[tuple[str, int]]:
    """Name and number of mentions of each cluster, for names with labels and titles given in order of the text."""
    text, mentions = "", []
    for name, label, *title in named:
        span = Span(len(text), len(text) + len(name))
        mentions.append(Mention(span, label, tuple(name.split()), tuple(title)))
        text += name + " ; "
    return [(c.name, len(c.mentions)) for c in cluster(text, mentions)]


@pytest.mark.parametrize("form", ["Halloran", "Tom Halloran", "Thomas Halloran", "T. Halloran", "Thomas"])
def test_forms_of_a_name_are_one_person(form: str) -> None:
    assert grouped(("Thomas J. Halloran", PERSON), (form, PERSON)) == [("Thomas J. Halloran", 2)]


def test_two_people_of_one_surname_stay_two() -> None:
    assert grouped(("Ann Roe", PERSON), ("Peter Roe", PERSON)) == [("Ann Roe", 1), ("Peter Roe", 1)]


def test_a_bare_surname_is_the_person_named_first() -> None:
    named = [("Ann Roe", PERSON), ("Peter Roe", PERSON), ("Roe", PERSON), ("Roe", PERSON)]
    assert grouped(*named) == [("Ann Roe", 3), ("Peter Roe", 1)]


def test_a_form_of_address_decides_between_two_people() -> None:
    named: list[Named] = [("Ann Roe", PERSON), ("Peter Roe", PERSON), ("Roe", PERSON, "ms"), ("Roe", PERSON, "mr")]
    assert grouped(*named) == [("Ann Roe", 2), ("Peter Roe", 2)]


def test_short_forms_of_a_country_are_the_country() -> None:
    named = [("U.S.", PLACE), ("United States", PLACE), ("US", PLACE), ("America", PLACE)]
    assert grouped(*named) == [("United States", 4)]


def test_initials_are_the_body_that_the_text_spells_out() -> None:
    named = [("Nordic Shipping Council", ORG), ("NSC", ORG), ("Shipping Board", ORG)]
    assert grouped(*named) == [("Nordic Shipping Council", 2), ("Shipping Board", 1)]


def test_the_head_of_a_name_is_the_body_unless_any_body_has_it() -> None:
    assert grouped(("Amnesty International", ORG), ("Amnesty", ORG)) == [("Amnesty International", 2)]
    assert len(grouped(("Harbour Bank", ORG), ("Bank", ORG))) == 2


def test_adjectives_stay_apart_from_countries_and_count_together() -> None:
    assert grouped(("Russia", PLACE), ("Russian", MISC), ("Russians", MISC), ("Russian", MISC)) == [
        ("Russia", 1),
        ("Russian", 3),
    ]


def test_most_mentions_decide_what_a_thing_is() -> None:
    text = "Lind ; Lind ; Lind"
    spans = [Span(0, 4), Span(7, 11), Span(14, 18)]
    mentions = [Mention(s, label, ("Lind",)) for s, label in zip(spans, (PERSON, ORG, PERSON), strict=True)]
    assert [(c.label, len(c.mentions)) for c in cluster(text, mentions)] == [(PERSON, 3)]


def test_a_town_and_its_club_are_two() -> None:
    named = [("Norwich", PLACE), ("Norwich", ORG), ("Norwich", ORG), ("Norwich", PLACE)]
    assert grouped(*named) == [("Norwich", 2), ("Norwich", 2)]


def test_gender_and_titles_come_from_what_stands_before_the_name() -> None:
    text = "The visit ended well. Foreign Minister Katrin Vogel left early, and Mr. Okonjo followed her to Berlin."
    people = {c.name: c for c in find_clusters(text) if c.label is PERSON}
    assert people["Katrin Vogel"].gender == "f"
    assert {"foreign", "minister"} <= people["Katrin Vogel"].titles
    assert people["Okonjo"].gender == "m"


def test_an_acronym_of_a_long_form_is_the_same_thing_with_and_without_dots() -> None:
    text = (
        "The Securities and Exchange Commission is investigating the fund. The S.E.C. declined to comment on Monday, "
        "and the SEC said nothing on Tuesday."
    )
    body = next(c for c in find_clusters(text) if c.name == "Securities and Exchange Commission")
    assert [text[m.start : m.end] for m in body.mentions] == ["Securities and Exchange Commission", "S.E.C.", "SEC"]
