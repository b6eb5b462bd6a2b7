"""Quotes and who said them.

`marks` pairs the quotation marks, `tagging` finds sources, cues and contents, `linking` ties each stretch between marks
to a source, `deciding` tells quotes from titles and scare quotes, and `attribution` puts it together.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.analysis.model import Entity, Quote

__all__ = ["find_quotes"]


def find_quotes(text: str, entities: Iterable[Entity]) -> tuple[Quote, ...]:
    """Find the quotes of a text, direct and indirect, with their speakers.

    Args:
        text: The text.
        entities: Its entities; a quote's speaker is one of them where the text names one.

    Returns:
        The quotes in order of the text.
    """
    from newsreader.analysis.quotes.attribution import Reading
    from newsreader.analysis.quotes.weights import load_models

    return tuple(Reading(text, entities, load_models()).quotes())
