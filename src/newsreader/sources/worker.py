"""The process in which pages and PDF files are extracted; `newsreader.sources.isolated` starts it.

It reads requests from standard input and writes replies to standard output, each a pickle after its length in eight
bytes, until its input ends. Nothing else may use standard output, so the protocol takes the descriptor for itself.
"""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from typing import Any

from newsreader.article import Article
from newsreader.framing import receive, send
from newsreader.sources.errors import SourceError

MEMORY_LIMIT = 1_500_000_000
"""Bytes of address space that extraction may use, where the platform can limit it."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page to extract, see `newsreader.sources.html.extract.extract_page`."""

    markup: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class PdfRequest:
    """A PDF file to extract, see `newsreader.sources.pdf.extract_pdf`."""

    data: bytes
    source: str


Request = PageRequest | PdfRequest


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing could be extracted."""

    reason: str


def main() -> None:
    """Answer requests until there are no more."""
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, not a path
        os.dup2(nowhere.fileno(), 1)
    _limit_memory()
    while (request := receive(requests)) is not None:
        try:
            reply: Any = _extract(request)
        except SourceError as error:
            reply = Failure(error.reason)
        except MemoryError:
            reply = Failure("extraction needed too much memory")
        except Exception as error:  # Whatever a document does to the libraries, the next one must be read.
            reply = Failure(f"extraction failed ({type(error).__name__})")
        send(replies, reply)


def _extract(request: Request) -> Article:
    if isinstance(request, PdfRequest):
        from newsreader.sources.pdf import extract_pdf

        return extract_pdf(request.data, request.source)
    from newsreader.sources.html.extract import extract_page

    return extract_page(request.markup, request.source, request.url)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
