"""Where the words of a query stand in a text, and the stretch of it that shows them best."""

from __future__ import annotations

import re
from dataclasses import dataclass
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


def pattern_of(query: Query, *fields: str) -> re.Pattern[str] | None:
    """What finds the words of a query that are asked for in some fields, in a `folded` text.

    Args:
        query: The query.
        fields: The fields; the empty one for words that may stand in any.

    Returns:
        None if the query asks for no words there.
    """
    alternatives = [_alternative(words) for words in query.words() if words.field in fields]
    alternatives = [alternative for alternative in alternatives if alternative]
    if not alternatives:
        return None
    return re.compile("|".join(alternatives))


def _alternative(words: Words) -> str:
    parts = [re.escape(part) for part in _WORD.findall(folded(words.words))]
    if not parts:
        return ""
    between = r"[\W_]+"
    if words.prefix and (len(parts) > 1 or not words.typed):
        return between.join(parts) + r"[^\W_]*"
    if words.exact or len(parts) > 1:
        return between.join(parts) + r"(?![^\W_])"
    forms = sorted(map(folded, inflections(words.words)), key=len, reverse=True)
    # What all forms begin with is written once: compiling takes longer than finding.
    stem = len(commonprefix(forms))  # noqa: RUF071 - of the characters, not of a path
    whole = re.escape(forms[-1][:stem]) + "(?:" + "|".join(re.escape(form[stem:]) for form in forms) + r")(?![^\W_])"
    return rf"{parts[0]}[^\W_]*|{whole}" if words.typed else whole


def spans_in(pattern: re.Pattern[str] | None, text: str) -> tuple[Span, ...]:
    """The words of a text that `pattern_of` finds, in order; at most `MAX_HITS`."""
    if pattern is None:
        return ()
    text = folded(text)
    spans: list[Span] = []
    match = pattern.search(text)
    while match is not None and len(spans) < MAX_HITS:
        start, end = match.span()
        # A look-behind in the pattern would keep the engine from skipping to the first letters that it looks for.
        if start and text[start - 1].isalnum():
            end = start + 1
        else:
            spans.append(Span(start, end))
        match = pattern.search(text, end)
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
