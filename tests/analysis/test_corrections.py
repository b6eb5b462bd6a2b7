"""Corrections win over the analysis."""

from hypothesis import given
from hypothesis import strategies as st

from newsreader.analysis import Analysis, Quote, QuoteKind, analyze
from newsreader.analysis.corrections import QuoteCorrection, apply_corrections
from newsreader.article import Span

TEXT = (
    "“The quay will close in May,” said Helle Brandt, who leads the harbour board of Tarnby.\n\n"
    "“Nobody asked us,” Oskar Lind said. “We read it in the news.”"
)


def words(analysis: Analysis) -> list[tuple[str, str | None]]:
    return [(TEXT[q.start : q.end], q.speaker) for q in analysis.quotes]


FOUND = analyze(TEXT)


def span(passage: str) -> Span:
    start = TEXT.index(passage)
    return Span(start, start + len(passage))


def test_another_speaker_is_given_with_certainty_and_without_the_words_that_named_the_first() -> None:
    after = apply_corrections(FOUND, [QuoteCorrection(span("Nobody asked us,"), speaker="Jens Holm")])
    corrected = next(q for q in after.quotes if q.speaker == "Jens Holm")
    assert (corrected.confidence, corrected.speaker_span, corrected.cue) == (1.0, None, "said")
    assert words(after)[0] == words(FOUND)[0]
    assert words(after)[2] == words(FOUND)[2]


def test_a_speaker_who_was_right_keeps_the_words_that_name_him() -> None:
    before = next(q for q in FOUND.quotes if q.speaker == "Oskar Lind")
    after = apply_corrections(FOUND, [QuoteCorrection(before.span, speaker="Oskar Lind")])
    assert next(q for q in after.quotes if q.span == before.span).speaker_span == before.speaker_span


def test_nobody_known_leaves_the_quote_without_a_speaker() -> None:
    after = apply_corrections(FOUND, [QuoteCorrection(span("Nobody asked us,"))])
    assert ("Nobody asked us,", None) in words(after)


def test_what_is_no_quote_is_not_listed() -> None:
    after = apply_corrections(FOUND, [QuoteCorrection(span("Nobody asked us,"), quote=False)])
    assert "Nobody asked us," not in [w for w, _ in words(after)]
    assert len(after.quotes) == len(FOUND.quotes) - 1


def test_borders_drawn_a_little_differently_are_the_same_quote_and_others_are_not() -> None:
    near = QuoteCorrection(span("asked us"), speaker="Jens Holm")
    assert ("Nobody asked us,", "Jens Holm") in words(apply_corrections(FOUND, [near]))
    far = QuoteCorrection(span("us,”"), quote=False)
    assert apply_corrections(FOUND, [far]).quotes == FOUND.quotes


def test_a_quote_that_the_analysis_misses_is_listed_at_its_place() -> None:
    missed = QuoteCorrection(span("leads the harbour board"), speaker="Jens Holm", kind=QuoteKind.INDIRECT)
    after = apply_corrections(FOUND, [missed])
    assert words(after)[1] == ("leads the harbour board", "Jens Holm")
    assert after.quotes[1].kind is QuoteKind.INDIRECT


def test_the_later_of_two_corrections_wins() -> None:
    where = span("Nobody asked us,")
    both = [QuoteCorrection(where, quote=False), QuoteCorrection(where, speaker="Jens Holm")]
    assert ("Nobody asked us,", "Jens Holm") in words(apply_corrections(FOUND, both))
    assert len(apply_corrections(FOUND, both[::-1]).quotes) == len(FOUND.quotes) - 1


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
CORRECTIONS = st.lists(
    st.builds(QuoteCorrection, SPANS, st.booleans(), st.sampled_from([None, "A", "B"]), st.sampled_from(QuoteKind)),
    max_size=6,
)


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """Quotes that do not overlap, as no two of one kind do."""
    borders = sorted(draw(st.sets(st.integers(0, 80), max_size=8)))
    pairs = zip(borders[::2], borders[1::2], strict=False)
    return Analysis(tuple(Quote(a, b, draw(st.sampled_from(QuoteKind))) for a, b in pairs))


@given(analyses(), CORRECTIONS)
def test_corrected_quotes_are_in_order_and_entities_untouched(
    analysis: Analysis, corrections: list[QuoteCorrection]
) -> None:
    after = apply_corrections(analysis, corrections)
    assert [q.span for q in after.quotes] == sorted(q.span for q in after.quotes)
    assert after.entities == analysis.entities
    assert all(q.start < q.end for q in after.quotes)


@given(analyses(), CORRECTIONS)
def test_the_last_correction_always_holds(analysis: Analysis, corrections: list[QuoteCorrection]) -> None:
    last = QuoteCorrection(Span(10, 30), speaker="Z")
    after = apply_corrections(analysis, [*corrections, last])
    assert any(q.speaker == "Z" for q in after.quotes)
