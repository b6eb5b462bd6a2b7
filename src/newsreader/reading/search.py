"""Search inside one article.

Literal by default and in smart case: a pattern without capitals finds both. Curly quotes, dashes and no-break spaces
count as their plain forms, so ``don't`` finds ``don’t``; a space in the pattern finds any white space, also between
two rows or blocks. All folding is one code point for one, so offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newsreader.article import Span
from newsreader.errors import NewsreaderError
from newsreader.text.fold import fold_typography

MOST = 100_000
"""Hits returned at most."""

SECONDS = 0.5
"""How long a regular expression may run: some need time exponential in the length of the text."""


class PatternError(NewsreaderError):
    """A regular expression that cannot be used."""


@lru_cache(maxsize=1)
def _folded(text: str) -> str:
    return fold_typography(text)


def find_all(text: str, pattern: str, *, regex: bool = False) -> list[Span]:
    """Find every place at which a pattern occurs.

    Args:
        text: The text.
        pattern: Words, or with ``regex`` a regular expression.
        regex: Whether to read it as a regular expression.

    Returns:
        The hits in order, without overlaps and without empty ones, at most `MOST`.

    Raises:
        PatternError: If the expression is not well formed, or takes longer than `SECONDS` on this text.
    """
    if not pattern:
        return []
    smart = pattern != pattern.lower()
    found = _expression(text, pattern, smart) if regex else _literal(text, pattern, smart)
    hits: list[Span] = []
    for span in found:
        if span.end > span.start:
            hits.append(span)
            if len(hits) >= MOST:
                break
    return hits


def _literal(text: str, pattern: str, smart: bool) -> Iterator[Span]:
    words = (re.escape(word) for word in fold_typography(pattern).split(" "))
    compiled = re.compile(" +".join(words), 0 if smart else re.IGNORECASE)
    for match in compiled.finditer(_folded(text)):
        yield Span(*match.span())


def _expression(text: str, pattern: str, smart: bool) -> Iterator[Span]:
    import regex

    flags = regex.MULTILINE | (0 if smart else regex.IGNORECASE)
    try:
        for match in regex.compile(pattern, flags).finditer(text, timeout=SECONDS):
            yield Span(*match.span())
    except (regex.error, RecursionError, OverflowError) as error:
        raise PatternError(f"“{pattern}” is not a regular expression: {error}") from error
    except TimeoutError as error:
        raise PatternError(f"“{pattern}” takes too long on this text; search for something simpler") from error


def word_pattern(word: str) -> str:
    """The regular expression that finds a word as a whole and nothing else, for a search from the text itself."""
    escaped = re.escape(word)
    left = r"\b" if word[:1].isalnum() else ""
    right = r"\b" if word[-1:].isalnum() else ""
    return f"{left}{escaped}{right}"
