"""Links that lead back to the marked words: whole words, of one block, with nothing that could be taken for grammar."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.exports.links import source_link, text_directive, web_address
from newsreader.notes.annotation import Target

TEXT = "The ferry stops for a week.\n\nA pump, well-known, came by train. Nobody saw a pump arrive."


def of(words: str, within: str | None = TEXT) -> str:
    start = TEXT.index(words)
    return text_directive(Target.of(TEXT, start, start + len(words)), within)


def test_words_that_stand_once_are_named_alone() -> None:
    assert of("ferry stops") == "text=ferry%20stops"


def test_words_that_stand_twice_are_named_with_those_around_them() -> None:
    assert of("pump arrive") == "text=pump%20arrive"
    assert of("pump") == "text=A-,pump,-%2C%20well%2Dknown%2C%20came"


def test_half_words_are_made_whole() -> None:
    assert of("err") == "text=ferry"


def test_commas_dashes_and_ampersands_are_no_grammar() -> None:
    assert of("well-known,") == "text=well%2Dknown%2C"


def test_a_passage_over_two_blocks_is_named_by_its_ends() -> None:
    assert of("a week.\n\nA pump,") == "text=a%20week.,A%20pump%2C"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "", "https://", "http://[::1", "data:x"])
def test_what_is_no_page_of_the_web_has_no_link(url: str) -> None:
    assert web_address(url) == source_link(url, Target.of(TEXT, 4, 9), TEXT) == ""


def test_a_place_in_the_page_goes_before_the_words() -> None:
    link = source_link("https://f.example/a#top:~:text=old", Target.of(TEXT, 4, 9), TEXT)
    assert link == "https://f.example/a#top:~:text=ferry"


@given(st.text(), st.data())
def test_a_link_is_one_word_and_says_the_words_of_the_page(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    target = Target.of(text, start, end) if end > start else Target(0, 1, "x")
    link = source_link("https://f.example/(a) b]?q='*<", target, data.draw(st.sampled_from([text, None])))
    assert not set(link) & set(" \n\t()[]<>\"'\\*")
    _, _, directive = link.partition(":~:text=")
    if directive:
        flat = " ".join(f"{target.prefix}{target.exact}{target.suffix}".split())
        for part in directive.split(","):
            words = unquote(part.removesuffix("-").removeprefix("-"), errors="replace")
            assert words.replace("?", "") in flat.replace("?", "") or "\ud800" <= max(flat) <= "\udfff" or "�" in words
