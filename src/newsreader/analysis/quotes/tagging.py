"""Sources, cues and contents as the sequence model tags them, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from operator import add
from typing import TypeVar

from newsreader.analysis.crf import Tagger
from newsreader.analysis.cues import cue_classes
from newsreader.analysis.quotes.features import ParagraphFeatures, lower_words
from newsreader.analysis.quotes.marks import Stretch
from newsreader.analysis.tokens import PIECE, ArticleTokens
from newsreader.article import Span

POSSIBLE_CUE = 0.15
"""The chance from which a token may be a cue."""

_SOURCE_TOKENS = 15
_AROUND = 2000
_PARTS = 8
_Placed = TypeVar("_Placed", Stretch, Span)


class SequenceTagger:
    """The sequence model with what it sees of tokens."""

    def __init__(self, tagger: Tagger) -> None:
        self.tag = tagger.tag
        self.marginal = tagger.marginal
        self.features = ParagraphFeatures(tagger.weighing)


@dataclass(frozen=True, slots=True)
class Chances:
    """What the sequence model thinks of each token of a paragraph, from 0 to 1.

    Attributes:
        cue: That it is part of a cue.
        begin: That a content begins with it.
        content: That it is part of a content.
        source: That it is part of a source.
    """

    cue: tuple[float, ...] = ()
    begin: tuple[float, ...] = ()
    content: tuple[float, ...] = ()
    source: tuple[float, ...] = ()

    @classmethod
    def of(cls, tagger: SequenceTagger, kinds: Sequence[str], labels: Sequence[str]) -> Chances:
        """Ask a tagger about the sequence that it has tagged last; what it is not asked for counts as 0.

        Asking takes time: only words of saying and what was tagged as one may be a cue, sources are near cues, and
        where there is no cue nothing is reported.

        Args:
            tagger: The tagger.
            kinds: For each word of the sequence what kind of cue it can be, see `cue_classes`.
            labels: The labels that it gave them.
        """
        chance = tagger.marginal
        size = len(kinds)
        cue = [0.0] * size
        cues = []
        for i, kind in enumerate(kinds):
            if kind or labels[i][2:] == "CUE":
                cue[i] = chance("B-CUE", i) + chance("I-CUE", i)
                if cue[i] >= POSSIBLE_CUE:
                    cues.append(i)
        nothing = (0.0,) * size
        if not cues:
            return cls(nothing, nothing, nothing, nothing)
        begin = tuple(map(chance, repeat("B-CONTENT"), range(size)))
        content = tuple(map(add, begin, map(chance, repeat("I-CONTENT"), range(size))))
        source = [0.0] * size
        asked = 0
        for i in cues:
            asked = max(asked, i - _SOURCE_TOKENS)
            for k in range(asked, min(size, i + _SOURCE_TOKENS)):
                source[k] = chance("B-SOURCE", k) + chance("I-SOURCE", k)
            asked = max(asked, min(size, i + _SOURCE_TOKENS))
        return cls(tuple(cue), begin, content, tuple(source))

    @classmethod
    def joined(cls, parts: Sequence[Chances]) -> Chances:
        """The chances of several sequences of tokens, one behind the other."""
        if len(parts) == 1:
            return parts[0]
        columns = [(p.cue, p.begin, p.content, p.source) for p in parts]
        return cls(*(tuple(chain.from_iterable(column)) for column in zip(*columns, strict=True)))


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
        chances: What the model thinks of each token.
    """

    span: Span
    tokens: tuple[Span, ...]
    stretches: tuple[Stretch, ...]
    sources: tuple[Span, ...]
    cues: tuple[Span, ...]
    contents: tuple[Span, ...]
    chances: Chances = Chances()

    def tokens_between(self, start: int, end: int) -> int:
        """How many tokens begin in a range of offsets."""
        return max(0, bisect_left(self.tokens, (end,)) - bisect_left(self.tokens, (start,)))


