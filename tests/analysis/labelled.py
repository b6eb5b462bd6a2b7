"""Reads the articles that were labelled for these tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from newsreader.analysis import QuoteKind

_MARK = re.compile(r"⟦(~?)([^|⟦⟧]+)\|((?:[^⟦⟧])+?)(?:⟧|(?=\n))")


@dataclass(frozen=True)
class Label:
    """A quote as it was labelled by hand."""

    start: int
    end: int
    kind: QuoteKind
    speaker: str


@dataclass(frozen=True)
class Labelled:
    """An article with its quotes."""

    name: str
    text: str
    quotes: tuple[Label, ...]

    def of(self, kind: QuoteKind) -> list[Label]:
        """The labelled quotes of one kind."""
        return [q for q in self.quotes if q.kind is kind]


def labelled_articles() -> list[Labelled]:
    """All labelled articles."""
    raw = (Path(__file__).parent / "labelled_quotes.txt").read_text(encoding="utf-8")
    parts = re.split(r"^=== (.+)\n", raw, flags=re.MULTILINE)[1:]
    return [_read(name, body.strip()) for name, body in zip(parts[::2], parts[1::2], strict=True)]


def _read(name: str, body: str) -> Labelled:
    text, quotes, last = "", [], 0
    for match in _MARK.finditer(body):
        text += body[last : match.start()]
        kind = QuoteKind.INDIRECT if match[1] else QuoteKind.DIRECT
        quotes.append(Label(len(text), len(text) + len(match[3]), kind, match[2]))
        text += match[3]
        last = match.end()
    return Labelled(name, text + body[last:], tuple(quotes))
