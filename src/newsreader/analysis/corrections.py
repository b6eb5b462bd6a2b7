"""What a reader has set right, laid over what the analysis found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from newsreader.analysis.model import Analysis, Quote, QuoteKind
from newsreader.article import Span

SAME = 0.5
"""Share of the words that a correction and a quote must have in common to be about the same passage."""


@dataclass(frozen=True, slots=True)
class QuoteCorrection:
    """A reader's verdict on one passage.

    Attributes:
        span: The words of the quote.
        quote: Whether they are a quote at all.
        speaker: Who said them, None for nobody known.
        kind: Direct or indirect: how a quote is listed that the analysis has not found.
    """

    span: Span
    quote: bool = True
    speaker: str | None = None
    kind: QuoteKind = QuoteKind.DIRECT


def apply_corrections(analysis: Analysis, corrections: Iterable[QuoteCorrection]) -> Analysis:
    """Let a reader's corrections win over an analysis.

    A correction is about the quote of its kind with which it shares the most words, `SAME` of all the words of both or
    more, so that it holds where another version of the analysis draws the borders a little differently. One that is
    about no quote lists its passage as one, or does nothing where it says that there is none. Of two about the same
    quote the later in order wins. Corrections applied twice are as good as once.

    Args:
        analysis: What was found.
        corrections: What the reader says, the latest last.

    Returns:
        The same entities, and the quotes in order of the text; those that were corrected have the confidence 1 and no
        `speaker_span` unless the words that it names were right.
    """
    verdicts: dict[int, QuoteCorrection] = {}
    missed: dict[tuple[Span, QuoteKind], QuoteCorrection] = {}
    for correction in corrections:
        number = _about(correction, analysis.quotes)
        if number is not None:
            verdicts[number] = correction
        else:
            missed[correction.span, correction.kind] = correction
    if not verdicts and not missed:
        return analysis
    quotes: list[Quote] = []
    for number, quote in enumerate(analysis.quotes):
        verdict = verdicts.get(number)
        if verdict is None:
            quotes.append(quote)
        elif verdict.quote:
            quotes.append(_said_by(quote, verdict.speaker))
    for (span, kind), correction in missed.items():
        if correction.quote and span.start < span.end:
            quotes.append(Quote(span.start, span.end, kind, correction.speaker, confidence=1.0))
    return replace(analysis, quotes=tuple(sorted(quotes, key=lambda q: (q.start, q.end))))


def _about(correction: QuoteCorrection, quotes: Iterable[Quote]) -> int | None:
    """The number of the quote that a correction is about."""
    best: tuple[float, int] | None = None
    for number, quote in enumerate(quotes):
        common = min(quote.end, correction.span.end) - max(quote.start, correction.span.start)
        if common <= 0 or quote.kind is not correction.kind:
            continue
        joined = max(quote.end, correction.span.end) - min(quote.start, correction.span.start)
        rank = (common / joined, -number)
        if rank[0] >= SAME and (best is None or rank > best):
            best = rank
    return None if best is None else -best[1]


def _said_by(quote: Quote, speaker: str | None) -> Quote:
    span = quote.speaker_span if speaker == quote.speaker else None
    return replace(quote, speaker=speaker, speaker_span=span, confidence=1.0)
