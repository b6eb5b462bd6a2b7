"""Bytes become clean articles.

`read_source` and `read_sources` are the way in. Each kind of document has a module of its own, which is imported when
the first document of that kind is read.
"""

from __future__ import annotations

import logging

from newsreader.sources.errors import SourceError
from newsreader.sources.reading import read_address, read_at_once, read_bytes, read_source, read_sources

__all__ = ["SourceError", "read_address", "read_at_once", "read_bytes", "read_source", "read_sources"]

# Skipped files are logged; without a log file nothing may be written over the screen.
logging.getLogger(__name__).addHandler(logging.NullHandler())
