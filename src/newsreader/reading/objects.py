"""Text objects: the word, sentence, paragraph, quotation or entity at a place, as a span.

The *inner* object is the thing itself; *around* adds what belongs to it: the white space behind a word or sentence,
the quotation marks of a quotation.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.article import Span
from newsreader.reading.document import WrappedDocument
from newsreader.reading.motions import sentences_around
from newsreader.text.words import word_at

_MARKS = frozenset("\"'“”„‟‘’‚‛«»‹›「」『』")


def word(document: WrappedDocument, offset: int, *, around: bool = False) -> Span | None:
    """The word at an offset."""
    found = word_at(document.text, offset)
    return _with_space(document, found) if found and around else found


def sentences(document: WrappedDocument, offset: int, count: int = 1, *, around: bool = False) -> Span | None:
    """The sentence at an offset and those that follow it in its block, ``count`` in all."""
    block = document.block_at(offset)
    found: Span | None = None
    while count > 0 and block < len(document.blocks):
        start = document.blocks[block].start
        near = sentences_around(document, offset if found is None else start)
        if found is None:
            at = next((k for k, s in enumerate(near) if offset < s.end), len(near) - 1)
            near = near[max(0, at) :]
        taken = near[:count]
        if taken:
            found = Span(found.start if found else taken[0].start, taken[-1].end)
            count -= len(taken)
        block += 1
    return _with_space(document, found) if found and around else found


def paragraph(document: WrappedDocument, offset: int, count: int = 1) -> Span | None:
    """The block at an offset and those that follow it, ``count`` in all."""
    block = document.block_at(offset)
    last = min(block + max(1, count), len(document.blocks)) - 1
    span = Span(document.blocks[block].start, document.blocks[last].end)
    return span if span.start < span.end else None


def quotation(document: WrappedDocument, quotes: Sequence[Span], offset: int, *, around: bool = False) -> Span | None:
    """The quotation at an offset, its marks counted as part of it."""
    text = document.text
    for quote in quotes:
        outer = Span(
            quote.start - (quote.start > 0 and text[quote.start - 1] in _MARKS),
            quote.end + (quote.end < len(text) and text[quote.end] in _MARKS),
        )
        if offset in outer:
            return outer if around else quote
    return None


def entity(mentions: Sequence[Span], offset: int) -> Span | None:
    """The mention of an entity at an offset."""
    return next((m for m in mentions if offset in m), None)


def _with_space(document: WrappedDocument, span: Span) -> Span:
    end = span.end
    while end < len(document.text) and document.text[end] == " ":
        end += 1
    return Span(span.start, end)
