"""BLAKE2b as `hashlib` has it, without the OpenSSL that `hashlib` loads first: five milliseconds of every start."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # another Python than the one from python.org
    from hashlib import blake2b

__all__ = ["blake2b"]
