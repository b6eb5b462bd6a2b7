"""How many terminal cells a text takes, measured as the screen is composed: by Rich.

A disagreement with the compositor would break a line, so no other measure is used anywhere.
"""

from __future__ import annotations

import re

from rich.cells import cell_len

from newsreader.text.graphemes import graphemes

NOT_NARROW = re.compile("[^\x20-\x7e\n\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2015\u2018-\u2027\u2030-\u205e]")
"""Finds the first code point that might not take exactly one cell, or that might not be drawn as it is."""

__all__ = ["NOT_NARROW", "cell_len", "shorten"]


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
