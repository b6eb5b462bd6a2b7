"""Cutting a stretch of text into rows of a number of cells.

Rows *tile* the stretch: each is given by the offset of its first code point and ends where the next one begins. White
space at the end of a row hangs over the edge and is not drawn. A line feed ends a row and belongs to it.

Chinese and Japanese text may break between any two wide characters, except that a closing mark never begins a row and
an opening one never ends one (the basic *kinsoku* rules). A grapheme is never cut. A run that is longer than a row and
holds no place to break is cut at the edge.
"""

from __future__ import annotations

from array import array

from rich.cells import get_character_cell_size

from newsreader.text.cells import NOT_NARROW
from newsreader.text.graphemes import is_boundary

LONGEST = 2_000
"""Code points that a row may hold at most: a guard against endless runs of characters without width."""

_NEVER_FIRST = frozenset(
    "、。，．・：；？！）〕］｝〉》」』】〙〗〟’”»ゝゞ々ーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ…‥｡｣､"
)
_NEVER_LAST = frozenset("（〔［｛〈《「『【〘〖〝‘“«｢")


def wrap(text: str, start: int, end: int, width: int) -> array[int]:
    """Cut ``text[start:end]`` into rows.

    Args:
        text: The whole text.
        start: First code point of the stretch, which begins a row.
        end: One past its last; an empty stretch makes one row.
        width: Cells of a row, at least 2, so that a wide character fits.

    Returns:
        The offsets at which rows begin.
    """
    if NOT_NARROW.search(text, start, end) is None:
        return _wrap_narrow(text, start, end, width)
    return _wrap_wide(text, start, end, width)


def _wrap_narrow(text: str, start: int, end: int, width: int) -> array[int]:
    """Wrap text in which one code point is one cell."""
    rows = array("I")
    position = start
    while True:
        line_feed = text.find("\n", position, end)
        stop = end if line_feed < 0 else line_feed
        while stop - position > width:
            rows.append(position)
            cut = text.rfind(" ", position, position + width + 1)
            position = cut + 1 if cut >= position else position + width
            while position < stop and text[position] == " ":
                position += 1
            if position == stop:
                break
        else:
            rows.append(position)
        if line_feed < 0 or line_feed + 1 >= end:
            return rows
        position = line_feed + 1


def _wrap_wide(text: str, start: int, end: int, width: int) -> array[int]:
    """Wrap any text by the cell width of each character."""
    rows = array("I", [start])
    row = start
    used = 0
    chance = -1  # where the row may be cut, -1 for nowhere
    used_at_chance = 0
    fresh = False  # the row before ended with a line feed
    measured = ""
    for i in range(start, end):
        char = text[i]
        if fresh:
            rows.append(i)
            row, used, chance, fresh = i, 0, -1, False
        if char == "\n":
            fresh = True
            continue
        before = text[i - 1] if i > row else ""
        if char == "\ufe0f" and measured:
            size = int(measured in _widened())
            measured = ""
        elif before == "\u200d":
            size = 0
        else:
            size = get_character_cell_size(char)
            measured = char if size else measured
        if i > row and _may_break(before, char, size) and is_boundary(text, i):
            chance, used_at_chance = i, used
        over = used + size > width and char != " " and size
        if (over or i - row >= LONGEST) and i > row:
            if chance > row:
                row, used = chance, used - used_at_chance
            else:
                cut = i
                while cut > row + 1 and not is_boundary(text, cut):
                    cut -= 1
                row, used = cut, 0
                for k in range(cut, i):
                    used += get_character_cell_size(text[k])
            rows.append(row)
            chance = -1
        used += size
    return rows


def _may_break(before: str, char: str, size: int) -> bool:
    if before == " ":
        return char != " "
    if char == " " or before in _NEVER_LAST or char in _NEVER_FIRST:
        return False
    return size == 2 or (bool(before) and get_character_cell_size(before) == 2)


def _widened() -> frozenset[str]:
    """The characters that a variation selector 16 makes two cells wide, as Rich knows them."""
    from rich._unicode_data import load as load_cell_table

    return load_cell_table("auto").narrow_to_wide
