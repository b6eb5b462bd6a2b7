"""Quotes with speakers, and entities: pure functions of an article's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.analysis.model import Analysis, Entity, EntityLabel, Quote, QuoteKind
from newsreader.patterns import lazy_pattern

if TYPE_CHECKING:
    from newsreader.analysis.dictionary import Dictionary

__all__ = ["ANALYZER_VERSION", "Analysis", "Entity", "EntityLabel", "Quote", "QuoteKind", "analyze"]

_SURROGATES = lazy_pattern("[\ud800-\udfff]")
"""Halves of characters, which no model can be asked about; replaced one for one, so that offsets stay."""

ANALYZER_VERSION = "7"
"""Changes whenever the same text may give another result; caches of results are keyed by it."""


def analyze(text: str, *, published: str = "", dictionary: Dictionary | None = None, spacy: str = "") -> Analysis:
    """Find who said what in a text, and whom and what it is about.

    Args:
        text: The canonical text of an article.
        published: ISO 8601 date or time against which relative dates are resolved; empty if unknown.
        dictionary: The reader's own names, which win over what is found; see `newsreader.analysis.dictionary`.
        spacy: The installed spaCy pipeline that finds names instead of the shipped model; empty for the latter.

    Returns:
        Quotes in order of the text and entities by prominence. The same arguments give the same result. Any text is
        accepted; the time grows linearly with its length.
    """
    from newsreader.analysis.dictionary import Dictionary
    from newsreader.analysis.entities import find_entities
    from newsreader.analysis.quotes import find_quotes
    from newsreader.analysis.tokens import ArticleTokens

    text = _SURROGATES.sub("\ufffd", text)
    tokens = ArticleTokens(text)
    entities = find_entities(
        text, published=published, dictionary=dictionary or Dictionary(), spacy=spacy, tokens=tokens
    )
    return Analysis(find_quotes(text, entities, tokens), entities)
