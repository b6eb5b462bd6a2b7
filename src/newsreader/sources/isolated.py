"""One warm worker process that extracts document after document, within limits of time and memory."""

from __future__ import annotations

import atexit
import contextlib
import queue
import subprocess
import sys
import threading
from typing import Any

from newsreader.article import Article
from newsreader.framing import receive, send
from newsreader.sources.errors import SourceError
from newsreader.sources.worker import Failure, PageRequest, PdfRequest, Request

TIME_LIMIT = 10.0
"""Seconds that one document may take."""

START_LIMIT = 30.0
"""Seconds more for the first document of a worker, which imports the libraries on a machine that may be busy."""

DOCUMENTS_PER_WORKER = 500
"""Documents after which a worker is replaced, as the libraries' caches only grow."""


class IsolatedExtractor:
    """Extracts documents in a process of its own, which starts with the first one.

    One document is extracted at a time, whatever thread asks.
    """

    def __init__(self, time_limit: float = TIME_LIMIT) -> None:
        self._time_limit = time_limit
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._replies: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._documents = 0

    def extract(self, request: Request) -> Article:
        """Extract one document.

        Raises:
            SourceError: If it holds no article, takes too long or too much memory, or breaks the extraction.
        """
        source = request.source
        with self._lock:
            process = self._running()
            limit = self._time_limit if self._documents else self._time_limit + START_LIMIT
            self._documents += 1
            try:
                if process.stdin is not None:
                    send(process.stdin, request)
                reply = self._replies.get(timeout=limit)
            except queue.Empty:
                self._stop()
                raise SourceError(source, f"it was not extracted within {limit:.0f} seconds") from None
            except OSError:
                reply = None
            if isinstance(reply, Article):
                return reply
            if reply is None:
                self._stop()
                raise SourceError(source, "it made the extraction break off")
            raise SourceError(source, reply.reason if isinstance(reply, Failure) else "extraction failed")

    def close(self) -> None:
        """End the process; the next document would start another."""
        with self._lock:
            self._stop()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._documents >= DOCUMENTS_PER_WORKER or self._process.poll() is not None):
            self._stop()
        if self._process is None:
            self._documents = 0
            self._replies = queue.SimpleQueue()
            self._process = subprocess.Popen(
                # Not ``-m``: as ``__main__`` the worker's classes would have another name than here.
                [sys.executable, "-c", "from newsreader.sources.worker import main; main()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            # Waiting for a reply with a time limit works on every platform only through a thread.
            threading.Thread(target=_collect, args=(self._process, self._replies), daemon=True).start()
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with contextlib.suppress(OSError):
                if process.stdin is not None:
                    process.stdin.close()
            process.wait()


def _collect(process: subprocess.Popen[bytes], replies: queue.SimpleQueue[Any]) -> None:
    if process.stdout is None:
        return
    try:
        with process.stdout as stream:
            while (reply := receive(stream)) is not None:
                replies.put(reply)
    finally:
        replies.put(None)


_shared = IsolatedExtractor()
atexit.register(_shared.close)


def extract_page(markup: str, source: str, url: str = "") -> Article:
    """Extract a page in the process that all of this program share."""
    return _shared.extract(PageRequest(markup, source, url))


def extract_pdf(data: bytes, source: str) -> Article:
    """Extract a PDF file in the process that all of this program share."""
    return _shared.extract(PdfRequest(data, source))
