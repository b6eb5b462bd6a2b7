"""Tokens of English news: words, abbreviations, numbers, clitics and marks, with where they stand.

Hyphenated words are one token, a possessive or contracted ending is one of its own, and an abbreviation keeps its dot.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from typing import cast

from newsreader.article import Span

TOKEN = re.compile(
    r"[A-Z]?[a-z]++(?![\w.&’'\-\u2010\u2011])|[^\w\s’'\-\u2012-\u2015.]|\.+"
    r"|(?=[A-Z])(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Reps|Sens|Gov|Gen|Jr|Sr|St|Lt|Col|Sgt|Capt|Maj|Cmdr|Adm|Prof|Rev|Hon|No)\."
    r"|(?:Inc|Corp|Co|Ltd|Bros)\.(?=[,’']?[ \u00a0][a-z(]|,)"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=[ \u00a0]\d))"
    r"|vs\."
    r"|(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)"
    r"|[A-Z]\.(?=[ \u00a0][A-Z])"
    r"|\d+(?:[.,:]\d+)*(?!\w)"
    r"|(?=[^\W_]++[’']t\b)[^\W_]+(?=n[’']t\b)|n[’']t\b|[’'](?:s|re|ve|ll|d|m)\b"
    r"|(?:[^\W_](?:\.(?=[^\W_]\.)|&(?=[^\W_])|[’'](?=[A-ZÀ-Þ]))?)+(?:[-\u2010\u2011](?:[^\W_]|\.(?=[A-Z]\.))+)*"
    r"|[-\u2012-\u2015]+|[’']|_+"
)
"""One token. Linear: no alternative can give back what it took in more than one way.

Most words, which nothing follows that could belong to them, and most marks come first and are spared the rest; looking
ahead for a capital or an apostrophe spares other words most of the alternatives.
"""

PIECE = 2000
"""Tokens of a line that are looked at together; a longer line is cut, so that no input needs unbounded memory."""

_FOLDS = (("’", "'"), ("‘", "'"), ("‛", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("\u2010", "-"), ("\u2011", "-"))
_TOKENS_CHANGED = re.compile("[‘‛\u2010\u2011]")
"""What `folded` may turn into a token of another kind: it makes an apostrophe or a dash of each."""

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


class ArticleTokens:
    """The tokens of an article, found once, when they are first asked for; its parts and lines share them.

    No token holds white space, and none depends on what stands in another line.

    Args:
        text: The text of the article.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def spans(self) -> list[Span]:
        """All tokens, in order."""
        return token_spans(self._text)

    @cached_property
    def folded(self) -> list[Span]:
        """The tokens of the text as `folded` writes it."""
        return token_spans(folded(self._text)) if _TOKENS_CHANGED.search(self._text) else self.spans

    def between(self, start: int, end: int) -> list[Span]:
        """The tokens of a range of offsets that begins and ends with its line or with white space."""
        first = bisect_left(self.spans, (start,))
        return self.spans[first : bisect_left(self.spans, (end,), first)]


def line_tokens(text: str, tokens: Sequence[Span] | None = None) -> Iterator[list[Span]]:
    """The tokens of each line that has any; a line of more than `PIECE` tokens comes in several lists.

    Args:
        text: The text.
        tokens: All its tokens, if they are known.
    """
    spans = token_spans(text) if tokens is None else list(tokens)
    first = 0
    while first < len(spans):
        feed = text.find("\n", spans[first].start)
        last = bisect_left(spans, (feed,), first) if feed >= 0 else len(spans)
        for piece in range(first, last, PIECE):
            yield spans[piece : min(last, piece + PIECE)]
        first = last


def folded(text: str) -> str:
    """The same text, of the same length, with straight quotation marks, apostrophes and plain hyphens.

    Lone surrogates, which no library outside Python takes, become U+FFFD.
    """
    for mark, plain in _FOLDS:
        text = text.replace(mark, plain)
    return _SURROGATE.sub("\ufffd", text)
