"""Long work in a process of its own, so that keys are answered while it lasts.

Python runs one thread at a time, and a search through megabytes of text gives way to no other: analysed in a thread, an
article of 10 MB held single keys up for a second. Short work stays in threads, which begin at once.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from newsreader.errors import NewsreaderError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from newsreader.article import Article

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

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection[Any, Any] | None = None

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
            connection = self._connected()
            try:
                connection.send((function, args, kwargs))
                done, result = connection.recv()
            except (EOFError, OSError) as error:
                self._process = self._connection = None
                raise AsideError("the work on a long article broke off; open it again") from error
        if not done:
            raise AsideError(result)
        answer: R = result
        return answer

    def _connected(self) -> Connection[Any, Any]:
        if self._connection is None:
            context = multiprocessing.get_context("spawn")
            self._connection, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True, name="newsreader-aside")
            self._process.start()
            theirs.close()
        return self._connection

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if (process := self._process) is not None:
            process.kill()
            process.join()


def _serve(connection: Connection[Any, Any]) -> None:
    """Answer calls until the other end is closed; nothing may be written over the screen."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    if hasattr(os, "nice"):
        os.nice(_POLITENESS)
    while True:
        try:
            function, args, kwargs = connection.recv()
        except EOFError:
            return
        try:
            answer = (True, function(*args, **kwargs))
        except Exception as error:
            answer = (False, str(error) or type(error).__name__)
        connection.send(answer)


def add_to_library(path: Path, articles: Sequence[Article]) -> None:
    """Put articles into the library in a file.

    Raises:
        LibraryError: If they cannot be written.
    """
    from newsreader.library import Library

    library = Library.open(path)
    try:
        library.add(articles)
    finally:
        library.close()
