"""The journal: every change, on disk before it is acknowledged.

A journal is a text file of lines ``<crc32 of the rest, 8 hexadecimal digits> <JSON>``. A line that does not fit its
checksum was torn by a crash or damaged; it is skipped and the good lines around it count. Records state what is, not
what changes, so reading them twice does no harm. Zeros behind the last record are room for more.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from newsreader.notes.codec import dump, load

ROOM = 1 << 16
"""Bytes by which a journal is longer than what is in it when it is made or full: those of a hundred marks."""


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


def sync(handle: int) -> None:
    """Make the contents of a file durable."""
    getattr(os, "fdatasync", os.fsync)(handle)


class Journal:
    """An open journal to which records are appended.

    The file is longer than what is in it, by zeros: a record that overwrites zeros is durable after one write to the
    disk, where a file that grows needs its length to be written too, and waits for what the file system writes for
    others. That takes a third off the time of a change, and off its worst while the notes file is rewritten.
    """

    def __init__(self, path: Path) -> None:
        """Open a journal, making it if it does not exist.

        Raises:
            OSError: If it cannot be opened.
        """
        self.path = path
        new = not path.exists()
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        kept = b"" if new else path.read_bytes()
        self.size = len(kept.rstrip(b"\0"))
        self._room = len(kept)
        if self.size and kept[self.size - 1 : self.size] != b"\n":
            self._put(b"\n")
            self.size += 1
        if new:
            self._make_room()
            sync(self._handle)
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
        before = self.size
        try:
            self._put(lines)
            self.size += len(lines)
            if self.size > self._room:
                self._make_room()
            sync(self._handle)
        except OSError:
            self.size = self._room = before
            os.ftruncate(self._handle, before)
            raise

    def _put(self, data: bytes | bytearray) -> None:
        os.lseek(self._handle, self.size, os.SEEK_SET)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._handle, rest) :]

    def _make_room(self) -> None:
        """Add zeros behind what is written; a full disk may lack room for them and still have some for a record."""
        self._room = self.size
        with contextlib.suppress(OSError):
            os.lseek(self._handle, self.size, os.SEEK_SET)
            self._room += os.write(self._handle, bytes(ROOM))

    def close(self) -> None:
        """Close the file, without the room in it that was not needed; it is removed if it holds nothing."""
        with contextlib.suppress(OSError):
            os.ftruncate(self._handle, self.size)
        os.close(self._handle)
        if not self.size:
            with contextlib.suppress(OSError):
                self.path.unlink()


def read_journal(path: Path) -> Iterator[Any]:
    """The records of a journal, without those that are damaged.

    Raises:
        OSError: If it cannot be read.
    """
    for line in path.read_bytes().rstrip(b"\0").split(b"\n"):
        data = line[9:]
        if len(line) > 9 and line[8:9] == b" " and line[:8] == b"%08x" % zlib.crc32(data):
            try:
                yield load(data)
            except ValueError:
                continue
