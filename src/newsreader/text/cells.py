"""How many terminal cells a text takes, measured as the screen is composed: by Rich.

A disagreement with the compositor would break a line, so no other measure is used anywhere.
"""

from __future__ import annotations

import re

from rich.cells import cell_len

from newsreader.text.graphemes import graphemes

NOT_NARROW = re.compile("[^\x20-\x7e\n\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2015\u2018-\u2027\u2030-\u205e]")
"""Finds the first code point that might not take exactly one cell."""

__all__ = ["NOT_NARROW", "cell_len", "column_of", "offset_at", "shorten"]


def column_of(text: str, start: int, offset: int) -> int:
    """The cell column of an offset in the row that begins at ``start``, from 0."""
    return cell_len(text[start:offset])


def offset_at(text: str, start: int, end: int, column: int) -> int:
    """The grapheme of ``text[start:end]`` that covers a cell column.

    Returns:
        The code point at which it begins; the last grapheme's if the column lies behind the row, ``start`` if it is
        empty.
    """
    if NOT_NARROW.search(text, start, end) is None:
        return max(start, min(start + column, end - 1))
    last, width = start, 0
    for begin, after in graphemes(text, start, end):
        last = begin
        width += cell_len(text[begin:after])
        if width > column:
            break
    return last


def shorten(text: str, width: int) -> str:
    """Cut a text to a number of cells, with an ellipsis where something was cut off."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    used, end = 1, 0
    for begin, after in graphemes(text):
        used += cell_len(text[begin:after])
        if used > width:
            break
        end = after
    return text[:end].rstrip() + "…"