def near(paragraph: Tagged, start: int, end: int) -> Tagged:
    """What of a paragraph lies around a range of offsets; all of it unless it is longer than any that people write.

    What looks at everything around each quote would take time by the square of the length otherwise. Of each kind of
    parts at most `_PARTS` on each side are kept: no writer puts more into so few words.
    """
    parts = paragraph.stretches, paragraph.sources, paragraph.cues, paragraph.contents
    if paragraph.span.end - paragraph.span.start <= 2 * _AROUND and all(len(p) <= _PARTS for p in parts):
        return paragraph
    low, high = max(paragraph.span.start, start - _AROUND), min(paragraph.span.end, end + _AROUND)
    return replace(
        paragraph,
        span=Span(low, high),
        stretches=_between(paragraph.stretches, low, start, high),
        sources=_between(paragraph.sources, low, start, high),
        cues=_between(paragraph.cues, low, start, high),
        contents=_between(paragraph.contents, low, start, high),
    )


def _between(items: tuple[_Placed, ...], low: int, start: int, high: int) -> tuple[_Placed, ...]:
    """The items that begin in a range, those nearest to its middle if there are many."""
    middle = bisect_left(items, start, key=_start)
    first = max(bisect_left(items, low, key=_start), middle - _PARTS)
    return items[first : min(bisect_left(items, high, key=_start), middle + _PARTS)]


def _start(item: Stretch | Span) -> int:
    return item.start


def tag_paragraphs(
    text: str, paragraphs: Sequence[Span], found: Iterable[Stretch], tagger: SequenceTagger, tokens: ArticleTokens
) -> list[Tagged]:
    """Tag a text.

    Args:
        text: The text.
        paragraphs: Its paragraphs.
        found: The stretches between quotation marks, in order.
        tagger: The sequence model.
        tokens: The tokens of the text.

    Returns:
        One entry for each paragraph, in order.
    """
    by_paragraph: dict[int, list[Stretch]] = {}
    for stretch in found:
        by_paragraph.setdefault(stretch.paragraph, []).append(stretch)
    return [
        _tagged(text, span, tuple(by_paragraph.get(n, ())), tagger, tokens.between(*span))
        for n, span in enumerate(paragraphs)
    ]


def _tagged(
    text: str, span: Span, quoted: tuple[Stretch, ...], tagger: SequenceTagger, tokens: Sequence[Span]
) -> Tagged:
    chances: list[Chances] = []
    parts: dict[str, list[Span]] = {"SOURCE": [], "CUE": [], "CONTENT": []}
    for first in range(0, len(tokens), PIECE):
        piece = tokens[first : first + PIECE]
        words = lower_words(text, piece)
        kinds = cue_classes(words)
        labels = tagger.tag(tagger.features(text, piece, quoted, words, kinds))
        chances.append(Chances.of(tagger, kinds, labels))
        for part, found in _spans(piece, labels):
            parts[part].append(found)
    sources = tuple(s for s in parts["SOURCE"] if not _within(s.start, quoted))
    cues, contents = tuple(parts["CUE"]), tuple(parts["CONTENT"])
    return Tagged(span, tuple(tokens), quoted, sources, cues, contents, Chances.joined(chances))


def _within(offset: int, quoted: Sequence[Stretch]) -> bool:
    """Whether an offset stands between quotation marks."""
    at = bisect_right(quoted, offset, key=_start) - 1
    return at >= 0 and offset < quoted[at].end


def _spans(tokens: Sequence[Span], labels: Sequence[str]) -> Iterable[tuple[str, Span]]:
    start, part = -1, ""
    for i, label in enumerate([*labels, "O"]):
        if part and (label[0] != "I" or label[2:] != part):
            yield part, Span(tokens[start].start, tokens[i - 1].end)
            part = ""
        if label[0] in "BI" and not part:
            start, part = i, label[2:]
