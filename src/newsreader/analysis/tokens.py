"""Tokens of English news: words, abbreviations, numbers, clitics and marks, with where they stand.

Hyphenated words are one token, a possessive or contracted ending is one of its own, and an abbreviation keeps its dot.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from newsreader.article import Span

TOKEN = re.compile(
    r"(?=[A-Z])(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Reps|Sens|Gov|Gen|Jr|Sr|St|Lt|Col|Sgt|Capt|Maj|Cmdr|Adm|Prof|Rev|Hon|No)\."
    r"|(?:Inc|Corp|Co|Ltd|Bros)\.(?=[,’']?[ \u00a0][a-z(]|,)"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=[ \u00a0]\d))"
    r"|vs\."
    r"|(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)"
    r"|[A-Z]\.(?=[ \u00a0][A-Z])"
    r"|\d+(?:[.,:]\d+)*(?!\w)"
    r"|(?=[^\W_]++[’']t\b)[^\W_]+(?=n[’']t\b)|n[’']t\b|[’'](?:s|re|ve|ll|d|m)\b"
    r"|(?:[^\W_](?:\.(?=[^\W_]\.)|&(?=[^\W_])|[’'](?=[A-ZÀ-Þ]))?)+(?:[-\u2010\u2011](?:[^\W_]|\.(?=[A-Z]\.))+)*"
    r"|\.{2,}|[-\u2012-\u2015]+|[^\w\s]|_+"
)
"""One token. Linear: no alternative can give back what it took in more than one way.

Looking ahead first, for a capital or an apostrophe, spares most words most of the alternatives.
"""

PIECE = 2000
"""Tokens of a line that are looked at together; a longer line is cut, so that no input needs unbounded memory."""

_FOLDS = (("’", "'"), ("‘", "'"), ("‛", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("\u2010", "-"), ("\u2011", "-"))
_SURROGATE = re.compile("[\ud800-\udfff]")
_span = cast("Callable[[tuple[int, int]], Span]", partial(tuple.__new__, Span))


def token_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The tokens of a stretch of a text, in order, without overlaps.

    Args:
        text: The text.
        start: First code point of the stretch.
        end: One past its last code point; the end of the text if None.

    Returns:
        Spans in the offsets of the text, none of them empty, none with white space in it.
    """
    matches = TOKEN.finditer(text, start, len(text) if end is None else end)
    return list(map(_span, map(re.Match.span, matches)))


def line_tokens(text: str) -> Iterator[list[Span]]:
    """The tokens of each line that has any; a line of more than `PIECE` tokens comes in several lists."""
    position = 0
    for line in text.split("\n"):
        tokens = token_spans(text, position, position + len(line))
        for first in range(0, len(tokens), PIECE):
            yield tokens[first : first + PIECE]
        position += len(line) + 1


def folded(text: str) -> str:
    """The same text, of the same length, with straight quotation marks, apostrophes and plain hyphens.

    Lone surrogates, which no library outside Python takes, become U+FFFD.
    """
    for mark, plain in _FOLDS:
        text = text.replace(mark, plain)
    return _SURROGATE.sub("\ufffd", text)
