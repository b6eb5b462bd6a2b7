"""One text row as it is drawn: where each code point stands.

A *column* is a cell counted from the left edge of the document, the indent of the row included. A justified row has
*pads*: further cells drawn behind a space.
"""

from __future__ import annotations

from typing import NamedTuple

from newsreader.text.cells import NOT_NARROW, cell_len
from newsreader.text.graphemes import graphemes

MOST_PADDING = 3
"""A row is left ragged if a space of it would have to grow by more cells than this."""


class Line(NamedTuple):
    """The drawn form of a text row.

    Attributes:
        start: First code point of the row.
        text: What is drawn, code point for code point; white space at the end left out.
        indent: Cells before it.
        pads: Cells added behind each code point of ``text``; empty if the row is ragged.
    """

    start: int
    text: str
    indent: int = 0
    pads: bytes = b""

    @property
    def end(self) -> int:
        """One past the last code point that is drawn."""
        return self.start + len(self.text)

    def column(self, offset: int) -> int:
        """The column of an offset; for one behind the text, that of its end."""
        part = max(0, offset - self.start)
        return self.indent + cell_len(self.text[:part]) + sum(self.pads[:part])

    def offset_at(self, column: int) -> int:
        """The grapheme that covers a column: the last one's first code point if the column lies behind the text."""
        column -= self.indent
        if not self.pads and NOT_NARROW.search(self.text) is None:
            return self.start + max(0, min(column, len(self.text) - 1))
        last, used = 0, 0
        for begin, end in graphemes(self.text):
            last = begin
            used += cell_len(self.text[begin:end]) + sum(self.pads[begin:end])
            if used > column:
                break
        return self.start + last

    def piece(self, start: int, end: int) -> str:
        """What is drawn of the code points from ``start`` to ``end``."""
        low, high = start - self.start, end - self.start
        if not self.pads:
            return self.text[low:high]
        return "".join(char + " " * pad for char, pad in zip(self.text[low:high], self.pads[low:high], strict=True))


def spread(text: str, room: int) -> bytes:
    """Share out cells among the spaces of a row, so that it ends at the right edge.

    What cannot be shared evenly goes to spaces at even distances, so that no part of the row looks wider than another.

    Args:
        text: The row.
        room: Cells to add.

    Returns:
        The cells to add behind each code point; empty if there is nothing to add or too little to add it to.
    """
    lead = len(text) - len(text.lstrip(" "))
    spaces = [i for i, char in enumerate(text) if char == " " and i >= lead]
    if room <= 0 or not spaces or room > MOST_PADDING * len(spaces):
        return b""
    pads = bytearray(len(text))
    shared = 0
    for rank, i in enumerate(spaces):
        due = (2 * room * (rank + 1) + len(spaces)) // (2 * len(spaces))
        pads[i] = due - shared
        shared = due
    return bytes(pads)
