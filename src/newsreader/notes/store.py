"""The store of the reader's marks: acknowledged means on disk.

Every change is appended to a journal and synced before it is acknowledged; that costs one sync at any number of marks.
Behind the scenes the journal is folded into the notes file, a plain TinyDB file, which is rewritten beside itself and
put in place at one stroke. A crash at any moment loses nothing that was acknowledged; a full disk refuses what is new
and keeps what is old. All methods may be called from any thread.
"""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from newsreader.notes.annotation import Annotation
from newsreader.notes.codec import Document, from_document, to_document
from newsreader.notes.deletions import recorded, remembered
from newsreader.notes.errors import NotesError
from newsreader.notes.files import ANNOTATIONS, DELETIONS, TABLES, Contents, NotesFiles, Step
from newsreader.notes.journal import Journal
from newsreader.notes.lock import FileLock

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
"""Seconds after a change until a larger file is rewritten."""


class NoteStore:
    """All marks of one reader.

    Attributes:
        read_only: Whether another program holds the notes, or the folder cannot be written.
        report: What had to be repaired at opening, in words for the reader; empty if nothing.
    """

    def __init__(self, path: Path) -> None:
        self._files = NotesFiles(path)
        self._lock = FileLock(self._files.lock)
        self._mutex = threading.RLock()
        self._folding = threading.Lock()
        self._timer: threading.Timer | None = None
        self._journal: Journal | None = None
        self._closed = False
        self._behind = False  # whether the file lacks something that is in a journal
        self.read_only = not self._lock.acquire()
        self._contents = self._files.read(repair=not self.read_only)
        self.report = self._contents.report
        self._base = {name: dict(self._contents.tables[name]) for name in TABLES}
        self._on_disk = self._contents.generation
        self._stamp = self._files.stamp()
        self._by_article: dict[str, dict[str, None]] = defaultdict(dict)
        for document in self._contents.documents.values():
            self._index(document)
        if not self.read_only:
            self._start()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the notes, making the folder if need be.

        Raises:
            NotesError: If the file is there and cannot be read at all.
        """
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
        pending = any(g >= self._contents.generation and p.stat().st_size for g, p in self._files.journals())
        if pending or self.report:
            self.fold()
        else:
            self._files.forget_journals(self._contents.generation - 1)

    # Reading

    def get(self, annotation_id: str) -> Annotation | None:
        """The annotation with an id."""
        with self._mutex:
            document = self._contents.documents.get(annotation_id)
        return from_document(document) if document is not None else None

    def of_article(self, article_id: str) -> list[Annotation]:
        """The annotations of an article, in order of the text."""
        with self._mutex:
            documents = [self._contents.documents[i] for i in self._by_article.get(article_id, ())]
        return sorted(_readable(documents), key=lambda a: (a.target.start, a.target.end, a.id))

    def all(self) -> list[Annotation]:
        """All annotations, in the order in which they were made."""
        with self._mutex:
            documents = list(self._contents.documents.values())
        return sorted(_readable(documents), key=lambda a: a.id)

    def documents(self, table: str = ANNOTATIONS) -> dict[str, Document]:
        """All documents of a table by id, as they are in the file; they are not to be changed."""
        with self._mutex:
            return dict(self._contents.tables[table])

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
        return len(self._contents.documents)

    # Changing

    def add(self, *annotations: Annotation) -> None:
        """Keep new annotations; they are on disk when this returns.

        Raises:
            NotesError: If one is there already, or nothing could be written; then none is kept.
        """
        with self._mutex:
            for annotation in annotations:
                if annotation.id in self._contents.documents:
                    raise NotesError(f"mark {annotation.id} exists already")
            self._write([Step(ANNOTATIONS, a.id, to_document(a)) for a in annotations])

    def update(self, *annotations: Annotation) -> None:
        """Keep changed annotations.

        Raises:
            NotesError: If one is not there, or nothing could be written; then all are as before.
        """
        with self._mutex:
            for annotation in annotations:
                if annotation.id not in self._contents.documents:
                    raise NotesError(f"there is no mark {annotation.id}")
            self._write([Step(ANNOTATIONS, a.id, to_document(a)) for a in annotations])

    def remove(self, *annotation_ids: str) -> None:
        """Remove annotations.

        Raises:
            NotesError: If one is not there, or nothing could be written; then all are still there.
        """
        with self._mutex:
            for annotation_id in annotation_ids:
                if annotation_id not in self._contents.documents:
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
            raise NotesError("the notes are read-only here: another program has them open, or the folder is protected")
        if self._closed:
            raise NotesError("the notes are closed")
        steps = [*steps, *recorded(steps, self._contents.tables)]
        try:
            if self._journal is None:
                self._journal = Journal(self._files.journal(self._contents.generation))
            self._journal.append([step.record for step in steps])
        except OSError as error:
            raise NotesError(
                f"{self._files.path.name} could not be written ({error.strerror}); make room and try again"
            ) from error
        for step in steps:
            self._apply(step)
        self._behind = True
        self._fold_later()

    def _apply(self, step: Step) -> None:
        documents = self._contents.tables[step.table]
        old = documents.get(step.id)
        if step.document is None:
            documents.pop(step.id, None)
        else:
            documents[step.id] = step.document
        if step.table == ANNOTATIONS:
            if old is not None:
                self._by_article.get(_article_of(old), {}).pop(step.id, None)
            if step.document is not None:
                self._index(step.document)

    def _index(self, document: Document) -> None:
        self._by_article[_article_of(document)][str(document["id"])] = None

    # Folding the journal into the file

    def _fold_later(self) -> None:
        if self._timer is None:
            large = self._stamp is not None and self._stamp[2] > SMALL
            self._timer = threading.Timer(FOLD_LARGE_AFTER if large else FOLD_AFTER, self._fold_quietly)
            self._timer.daemon = True
            self._timer.start()

    def _fold_quietly(self) -> None:
        with self._mutex:
            self._timer = None
        self.fold()

    def fold(self) -> bool:
        """Rewrite the file with everything that is in the journals.

        Returns:
            Whether that was possible; if not, the journals keep everything and it is tried again after the next change.
        """
        if self.read_only:
            return False
        with self._folding:
            try:
                with self._mutex:
                    self._merge_foreign()
                    if self._journal is not None:
                        self._journal.close()
                        self._journal = None
                    latest = max((g for g, _ in self._files.journals()), default=self._contents.generation)
                    self._contents.generation = latest + 1
                    snapshot = Contents(
                        {name: dict(self._contents.tables[name]) for name in TABLES}
                        | {DELETIONS: remembered(self._contents.tables[DELETIONS])},
                        self._contents.generation,
                        self._contents.others,
                        self._contents.meta,
                    )
                    self._behind = False
                self._files.write(snapshot)
            except OSError as error:
                self._behind = True
                log.warning("the notes file could not be rewritten: %s", error)
                return False
            with self._mutex:
                self._base = snapshot.tables
                self._stamp = self._files.stamp()
                backup, self._on_disk = self._on_disk, snapshot.generation
            self._files.forget_journals(backup)
            return True

    def _merge_foreign(self) -> None:
        """Take over what another program has changed in the file since it was read or written here.

        For each document: whoever changed it wins; if both did, the later modification.
        """
        stamp = self._files.stamp()
        if stamp == self._stamp or stamp is None:
            return
        try:
            theirs = self._files.read_file(repair=True)
        except OSError:
            return
        if theirs.report:
            return
        for table in TABLES:
            ours, old, new = self._contents.tables[table], self._base[table], theirs.tables[table]
            for name in {*new, *old, *ours}:
                base, mine, other = old.get(name), ours.get(name), new.get(name)
                if other in (base, mine):
                    continue
                if mine == base or (mine is not None and other is not None and _later(other, mine)):
                    self._apply(Step(table, name, other))
        self._contents.others = theirs.others
        self._contents.generation = max(self._contents.generation, theirs.generation)

    def close(self) -> None:
        """Fold what is left and give the notes back; further changes are refused."""
        with self._mutex:
            if self._closed:
                return
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
        with self._folding:  # waits for one that is under way
            behind = self._behind
        if behind:
            self.fold()
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


def _article_of(document: Document) -> str:
    article = document.get("article")
    return str(article.get("id") or "") if isinstance(article, dict) else ""


def _later(one: Document, other: Document) -> bool:
    return str(one.get("modified") or "") > str(other.get("modified") or "")


def _readable(documents: list[Document]) -> list[Annotation]:
    """The annotations of documents; one that is none stays in the file and is passed over."""
    found: list[Annotation] = []
    for document in documents:
        try:
            found.append(from_document(document))
        except NotesError:
            log.warning("a document of the notes file is no annotation: %.80r", document)
    return found
