"""The store of the reader's marks: acknowledged means on disk.

Every change is appended to a journal and synced before it is acknowledged; that costs one sync at any number of marks.
Behind the scenes the journal is folded into the notes file, a plain TinyDB file, which is rewritten beside itself and
put in place at one stroke. A crash at any moment loses nothing that was acknowledged; a full disk refuses what is new
and keeps what is old. All methods may be called from any thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from newsreader.notes.annotation import Annotation
from newsreader.notes.codec import SCHEMA, Document, from_document, to_document
from newsreader.notes.contents import ANNOTATIONS, DELETIONS, TABLES, Contents, parse
from newsreader.notes.deletions import recorded, remembered
from newsreader.notes.documents import Documents
from newsreader.notes.errors import NotesError
from newsreader.notes.files import FileChangedError, NotesFiles
from newsreader.notes.journal import Journal
from newsreader.notes.lock import FileLock
from newsreader.notes.steps import Step

if TYPE_CHECKING:
    from newsreader.notes.corrections import Corrections
    from newsreader.notes.history import History
    from newsreader.notes.table import AnnotationTable
    from newsreader.notes.texts import RevisionTexts

log = logging.getLogger(__name__)

FOLD_AFTER = 0.3
"""Seconds after a change until the file is rewritten, while it is small."""

SMALL = 1_000_000
"""Bytes up to which the file is rewritten after every pause."""

FOLD_LARGE_AFTER = 30.0
"""Seconds after a change until a larger file is rewritten, and until a rewriting that failed is tried again."""

BREATH = 0.002
"""Seconds between two portions of a rewriting that nobody waits for, left to changes and the screen."""

_TRIES = 5  # rewritings, or readings, while another program changes the file


class NoteStore:
    """All marks of one reader.

    Attributes:
        read_only: Whether the notes cannot be changed here; `refusal` says why.
        refusal: Why they cannot be changed, in words for the reader; empty if they can.
        report: What had to be repaired, in words for the reader; empty if nothing.
    """

    def __init__(self, path: Path) -> None:
        self._files = NotesFiles(path)
        self._lock = FileLock(self._files.lock)
        self._mutex = threading.RLock()
        self._folding = threading.Lock()
        self._timer: threading.Timer | None = None
        self._journal: Journal | None = None
        self._hurry = threading.Event()
        self._closed = False
        self._unreadable = 0  # how often the file of another program could not be read
        self.refusal = "" if self._lock.acquire() else self._lock.refusal
        self._stamp, self._seen = self._files.stamp(), self._files.stamps()
        contents = self._files.read(repair=not self.refusal)
        self.report = contents.report
        self._take(contents)
        self._on_disk = contents.generation
        self._schema = _schema_of(contents)
        if self._schema > SCHEMA:
            self._lock.release()
            self.refusal = "the notes were written by a newer version of newsreader"
        self._behind = bool(contents.replayed or contents.report)  # whether the file lacks something
        if contents.report:
            self._stamp = None
        if not self.read_only:
            self._start()

    def _take(self, contents: Contents) -> None:
        """Make the contents of the file those of the store."""
        self._tables = {name: Documents.of(contents.tables[name]) for name in TABLES}
        self._base = {name: table.copy() for name, table in self._tables.items()}
        self._generation, self._others, self._meta = contents.generation, contents.others, contents.meta

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open the notes, making the folder if need be.

        Args:
            path: The notes file.

        Raises:
            NotesError: If the file is there and cannot be read at all.
        """
        path = Path(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            log.warning("cannot make %s", path.parent)
        try:
            return cls(path)
        except OSError as error:
            raise NotesError(f"{path}: the notes cannot be read ({error.strerror}); check who owns the file") from error

    def _start(self) -> None:
        """Fold what a crash has left in journals; if that fails the journals go on to be used."""
        if self._behind or (self._schema < SCHEMA and self._stamp is not None):
            self._behind = True
            self.fold()
        else:
            self._files.put_away(self._generation, 0)

    @property
    def read_only(self) -> bool:
        """Whether the notes cannot be changed here."""
        return bool(self.refusal)

    # Reading

    def get(self, annotation_id: str) -> Annotation | None:
        """The annotation with an id."""
        document = self.document(annotation_id)
        return from_document(document) if document is not None else None

    def of_article(self, article_id: str) -> list[Annotation]:
        """The annotations of an article, in order of the text."""
        return sorted(_readable(self.documents_of(article_id)), key=lambda a: (a.target.start, a.target.end, a.id))

    def all(self) -> list[Annotation]:
        """All annotations, in the order in which they were made."""
        return sorted(_readable(self.documents().values()), key=lambda a: a.id)

    def document(self, name: str, table: str = ANNOTATIONS) -> Document | None:
        """The document of a table with an id, as it is in the file."""
        with self._mutex:
            return self._tables[table].get(name)

    def documents_of(self, article_id: str, table: str = ANNOTATIONS) -> list[Document]:
        """The documents of a table on an article."""
        with self._mutex:
            return self._tables[table].of_article(article_id)

    def documents(self, table: str = ANNOTATIONS) -> Documents:
        """All documents of a table by id, as they are now."""
        with self._mutex:
            return self._tables[table].copy()

    @cached_property
    def table(self) -> AnnotationTable:
        """The annotations as a TinyDB table, for queries and changes in TinyDB's own way."""
        from newsreader.notes.table import AnnotationTable

        return AnnotationTable(self)

    @cached_property
    def corrections(self) -> Corrections:
        """What the reader set right in the analysis of articles."""
        from newsreader.notes.corrections import Corrections

        return Corrections(self)

    @cached_property
    def texts(self) -> RevisionTexts:
        """The texts that marks were made on; whoever makes a mark keeps the text of its article here."""
        from newsreader.notes.texts import RevisionTexts

        return RevisionTexts(self._files.texts)

    @cached_property
    def history(self) -> History:
        """Undo, redo and the trash; changes made through it can be taken back."""
        from newsreader.notes.history import History

        return History(self, self._files.history)

    def exclusive(self) -> threading.RLock:
        """A lock under which nobody else changes the notes."""
        return self._mutex

    def __len__(self) -> int:
        """How many annotations there are."""
        return len(self._tables[ANNOTATIONS])

    # Changing

    def add(self, *annotations: Annotation) -> None:
        """Keep new annotations; they are on disk when this returns.

        Raises:
            NotesError: If one is there already, or nothing could be written; then none is kept.
        """
        with self._mutex:
            for annotation in annotations:
                if annotation.id in self._tables[ANNOTATIONS]:
                    raise NotesError(f"mark {annotation.id} exists already")
            self._write([Step(ANNOTATIONS, a.id, to_document(a)) for a in annotations])

    def update(self, *annotations: Annotation) -> None:
        """Keep changed annotations.

        Raises:
            NotesError: If one is not there, or nothing could be written; then all are as before.
        """
        with self._mutex:
            for annotation in annotations:
                if annotation.id not in self._tables[ANNOTATIONS]:
                    raise NotesError(f"there is no mark {annotation.id}")
            self._write([Step(ANNOTATIONS, a.id, to_document(a)) for a in annotations])

    def remove(self, *annotation_ids: str) -> None:
        """Remove annotations.

        Raises:
            NotesError: If one is not there, or nothing could be written; then all are still there.
        """
        with self._mutex:
            for annotation_id in annotation_ids:
                if annotation_id not in self._tables[ANNOTATIONS]:
                    raise NotesError(f"there is no mark {annotation_id}")
            self._write([Step(ANNOTATIONS, i, None) for i in annotation_ids])

    def write_documents(self, put: Iterable[Document], remove: Iterable[str] = (), *, table: str = ANNOTATIONS) -> None:
        """Keep documents of a table, new or changed, and remove others by id, all in one stroke.

        Raises:
            NotesError: If nothing could be written; then all is as before.
        """
        with self._mutex:
            self._write([*(Step(table, str(d["id"]), d) for d in put), *(Step(table, i, None) for i in remove)])

    def _write(self, steps: list[Step]) -> None:
        if self.read_only:
            raise NotesError(f"the notes are read-only here: {self.refusal}")
        if self._closed:
            raise NotesError("the notes are closed")
        steps = [*steps, *recorded(steps, self._tables)]
        try:
            if self._journal is None:
                self._journal = Journal(self._files.journal(self._generation))
            self._journal.append([step.record for step in steps])
        except OSError as error:
            raise NotesError(
                f"{self._files.path.name} could not be written ({error.strerror}); make room and try again"
            ) from error
        for step in steps:
            if step.document is not None:
                self._tables[step.table][step.id] = step.document
            else:
                self._tables[step.table].pop(step.id, None)
        self._behind = True
        self._fold_later()

    # Folding the journal into the file

    def _fold_later(self, *, failed: bool = False) -> None:
        if self._timer is None and not self._closed:
            large = failed or (self._stamp is not None and self._stamp[2] > SMALL)
            self._timer = threading.Timer(FOLD_LARGE_AFTER if large else FOLD_AFTER, self._fold_quietly)
            self._timer.daemon = True
            self._timer.start()

    def _fold_quietly(self) -> None:
        with self._mutex:
            self._timer = None
        if not self.fold(gently=True):
            with self._mutex:
                self._fold_later(failed=True)

    def fold(self, *, gently: bool = False) -> bool:
        """Rewrite the file with everything that is in the journals; what it holds already is not written again.

        Args:
            gently: Whether to go in small portions, so that changes and the screen never wait for long.

        Returns:
            Whether that was possible; if not, the journals keep everything and it is tried again later.
        """
        return not self.read_only and self._fold(gently=gently)

    def _fold(self, *, gently: bool = False, last: bool = False) -> bool:
        with self._folding:
            for _ in range(_TRIES):
                try:
                    self._merge_foreign()
                    if self._behind:
                        self._rewrite(gently, last)
                    return True
                except FileChangedError:
                    continue
                except (OSError, NotesError) as error:
                    log.warning("the notes file could not be rewritten: %s", error)
                    return False
            return False

    def _rewrite(self, gently: bool, last: bool) -> None:
        """Begin a new journal, unless this is the last time, and write a new file with everything before it.

        Raises:
            OSError: If it could not be written; the journals then keep everything.
            FileChangedError: If another program has changed the file meanwhile.
        """
        self._files.keep_schema(self._schema)
        generation = 1 + max([self._generation, *(g for g, _ in self._files.journals())])
        journal = None if last else Journal(self._files.journal(generation))
        with self._mutex:
            full, self._journal = self._journal, journal
            self._generation = generation
            tables = {name: table.copy() for name, table in self._tables.items()}
            self._behind = False
        try:
            if full is not None:
                full.close()
            kept = {**tables, DELETIONS: remembered(tables[DELETIONS])}
            contents = Contents(kept, generation, self._others, self._meta)
            pause = (lambda: self._hurry.wait(BREATH)) if gently else None
            self._files.write(contents, expected=self._stamp, pause=pause)
        except BaseException:
            self._behind = True
            raise
        self._base, self._stamp, self._schema = tables, self._files.stamp(), SCHEMA
        backup, self._on_disk = self._on_disk, generation
        self._files.put_away(generation, backup)

    def _merge_foreign(self) -> bool:
        """Take over what another program has changed in the file since it was read or written here.

        For each document: whoever changed it wins; if both did, the later modification. What is taken over is a change
        like any other: it goes through the journal, and a mark that was deleted there is remembered as deleted.

        Returns:
            Whether anything was taken over.

        Raises:
            OSError: If the file cannot be read now; another program may be writing it.
            NotesError: If the changes could not be written to the journal.
        """
        stamp = self._files.stamp()
        if stamp == self._stamp:
            return False
        if stamp is None:
            self._behind = True
            self._stamp = None
            return False
        try:
            theirs = parse(self._files.path.read_bytes())
        except ValueError as error:
            self._unreadable += 1
            if self._unreadable < _TRIES:
                raise OSError(f"it was changed by another program and cannot be read: {error}") from error
            self.report = f"the notes file was damaged and is kept as {self._files.set_aside()}"
            self._behind, self._unreadable, self._stamp = True, 0, None
            return False
        self._unreadable = 0
        if self._files.stamp() != stamp:
            raise FileChangedError
        tables = {name: Documents.of(theirs.tables[name]) for name in TABLES}
        changed = [(t, n) for t in TABLES for n in _changed(self._base[t], tables[t])]
        with self._mutex:
            steps = []
            for table, name in changed:
                base, mine, other = self._base[table].get(name), self._tables[table].get(name), tables[table].get(name)
                unchanged_here = mine == base or (mine is not None and other is not None and _later(other, mine))
                if other not in (base, mine) and unchanged_here:
                    steps.append(Step(table, name, other))
            if steps:
                self._write(steps)
            self._base, self._stamp = tables, stamp
            self._others, self._meta = theirs.others, theirs.meta
            self._generation = max(self._generation, theirs.generation)
            self._behind = True
        return bool(steps)

    def refresh(self) -> bool:
        """See whether another program has changed the notes, and take that over.

        Returns:
            Whether anything is new.
        """
        if not self._folding.acquire(blocking=False):
            return False
        try:
            return self._reread() if self.read_only else self._merge_foreign()
        except (OSError, FileChangedError, NotesError) as error:
            log.info("the notes of another program are not read yet: %s", error)
            return False
        finally:
            self._folding.release()

    def _reread(self) -> bool:
        """Read anew what the program that holds the notes has written meanwhile."""
        seen = self._files.stamps()
        if seen == self._seen:
            return False
        contents = self._files.read(repair=False)
        if contents.report:
            return False
        with self._mutex:
            self._take(contents)
        self._seen = seen
        return True

    def close(self) -> None:
        """Fold what is left and give the notes back; further changes are refused."""
        with self._mutex:
            if self._closed:
                return
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
        self._hurry.set()
        if self._behind or self._folding.locked():
            self._fold(last=True)
        with self._mutex:
            self._closed = True
            if self._journal is not None:
                self._journal.close()
                self._journal = None
            if "history" in self.__dict__:
                self.history.close()
        self._lock.release()

    def __enter__(self) -> Self:
        """Use the store in a ``with`` statement."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Close it at the end."""
        self.close()


def _schema_of(contents: Contents) -> int:
    schema = contents.meta.get("schema", 0)
    return schema if isinstance(schema, int) else 0


def _changed(base: Documents, other: Documents) -> list[str]:
    """The ids of documents that are not the same in two tables."""
    names = [n for n, d in other.encoded.items() if base.encoded.get(n) != d]
    return names + [n for n in base.encoded if n not in other.encoded]


def _later(one: Document, other: Document) -> bool:
    return str(one.get("modified") or "") > str(other.get("modified") or "")


def _readable(documents: Iterable[Document]) -> list[Annotation]:
    """The annotations of documents; one that is none stays in the file and is passed over."""
    found: list[Annotation] = []
    for document in documents:
        try:
            found.append(from_document(document))
        except NotesError:
            log.warning("a document of the notes file is no annotation: %.80r", document)
    return found
