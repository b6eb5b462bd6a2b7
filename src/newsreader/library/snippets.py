"""Where the words of a query stand in a text, and the stretch of it that shows them best."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from os.path import commonprefix

from newsreader.article import Span
from newsreader.library.query import Query, Words, inflections

SNIPPET = 160
"""Code points of a snippet."""

MAX_HITS = 200
"""Most spans reported for one article."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of the text around the first hits.

    Attributes:
        start: First code point in the article's text.
        end: One past the last.
        text: The stretch.
    """

    start: int
    end: int
    text: str


_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W_]*")
_BETWEEN = r"[\W_]+"
_NONE = frozenset({""})


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that a query asks for, as it stands in a `folded` text.

    Looking for the letters that every form of a word begins with, and only then at what follows, is several times
    faster than one pattern of all words of a query, and nothing needs to be compiled.

    Attributes:
        stem: What it begins with.
        endings: What may follow in the same word; None for whatever does.
        following: The words that must follow, None if it is one word.
    """

    stem: str
    endings: frozenset[str] | None
    following: re.Pattern[str] | None = None

    def spans(self, text: str) -> Iterator[Span]:
        """Where it stands in a folded text, in order."""
        size, endings, following = len(self.stem), self.endings, self.following
        start = text.find(self.stem)
        while start >= 0:
            behind = start + size
            if not (start and text[start - 1].isalnum()):
                end = behind
                if text[behind : behind + 1].isalnum():
                    end = _LETTERS.match(text, behind).end()  # type: ignore[union-attr]  # it matches everywhere
                whole = endings is None or text[behind:end] in endings
                if whole and following is not None:
                    phrase = following.match(text, end)
                    whole, end = phrase is not None, phrase.end() if phrase is not None else end
                if whole:
                    yield Span(start, end)
                    behind = end
            start = text.find(self.stem, behind)


def wanted(query: Query, *fields: str) -> tuple[Wanted, ...]:
    """The words of a query that are asked for in some fields.

    Args:
        query: The query.
        fields: The fields; the empty one for words that may stand in any.
    """
    return tuple(one for words in query.words() if words.field in fields for one in _wanted(words))


def _wanted(words: Words) -> Iterator[Wanted]:
    first, *others = _WORD.findall(folded(words.words)) or [""]
    if others:
        pattern = "".join(_BETWEEN + re.escape(part) for part in others)
        yield Wanted(first, _NONE, re.compile(pattern + (r"[^\W_]*" if words.prefix else r"(?![^\W_])")))
    elif words.prefix and first:
        yield Wanted(first, None)
    if first and not others and (words.typed or not words.prefix):
        forms = [first] if words.exact else [folded(form) for form in inflections(first)]
        stem = commonprefix(forms)  # noqa: RUF071 - of characters, not of a path
        yield Wanted(stem, frozenset(form[len(stem) :] for form in forms))


def spans_in(asked: Sequence[Wanted], text: str) -> tuple[Span, ...]:
    """The words of a text that are `wanted`, in order, none over another; at most `MAX_HITS`."""
    if not asked:
        return ()
    text = folded(text)
    found = [span for one in asked for span in islice(one.spans(text), MAX_HITS)]
    if len(asked) == 1:
        return tuple(found)
    spans: list[Span] = []
    end = 0
    for span in sorted(found, key=itemgetter(0)):
        if span.start >= end:
            spans.append(span)
            end = span.end
            if len(spans) == MAX_HITS:
                break
    return tuple(spans)


def snippet_of(text: str, spans: tuple[Span, ...]) -> Snippet:
    """The stretch of `SNIPPET` code points with most hits, the first of several, widened to whole words."""
    start = 0
    if spans:
        best = _densest(spans)
        start = max(0, best.start - SNIPPET // 4)
        while start > 0 and start > best.start - SNIPPET // 2 and not text[start - 1].isspace():
            start -= 1
    end = min(len(text), start + SNIPPET)
    while end < len(text) and end < start + SNIPPET + 20 and not text[end].isspace():
        end += 1
    return Snippet(start, end, text[start:end])


def _densest(spans: tuple[Span, ...]) -> Span:
    """The first of the spans that most others follow within a snippet."""
    best, most, end = spans[0], 0, 0
    for number, span in enumerate(spans):
        while end < len(spans) and spans[end].start < span.start + SNIPPET:
            end += 1
        if end - number > most:
            best, most = span, end - number
    return best


class _Folding(dict[int, str]):
    """One folded character for each character, made when first met."""

    def __missing__(self, code: int) -> str:
        import unicodedata

        character = chr(code)
        base = unicodedata.normalize("NFD", character)[0].lower()
        self[code] = base if len(base) == 1 else character
        return self[code]


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Take case and accents off, keeping the number of code points, as the index does when it divides words."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)
