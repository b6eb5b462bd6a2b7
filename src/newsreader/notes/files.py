"""The notes file and what stands beside it.

``notes.json`` is a complete TinyDB file at any moment. Beside it:

* ``notes.json.journal-N``: changes since generation N of the file; the number grows with every rewrite;
* ``notes.json.bak``: the generation before, from which a damaged file is rebuilt with the journals;
* ``notes.json.history``: the changes that can be undone;
* ``notes.json.lock``: who may write;
* ``notes.json.damaged-...``: a file that could not be read, set aside and never touched again.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsreader.notes.clock import now
from newsreader.notes.codec import SCHEMA, Document, dump, load
from newsreader.notes.journal import read_journal, sync_folder

_TRIES = 5  # readings of a file that another program is rewriting meanwhile

ANNOTATIONS, CORRECTIONS, DELETIONS = "annotations", "corrections", "deletions"
TABLES = (ANNOTATIONS, CORRECTIONS, DELETIONS)
"""The tables that the store keeps: the reader's marks, what they set right in the analysis, and what was deleted."""

CHUNK = 200
"""Documents encoded at one go while the file is rewritten, so that other threads are never kept waiting for long."""


@dataclass(slots=True)
class Contents:
    """What a notes file holds.

    Attributes:
        tables: The documents of each of `TABLES` by id.
        generation: How often the file was rewritten.
        others: Tables that are not ours, kept as they are.
        meta: The fields of the table ``meta``.
        report: What had to be repaired, in words for the reader; empty if nothing.
    """

    tables: dict[str, dict[str, Document]] = field(default_factory=lambda: {name: {} for name in TABLES})
    generation: int = 0
    others: dict[str, Any] = field(default_factory=dict)
    meta: Document = field(default_factory=dict)
    report: str = ""

    @property
    def documents(self) -> dict[str, Document]:
        """The annotations by id."""
        return self.tables[ANNOTATIONS]


class NotesFiles:
    """Reads and rewrites the file and its companions."""

    def __init__(self, path: Path) -> None:
        """Name the notes file."""
        self.path = path

    def journal(self, generation: int) -> Path:
        """The journal of changes since a generation."""
        return self.path.with_name(f"{self.path.name}.journal-{generation:06}")

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

    def journals(self) -> list[tuple[int, Path]]:
        """All journals with their generations, the oldest first."""
        prefix = self.path.name + ".journal-"
        found = [p for p in self.path.parent.glob(glob_escape(prefix) + "*") if p.name.removeprefix(prefix).isdigit()]
        return sorted((int(p.name.removeprefix(prefix)), p) for p in found)

    def read(self, *, repair: bool) -> Contents:
        """Read the notes: the file, then every journal that is not older than it.

        Args:
            repair: Whether a damaged file may be set aside.

        Raises:
            OSError: If the file is there and cannot be read.
        """
        for _ in range(_TRIES):
            stamp = self.stamp()
            contents = self.read_file(repair=repair)
            for generation, journal in self.journals():
                if generation >= contents.generation:
                    with contextlib.suppress(FileNotFoundError):
                        for record in read_journal(journal):
                            replay(contents.tables, record)
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
            if not self.backup.exists() and not self.journals():
                return Contents()
            reason = "the notes file was missing"
        except ValueError:
            reason = "the notes file was damaged"
            if repair:
                stamp = now().replace(":", "").replace(".", "")
                aside = self.path.with_name(f"{self.path.name}.damaged-{stamp}")
                with contextlib.suppress(OSError):
                    self.path.replace(aside)
                    reason += f" and is kept as {aside.name}"
        try:
            contents = parse(self.backup.read_bytes())
        except (OSError, ValueError):
            contents = Contents()
        contents.report = reason
        return contents

    def write(self, contents: Contents) -> None:
        """Rewrite the file as a new generation: written beside it, synced, then put in its place.

        Raises:
            OSError: If it could not be written; the old file is then untouched.
        """
        temporary = self.path.with_name(self.path.name + ".new")
        try:
            with temporary.open("wb") as file:
                for piece in pieces(contents):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            self._keep_backup()
            temporary.replace(self.path)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(self.path.parent)

    def _keep_backup(self) -> None:
        """Keep the present file as the generation before, by a second name for it where the system allows that."""
        if not self.path.exists():
            return
        spare = self.path.with_name(self.path.name + ".bak-new")
        with contextlib.suppress(FileNotFoundError):
            spare.unlink()
        try:
            os.link(self.path, spare)
        except (OSError, AttributeError):
            spare.write_bytes(self.path.read_bytes())
        spare.replace(self.backup)

    def forget_journals(self, before: int) -> None:
        """Remove the journals older than a generation; a rest that cannot be removed does no harm."""
        for generation, journal in self.journals():
            if generation < before:
                with contextlib.suppress(OSError):
                    journal.unlink()

    def stamp(self) -> tuple[int, int, int] | None:
        """What tells whether another program has changed the file: inode, time of change, size."""
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size


