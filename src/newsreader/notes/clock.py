"""Times and identifiers of annotations."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime

from newsreader.digests import blake2b

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_lock = threading.Lock()
_last = 0


def now() -> str:
    """The present moment in UTC, ISO 8601 to the millisecond, with ``Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def utc(moment: str) -> str:
    """An ISO 8601 date or time as the same moment in UTC with ``Z``; what is none is the beginning of 1970.

    A time without a zone is taken to be UTC.
    """
    try:
        read = datetime.fromisoformat(moment)
        read = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        read = datetime.fromtimestamp(0, UTC)
    return read.isoformat().replace("+00:00", "Z")


def new_ulid() -> str:
    """Make an identifier that sorts by time: a ULID, 48 bits of milliseconds and 80 of randomness in Crockford base 32.

    Identifiers made in one process rise strictly, also within one millisecond and when the clock jumps back.
    """
    global _last
    with _lock:
        value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
        if value <= _last:
            value = _last + 1
        _last = value
    return "".join(_ALPHABET[(value >> shift) & 31] for shift in range(125, -1, -5))


def content_id(data: bytes) -> str:
    """Make an identifier in the form of a ULID that is always the same for the same data."""
    digest = blake2b(data, digest_size=26).digest()
    return _ALPHABET[digest[0] & 7] + "".join(_ALPHABET[byte & 31] for byte in digest[1:])
