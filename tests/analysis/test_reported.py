"""Reported speech, given what the sequence model marked."""

import pytest

from newsreader.analysis.cues import cue_class, is_saying
from newsreader.analysis.quotes.marks import paragraph_spans, stretches
from newsreader.analysis.quotes.tagging import Tagged
from newsreader.analysis.reported import reported_speech
from newsreader.article import Span


def tagged(text: str, *, sources: list[str], cues: list[str], contents: list[str]) -> Tagged:
    def spans(parts: list[str]) -> tuple[Span, ...]:
        return tuple(Span(text.index(p), text.index(p) + len(p)) for p in parts)

    paragraph = paragraph_spans(text)[0]
    found = tuple(stretches(text, [paragraph]))
    return Tagged(paragraph, (), found, spans(sources), spans(cues), spans(contents))


def found(text: str, **parts: list[str]) -> list[tuple[str, str, str | None]]:
    return [
        (
            text[r.start : r.end],
            text[r.cue.start : r.cue.end],
            text[r.source.start : r.source.end] if r.source else None,
        )
        for r in reported_speech(text, tagged(text, **parts))
    ]


def test_what_follows_a_cue_is_reported() -> None:
    text = "Holt said that the port would close."
    parts = {"sources": ["Holt"], "cues": ["said"], "contents": ["that the port would close"]}
    assert found(text, **parts) == [("that the port would close", "said", "Holt")]


def test_what_stands_before_a_trailing_attribution_begins_with_its_sentence() -> None:
    text = "It rained. But the new port will open in May, Holt said."
    parts = {"sources": ["Holt"], "cues": ["said"], "contents": ["will open in May"]}
    assert found(text, **parts) == [("But the new port will open in May", "said", "Holt")]


def test_what_is_reported_ends_with_the_sentence_of_its_cue() -> None:
    text = "Holt said the port would close. Nobody stirred."
    parts = {"sources": ["Holt"], "cues": ["said"], "contents": ["the port would close. Nobody stirred"]}
    assert found(text, **parts) == [("the port would close", "said", "Holt")]


def test_pieces_around_an_attribution_are_one() -> None:
    text = "The plan, Holt said, will fail."
    parts = {"sources": ["Holt"], "cues": ["said"], "contents": ["The plan", "will fail"]}
    assert found(text, **parts) == [("The plan, Holt said, will fail", "said", "Holt")]


def test_according_to_gives_its_source_when_the_model_took_it_for_content() -> None:
    text = "According to the ministry, work begins in June."
    parts: dict[str, list[str]] = {
        "sources": [],
        "cues": ["According to"],
        "contents": ["the ministry, work begins in June"],
    }
    assert found(text, **parts) == [("work begins in June", "According to", "the ministry")]


def test_an_unmarked_clause_behind_said_that_is_found() -> None:
    text = "Holt said that the port would close soon."
    parts: dict[str, list[str]] = {"sources": ["Holt"], "cues": ["said"], "contents": []}
    assert found(text, **parts) == [("that the port would close soon", "said", "Holt")]


def test_words_between_quotation_marks_are_no_reported_speech() -> None:
    text = "Holt said “the port will close.”"
    parts = {"sources": ["Holt"], "cues": ["said"], "contents": ["“the port will close.”"]}
    assert found(text, **parts) == []


@pytest.mark.parametrize("word", ["says", "told", "denied", "wrote", "admitting", "vowed", "quipped"])
def test_every_form_of_a_verb_of_saying_is_known(word: str) -> None:
    assert is_saying(word)


def test_cues_are_told_apart() -> None:
    assert [cue_class(w) for w in ("said", "believes", "statement", "according", "table")] == ["s", "t", "n", "p", ""]
