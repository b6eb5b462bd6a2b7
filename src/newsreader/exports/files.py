"""Writing exports to disk: safe names, whole files or none."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from newsreader.errors import NewsreaderError

_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))})
_HEAD = 65_536
_MERGEABLE = re.compile(r"^<!-- (?:/mark|newsreader) ", re.MULTILINE)
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


def id_of(text: str) -> str:
    """The id that the front matter of one of our files holds; empty if the file is not ours."""
    head = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not head.startswith("---\n"):
        return ""
    front = head[4:].partition("\n---")[0]
    found = re.search(r"^newsreader: *[\"']?([\w-]+)[\"']? *$", front, re.MULTILINE)
    return found[1] if found else ""


def free_path(path: Path, name: str) -> Path:
    """The path, or where a file stands there that is not ours, or of another article, the first numbered one."""
    wanted, number = path, 1
    while (text := read_text(wanted)) and (id_of(text) != name or not _MERGEABLE.search(text)):
        number += 1
        wanted = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return wanted


def file_of(folder: Path, name: str) -> Path | None:
    """The Markdown file under a folder whose front matter holds an id, whatever it is called; None if there is none."""
    return files_by_id(folder).get(name)


def files_by_id(folder: Path) -> dict[str, Path]:
    """Our Markdown files under a folder by the id in their front matter; of several the one that comes first."""
    found: dict[str, Path] = {}
    try:
        paths = sorted(
            p for p in folder.rglob("*.md") if not any(x.startswith(".") for x in p.parts[len(folder.parts) :])
        )
    except OSError:
        return found
    for path in paths:
        with contextlib.suppress(OSError), path.open("rb") as file:
            name = id_of(file.read(_HEAD).decode("utf-8", "replace"))
            if name:
                found.setdefault(name, path)
    return found
