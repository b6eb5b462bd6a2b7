"""What is selected: from an anchor to the caret, in whole units.

Both ends lie inside the selection, as in vi: a selection that has just begun holds the unit under the caret.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from newsreader.article import Span
from newsreader.reading import objects
from newsreader.reading.document import WrappedDocument
from newsreader.text.graphemes import next_boundary, previous_boundary

Unit = Literal["char", "word", "sentence", "paragraph"]

OBJECTS = ("iw", "aw", "is", "as", "ip", "ap", "iq", "aq", "ie", "ae")
"""Names of text objects: inner or around, then word, sentence, paragraph, quotation, entity."""


class Selection(NamedTuple):
    """A selection, but for its moving end, which is the caret.

    Attributes:
        anchor: The code point at which it began.
        unit: What it is widened to at both ends.
    """

    anchor: int
    unit: Unit = "char"

    def span(self, document: WrappedDocument, caret: int) -> Span:
        """What is selected while the caret stands on an offset."""
        low, high = sorted((self.anchor, caret))
        first, last = self._unit_at(document, low), self._unit_at(document, high)
        return Span(min(first.start, low), max(last.end, high))

    def _unit_at(self, document: WrappedDocument, offset: int) -> Span:
        found: Span | None = None
        if self.unit == "word":
            found = objects.word(document, offset)
        elif self.unit == "sentence":
            found = objects.sentences(document, offset)
        elif self.unit == "paragraph":
            found = objects.paragraph(document, offset)
        return found or Span(offset, next_boundary(document.text, offset))


def last_character(document: WrappedDocument, span: Span) -> int:
    """Where the caret stands when a span is selected character by character: on its last grapheme."""
    return max(span.start, previous_boundary(document.text, span.end))


def text_object(
    document: WrappedDocument,
    name: str,
    offset: int,
    count: int = 1,
    *,
    quotes: Sequence[Span] = (),
    mentions: Sequence[Span] = (),
) -> Span | None:
    """Find a text object.

    Args:
        document: The text.
        name: One of `OBJECTS`.
        offset: A code point in it.
        count: How many words, sentences or paragraphs to take.
        quotes: The quotations near the offset, for ``iq`` and ``aq``.
        mentions: The mentions of entities near the offset, for ``ie`` and ``ae``.

    Returns:
        Its span, None where there is none.

    Raises:
        KeyError: If the name is not one of `OBJECTS`.
    """
    if name not in OBJECTS:
        raise KeyError(name)
    around = name[0] == "a"
    match name[1]:
        case "w":
            return objects.word(document, offset, count, around=around)
        case "s":
            return objects.sentences(document, offset, count, around=around)
        case "p":
            return objects.paragraph(document, offset, count)
        case "q":
            return objects.quotation(document, quotes, offset, around=around)
        case _:
            found = objects.entity(mentions, offset)
            return objects.with_space(document, found) if found is not None and around else found
