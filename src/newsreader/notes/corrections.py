"""The reader's corrections in the notes file: the table ``corrections``, kept as durably as the marks."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsreader.notes.codec import Document, correction_document, correction_of
from newsreader.notes.contents import CORRECTIONS
from newsreader.notes.correction import Correction
from newsreader.notes.errors import NotesError

if TYPE_CHECKING:
    from newsreader.notes.store import NoteStore

log = logging.getLogger(__name__)


class Corrections:
    """All corrections of one store; acknowledged means on disk, as with marks."""

    def __init__(self, store: NoteStore) -> None:
        """Look at the corrections of a store."""
        self._store = store

    def get(self, correction_id: str) -> Correction | None:
        """The correction with an id."""
        document = self._store.document(correction_id, CORRECTIONS)
        return correction_of(document) if document is not None else None

    def all(self) -> list[Correction]:
        """All corrections, in the order in which they were made."""
        return sorted(_readable(self._store.documents(CORRECTIONS).values()), key=lambda c: c.id)

    def of_article(self, article_id: str) -> list[Correction]:
        """The corrections of an article, in order of the text."""
        found = _readable(self._store.documents_of(article_id, CORRECTIONS))
        return sorted(found, key=lambda c: (c.target.start, c.target.end, c.id))

    def add(self, correction: Correction) -> None:
        """Keep a new correction; it is on disk when this returns.

        Raises:
            NotesError: If it is there already, or nothing could be written.
        """
        with self._store.exclusive():
            if self._store.document(correction.id, CORRECTIONS) is not None:
                raise NotesError(f"correction {correction.id} exists already")
            self._store.write_documents([correction_document(correction)], table=CORRECTIONS)

    def update(self, correction: Correction) -> None:
        """Keep a changed correction.

        Raises:
            NotesError: If it is not there, or nothing could be written; then it is as before.
        """
        with self._store.exclusive():
            self._present(correction.id)
            self._store.write_documents([correction_document(correction)], table=CORRECTIONS)

    def remove(self, correction_id: str) -> None:
        """Withdraw a correction.

        Raises:
            NotesError: If it is not there, or nothing could be written; then it is still there.
        """
        with self._store.exclusive():
            self._present(correction_id)
            self._store.write_documents((), [correction_id], table=CORRECTIONS)

    def _present(self, correction_id: str) -> None:
        if self._store.document(correction_id, CORRECTIONS) is None:
            raise NotesError(f"there is no correction {correction_id}")


def _readable(documents: Iterable[Document]) -> list[Correction]:
    """The corrections of documents; one that is none stays in the file and is passed over."""
    found: list[Correction] = []
    for document in documents:
        try:
            found.append(correction_of(document))
        except NotesError:
            log.warning("a document of the notes file is no correction: %.80r", document)
    return found
