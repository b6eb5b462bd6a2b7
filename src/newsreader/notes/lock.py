"""One writer at a time: a lock on a file of its own, because the notes file itself is replaced."""

from __future__ import annotations

import os
import sys
from pathlib import Path


class FileLock:
    """An exclusive lock, held until `release` or the end of the process.

    Attributes:
        refusal: Why it could not be had, in words for the reader.
    """

    def __init__(self, path: Path) -> None:
        """Name the lock file; nothing is locked yet."""
        self.refusal = ""
        self._path = path
        self._handle: int | None = None

    def acquire(self) -> bool:
        """Take the lock.

        Returns:
            False if another program has it or it cannot be made; `refusal` says which.
        """
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            self.refusal = f"{self._path.name} cannot be made ({error.strerror})"
            return False
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            self.refusal = "another program has the notes open"
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Give the lock back."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
