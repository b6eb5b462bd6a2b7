"""Search inside one article.

Literal by default and in smart case: a pattern without capitals finds both. Curly quotes, dashes and no-break spaces
count as their plain forms, so ``don't`` finds ``don’t``; all folding is one code point for one, so offsets hold.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsreader.article import Span
from newsreader.errors import NewsreaderError

MOST = 100_000
"""Hits returned at most."""

_FOLD = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\n\t", " "),
    }
)


class PatternError(NewsreaderError):
    """A regular expression that cannot be used."""


@lru_cache(maxsize=2)
def _folded(text: str) -> str:
    return text.translate(_FOLD)


def find_all(text: str, pattern: str, *, regex: bool = False) -> list[Span]:
    """Find every place at which a pattern occurs.

    Args:
        text: The text.
        pattern: Words, or with ``regex`` a regular expression of Python's ``re``.
        regex: Whether to read it as a regular expression.

    Returns:
        The hits in order, without empty ones, at most `MOST`.

    Raises:
        PatternError: If the expression is not well formed.
    """
    if not pattern:
        return []
    flags = 0 if pattern != pattern.lower() else re.IGNORECASE
    if regex:
        try:
            compiled = re.compile(pattern, flags | re.MULTILINE)
        except (re.error, RecursionError, OverflowError) as error:
            raise PatternError(f"not a regular expression: {error}") from error
        searched = text
    else:
        folded = pattern.translate(_FOLD)
        compiled = re.compile(r" +".join(re.escape(w) for w in folded.split(" ")), flags)
        searched = _folded(text)
    hits: list[Span] = []
    for match in compiled.finditer(searched):
        if match.end() > match.start():
            hits.append(Span(match.start(), match.end()))
            if len(hits) >= MOST:
                break
    return hits
