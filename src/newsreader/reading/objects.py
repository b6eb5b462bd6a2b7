"""Text objects: the word, sentence, paragraph, quotation or entity at a place, as a span.

The *inner* object is the thing itself; *around* adds what belongs to it: the white space behind a word or sentence,
the quotation marks of a quotation.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from newsreader.article import Span
from newsreader.reading.document import WrappedDocument
from newsreader.reading.motions import sentences_around
from newsreader.text.words import word_at, words

_MARKS = frozenset("\"'“”„‟‘’‚‛«»‹›「」『』")


def word(document: WrappedDocument, offset: int, count: int = 1, *, around: bool = False) -> Span | None:
    """The word at an offset and those that follow it in its block, ``count`` in all."""
    found = word_at(document.text, offset)
    if found is None:
        return None
    if count > 1:
        end = document.blocks[document.block_at(offset)].end
        following = islice(words(document.text, found.end, end), count - 1)
        found = Span(found.start, max((w.end for w in following), default=found.end))
    return with_space(document, found) if around else found


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
    return with_space(document, found) if found and around else found


def paragraph(document: WrappedDocument, offset: int, count: int = 1) -> Span | None:
    """The block at an offset and those that follow it, ``count`` in all."""
    block = document.block_at(offset)
    last = min(block + max(1, count), len(document.blocks)) - 1
    span = Span(document.blocks[block].start, document.blocks[last].end)
    return span if span.start < span.end else None


def quotation(document: WrappedDocument, quotes: Sequence[Span], offset: int, *, around: bool = False) -> Span | None:
    """The quotation at an offset, its marks counted as part of it; the innermost where one holds another."""
    text = document.text
    found: list[tuple[Span, Span]] = []
    for quote in quotes:
        outer = Span(
            quote.start - (quote.start > 0 and text[quote.start - 1] in _MARKS),
            quote.end + (quote.end < len(text) and text[quote.end] in _MARKS),
        )
        if offset in outer:
            found.append((outer, quote))
    if not found:
        return None
    outer, inner = min(found, key=lambda pair: pair[1].end - pair[1].start)
    return outer if around else inner


def entity(mentions: Sequence[Span], offset: int) -> Span | None:
    """The mention of an entity at an offset, the shortest where they overlap."""
    return min((m for m in mentions if offset in m), key=lambda m: m.end - m.start, default=None)


def with_space(document: WrappedDocument, span: Span) -> Span:
    """A span with the spaces behind it."""
    end = span.end
    while end < len(document.text) and document.text[end] == " ":
        end += 1
    return Span(span.start, end)
