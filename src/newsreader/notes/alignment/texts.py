"""Two texts made comparable: folded, and cut into words, marks and sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from newsreader.article import Span
from newsreader.text.fold import fold_typography

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+|[^\w\s]|_+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_STOPS = frozenset(".?!。？！")
_CLOSING = frozenset("\"')]}")


class Plain:
    """A text without typography, and without the characters that are not seen.

    Attributes:
        text: The folded text; line feeds are kept.
    """

    def __init__(self, text: str) -> None:
        folded = fold_typography(text, lines=True)
        self._unseen = [match.start() for match in _UNSEEN.finditer(folded)]
        self._shifts = [at - number for number, at in enumerate(self._unseen)]
        self.text = _UNSEEN.sub("", folded) if self._unseen else folded

    def inward(self, start: int, end: int) -> tuple[int, int]:
        """A range of the original text in the folded one."""
        return start - bisect_left(self._unseen, start), end - bisect_left(self._unseen, end)

    def outward(self, span: Span) -> Span:
        """A range of the folded text, not empty, in the original one."""
        last = span.end - 1
        return Span(span.start + bisect_right(self._shifts, span.start), last + bisect_right(self._shifts, last) + 1)


class Tokens:
    """A stretch of a text as words and marks.

    Args:
        text: The folded text.
        start: First code point of the stretch.
        end: One past its last.
        known: A number for each word; new words are added. Texts that share it can be compared by numbers.

    Attributes:
        spans: Where each token stands.
        ids: The number of each token's word.
        sentences: First token and one past the last of each sentence; no sentence goes over the end of a line.
        sentence: For each token the number of its sentence.
        starts: First code point of each token.
    """

    def __init__(self, text: str, start: int, end: int, known: dict[str, int]) -> None:
        self.text = text
        self.spans: list[tuple[int, int]] = []
        self.ids: list[int] = []
        self.sentences: list[tuple[int, int]] = []
        self.sentence: list[int] = []
        position = start
        for line in text[start:end].split("\n"):
            first = len(self.ids)
            found = [m.span() for m in _TOKEN.finditer(text, position, position + len(line))]
            self.spans += found
            self.ids += [known.setdefault(text[a:b], len(known)) for a, b in found]
            self._cut(first)
            position += len(line) + 1
        self.starts = [a for a, _ in self.spans]

    def _cut(self, first: int) -> None:
        """Cut the tokens of a line, from a number on, into sentences."""
        text, spans, size = self.text, self.spans, len(self.ids)
        at = first
        while at < size:
            end = next((k for k in range(at, size) if text[spans[k][0]] in _STOPS), size - 1) + 1
            while end < size and text[spans[end][0]] in _CLOSING:
                end += 1
            self.sentence += [len(self.sentences)] * (end - at)
            self.sentences.append((at, end))
            at = end

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the tokens that share a code point with a range of offsets."""
        first = bisect_right(self.starts, start) - 1
        if first < 0 or self.spans[first][1] <= start:
            first += 1
        return first, max(first, bisect_left(self.starts, end))

    def sentence_start(self, token: int) -> int:
        """The first token of the sentence of a token, or of the one that ends there."""
        at = bisect_left(self.sentences, (token,)) - 1
        return self.sentences[at][0] if at >= 0 and self.sentences[at][1] > token else token

    def sentence_end(self, token: int) -> int:
        """One past the last token of the sentence of a token that is not its first."""
        at = bisect_left(self.sentences, (token,)) - 1
        return max(token, self.sentences[at][1]) if at >= 0 else token

    def __len__(self) -> int:
        return len(self.ids)


def same_ends(old: str, new: str) -> tuple[int, int]:
    """How many code points at the beginning and at the end are the same, in whole lines."""
    size = min(len(old), len(new))
    same = _same_start(old, new, size)
    head = same if same == len(old) == len(new) else old.rfind("\n", 0, same) + 1
    same = _same_start(old[::-1], new[::-1], size - head)
    line = old.find("\n", len(old) - same)
    return head, len(old) - line if line >= 0 and same else 0


def _same_start(one: str, other: str, size: int) -> int:
    """How many of the first code points are the same, of so many at most."""
    low, high = 0, size
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
