"""Bytes become clean articles.

`read_source` and `read_sources` are the way in. Each kind of document has a module of its own, which is imported when
the first document of that kind is read.
"""

from __future__ import annotations

from newsreader.sources.errors import SourceError
from newsreader.sources.reading import read_bytes, read_source, read_sources

__all__ = ["SourceError", "read_bytes", "read_source", "read_sources"]
