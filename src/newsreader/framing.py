"""Messages between this program and its worker processes: one pickled object after the other, each after its length.

Both sides are this program, so what is unpickled was pickled by `send`.
"""

from __future__ import annotations

import pickle
from typing import IO, Any

_LENGTH = 8
"""Bytes of the length, most significant first."""


def send(stream: IO[bytes], message: Any) -> None:
    """Write one message.

    Raises:
        OSError: If the other side has ended.
    """
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message; None if the other side has ended."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    return pickle.loads(data) if len(data) == size else None
