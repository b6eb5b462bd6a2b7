"""Quotes and who said them.

`marks` pairs the quotation marks, `tagging` finds sources, cues and contents, `linking` ties each stretch between marks
to a source, `deciding` tells quotes from titles and scare quotes, and `attribution` puts it together. All but `marks`
know English only: in other languages the direct quotes are found and nothing is guessed about their speakers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsreader.analysis.model import Entity, Quote, QuoteKind
from newsreader.analysis.tokens import ArticleTokens

__all__ = ["find_quotes"]

_WORD = re.compile(r"\w+")
_WORDS_OF_A_QUOTE = 4
_LETTERS_OF_A_QUOTE = 4
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def find_quotes(text: str, entities: Iterable[Entity], tokens: ArticleTokens | None = None) -> tuple[Quote, ...]:
    """Find the quotes of a text, direct and indirect, with their speakers.

    Args:
        text: The text.
        entities: Its entities; a quote's speaker is one of them where the text names one.
        tokens: Its tokens, if others want them too.

    Returns:
        The quotes in order of the text. Direct ones do not overlap each other; an indirect one may hold direct ones.
    """
    from newsreader.analysis.quotes.language import is_english

    if not is_english(text):
        return _between_marks(text)
    from newsreader.analysis.quotes.attribution import Reading
    from newsreader.analysis.quotes.weights import load_models

    return tuple(Reading(text, entities, load_models(), tokens).quotes())


def _between_marks(text: str) -> tuple[Quote, ...]:
    """What stands between quotation marks and is long enough to be more than a name or a word set apart."""
    from newsreader.analysis.quotes.marks import paragraph_spans, stretches

    found = []
    for stretch in stretches(text, paragraph_spans(text)):
        words = text[stretch.start : stretch.end]
        enough = len(_WORD.findall(words)) >= _WORDS_OF_A_QUOTE or words[-1] in ",.!?。！？，"
        if enough or len(_UNSPACED.findall(words)) >= _LETTERS_OF_A_QUOTE:
            found.append(Quote(stretch.start, stretch.end, QuoteKind.DIRECT))
    return tuple(found)
