"""Where words begin and end.

A word is a run of letters, digits and underscores, with apostrophes and hyphens inside it ("don’t", "30-day"); each
other run of characters that are not white space is a word of its own, as in vi. Chinese and Japanese characters are
words one by one, because nothing in the text divides them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsreader.article import Span

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
NEAR = 4096
"""Code points that the searches backwards look at."""


@cache
def _word() -> re.Pattern[str]:
    """One word or one run of punctuation; made when first needed, as a text can be shown without its words."""
    return re.compile(
        rf"[{_CJK}]|(?:(?![{_CJK}])\w)+"
        rf"(?:[\u0300-\u036f’'\-\u2010\u2011](?:(?![{_CJK}])\w)+|[\u0300-\u036f])*|[^\w\s]+"
    )


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The words and runs of punctuation of a stretch, in order."""
    for match in _word().finditer(text, start, len(text) if end is None else end):
        yield Span(match.start(), match.end())


def word_at(text: str, offset: int) -> Span | None:
    """The word or run of punctuation that holds an offset, None on white space."""
    if not 0 <= offset < len(text):
        return None
    start = offset
    floor = max(0, offset - NEAR)
    while start > floor and not text[start - 1].isspace():
        start -= 1
    for span in words(text, start, min(len(text), offset + NEAR)):
        if span.start > offset:
            return None
        if offset < span.end:
            return span
    return None
