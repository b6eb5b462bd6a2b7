"""The journal: every change, on disk before it is acknowledged.

A journal is a text file of lines ``<crc32 of the rest, 8 hexadecimal digits> <JSON>``. A line that does not fit its
checksum was torn by a crash or damaged; it is skipped and the good lines around it count. Records state what is, not
what changes, so reading them twice does no harm.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from newsreader.notes.codec import dump, load


def sync_folder(folder: Path) -> None:
    """Make a new or renamed name in a folder durable; systems that cannot sync a folder do not need it."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _sync(handle: int) -> None:
    getattr(os, "fdatasync", os.fsync)(handle)


class Journal:
    """An open journal to which records are appended."""

    def __init__(self, path: Path) -> None:
        """Open a journal, making it if it does not exist.

        Raises:
            OSError: If it cannot be opened.
        """
        self.path = path
        new = not path.exists()
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self.size = os.lseek(self._handle, 0, os.SEEK_END)
        if self.size:
            os.lseek(self._handle, self.size - 1, os.SEEK_SET)
            if os.read(self._handle, 1) != b"\n":
                self.size += os.write(self._handle, b"\n")
        if new:
            sync_folder(path.parent)

    def append(self, records: Sequence[Any]) -> None:
        """Append records; they are on disk when this returns.

        Raises:
            OSError: If they could not be written; the journal is then as it was before.
        """
        lines = bytearray()
        for record in records:
            data = dump(record)
            lines += b"%08x " % zlib.crc32(data) + data + b"\n"
        try:
            os.lseek(self._handle, self.size, os.SEEK_SET)
            written = 0
            while written < len(lines):
                written += os.write(self._handle, memoryview(lines)[written:])
            _sync(self._handle)
        except OSError:
            os.ftruncate(self._handle, self.size)
            raise
        self.size += len(lines)

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)


def read_journal(path: Path) -> Iterator[Any]:
    """The records of a journal, without those that are damaged.

    Raises:
        OSError: If it cannot be read.
    """
    for line in path.read_bytes().split(b"\n"):
        data = line[9:]
        if len(line) > 9 and line[8:9] == b" " and line[:8] == b"%08x" % zlib.crc32(data):
            try:
                yield load(data)
            except ValueError:
                continue
