"""Pairs of quotation marks."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.analysis.quotes.marks import paragraph_spans, stretches


def quoted(text: str) -> list[str]:
    return [text[s.start : s.end] for s in stretches(text, paragraph_spans(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go,” he said. “Now.”", ["Go,", "Now."]),
        ('"Go," he said. "Now."', ["Go,", "Now."]),
        ("“He told me ‘go’ and I went,” she said.", ["He told me ‘go’ and I went,"]),
        (
            "‘It isn’t right,’ she said. ‘The workers’ rights matter.’",
            ["It isn’t right,", "The workers’ rights matter."],
        ),
        ("'It isn't right,' she said. 'Don't go.'", ["It isn't right,", "Don't go."]),
        ("„Das geht nicht“, sagte er.", ["Das geht nicht"]),
        ("»Nie wieder«, sagte sie.", ["Nie wieder"]),
        ("Il a dit : « jamais de la vie ».", ["jamais de la vie"]),
        ("«Нет», сказал он.", ["Нет"]),
        ("他说：「不行」。", ["不行"]),
        ("He called it ``a farce'' twice.", ["a farce"]),
        ("“He read “Moby” aloud,” she said.", ["He read “Moby” aloud,"]),
    ],
)
def test_the_styles_of_quotation_marks_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'The door is 6\'2" high and 30" wide.',
        "Rock ’n’ roll of the ’90s wasn’t the players’ choice.",
        "'Tis the season; 'til then.",
        'A page with <a id="x1" href="y">links</a>.',
        "Nothing here.",
        "",
    ],
)
def test_inches_apostrophes_and_attributes_are_no_quotation_marks(text: str) -> None:
    assert quoted(text) == []


def test_every_paragraph_of_a_long_quotation_is_a_stretch_of_its_own() -> None:
    text = "He read on. “First part.\n\n“Second part.\n\n“Third part,” he said."
    found = stretches(text, paragraph_spans(text))
    assert [text[s.start : s.end] for s in found] == ["First part.", "Second part.", "Third part,"]
    assert [(s.closed, s.continues) for s in found] == [(False, False), (False, True), (True, True)]


def test_a_quotation_opened_once_runs_on_to_its_closing_mark() -> None:
    assert quoted("She said: “One.\n\nTwo.\n\nThree.” Then she left.") == ["One.", "Two.", "Three."]


def test_a_missing_closing_mark_costs_no_more_than_its_paragraph() -> None:
    assert quoted("He said “go and left.\n\nThen “no,” she said.") == ["go and left.", "no,"]


def test_an_opening_mark_typed_for_a_closing_one_closes() -> None:
    assert quoted("He said “go home“ and left. “Now,” he said.") == ["go home", "Now,"]


def test_single_marks_within_a_text_of_double_ones_are_left_alone() -> None:
    assert quoted("‘Big Day’ Looms\n\n“We are ready,” she said. “We always were,” she added.") == [
        "We are ready,",
        "We always were,",
    ]


def test_lines_of_print_are_one_paragraph_and_lines_of_a_list_are_not() -> None:
    printed = (
        "He said that “the committee had never before\nseen a plan so thin, and would not sit\n"
        "again before the end” of the year."
    )
    assert len(paragraph_spans(printed)) == 1
    assert len(paragraph_spans("Short\nlines\nof a list")) == 3


MARKS = st.text(alphabet=st.sampled_from("ab .,’‘'“”\"„«»`\n- 5"), max_size=120)


@given(MARKS)
def test_stretches_lie_in_order_inside_their_paragraphs(text: str) -> None:
    paragraphs = paragraph_spans(text)
    found = stretches(text, paragraphs)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for stretch in found:
        low, high = paragraphs[stretch.paragraph]
        assert low <= stretch.start < stretch.end <= high
        assert text[stretch.start : stretch.end].strip() == text[stretch.start : stretch.end]
