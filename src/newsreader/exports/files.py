"""Writing exports to disk: safe names, whole files or none."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path

from newsreader.errors import NewsreaderError
from newsreader.exports.blocks import syntax_of
from newsreader.exports.syntax import MARKDOWN, Syntax

_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))})
_HEAD = 65_536
LONGEST = 80
"""Bytes of a file name, without its ending."""


class ExportError(NewsreaderError):
    """An export that could not be written."""


def file_slug(text: str) -> str:
    """Text as a part of a file name that is safe on every system; ``article`` where nothing is left of it."""
    folded = unicodedata.normalize("NFC", text).casefold()
    slug = re.sub(r"[^\w]+", "-", folded).strip("-_")
    while len(slug.encode()) > LONGEST:
        slug = slug[:-1]
    slug = slug.strip("-_")
    return "article" if not slug or slug in _DEVICES else slug


def file_stem(title: str, name: str) -> str:
    """A file name for an article or a mark: its title in safe characters, and the end of its id against namesakes."""
    return f"{file_slug(title)}-{re.sub(r'[^A-Za-z0-9]', '', name)[-6:] or 'x'}"


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
    try:
        path = _free(path, text)
    except OSError as error:
        raise ExportError(f"{path}: could not be written ({error.strerror}); choose another place") from error
    _replace(path, text.encode("utf-8", "replace"))
    return path


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise ExportError(f"{path}: could not be written ({error.strerror}); choose another place") from error


def read_text(path: Path) -> str:
    """The contents of a file with bytes that are not UTF-8 as lone surrogates; empty if there is none.

    Raises:
        ExportError: If it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ExportError(f"{path}: could not be read ({error.strerror}); choose another place") from error


def write_text(path: Path, text: str, old: str) -> None:
    """Write a merged file at one stroke, every byte of it that was kept as it was.

    Args:
        path: The file.
        text: What to write, with undecodable bytes as `read_text` gives them.
        old: What the merge began with.

    Raises:
        ExportError: If it cannot be written, or was changed meanwhile; what was there before is untouched.
    """
    if read_text(path) != old:
        raise ExportError(f"{path}: was changed while it was merged; export again")
    _replace(path, b"".join(_encoded(text)))


def _encoded(text: str) -> Iterator[bytes]:
    for piece in re.split("([\udc80-\udcff]+)", text):
        odd = piece[:1] >= "\udc80" and piece[:1] <= "\udcff"
        yield piece.encode("utf-8", "surrogateescape" if odd else "replace")


def free_path(path: Path, names: Collection[str], syntax: Syntax = MARKDOWN) -> Path:
    """The path, or where a file stands there that is not ours, or of something else, the first numbered one.

    Args:
        path: What is wanted.
        names: Ids of which the front matter must hold one.
        syntax: The language of the file.

    Raises:
        ExportError: If a file cannot be read.
    """
    wanted, number = path, 1
    while (text := read_text(wanted)) and (syntax.id_of(text) not in names or syntax_of(text) is not syntax):
        number += 1
        wanted = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return wanted


def files_by_id(folder: Path, syntax: Syntax = MARKDOWN) -> dict[str, Path]:
    """Our files under a folder by the id in their front matter; of several the one that comes first."""
    found: dict[str, Path] = {}
    try:
        paths = sorted(
            p
            for p in folder.rglob(f"*{syntax.ending}")
            if not any(x.startswith(".") for x in p.parts[len(folder.parts) :])
        )
    except OSError:
        return found
    for path in paths:
        with contextlib.suppress(OSError), path.open("rb") as file:
            name = syntax.id_of(file.read(_HEAD).decode("utf-8", "replace"))
            if name:
                found.setdefault(name, path)
    return found
