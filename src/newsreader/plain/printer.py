"""Writing sentences to a terminal that knows nothing but lines."""

from __future__ import annotations

from typing import TextIO

from newsreader.text.clean import clean_text


class Printer:
    """Writes clean text, a row after the other.

    Args:
        stream: Where to.
        width: Cells of a row, at least 2; 0 to leave lines as long as they are.
    """

    def __init__(self, stream: TextIO, width: int = 0) -> None:
        self._stream = stream
        self._width = width

    def say(self, text: str) -> None:
        """Write a text on lines of its own; what a terminal could obey is taken out."""
        for line in clean_text(text).replace("\t", " ").split("\n"):
            for row in self._rows(line):
                self._stream.write(row.rstrip(" ") + "\n")
        self._stream.flush()

    def prompt(self, text: str) -> None:
        """Write what stands before the words that the reader types; the line stays open."""
        self._stream.write(clean_text(text))
        self._stream.flush()

    def _rows(self, line: str) -> list[str]:
        if not self._width or not line:
            return [line]
        from newsreader.reading.wrapping import wrap

        starts = list(wrap(line, 0, len(line), self._width))
        return [line[start:end] for start, end in zip(starts, [*starts[1:], len(line)], strict=True)]
