"""What a reader takes for one character: the boundaries at which a caret may stand.

A *grapheme* here is a base character with everything that joins it: combining marks, variation selectors, skin tones,
the rest of a zero-width-joiner emoji, the second half of a flag, a line feed behind a carriage return. The rules are
those of Unicode's annex 29 that matter for news text; Hangul written in loose jamo and Indic conjuncts are cut more
finely than there. Every function looks at most `REACH` code points around, so a hostile run of marks costs no more
than a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from newsreader.patterns import lazy_pattern

REACH = 64
"""Code points looked at in one direction; a longer cluster is cut there."""

_JOINER = "\u200d"
_PICTURES = "\u2190-\u2bff\U0001f000-\U0001faff"
LETTER_JOINER = lazy_pattern(f"(?<![{_PICTURES}\ufe0f])\u200d|\u200d(?![{_PICTURES}])")
"""Finds a joiner that does not stand between two pictures.

Rich takes whatever follows a joiner for a part of what stands before it, which is true of pictures only; so text with
such a joiner would be measured too narrow.
"""


def _extends(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    if char < "\u0300":
        return False
    return (
        unicodedata.category(char) in ("Mn", "Me", "Mc")
        or char in ("\u200c", _JOINER)
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _picture(char: str) -> bool:
    return "\u2190" <= char <= "\u2bff" or "\U0001f000" <= char <= "\U0001faff"


def _regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def may_join(char: str) -> bool:
    """Whether a character can belong to the one before it, provided that this is not a joiner."""
    return char == "\n" or _extends(char) or _regional(char)


def is_boundary(text: str, offset: int) -> bool:
    """Whether a caret may stand before the code point at an offset; both ends of the text are boundaries."""
    if not 0 < offset < len(text):
        return True
    before, after = text[offset - 1], text[offset]
    if before == "\n" or (after < "\u0300" and before != "\r"):
        return True
    if _extends(after) or (before == "\r" and after == "\n"):
        return False
    if before == _JOINER and _picture(after):
        return False
    if _regional(before) and _regional(after):
        run = offset
        while run > 0 and offset - run < REACH and _regional(text[run - 1]):
            run -= 1
        return (offset - run) % 2 == 0
    return True


def next_boundary(text: str, offset: int) -> int:
    """The next place after an offset at which a caret may stand; the length of the text at its end."""
    end = min(len(text), offset + REACH)
    offset += 1
    while offset < end and not is_boundary(text, offset):
        offset += 1
    return min(offset, len(text))


def previous_boundary(text: str, offset: int) -> int:
    """The last place before an offset at which a caret may stand; 0 at the start."""
    start = max(0, offset - REACH)
    offset -= 1
    while offset > start and not is_boundary(text, offset):
        offset -= 1
    return max(offset, 0)


def snap(text: str, offset: int) -> int:
    """The boundary at an offset, or the nearest one before it."""
    offset = max(0, min(offset, len(text)))
    return offset if is_boundary(text, offset) else previous_boundary(text, offset)


def graphemes(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Walk over a stretch grapheme by grapheme, as half-open pairs of code points."""
    stop = len(text) if end is None else end
    while start < stop:
        after = min(next_boundary(text, start), stop)
        yield start, after
        start = after
