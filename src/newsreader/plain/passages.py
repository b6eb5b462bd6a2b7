"""The passages that a reader names in words, as spans of the text.

    4                        a paragraph, by its number
    2..4                     paragraphs; 2-4 and 2 to 4 mean the same
    sentence 2 of 4          a sentence of a paragraph
    quote 3                  a quotation, by its number in the list of quotations
    from WORDS to WORDS      from where the first words begin to where the second end
    WORDS                    these words, where they stand next

Words are looked for from the paragraph that was read last, then from the beginning; typography and, without capitals,
case do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.analysis import Quote
from newsreader.article import Article, Span
from newsreader.errors import NewsreaderError
from newsreader.plain.phrases import block_of, counted, quoted
from newsreader.reading.search import find_all
from newsreader.text.sentences import sentence_spans

_RANGE = re.compile(r"(\d+)(?:\s*(?:\.\.\.?|…|-|–|\bto\b)\s*(\d+))?")
_SENTENCE = re.compile(r"sentence\s+(\d+)(?:\s+of\s+(\d+))?", re.IGNORECASE)
_QUOTE = re.compile(r"quot(?:e|ation)\s+(\d+)", re.IGNORECASE)
_FROM = re.compile(r"from\s+(.+?)\s+to\s+(.+)", re.IGNORECASE | re.DOTALL)
_MARKS = "\"'“”‘’"


class PassageError(NewsreaderError):
    """A passage that is not there, or words that name none."""


@dataclass(frozen=True, slots=True)
class Passages:
    """What a passage can be looked for in.

    Attributes:
        article: The article.
        here: Index of the block from which words are looked for.
        quotes: The quotations in the order of the list.
    """

    article: Article
    here: int = 0
    quotes: Sequence[Quote] = ()

    def find(self, words: str) -> Span:
        """The passage that some words name.

        Raises:
            PassageError: If there is none.
        """
        words = words.strip()
        if not words:
            raise PassageError("name a passage: the number of a paragraph, 2..4, or words of the text")
        if found := _RANGE.fullmatch(words):
            first, last = self.blocks(words)
            return Span(self.article.blocks[first].start, self.article.blocks[last].end)
        if found := _SENTENCE.fullmatch(words):
            return self._sentence(int(found[1]), int(found[2]) - 1 if found[2] else self.here)
        if found := _QUOTE.fullmatch(words):
            return self._quote(int(found[1]))
        if found := _FROM.fullmatch(words):
            return self._stretch(_unquoted(found[1]), _unquoted(found[2]))
        return self._words(_unquoted(words))

    def blocks(self, words: str) -> tuple[int, int]:
        """The first and last index of the blocks that ``3`` or ``2..4`` names.

        Raises:
            PassageError: If there is no such paragraph.
        """
        found = _RANGE.fullmatch(words.strip())
        if found is None:
            raise PassageError(f"{quoted(words)} is no paragraph; name one by its number, or several as 2..4")
        first = int(found[1])
        last = int(found[2] or first)
        return self._block(min(first, last)), self._block(max(first, last))

    def _block(self, number: int) -> int:
        count = len(self.article.blocks)
        if not 1 <= number <= count:
            raise PassageError(f"there is no paragraph {number}; this article has {counted(count, 'paragraph')}")
        return number - 1

    def _sentence(self, number: int, index: int) -> Span:
        block = self.article.blocks[self._block(index + 1)]
        spans = sentence_spans(self.article.text, block.start, block.end)
        if not 1 <= number <= len(spans):
            raise PassageError(f"there is no sentence {number}; paragraph {index + 1} has {len(spans)}")
        return spans[number - 1]

    def _quote(self, number: int) -> Span:
        if not 1 <= number <= len(self.quotes):
            raise PassageError(f"there is no quotation {number}; there are {counted(len(self.quotes), 'quotation')}")
        return self.quotes[number - 1].span

    def _hits(self, words: str) -> list[Span]:
        """Where words stand, as whole words if they do anywhere: nobody means the "the" in "other"."""
        text = self.article.text
        hits = find_all(text, words)
        whole = [hit for hit in hits if not (_inside_word(text, hit.start) or _inside_word(text, hit.end))]
        if not hits:
            raise PassageError(f"{quoted(words)} does not stand in this article")
        return whole or hits

    def _words(self, words: str) -> Span:
        hits, start = self._hits(words), self.article.blocks[self.here].start
        return next((hit for hit in hits if hit.start >= start), hits[0])

    def _stretch(self, first: str, last: str) -> Span:
        begin = self._words(first)
        end = next((hit for hit in self._hits(last) if hit.end > begin.start), None)
        if end is None:
            raise PassageError(f"{quoted(last)} does not stand behind {quoted(first)} in this article")
        return Span(begin.start, max(begin.end, end.end))

    def place(self, span: Span) -> str:
        """Which paragraphs a span lies in, in words."""
        first, last = block_of(self.article, span.start), block_of(self.article, max(span.start, span.end - 1))
        return f"paragraph {first + 1}" if first == last else f"paragraphs {first + 1} to {last + 1}"


def _inside_word(text: str, offset: int) -> bool:
    """Whether an offset divides a word."""
    return text[offset - 1 : offset].isalnum() and text[offset : offset + 1].isalnum()


def _unquoted(words: str) -> str:
    """Words without the quotation marks around them."""
    words = words.strip()
    if len(words) > 2 and words[0] in _MARKS and words[-1] in _MARKS:
        return words[1:-1].strip()
    return words
