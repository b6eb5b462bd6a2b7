"""The notes as a TinyDB table: queries and changes in TinyDB's own way, kept by the durable store.

An ordinary ``TinyDB(path)`` may read the file at any time; it should not write to it while newsreader runs, because
TinyDB rewrites a file in place. `AnnotationTable` is the way for a program that wants TinyDB's queries and our
durability: every change it makes is one journal entry, on disk when the call returns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tinydb.storages import MemoryStorage
from tinydb.table import Table

from newsreader.notes.clock import new_ulid
from newsreader.notes.codec import Document, from_document

if TYPE_CHECKING:
    from newsreader.notes.store import NoteStore


class AnnotationTable(Table):
    """All annotations as TinyDB documents; see TinyDB's documentation for its methods.

    Document ids are given in the order in which annotations are first seen and hold for the life of this object.
    """

    def __init__(self, store: NoteStore) -> None:
        """Look at the annotations of a store."""
        super().__init__(MemoryStorage(), "annotations", cache_size=0)  # type: ignore[no-untyped-call]
        self._store = store
        self._numbers: dict[str, int] = {}

    def _number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers) + 1)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return {str(self._number(name)): d for name, d in self._store.documents().items()}

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        """Let TinyDB change a copy of the table, then keep what differs.

        Raises:
            NotesError: If a changed document is no annotation, or nothing could be written.
        """
        with self._store.exclusive():
            documents = self._store.documents()
            before = {self._number(name): d for name, d in documents.items()}
            table: dict[int, Mapping[str, Any]] = {self._number(name): d for name, d in documents.items()}
            updater(table)
            put: list[Document] = []
            for number, document in table.items():
                if before.get(number) != document:
                    whole = {**document, "id": document.get("id") or new_ulid()}
                    from_document(whole)
                    self._numbers[str(whole["id"])] = number
                    put.append(whole)
            kept = {str(d.get("id")) for d in table.values()} | {str(d["id"]) for d in put}
            self._store.write_documents(put, [str(d["id"]) for d in before.values() if str(d["id"]) not in kept])
        self._next_id = None
