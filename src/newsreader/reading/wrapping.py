"""Cutting a stretch of text into rows of a number of cells.

Rows *tile* the stretch: each is given by the offset of its first code point and ends where the next one begins. White
space at the end of a row hangs over the edge and is not drawn. A line feed ends a row and belongs to it.

Chinese and Japanese text may break between any two wide characters, except that a closing mark never begins a row and
an opening one never ends one (the basic *kinsoku* rules). A grapheme is never cut. A run that is longer than a row and
holds no place to break is cut at the edge.
"""

from __future__ import annotations

from array import array
from functools import cache
from typing import NamedTuple

from rich.cells import get_character_cell_size

from newsreader.text.cells import NOT_NARROW, cell_len
from newsreader.text.graphemes import is_boundary, may_join

LONGEST = 2_000
"""Code points that a row may hold at most: a guard against endless runs of characters without width."""

_NEVER_FIRST = frozenset(
    "、。，．・：；？！）〕］｝〉》」』】〙〗〟’”»ゝゞ々ーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ…‥｡｣､"
)
_NEVER_LAST = frozenset("（〔［｛〈《「『【〘〖〝‘“«｢")


class _Traits(NamedTuple):
    """What wrapping asks of a character."""

    size: int
    never_first: bool
    never_last: bool
    joins: bool  # whether a grapheme may reach over its left edge


@cache
def _traits(char: str) -> _Traits:
    return _Traits(get_character_cell_size(char), char in _NEVER_FIRST, char in _NEVER_LAST, may_join(char))


_NOTHING = _Traits(0, False, False, False)


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
    before, last = "", _NOTHING
    measured = ""  # the character that a variation selector would widen
    fresh = False  # the row before ended with a line feed
    for i in range(start, end):
        char = text[i]
        if fresh:
            rows.append(i)
            row, used, chance, fresh = i, 0, -1, False
            before, last, measured = "", _NOTHING, ""
        if char == "\n":
            fresh = True
            continue
        traits = _traits(char)
        if before == "\u200d":
            size = 0
        elif char == "\ufe0f":
            size = int(measured in _widened()) if measured else 0
            measured = ""
        else:
            size = traits.size
            measured = char if size else measured
        if i > row:
            if (
                char != " "
                and (
                    before == " " or ((size == 2 or last.size == 2) and not last.never_last and not traits.never_first)
                )
                and not (traits.joins or before == "\u200d")
            ):
                chance, used_at_chance = i, used
            if (used + size > width and char != " " and size) or i - row >= LONGEST:
                if chance > row:
                    row, used = chance, used - used_at_chance
                else:
                    row = _edge(text, row, i)
                    used = cell_len(text[row:i])
                rows.append(row)
                chance = -1
        used += size
        before, last = char, traits
    return rows


def _edge(text: str, row: int, offset: int) -> int:
    """Where to cut a row that holds no place to break: the last boundary of graphemes that still fits."""
    cut = offset
    while cut > row + 1 and not is_boundary(text, cut):
        cut -= 1
    return cut if is_boundary(text, cut) else offset


@cache
def _widened() -> frozenset[str]:
    """The characters that a variation selector 16 makes two cells wide, as Rich knows them."""
    from rich._unicode_data import load as load_cell_table

    return load_cell_table("auto").narrow_to_wide
