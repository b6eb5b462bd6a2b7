"""Undo, redo and the trash, kept over restarts.

Every change that a reader makes is recorded with the mark or correction as it was before and as it is after. The record
is a journal beside the notes file, ``notes.json.history``; it is written after the change itself is safe, so losing it
costs the way back and never a mark. The last `MOST` changes are kept. The trash is every mark that was deleted by one
of them and has not come back.
"""

from __future__ import annotations

import contextlib
import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsreader.notes.annotation import Annotation
from newsreader.notes.codec import correction_document, correction_of, from_document, is_correction, to_document
from newsreader.notes.correction import Correction
from newsreader.notes.errors import NotesError
from newsreader.notes.journal import Journal, read_journal

if TYPE_CHECKING:
    from newsreader.notes.store import NoteStore

log = logging.getLogger(__name__)

MOST = 1_000
"""Changes that can be undone."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one mark or correction: None before it was made, None after it was deleted."""

    before: Annotation | Correction | None
    after: Annotation | Correction | None

    @property
    def reverse(self) -> Change:
        """What takes it back."""
        return Change(self.after, self.before)

    @property
    def id(self) -> str:
        """The id of the mark or correction."""
        mark = self.after or self.before
        return mark.id if mark else ""

    @property
    def mark(self) -> Annotation | None:
        """The mark as it is after the change, None if it was deleted or the change is one of a correction."""
        return self.after if isinstance(self.after, Annotation) else None

    @property
    def correction(self) -> Correction | None:
        """The correction as it is after the change, None if it was withdrawn or the change is one of a mark."""
        return self.after if isinstance(self.after, Correction) else None

    @property
    def corrects(self) -> bool:
        """Whether it is one of a correction."""
        return isinstance(self.after or self.before, Correction)


class History:
    """The changes of one store."""

    def __init__(self, store: NoteStore, path: Path) -> None:
        """Read what was recorded; a record that cannot be read is passed over."""
        self._store = store
        self._path = path
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._journal: Journal | None = None
        lines = 0
        with contextlib.suppress(OSError):
            for record in read_journal(path):
                lines += 1
                self._replay(record)
        if lines > 2 * MOST and not store.read_only:
            self._rewrite()

    # Changing

    def make(self, change: Change) -> None:
        """Make a change and record it.

        A mark that is shown where it stands in a newer text is stored where it was made: it is always mapped from the
        text it was made on.

        Raises:
            NotesError: If it could not be made.
        """
        stored = self._stored(change.id)
        change = Change(_as_made(change.before, stored), _as_made(change.after, stored))
        self._apply(change)
        self._done.append(change)
        del self._done[:-MOST]
        self._undone.clear()
        self._record({"do": [_document(change.before), _document(change.after)]})

    def _stored(self, name: str) -> Annotation | Correction | None:
        return self._store.get(name) or self._store.corrections.get(name)

    def undo(self) -> Change | None:
        """Take the last change back.

        Returns:
            The change that was taken back, None if there is none.

        Raises:
            NotesError: If the mark was changed elsewhere since, or nothing could be written.
        """
        if not self._done:
            return None
        change = self._done[-1]
        self._check(change.after, change)
        self._apply(change.reverse)
        self._undone.append(self._done.pop())
        self._record({"undo": 1})
        return change

    def redo(self) -> Change | None:
        """Make the change again that was taken back last; see `undo`."""
        if not self._undone:
            return None
        change = self._undone[-1]
        self._check(change.before, change)
        self._apply(change)
        self._done.append(self._undone.pop())
        self._record({"redo": 1})
        return change

    def trash(self) -> list[Annotation]:
        """The deleted marks, the latest first."""
        deleted: dict[str, Annotation] = {}
        for change in self._done:
            if change.after is None and isinstance(change.before, Annotation) and self._store.get(change.id) is None:
                deleted.pop(change.id, None)
                deleted[change.id] = change.before
        return list(reversed(deleted.values()))

    def restore(self, annotation_id: str) -> Annotation:
        """Bring a mark back from the trash; that can be undone, too.

        Raises:
            NotesError: If it is not in the trash, or nothing could be written.
        """
        for mark in self.trash():
            if mark.id == annotation_id:
                self.make(Change(None, mark))
                return mark
        raise NotesError(f"there is no mark {annotation_id} in the trash")

    def close(self) -> None:
        """Close the record."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def _check(self, expected: Annotation | Correction | None, change: Change) -> None:
        """See that what a change made, or took away, is still so."""
        corrects = isinstance(change.before or change.after, Correction)
        if (self._store.corrections if corrects else self._store).get(change.id) != expected:
            what = "correction" if corrects else "mark"
            raise NotesError(f"this {what} was changed elsewhere since; it is left as it is")

    def _apply(self, change: Change) -> None:
        if isinstance(change.before or change.after, Correction):
            self._correct(change)
        elif change.after is None:
            self._store.remove(change.id)
        elif isinstance(change.after, Annotation):
            (self._store.add if change.before is None else self._store.update)(change.after)

    def _correct(self, change: Change) -> None:
        table = self._store.corrections
        if change.after is None:
            table.remove(change.id)
        elif isinstance(change.after, Correction):
            (table.add if change.before is None else table.update)(change.after)

    # The record

    def _record(self, record: dict[str, Any]) -> None:
        try:
            if self._journal is None:
                self._journal = Journal(self._path)
            self._journal.append([record])
        except OSError as error:
            log.warning("the history could not be written: %s", error)

    def _replay(self, record: Any) -> None:
        if not isinstance(record, dict):
            return
        if "undo" in record and self._done:
            self._undone.append(self._done.pop())
        elif "redo" in record and self._undone:
            self._done.append(self._undone.pop())
        elif isinstance(pair := record.get("do"), list) and len(pair) == 2:
            with contextlib.suppress(NotesError):
                self._done.append(Change(*(None if d is None else _read(d) for d in pair)))
                del self._done[:-MOST]
                self._undone.clear()

    def _rewrite(self) -> None:
        """Write the record anew with what is still needed."""
        temporary = self._path.with_name(self._path.name + ".new")
        changes = [*self._done, *reversed(self._undone)]
        try:
            temporary.unlink(missing_ok=True)
            journal = Journal(temporary)
            journal.append([{"do": [_document(c.before), _document(c.after)]} for c in changes])
            journal.append([{"undo": 1} for _ in self._undone])
            journal.close()
            temporary.replace(self._path)
        except OSError as error:
            log.warning("the history could not be rewritten: %s", error)


def _document(one: Annotation | Correction | None) -> dict[str, Any] | None:
    if isinstance(one, Correction):
        return correction_document(one)
    return None if one is None else to_document(one)


def _read(document: dict[str, Any]) -> Annotation | Correction:
    return correction_of(document) if is_correction(document) else from_document(document)


def _as_made(mark: Annotation | Correction | None, stored: Annotation | Correction | None) -> Any:
    """A mark with the place it was made at, if it is only shown elsewhere: same words, surroundings and revision."""
    if mark is None or stored is None:
        return mark
    here, there = mark.target, stored.target
    if replace(here, start=there.start, end=there.end) != there or here == there:
        return mark
    return replace(mark, target=there, state=stored.state)
