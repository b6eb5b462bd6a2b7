"""A thread of its own for one kind of slow work, which keeps its order and never holds up the screen."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from textual.message import Message

from newsreader.errors import NewsreaderError
from newsreader.tui.messages import SourceFailed

Result = TypeVar("Result")

log = logging.getLogger(__name__)

PAINT_FIRST = 1.0
"""Seconds that work in the background waits at most for the first picture, so that it does not slow it down."""


class Lane:
    """Runs what it is given, one after the other; what fails is said and the rest goes on.

    Args:
        name: Names the thread.
        post: Takes a message from any thread.
        log_file: Where the details of a failure are, for the message about it.
        painted: Set when the first picture is there.
    """

    def __init__(self, name: str, post: Callable[[Message], Any], log_file: Path, painted: threading.Event) -> None:
        self._thread = ThreadPoolExecutor(1, name)
        self._post = post
        self._log_file = log_file
        self._painted = painted
        self._closed = False

    def submit(self, work: Callable[[], None], *, first: bool = False) -> None:
        """Run something when what was submitted before is done; after `close` nothing is taken.

        Args:
            work: What to run.
            first: Whether the first picture depends on it, so that it does not wait for that.
        """
        if self._closed:
            return

        def guarded() -> None:
            try:
                if not first:
                    self._painted.wait(PAINT_FIRST)
                work()
            except NewsreaderError as error:
                self._post(SourceFailed(str(error)))
            except Exception:
                log.exception("work in the background failed")
                self._post(SourceFailed(f"Something went wrong; details are in {self._log_file}"))

        self._thread.submit(guarded)

    def wait_for(self, work: Callable[[], Result]) -> Result:
        """Run something in its turn and wait for it; call it on another thread.

        Raises:
            Exception: What the work raised.
        """
        return self._thread.submit(work).result()

    def close(self, *, finish: bool) -> None:
        """Take nothing more; wait for what was begun and submitted if asked to, else drop what has not begun."""
        self._closed = True
        self._thread.shutdown(wait=finish, cancel_futures=not finish)
