"""Long work in a process of its own, so that keys are answered while it lasts and what it needs is given back.

Python runs one thread at a time, and a search through megabytes of text gives way to no other: analysed in a thread, an
article of 10 MB held single keys up for a second. The models of the analysis take twice the memory of everything else,
so any article is analysed in a process, which ends when nothing was asked of it for a while. Other short work stays in
threads, which begin at once.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from newsreader.errors import NewsreaderError
from newsreader.framing import receive, send

if TYPE_CHECKING:
    from newsreader.analysis import Analysis
    from newsreader.analysis.analyzer import Analyzer
    from newsreader.article import Article
    from newsreader.library import Library, Related

P = ParamSpec("P")
R = TypeVar("R")

LARGE = 50_000
"""Code points from which on an article is worked on in a process: some tenths of a second, what a process costs."""

_POLITENESS = 5
"""How far the process stands back behind the screen's, as ``nice`` counts."""


class AsideError(NewsreaderError):
    """The work could not be done."""


class Aside:
    """One process, started when there is something to do; it does one thing at a time."""

    def __init__(self, rest: float | None = None) -> None:
        """Start nothing yet.

        Args:
            rest: Seconds without work after which the process ends, until there is some again; None to keep it.
        """
        self._rest = rest
        self._resting: threading.Timer | None = None
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call a function in the process and wait for what it returns; any thread may do so.

        Args:
            function: Anything that can be pickled, as its arguments.
            args: Its arguments.
            kwargs: Its named arguments.

        Raises:
            AsideError: If it raised an error, or the process ended meanwhile.
        """
        with self._lock:
            reply = self._answer((function, args, kwargs))
            self._rest_later()
        if reply is None:
            raise AsideError("the work on an article broke off; open it again")
        done, result = reply
        if not done:
            raise AsideError(result)
        answer: R = result
        return answer

    def _answer(self, call: tuple[Any, ...]) -> tuple[bool, Any] | None:
        """What the process says to a call, None if it ended."""
        process = self._running()
        reply: tuple[bool, Any] | None = None
        if process.stdin is not None and process.stdout is not None:
            with contextlib.suppress(OSError):
                send(process.stdin, call)
                reply = receive(process.stdout)
        if reply is None:
            self._process = None
            _end(process)
        return reply

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", "from newsreader.tui.aside import serve; serve()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _rest_later(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None
        if self._rest is not None and self._process is not None:
            self._resting = threading.Timer(self._rest, self._end_at_rest)
            self._resting.daemon = True
            self._resting.start()

    def _end_at_rest(self) -> None:
        """End the process, unless it was given something to do meanwhile."""
        with self._lock:
            if self._resting is threading.current_thread():
                self.close()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        resting, self._resting = self._resting, None
        if resting is not None:
            resting.cancel()
        process, self._process = self._process, None
        if process is not None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError, ValueError):
            if stream is not None:
                stream.close()


def serve() -> None:
    """Answer calls until the other side has ended; nothing that is printed meanwhile reaches it."""
    calls, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if hasattr(os, "nice"):
        os.nice(_POLITENESS)
    while (call := receive(calls)) is not None:
        function, args, kwargs = call
        try:
            reply = (True, function(*args, **kwargs))
        except Exception as error:
            reply = (False, str(error) or type(error).__name__)
        send(replies, reply)


@contextlib.contextmanager
def _library(path: Path) -> Iterator[Library]:
    from newsreader.library import Library

    library = Library.open(path)
    try:
        yield library
    finally:
        library.close()


def add_to_library(path: Path, articles: Sequence[Article]) -> None:
    """Put articles into the library in a file.

    Raises:
        LibraryError: If they cannot be written.
    """
    with _library(path) as library:
        library.add(articles)


def related_in_library(path: Path, article_id: str, limit: int, offset: int) -> list[Related]:
    """The related posts of an article of the library in a file.

    Raises:
        LibraryError: If there is no such article.
    """
    with _library(path) as library:
        return library.related(article_id, limit, offset)


def analyse_for_library(path: Path, article: Article, analyze: Analyzer) -> Analysis:
    """Analyse an article and keep the result, and for that the article, in the library in a file.

    A library that cannot be written is let be.
    """
    from newsreader.library import LibraryError

    analysis = analyze(article.text, article.published)
    with contextlib.suppress(LibraryError), _library(path) as library:
        library.add([article])
        library.put_analysis(article.id, analysis, revision=article.revision, version=analyze.version)
    return analysis


def look_through_library(path: Path, analyze: Analyzer, limit: int) -> list[str]:
    """Analyse some articles that the analyser has not seen yet, the newest first.

    Returns:
        Their ids; empty if there are none left.

    Raises:
        LibraryError: If a result cannot be written.
    """
    with _library(path) as library:
        return list(library.look_through(analyze, limit=limit))
