"""Zip archives from outside, read within limits and never unpacked to disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from newsreader.sources.errors import SourceError

MAX_MEMBERS = 5_000
MAX_TOTAL = 500_000_000
"""Unpacked bytes of all members together."""

MAX_RATIO = 100
"""Unpacked bytes to packed ones of a member beyond its first megabyte; text reaches about 20."""

_FREE_OF_RATIO = 1_000_000
_CHUNK = 65_536

# What the standard library raises on damaged archives, beyond what it documents.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError),
    *(LookupError, OverflowError),
)


class Archive:
    """A zip archive whose limits hold over all that is read from it.

    The sizes that an archive declares are not trusted: bytes are counted as they are unpacked. The names of members
    are only ever compared, never used as paths.
    """

    def __init__(self, data: bytes, source: str) -> None:
        self._source = source
        self._left = MAX_TOTAL
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise SourceError(source, f"the archive is damaged ({error})") from None
        self._members = {info.filename: info for info in self._zip.infolist() if not info.filename.endswith("/")}
        if len(self._members) > MAX_MEMBERS:
            raise SourceError(source, f"the archive holds more than {MAX_MEMBERS} files")

    def names(self) -> Iterator[str]:
        """The names of its files, in the order of the archive."""
        yield from self._members

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """One file's bytes.

        Raises:
            SourceError: If there is no such file, it is damaged or encrypted, or it exceeds the limits.
        """
        info = self._members.get(name)
        if info is None:
            raise SourceError(self._source, f"the archive lacks {name}")
        limit = max(_FREE_OF_RATIO, info.compress_size * MAX_RATIO)
        unpacked = bytearray()
        try:
            with self._zip.open(info) as member:
                while chunk := member.read(_CHUNK):
                    unpacked += chunk
                    self._left -= len(chunk)
                    if len(unpacked) > limit or self._left < 0:
                        raise SourceError(
                            self._source, "the archive unpacks to far more than it should; it is not read"
                        )
        except _DAMAGE as error:
            raise SourceError(self._source, f"{name} in the archive cannot be unpacked ({error})") from None
        return bytes(unpacked)
