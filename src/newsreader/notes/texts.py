"""The texts that marks were made on, beside the notes file: each once, compressed, under the name of its revision.

They are what a mark is mapped from when its article changes; the library may forget an article, its marks must not be
lost with it. A text that is damaged counts as not kept, and the mark's own words take its place.
"""

from __future__ import annotations

import contextlib
import os
import re
import zlib
from pathlib import Path

from newsreader.article import text_revision

_NAME = re.compile(r"[\w-]{1,80}")


class RevisionTexts:
    """A folder of texts.

    Args:
        folder: The folder; made with the first text.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: set[str] = set()

    def keep(self, text: str) -> None:
        """Keep a text; one that is there already is not written again.

        Raises:
            OSError: It cannot be written, as on a full disk.
        """
        revision = text_revision(text)
        if revision in self._kept:
            return
        if self.get(revision) is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write(self._path(revision), zlib.compress(text.encode("utf-8", "surrogatepass"), 6))
        self._kept.add(revision)

    def _write(self, path: Path, data: bytes) -> None:
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise

    def get(self, revision: str) -> str | None:
        """The text of a revision; None if it is not kept, or damaged."""
        if not _NAME.fullmatch(revision):
            return None
        try:
            text = zlib.decompress(self._path(revision).read_bytes()).decode("utf-8", "surrogatepass")
        except (OSError, zlib.error, UnicodeDecodeError):
            return None
        return text if text_revision(text) == revision else None

    def take(self, other: RevisionTexts) -> None:
        """Keep all texts of another folder too, as when two notes files become one.

        Raises:
            OSError: One cannot be written.
        """
        for path in sorted(other._folder.glob("*.z")) if other._folder.is_dir() else ():
            text = other.get(path.stem)
            if text is not None:
                self.keep(text)

    def _path(self, revision: str) -> Path:
        return self._folder / f"{revision}.z"