def glob_escape(text: str) -> str:
    """A text in which a glob finds no wildcards."""
    import glob

    return glob.escape(text)


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one table: a document put there, or taken out by its id.

    Attributes:
        table: One of `TABLES`.
        id: The document's id.
        document: What is put there, None to take it out.
    """

    table: str
    id: str
    document: Document | None

    @property
    def record(self) -> Document:
        """The step as a journal keeps it.

        ``put`` and ``del`` are for annotations; other tables have verbs of their own, so that a program which knows
        only annotations passes them over.
        """
        if self.table == ANNOTATIONS:
            return {"put": self.document} if self.document is not None else {"del": self.id}
        verb, value = ("set", self.document) if self.document is not None else ("unset", self.id)
        return {"table": self.table, verb: value}

    @classmethod
    def of(cls, record: Any) -> Step | None:
        """Read a record of a journal, None if it is not understood."""
        if not isinstance(record, dict):
            return None
        table = record.get("table", ANNOTATIONS)
        put, out = ("put", "del") if table == ANNOTATIONS else ("set", "unset")
        document = record.get(put)
        if table in TABLES and isinstance(document, dict) and "id" in document:
            return cls(table, str(document["id"]), document)
        return cls(table, str(record[out]), None) if table in TABLES and out in record else None


def replay(tables: dict[str, dict[str, Document]], record: Any) -> None:
    """Apply one record of a journal; one that is not understood is passed over."""
    step = Step.of(record)
    if step is None:
        return
    if step.document is not None:
        tables[step.table][step.id] = step.document
    else:
        tables[step.table].pop(step.id, None)


def parse(data: bytes) -> Contents:
    """Read a TinyDB file.

    Raises:
        ValueError: If it is not one.
    """
    if not data.strip():
        raise ValueError("the file is empty")
    tables = load(data)
    if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
        raise ValueError("not a TinyDB file")
    meta = next((m for m in tables.get("meta", {}).values() if isinstance(m, dict)), {})
    kept = {
        name: {str(d["id"]): d for d in tables.get(name, {}).values() if isinstance(d, dict) and "id" in d}
        for name in TABLES
    }
    others = {name: table for name, table in tables.items() if name not in (*TABLES, "meta")}
    generation = meta.get("generation", 0)
    return Contents(kept, generation if isinstance(generation, int) else 0, others, dict(meta))


def pieces(contents: Contents) -> Any:
    """A TinyDB file in pieces of bytes."""
    meta = {**contents.meta, "schema": SCHEMA, "generation": contents.generation}
    yield b'{"meta":{"1":' + dump(meta) + b"}"
    for name in TABLES:
        documents = list(contents.tables[name].values())
        if not documents and name != ANNOTATIONS:
            continue
        yield b"," + dump(name) + b":{"
        for begin in range(0, len(documents), CHUNK):
            lead = b"," if begin else b""
            part = documents[begin : begin + CHUNK]
            yield lead + b",".join(b'"%d":' % (begin + k + 1) + dump(d) for k, d in enumerate(part))
        yield b"}"
    for name, table in contents.others.items():
        yield b"," + dump(name) + b":" + dump(table)
    yield b"}"
