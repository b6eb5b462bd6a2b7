"""Why a source could not be read."""

from __future__ import annotations

from newsreader.errors import NewsreaderError
from newsreader.text.clean import clean_line


class SourceError(NewsreaderError):
    """A source gave no article.

    Attributes:
        source: The source as it was asked for, made safe to print.
        reason: What is wrong with it and what to do, without the source's name.
    """

    def __init__(self, source: str, reason: str) -> None:
        self.source = clean_line(source)
        self.reason = clean_line(reason)
        super().__init__(f"cannot read {self.source or 'the source'}: {self.reason}")


def too_large(source: str, limit: int) -> SourceError:
    """The error for a source of more than ``limit`` bytes."""
    return SourceError(source, f"it is larger than {limit // 1_000_000} MB, the most that is read as one article")
