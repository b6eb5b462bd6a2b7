"""Whom the words of a source name."""

import re

import pytest

from newsreader.analysis.model import Entity, EntityLabel
from newsreader.analysis.quotes.marks import paragraph_spans, stretches
from newsreader.analysis.quotes.weights import LogLinear
from newsreader.analysis.speakers.antecedents import Antecedents
from newsreader.analysis.speakers.cast import Cast
from newsreader.analysis.speakers.resolving import Resolver, Speaker
from newsreader.analysis.speakers.roles import role_gender, role_key
from newsreader.analysis.speakers.sources import Naming, read_source
from newsreader.article import Span

TEXT = (
    "Minister Ada Holt met her envoy for the north, Tim Day, on Monday. Roe spokesman Ben Roe waited. Holt spoke. "
    "The Kremlin spokesman Ilya Orlov listened. Northwind Energy, a company, sent nobody.\n\n"
    "Rita Stone, who runs the port, was late. Mr. Day and Mr. Orlov left."
)
PEOPLE = {
    "Ada Holt": ("Ada Holt", "Holt"),
    "Tim Day": ("Tim Day", "Day"),
    "Ben Roe": ("Ben Roe", "Roe"),
    "Ilya Orlov": ("Ilya Orlov", "Orlov"),
    "Rita Stone": ("Rita Stone",),
}
NEAREST = LogLinear({"r0o": 3.0, "r1o": 1.0, "g=": 2.0})


def entities(text: str) -> list[Entity]:
    found = []
    taken: list[Span] = []
    for name, forms in PEOPLE.items():
        mentions = []
        for form in forms:
            for match in re.finditer(rf"\b{form}\b", text):
                span = Span(*match.span())
                if not any(span.overlaps(t) for t in taken):
                    mentions.append(span)
                    taken.append(span)
        found.append(Entity(name, EntityLabel.PERSON, tuple(sorted(mentions))))
    company = [Span(*m.span()) for m in re.finditer("Northwind Energy|Northwind", text)]
    return [*found, Entity("Northwind Energy", EntityLabel.ORG, tuple(company))]


def resolve(addition: str, words: str, text: str = TEXT) -> Speaker:
    whole = text + "\n\n" + addition
    start = whole.index(words, len(text) + 2)
    spans = paragraph_spans(whole)
    resolver = Resolver(Antecedents(whole, Cast(whole, entities(whole)), spans, stretches(whole, spans), NEAREST))
    return resolver.resolve(Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("addition", "words", "name"),
    [
        ("Holt said no.", "Holt", "Ada Holt"),
        ("Minister Holt, a former judge, said no.", "Minister Holt, a former judge,", "Ada Holt"),
        ("The envoy, Tim Day, said no.", "The envoy, Tim Day,", "Tim Day"),
        ("Roe spokesman Day said no.", "Roe spokesman Day", "Tim Day"),
        ("Northwind said no.", "Northwind", "Northwind Energy"),
        ("Holt and Day said no.", "Holt and Day", "Ada Holt and Tim Day"),
        ("A spokesman for Ada Holt said no.", "A spokesman for Ada Holt", "A spokesman for Ada Holt"),
        ("Two officials said no.", "Two officials", "Two officials"),
        ("Northwind’s own survey said no.", "Northwind’s own survey", "Northwind Energy"),
        ("Holt’s aides said no.", "Holt’s aides", "Holt’s aides"),
        ("It was Day who said no.", "who", "Tim Day"),
        ("The Kremlin spokesman said no.", "The Kremlin spokesman", "Ilya Orlov"),
        ("The envoy said no.", "The envoy", "Tim Day"),
        ("The surgeon said no.", "The surgeon", "The surgeon"),
    ],
)
def test_a_source_is_led_to_the_fullest_name(addition: str, words: str, name: str) -> None:
    assert resolve(addition, words).name == name


def test_a_pronoun_goes_to_the_nearest_person_whose_gender_fits() -> None:
    assert resolve("Orlov was there. He said no.", "He").name == "Ilya Orlov"
    assert resolve("Rita Stone saw Orlov. She said no.", "She").name == "Rita Stone"


def test_a_pronoun_without_a_sure_person_is_printed_as_it_stands() -> None:
    assert resolve("He said no.", "He", "It rained all day.").name == "He"
    assert resolve("They said no.", "They").name == "They"


def test_it_is_the_organisation_that_spoke_last() -> None:
    whole = "Northwind Energy said no. Then it said yes."
    spans = paragraph_spans(whole)
    resolver = Resolver(Antecedents(whole, Cast(whole, entities(whole)), spans, (), NEAREST))
    assert resolver.resolve(Span(0, 16)).name == "Northwind Energy"
    assert resolver.resolve(Span(31, 33)).name == "Northwind Energy"


def test_an_unsure_speaker_has_less_confidence_than_a_named_one() -> None:
    assert resolve("They said no.", "They").confidence < resolve("Holt said no.", "Holt").confidence


def test_a_surname_that_also_names_a_fund_is_the_person() -> None:
    text = "Ada Holt spoke. The Holt Fund gave nothing. Holt said no."
    fund = Entity("Holt Fund", EntityLabel.ORG, (Span(20, 29), Span(44, 48)))
    cast = Cast(text, [Entity("Ada Holt", EntityLabel.PERSON, (Span(0, 8),)), fund])
    assert [f.name for _, f in cast.within(0, len(text))] == ["Ada Holt", "Holt Fund", "Ada Holt"]


def test_gender_and_roles_are_learnt_from_titles_and_appositions() -> None:
    figures = {f.name: f for f in Cast(TEXT, entities(TEXT)).figures}
    assert figures["Tim Day"].gender == "m"
    assert "envoy" in figures["Tim Day"].roles
    assert "spokesperson" in figures["Ilya Orlov"].roles
    assert "kremlin" in figures["Ilya Orlov"].attributes


def test_a_candidate_of_the_other_gender_is_no_candidate() -> None:
    text = TEXT + "\n\nShe said no."
    spans = paragraph_spans(text)
    cast = Cast(text, entities(text))
    names = [f.name for f in Antecedents(text, cast, spans, (), NEAREST).candidates(len(text) - 12, "f")]
    assert "Tim Day" not in names
    assert "Rita Stone" in names


def test_the_head_of_a_phrase_is_read_and_not_what_modifies_it() -> None:
    text = "A spokesman for Ada Holt spoke."
    source = read_source(text, Span(0, 24), Cast(text, entities(text)))
    assert source.naming is Naming.WORDS
    assert not source.figures


@pytest.mark.parametrize(
    ("word", "key"), [("spokeswoman", "spokesperson"), ("advisor", "adviser"), ("Sen.", "senator")]
)
def test_spellings_and_genders_of_a_role_are_one(word: str, key: str) -> None:
    assert role_key(word) == key


def test_some_roles_give_a_gender_away() -> None:
    assert (role_gender("spokeswoman"), role_gender("chairman"), role_gender("mayor")) == ("f", "m", "")
