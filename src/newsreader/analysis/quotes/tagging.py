"""Sources, cues and contents as the sequence model tags them, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from newsreader.analysis.quotes.features import paragraph_features
from newsreader.analysis.quotes.marks import Stretch
from newsreader.analysis.tokens import PIECE, token_spans
from newsreader.article import Span

_AROUND = 2000
_Placed = TypeVar("_Placed", Stretch, Span)


class SequenceTagger(Protocol):
    """What tags a sequence of tokens, each given by the names of its features."""

    def tag(self, features: Sequence[Sequence[str]], /) -> list[str]:
        """One label for each token."""
        ...


@dataclass(frozen=True, slots=True)
class Tagged:
    """One paragraph with what was found in it.

    Attributes:
        span: The paragraph.
        tokens: Its tokens.
        stretches: What stands between quotation marks in it.
        sources: Words that name who says something, outside quotation marks.
        cues: Words of saying.
        contents: What is said, directly or not.
    """

    span: Span
    tokens: tuple[Span, ...]
    stretches: tuple[Stretch, ...]
    sources: tuple[Span, ...]
    cues: tuple[Span, ...]
    contents: tuple[Span, ...]

    def tokens_between(self, start: int, end: int) -> int:
        """How many tokens begin in a range of offsets."""
        return max(0, bisect_left(self.tokens, (end,)) - bisect_left(self.tokens, (start,)))


def near(paragraph: Tagged, start: int, end: int) -> Tagged:
    """What of a paragraph lies around a range of offsets; all of it unless it is longer than any that people write.

    What looks at everything around each quote would take time by the square of the length otherwise.
    """
    if paragraph.span.end - paragraph.span.start <= 2 * _AROUND:
        return paragraph
    low, high = max(paragraph.span.start, start - _AROUND), min(paragraph.span.end, end + _AROUND)
    return replace(
        paragraph,
        span=Span(low, high),
        stretches=_between(paragraph.stretches, low, high),
        sources=_between(paragraph.sources, low, high),
        cues=_between(paragraph.cues, low, high),
        contents=_between(paragraph.contents, low, high),
    )


def _between(items: tuple[_Placed, ...], low: int, high: int) -> tuple[_Placed, ...]:
    return items[bisect_left(items, low, key=_start) : bisect_left(items, high, key=_start)]


def _start(item: Stretch | Span) -> int:
    return item.start


def tag_paragraphs(
    text: str, paragraphs: Sequence[Span], found: Iterable[Stretch], tagger: SequenceTagger
) -> list[Tagged]:
    """Tag a text.

    Args:
        text: The text.
        paragraphs: Its paragraphs.
        found: The stretches between quotation marks, in order.
        tagger: The sequence model.

    Returns:
        One entry for each paragraph, in order.
    """
    by_paragraph: dict[int, list[Stretch]] = {}
    for stretch in found:
        by_paragraph.setdefault(stretch.paragraph, []).append(stretch)
    return [_tagged(text, span, tuple(by_paragraph.get(n, ())), tagger) for n, span in enumerate(paragraphs)]


def _tagged(text: str, span: Span, quoted: tuple[Stretch, ...], tagger: SequenceTagger) -> Tagged:
    tokens = token_spans(text, *span)
    parts: dict[str, list[Span]] = {"SOURCE": [], "CUE": [], "CONTENT": []}
    for first in range(0, len(tokens), PIECE):
        piece = tokens[first : first + PIECE]
        labels = tagger.tag(paragraph_features(text, piece, quoted))
        for part, found in _spans(piece, labels):
            parts[part].append(found)
    outside = [s for s in parts["SOURCE"] if not any(q.start <= s.start < q.end for q in quoted)]
    return Tagged(span, tuple(tokens), quoted, tuple(outside), tuple(parts["CUE"]), tuple(parts["CONTENT"]))


def _spans(tokens: Sequence[Span], labels: Sequence[str]) -> Iterable[tuple[str, Span]]:
    start, part = -1, ""
    for i, label in enumerate([*labels, "O"]):
        if part and (label[0] != "I" or label[2:] != part):
            yield part, Span(tokens[start].start, tokens[i - 1].end)
            part = ""
        if label[0] in "BI" and not part:
            start, part = i, label[2:]
