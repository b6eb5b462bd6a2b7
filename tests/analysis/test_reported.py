"""Reported speech, given what the sequence model marked."""

import pytest

from newsreader.analysis.cues import cue_class, is_saying
from newsreader.analysis.quotes.marks import paragraph_spans, stretches
from newsreader.analysis.quotes.tagging import Chances, Tagged
from newsreader.analysis.reported import Reported, candidates, likeliest, source_of
from newsreader.analysis.tokens import token_spans
from newsreader.article import Span


def tagged(text: str, *, sources: list[str], cues: list[str], contents: list[str]) -> Tagged:
    """A paragraph as a sequence model marks it that is sure of what it marks and of nothing else."""

    def spans(parts: list[str]) -> tuple[Span, ...]:
        return tuple(Span(text.index(p), text.index(p) + len(p)) for p in parts)

    paragraph = paragraph_spans(text)[0]
    tokens = tuple(token_spans(text))

    def chances(parts: tuple[Span, ...]) -> tuple[float, ...]:
        return tuple(0.9 if any(p.start <= t.start < p.end for p in parts) else 0.05 for t in tokens)

    source, cue, content = spans(sources), spans(cues), spans(contents)
    begins = tuple(0.9 if any(t.start == c.start for c in content) else 0.05 for t in tokens)
    return Tagged(
        paragraph,
        tokens,
        tuple(stretches(text, [paragraph])),
        source,
        cue,
        content,
        Chances(chances(cue), begins, chances(content), chances(source)),
    )


Found = tuple[str, str, str | None]


def found(text: str, **parts: list[str]) -> list[Found]:
    """The candidates, each as what is reported, cue and source."""
    return [
        (
            text[r.start : r.end],
            text[r.cue.start : r.cue.end],
            text[r.source.start : r.source.end] if r.source else None,
        )
        for r in candidates(text, tagged(text, **parts))
    ]


def test_what_follows_a_cue_is_reported() -> None:
    text = "Holt said that the port would close."
    parts = {"sources": ["Holt"], "cues": ["said"], "contents": ["that the port would close"]}
    assert ("that the port would close", "said", "Holt") in found(text, **parts)


def test_what_stands_before_a_trailing_attribution_begins_with_its_sentence() -> None:
    text = "It rained. But the new port will open in May, Holt said."
    parts = {"sources": ["Holt"], "cues": ["said"], "contents": ["will open in May"]}
    assert ("But the new port will open in May", "said", "Holt") in found(text, **parts)


def test_what_is_reported_ends_with_the_sentence_of_its_cue() -> None:
    text = "Holt said the port would close. Nobody stirred."
    parts = {"sources": ["Holt"], "cues": ["said"], "contents": ["the port would close. Nobody stirred"]}
    assert ("the port would close", "said", "Holt") in found(text, **parts)


def test_pieces_around_an_attribution_are_one() -> None:
    text = "The plan, Holt said, will fail."
    parts = {"sources": ["Holt"], "cues": ["said"], "contents": ["The plan", "will fail"]}
    assert ("The plan, Holt said, will fail", "said", "Holt") in found(text, **parts)


def test_according_to_gives_its_source_when_the_model_took_it_for_content() -> None:
    text = "According to the ministry, work begins in June."
    parts: dict[str, list[str]] = {
        "sources": [],
        "cues": ["According to"],
        "contents": ["the ministry, work begins in June"],
    }
    assert ("work begins in June", "According to", "the ministry") in found(text, **parts)


def test_of_candidates_that_overlap_the_likeliest_stays_and_a_cue_reports_one_thing() -> None:
    text = "Holt said the port would close, and added that the crane would go."
    every = candidates(text, tagged(text, sources=["Holt"], cues=["said", "added"], contents=["the port would close"]))
    whole = next(c for c in every if text[c.start : c.end].startswith("the port") and c.end == len(text) - 1)
    port = next(c for c in every if text[c.start : c.end] == "the port would close")
    crane = next(c for c in every if text[c.cue.start : c.cue.end] == "added" and c.start > port.end)
    assert likeliest([(0.4, whole), (0.9, port), (0.6, crane), (0.2, port)], 0.3) == [port, crane]
    assert likeliest([(0.4, whole), (0.9, port)], 0.95) == []


def test_an_unmarked_clause_behind_said_that_is_found() -> None:
    text = "Holt said that the port would close soon."
    parts: dict[str, list[str]] = {"sources": ["Holt"], "cues": ["said"], "contents": []}
    assert ("that the port would close soon", "said", "Holt") in found(text, **parts)


def test_words_between_quotation_marks_are_no_reported_speech() -> None:
    text = "Holt said “the port will close.”"
    parts = {"sources": ["Holt"], "cues": ["said"], "contents": ["“the port will close.”"]}
    assert found(text, **parts) == []


@pytest.mark.parametrize("word", ["says", "told", "denied", "wrote", "admitting", "vowed", "quipped"])
def test_every_form_of_a_verb_of_saying_is_known(word: str) -> None:
    assert is_saying(word)


def test_cues_are_told_apart() -> None:
    assert [cue_class(w) for w in ("said", "believes", "statement", "according", "table")] == ["s", "t", "n", "p", ""]


@pytest.mark.parametrize(
    ("text", "cue", "content", "nearest", "source"),
    [
        ("Ann Holt said Lind will come.", "said", "Lind will come", "Lind", "Ann Holt"),
        ("It was said Lind will come.", "said", "Lind will come", "Lind", None),
        ("According to Lind, it will rain.", "According to", "Lind, it will rain", "Lind", "Lind"),
        ("It will rain, Lind said.", "said", "It will rain", "Lind", "Lind"),
    ],
)
def test_nobody_is_credited_with_what_is_reported_of_him(
    text: str, cue: str, content: str, nearest: str, source: str | None
) -> None:
    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    one = Reported(*span(content), span(cue), span(nearest), Span(0, len(text)))
    sources = [span(name) for name in ("Ann Holt", "Lind") if name in text]
    assert source_of(text, one, sources) == (span(source) if source else None)
