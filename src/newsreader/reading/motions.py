"""Where the caret goes: pure functions from a caret to a caret.

A caret stands on the first code point of a grapheme inside a block, never on the white space between blocks; on a line
feed only where that is an empty line. A motion that cannot go further stays where it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from newsreader.article import Span
from newsreader.reading.document import WrappedDocument
from newsreader.text.graphemes import next_boundary, previous_boundary, snap
from newsreader.text.sentences import sentence_spans
from newsreader.text.words import NEAR, words

SENTENCE_WINDOW = 8192
"""Code points around the caret in which sentences are sought: no block of real news is longer."""


class Caret(NamedTuple):
    """Where the reader is.

    Attributes:
        offset: The code point it stands on.
        column: The cell column that moves up and down aim at; None to take that of the offset.
    """

    offset: int
    column: int | None = None


class View(NamedTuple):
    """What a motion needs to know.

    Attributes:
        document: The laid-out text.
        page: Text rows that fit on the screen.
    """

    document: WrappedDocument
    page: int = 20


Motion = Callable[[View, Caret, int], Caret]


def rest(document: WrappedDocument, offset: int) -> int:
    """The place inside a block, on a grapheme, that is nearest to an offset and not behind it if possible."""
    text = document.text
    if not text:
        return 0
    offset = max(0, min(offset, len(text) - 1))
    block = document.blocks[document.block_at(offset)]
    offset = max(block.start, min(offset, max(block.start, block.end - 1)))
    if offset > block.start and text[offset] == "\n" and text[offset - 1] != "\n":
        offset -= 1
    return max(block.start, snap(text, offset))


# Characters and words


def right(view: View, caret: Caret, count: int) -> Caret:
    """To the next character, over the edge of a block into the next one."""
    document, offset = view.document, caret.offset
    for _ in range(count):
        offset = _forward(document, next_boundary(document.text, offset), offset)
    return Caret(offset)


def left(view: View, caret: Caret, count: int) -> Caret:
    """To the character before."""
    document, offset = view.document, caret.offset
    for _ in range(count):
        offset = rest(document, previous_boundary(document.text, offset))
    return Caret(offset)


def _forward(document: WrappedDocument, offset: int, stay: int) -> int:
    """The first place for a caret at or after an offset; ``stay`` if there is none."""
    text = document.text
    number = document.block_at(offset)
    block = document.blocks[number]
    if offset < block.end and text[offset] == "\n" and offset > block.start and text[offset - 1] != "\n":
        offset += 1
    if offset < block.end:
        return offset
    return document.blocks[number + 1].start if number + 1 < len(document.blocks) else stay


def word(view: View, caret: Caret, count: int) -> Caret:
    """To the start of the next word."""
    document, offset = view.document, caret.offset
    text = document.text
    for _ in range(count):
        end = min(len(text), offset + NEAR)
        found = next((w.start for w in words(text, _word_start(text, offset), end) if w.start > offset), None)
        if found is None:
            return Caret(rest(document, end - 1))
        offset = found
    return Caret(offset)


def word_end(view: View, caret: Caret, count: int) -> Caret:
    """To the last character of the word, or of the next one."""
    document, offset = view.document, caret.offset
    text = document.text
    for _ in range(count):
        end = min(len(text), offset + NEAR)
        ends = (previous_boundary(text, w.end) for w in words(text, _word_start(text, offset), end))
        found = next((e for e in ends if e > offset), None)
        if found is None:
            break
        offset = found
    return Caret(rest(document, offset))


def word_back(view: View, caret: Caret, count: int) -> Caret:
    """To the start of the word, or of the one before."""
    document, offset = view.document, caret.offset
    for _ in range(count):
        starts = [w.start for w in words(document.text, max(0, _word_start(document.text, offset) - NEAR), offset)]
        if not starts:
            break
        offset = starts[-1]
    return Caret(offset)


def word_end_back(view: View, caret: Caret, count: int) -> Caret:
    """To the last character of the word before."""
    document, offset = view.document, caret.offset
    text = document.text
    for _ in range(count):
        ends = [w.end for w in words(text, max(0, _word_start(text, offset) - NEAR), min(len(text), offset + 1))]
        ends = [previous_boundary(text, e) for e in ends]
        ends = [e for e in ends if e < offset]
        if not ends:
            break
        offset = ends[-1]
    return Caret(rest(document, offset))


def _word_start(text: str, offset: int) -> int:
    """A place at or before an offset from which words can be read: behind white space."""
    floor = max(0, offset - NEAR)
    while offset > floor and not text[offset - 1].isspace():
        offset -= 1
    return offset


# Sentences and paragraphs


def sentences_around(document: WrappedDocument, offset: int) -> list[Span]:
    """The sentences of the block at an offset, of a very long one those near the offset."""
    block = document.blocks[document.block_at(offset)]
    start = max(block.start, offset - SENTENCE_WINDOW)
    return sentence_spans(document.text, start, min(block.end, offset + SENTENCE_WINDOW))


def sentence(view: View, caret: Caret, count: int) -> Caret:
    """To the start of the next sentence."""
    document, offset = view.document, caret.offset
    for _ in range(count):
        starts = (s.start for s in sentences_around(document, offset))
        found = next((s for s in starts if s > offset), None)
        if found is None:
            block = document.block_at(offset)
            if block + 1 >= len(document.blocks):
                return Caret(rest(document, len(document.text)))
            found = document.blocks[block + 1].start
        offset = found
    return Caret(rest(document, offset))


def sentence_back(view: View, caret: Caret, count: int) -> Caret:
    """To the start of the sentence, or of the one before."""
    document, offset = view.document, caret.offset
    for _ in range(count):
        starts = [s.start for s in sentences_around(document, offset) if s.start < offset]
        if not starts and (block := document.block_at(offset)) > 0:
            before = document.blocks[block - 1]
            starts = [s.start for s in sentences_around(document, max(before.start, before.end - 1))]
        if not starts:
            break
        offset = starts[-1]
    return Caret(rest(document, offset))


def paragraph(view: View, caret: Caret, count: int) -> Caret:
    """To the start of the next block."""
    document = view.document
    block = document.block_at(caret.offset) + count
    if block >= len(document.blocks):
        return Caret(rest(document, len(document.text)))
    return Caret(rest(document, document.blocks[block].start))


def paragraph_back(view: View, caret: Caret, count: int) -> Caret:
    """To the start of the block, or of the one before."""
    document = view.document
    block = document.block_at(caret.offset)
    if caret.offset > document.blocks[block].start:
        count -= 1
    return Caret(rest(document, document.blocks[max(0, block - count)].start))


# Rows


def down(view: View, caret: Caret, count: int) -> Caret:
    """To the row below, in the same column; rows without text are passed over."""
    return _rows(view, caret, count)


def up(view: View, caret: Caret, count: int) -> Caret:
    """To the row above."""
    return _rows(view, caret, -count)


def page_down(view: View, caret: Caret, count: int) -> Caret:
    """A screen further."""
    return _jump(view, caret, count * max(1, view.page - 1))


def page_up(view: View, caret: Caret, count: int) -> Caret:
    """A screen back."""
    return _jump(view, caret, -count * max(1, view.page - 1))


def half_page_down(view: View, caret: Caret, count: int) -> Caret:
    """Half a screen further."""
    return _jump(view, caret, count * max(1, view.page // 2))


def half_page_up(view: View, caret: Caret, count: int) -> Caret:
    """Half a screen back."""
    return _jump(view, caret, -count * max(1, view.page // 2))


def row_start(view: View, caret: Caret, count: int) -> Caret:
    """To the first character of the row."""
    row = view.document.row(view.document.row_of(caret.offset))
    return Caret(rest(view.document, row.start))


def row_end(view: View, caret: Caret, count: int) -> Caret:
    """To the last character of the row."""
    document = view.document
    row = document.row(document.row_of(caret.offset))
    return Caret(max(row.start, previous_boundary(document.text, row.end) if row.end > row.start else row.start))


def _column(view: View, caret: Caret) -> int:
    if caret.column is not None:
        return caret.column
    document = view.document
    return document.line(document.row(document.row_of(caret.offset))).column(caret.offset)


def _rows(view: View, caret: Caret, count: int) -> Caret:
    """Move by a number of rows in which a caret may stand."""
    document = view.document
    column = _column(view, caret)
    number = document.row_of(caret.offset)
    step = 1 if count > 0 else -1
    offset = caret.offset
    for _ in range(abs(count)):
        found = _caret_row(document, number + step, step)
        if found is None:
            break
        offset = document.line(document.row(found)).offset_at(column)
        number = document.row_of(offset)
    return Caret(offset, column)


def _jump(view: View, caret: Caret, count: int) -> Caret:
    """Move by a number of rows of any kind, then on to the next one in which a caret may stand."""
    document = view.document
    column = _column(view, caret)
    for _ in range(2):  # the first time lays out what is there, which may move the rows
        number = max(0, min(document.row_of(caret.offset) + count, document.height - 1))
        document.row(number)
    return to_row(view, Caret(caret.offset, column), min(number, document.height - 1), 1 if count > 0 else -1)


def to_row(view: View, caret: Caret, number: int, step: int) -> Caret:
    """To a row, or from it on in a direction (1 or -1) to one in which a caret may stand, else in the other one."""
    document = view.document
    column = _column(view, caret)
    for direction in (step, -step):
        found = _caret_row(document, number, direction)
        if found is not None:
            return Caret(document.line(document.row(found)).offset_at(column), column)
    return Caret(caret.offset, column)


def _caret_row(document: WrappedDocument, number: int, step: int) -> int | None:
    """The first row from a number on, in one direction, in which a caret may stand."""
    while 0 <= number < document.height:
        if document.row(number).holds_caret:
            return number
        number += step
    return None


# The whole text


def top(view: View, caret: Caret, count: int) -> Caret:
    """To the start of the text."""
    return Caret(rest(view.document, 0))


def bottom(view: View, caret: Caret, count: int) -> Caret:
    """To the end of the text."""
    return Caret(rest(view.document, len(view.document.text)))


def percent(view: View, caret: Caret, count: int) -> Caret:
    """To a hundredth of the text, 0 to 100."""
    return Caret(rest(view.document, len(view.document.text) * min(max(count, 0), 100) // 100))


MOTIONS: dict[str, Motion] = {
    "left": left,
    "right": right,
    "up": up,
    "down": down,
    "word": word,
    "word-end": word_end,
    "word-back": word_back,
    "word-end-back": word_end_back,
    "sentence": sentence,
    "sentence-back": sentence_back,
    "paragraph": paragraph,
    "paragraph-back": paragraph_back,
    "row-start": row_start,
    "row-end": row_end,
    "page-down": page_down,
    "page-up": page_up,
    "half-page-down": half_page_down,
    "half-page-up": half_page_up,
    "top": top,
    "bottom": bottom,
    "percent": percent,
}
"""Every motion by the name that actions use."""
