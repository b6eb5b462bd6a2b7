"""The mentions that the sequence model marks, as rules tidy them."""

import pytest

from newsreader.analysis.crf import load_tagger
from newsreader.analysis.mentions import find_mentions


def mentions(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.label.value) for m in find_mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Orange County Sheriff Maria Jensen said on Monday that she agreed.", ("Maria Jensen", "PERSON")),
        ("A poll by Reuters/Ipsos was published on Monday.", ("Reuters / Ipsos", "ORG")),
        ("Former Microsoft engineers founded it in 2004.", ("Microsoft", "ORG")),
        ("Many Ghanaians vote on Monday.", ("Ghanaians", "MISC")),
    ],
)
def test_a_name_is_marked_without_what_stands_around_it(text: str, expected: tuple[str, str]) -> None:
    assert expected in mentions(text)


def test_a_country_that_ends_like_a_people_is_none() -> None:
    assert ("Philippines", "MISC") not in mentions("Nepal and the Philippines agreed on Monday.")


def test_who_took_a_picture_ends_at_the_stroke() -> None:
    found = mentions("A boat leaves the port of Dover, Britain. REUTERS/Peter Nicholls/File Photo")
    assert ("Peter Nicholls", "PERSON") in found
    assert not any("Photo" in name or "File" in name for name, _ in found)


def test_the_same_text_has_the_same_mentions_after_others() -> None:
    text = "Helle Brandt of the Tarnby Harbour Board met Oskar Lind in Copenhagen."
    first = find_mentions(text)
    find_mentions("Oskar Lind is a company. Tarnby scored twice, and Brandt lost in Lind.")
    assert find_mentions(text) == first


def test_the_model_knows_the_names_of_its_features() -> None:
    known = load_tagger("entities").weights
    assert "-w=in" in known
    assert "w=no-such-word" not in known
