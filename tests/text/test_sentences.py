"""Sentence boundaries."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.text.sentences import sentence_at, sentence_spans


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. Nobody came.", ["It rained.", "Nobody came."]),
        ("Sen. Ada Holt met Dr. Ruiz. They spoke.", ["Sen. Ada Holt met Dr. Ruiz.", "They spoke."]),
        ("The U.S. Navy came on Feb. 28 at 3 p.m. It left.", ["The U.S. Navy came on Feb. 28 at 3 p.m.", "It left."]),
        ("J. R. Moss agreed. So did P. Lund.", ["J. R. Moss agreed.", "So did P. Lund."]),
        ("“Go home.” She went.", ["“Go home.”", "She went."]),
        ("“Why now?” he asked. Nobody knew.", ["“Why now?” he asked.", "Nobody knew."]),
        ("It cost $3.5 million. Fine.", ["It cost $3.5 million.", "Fine."]),
        ("One line\n\nAnother line", ["One line", "Another line"]),
        ("他来了。她走了。", ["他来了。", "她走了。"]),
        ("He stopped … and went on. Then not.", ["He stopped … and went on.", "Then not."]),
        ("Acme Inc. The name stayed.", ["Acme Inc.", "The name stayed."]),
        ("He “left.” Then (it seems.) She", ["He “left.”", "Then (it seems.)", "She"]),
        ("Dr. P. K. Rao Jr. spoke. No. 7 won.", ["Dr. P. K. Rao Jr. spoke.", "No. 7 won."]),
        ("What?! Never.", ["What?!", "Never."]),
    ],
)
def test_sentences_are_split_where_a_reader_would(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


@given(st.text(alphabet=st.sampled_from("aA .!?”“\n'。Mr"), max_size=80))
def test_sentences_tile_everything_that_is_not_white_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    covered = {i for s in spans for i in range(s.start, s.end)}
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered
    assert all(not text[s.start].isspace() and not text[s.end - 1].isspace() for s in spans)


def test_a_stretch_of_a_text_gives_offsets_of_the_text() -> None:
    text = "Skip this. One here. Two here. Skip."
    assert [text[s.start : s.end] for s in sentence_spans(text, 11, 30)] == ["One here.", "Two here."]


def test_the_sentence_at_an_offset_is_the_one_that_holds_it_or_the_one_before() -> None:
    text = "One here.  Two here."
    assert sentence_at(text, 3) == (0, 9)
    assert sentence_at(text, 10) == (0, 9)
    assert sentence_at(text, 15) == (11, 20)
    assert sentence_at("  ", 0) is None


def test_a_run_of_stops_is_one_stop() -> None:
    assert split("." * 5000 + "x") == ["." * 5000 + "x"]
    assert split("Well" + "." * 5000 + " Then") == ["Well" + "." * 5000, "Then"]
