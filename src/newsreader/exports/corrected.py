"""The analysis of an article as its reader has set it right."""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.analysis.corrections import QuoteCorrection, apply_corrections
from newsreader.analysis.model import Analysis, QuoteKind
from newsreader.article import Article, Span
from newsreader.notes.anchoring import settle
from newsreader.notes.annotation import AnchorState
from newsreader.notes.correction import Correction, Verdict


def corrected(analysis: Analysis, corrections: Iterable[Correction], article: Article | None = None) -> Analysis:
    """Lay a reader's corrections over an analysis; see `newsreader.analysis.corrections.apply_corrections`.

    Args:
        analysis: What was found in the article's text.
        corrections: Those of this article; the one made or changed last wins over others on the same passage.
        article: The article, in whose text the corrections are anchored first; None if they are already.

    Returns:
        The corrected analysis. Corrections whose passage is gone from the text are left out.
    """
    placed = list(corrections) if article is None else settle(corrections, article)
    standing = (c for c in placed if c.state is not AnchorState.ORPHANED)
    in_order = sorted(standing, key=lambda c: (c.modified, c.id))
    return apply_corrections(analysis, [_plain(c) for c in in_order]) if in_order else analysis


def _plain(correction: Correction) -> QuoteCorrection:
    return QuoteCorrection(
        Span(correction.target.start, correction.target.end),
        correction.verdict is not Verdict.NOT_A_QUOTE,
        correction.speaker or None,
        QuoteKind.INDIRECT if correction.kind == QuoteKind.INDIRECT.value else QuoteKind.DIRECT,
    )
