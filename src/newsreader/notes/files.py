"""The notes file and what stands beside it.

``notes.json`` is a complete TinyDB file at any moment. Beside it:

* ``notes.json.journal-N``: changes since generation N of the file; the number grows with every rewrite;
* ``notes.json.bak`` and ``notes.json.bak-journal-N``: the generation before and the changes since, from which a damaged
  file is rebuilt;
* ``notes.json.history``: the changes that can be undone;
* ``notes.json.lock``: who may write;
* ``notes.json.damaged-...``: a file that could not be read, set aside and never touched again.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from newsreader.notes.clock import now
from newsreader.notes.codec import SCHEMA
from newsreader.notes.contents import TABLES, Contents, parse, pieces
from newsreader.notes.documents import Documents
from newsreader.notes.journal import read_journal, sync, sync_folder
from newsreader.notes.replay import replay, replay_late

Stamp = tuple[int, int, int]
"""What tells whether another program has changed a file: inode, time of change, size."""

_JOURNAL, _FOLDED = ".journal-", ".bak-journal-"

_TRIES = 5  # readings of a file that another program is rewriting meanwhile

_GULP = 1 << 18
"""Bytes written at one go while changes go on: the disk is never busy for long when one of them is synced."""

_BITE = 1 << 22
"""Bytes given back to the file system at one go, for the same reason."""


class FileChangedError(Exception):
    """Another program changed the notes file while it was being rewritten."""


class NotesFiles:
    """Reads and rewrites the file and its companions."""

    def __init__(self, path: Path) -> None:
        """Name the notes file."""
        self.path = path

    def journal(self, generation: int) -> Path:
        """The journal of changes since a generation."""
        return self.path.with_name(f"{self.path.name}{_JOURNAL}{generation:06}")

    @property
    def backup(self) -> Path:
        """The generation before."""
        return self.path.with_name(self.path.name + ".bak")

    @property
    def history(self) -> Path:
        """The record of changes for undo."""
        return self.path.with_name(self.path.name + ".history")

    @property
    def lock(self) -> Path:
        """The lock file."""
        return self.path.with_name(self.path.name + ".lock")

    @property
    def texts(self) -> Path:
        """The folder of the texts that marks were made on."""
        return self.path.with_name(self.path.name + ".texts")

    def journals(self, kind: str = _JOURNAL) -> list[tuple[int, Path]]:
        """All journals that the file may lack, with their generations, the oldest first."""
        prefix = self.path.name + kind
        found = [p for p in self.path.parent.glob(glob_escape(prefix) + "*") if p.name.removeprefix(prefix).isdigit()]
        return sorted((int(p.name.removeprefix(prefix)), p) for p in found)

    def read(self, *, repair: bool) -> Contents:
        """Read the notes: the file, then every journal that it may lack.

        Args:
            repair: Whether a damaged file may be set aside.

        Raises:
            OSError: If the file is there and cannot be read.
        """
        for _ in range(_TRIES):
            stamp = self.stamp()
            contents = self.read_file(repair=repair)
            tables = {name: Documents.of(contents.tables[name]) for name in TABLES}
            folded = self.journals(_FOLDED) if contents.report else []
            for generation, journal in sorted([*folded, *self.journals()]):
                with contextlib.suppress(FileNotFoundError):
                    follow = replay if generation >= contents.generation else replay_late
                    contents.replayed += follow(tables, read_journal(journal))
            contents.tables = tables
            if self.stamp() == stamp or contents.report:
                break
        if contents.report:
            contents.report += (
                f"; {len(contents.documents)} marks were rebuilt from the copy and the journals beside it"
            )
        return contents

    def read_file(self, *, repair: bool) -> Contents:
        """Read the file alone, or the copy beside it if it is damaged.

        Raises:
            OSError: If the file is there and cannot be read.
        """
        try:
            return parse(self.path.read_bytes())
        except FileNotFoundError:
            if not self.backup.exists() and all(generation == 0 for generation, _ in self.journals()):
                return Contents()  # it was never written
            reason = "the notes file was missing"
        except ValueError:
            reason = "the notes file was damaged"
            if repair and (aside := self.set_aside()):
                reason += f" and is kept as {aside}"
        try:
            contents = parse(self.backup.read_bytes())
        except (OSError, ValueError):
            contents = Contents()
        contents.report = reason
        return contents

    def set_aside(self) -> str:
        """Give a damaged file another name, under which it is never touched again.

        Returns:
            That name; empty if it could not be had.
        """
        stamp = now().replace(":", "").replace(".", "")
        aside = self.path.with_name(f"{self.path.name}.damaged-{stamp}")
        try:
            self.path.replace(aside)
        except OSError:
            return ""
        return aside.name

    def write(
        self, contents: Contents, *, expected: Stamp | None = None, pause: Callable[[], object] | None = None
    ) -> None:
        """Rewrite the file as a new generation: written beside it, synced, then put in its place.

        Args:
            contents: What to write.
            expected: The stamp of the file that is to be replaced; None for any.
            pause: Called between small portions, each of which is synced by itself; None to be done soonest.

        Raises:
            OSError: If it could not be written; the old file is then untouched.
            FileChangedError: If the file has another stamp.
        """
        temporary = self.path.with_name(self.path.name + ".new")
        try:
            with temporary.open("wb") as file:
                written = 0
                for piece in pieces(contents):
                    file.write(piece)
                    written += len(piece)
                    if pause is not None and written >= _GULP:
                        file.flush()
                        sync(file.fileno())
                        pause()
                        written = 0
                file.flush()
                os.fsync(file.fileno())
            if expected is not None and self.stamp() != expected:
                raise FileChangedError
            self._keep_backup()
            temporary.replace(self.path)
        except (OSError, FileChangedError):
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(self.path.parent)
        self._discard(pause)

    @property
    def _old_backup(self) -> Path:
        """The generation before the one before, while it is being removed."""
        return self.path.with_name(self.path.name + ".bak-old")

    def _keep_backup(self) -> None:
        """Keep the present file as the generation before, by a second name for it where the system allows that."""
        if not self.path.exists():
            return
        spare = self.path.with_name(self.path.name + ".bak-new")
        with contextlib.suppress(FileNotFoundError):
            spare.unlink()
        try:
            os.link(self.path, spare)
            with contextlib.suppress(FileNotFoundError):
                self._old_backup.unlink(missing_ok=True)
                os.link(self.backup, self._old_backup)
        except (OSError, AttributeError):
            _copy(self.path, spare)
        spare.replace(self.backup)

    def _discard(self, pause: Callable[[], object] | None) -> None:
        """Remove the generation that nobody needs, from its end while changes go on.

        A large file that goes at one stroke keeps the disk busy with what it gives back. One that has yet another name,
        as in a copy made of hard links, keeps its bytes.
        """
        with contextlib.suppress(OSError):
            if pause is not None and self._old_backup.stat().st_nlink == 1:
                with self._old_backup.open("r+b") as file:
                    for size in range(self._old_backup.stat().st_size - _BITE, 0, -_BITE):
                        file.truncate(size)
                        os.fsync(file.fileno())
                        pause()
            self._old_backup.unlink()

    def keep_schema(self, schema: int) -> None:
        """Copy the file as it is before it is written in another schema.

        Raises:
            OSError: If it cannot be copied.
        """
        copy = self.path.with_name(f"{self.path.name}.schema-{schema}")
        if schema < SCHEMA and self.path.exists() and not copy.exists():
            temporary = copy.with_name(copy.name + ".new")
            _copy(self.path, temporary)
            temporary.replace(copy)

    def put_away(self, generation: int, backup: int) -> None:
        """Keep the journals that the file holds under another name, and remove those that the copy beside it holds.

        Args:
            generation: That of the file.
            backup: That of the copy, which with its journals is the file once more.
        """
        for number, journal in self.journals():
            if number < generation:
                with contextlib.suppress(OSError):
                    journal.replace(self.path.with_name(f"{self.path.name}{_FOLDED}{number:06}"))
        for number, journal in self.journals(_FOLDED):
            if number < backup:
                with contextlib.suppress(OSError):
                    journal.unlink()

    def stamp(self) -> Stamp | None:
        """What tells whether another program has changed the file; None if it is not there."""
        return _stamp(self.path)

    def stamps(self) -> list[Stamp | None]:
        """The same for the file and its journals."""
        return [self.stamp(), *(_stamp(journal) for _, journal in self.journals())]


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def glob_escape(text: str) -> str:
    """A text in which a glob finds no wildcards."""
    import glob

    return glob.escape(text)


def _copy(path: Path, to: Path) -> None:
    """Copy the contents of a file, which is rarely wanted; the module that does it loads three compressors."""
    from shutil import copyfile

    copyfile(path, to)
