"""Quotes with speakers, and entities: pure functions of an article's text."""

from __future__ import annotations

import re

from newsreader.analysis.model import Analysis, Entity, EntityLabel, Quote, QuoteKind

__all__ = ["ANALYZER_VERSION", "Analysis", "Entity", "EntityLabel", "Quote", "QuoteKind", "analyze"]

_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no model can be asked about; replaced one for one, so that offsets stay."""

ANALYZER_VERSION = "2"
"""Changes whenever the same text may give another result; caches of results are keyed by it."""


def analyze(text: str, *, published: str = "") -> Analysis:
    """Find who said what in a text, and whom and what it is about.

    Args:
        text: The canonical text of an article.
        published: ISO 8601 date or time against which relative dates are resolved; empty if unknown.

    Returns:
        Quotes in order of the text and entities by prominence. The same arguments give the same result. Any text is
        accepted; the time grows linearly with its length.
    """
    from newsreader.analysis.entities import find_entities
    from newsreader.analysis.quotes import find_quotes

    text = _SURROGATES.sub("\ufffd", text)
    entities = find_entities(text, published=published)
    return Analysis(find_quotes(text, entities), entities)
