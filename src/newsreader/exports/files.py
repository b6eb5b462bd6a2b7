"""Writing exports to disk: safe names, whole files or none."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from pathlib import Path

from newsreader.errors import NewsreaderError

_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))})
LONGEST = 80
"""Bytes of a file name, without its ending."""


class ExportError(NewsreaderError):
    """An export that could not be written."""


def file_stem(title: str, article_id: str) -> str:
    """A file name for an article: its title in safe characters and the end of its id, so that no two share one."""
    folded = unicodedata.normalize("NFC", title).casefold()
    slug = re.sub(r"[^\w]+", "-", folded).strip("-_")
    while len(slug.encode()) > LONGEST:
        slug = slug[:-1]
    slug = slug.strip("-_")
    if not slug or slug in _DEVICES:
        slug = "article"
    return f"{slug}-{article_id[-6:]}"


def _free(path: Path, text: str) -> Path:
    """The path, or where another text stands there the first of ``name-2``, ``name-3`` and so on that is free."""
    wanted, number = path, 1
    while wanted.exists() and wanted.read_bytes() != text.encode("utf-8", "replace"):
        number += 1
        wanted = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return wanted


def write_whole(path: Path, text: str) -> Path:
    """Write a file at one stroke: beside it first, then put in its place.

    A file with other contents is never overwritten, as somebody may have edited it: a numbered one is written beside.

    Returns:
        The file that was written.

    Raises:
        ExportError: If it cannot be written; what was there before is untouched.
    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path = _free(path, text)
        with temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise ExportError(f"{path}: could not be written ({error.strerror}); choose another place") from error
    return path
