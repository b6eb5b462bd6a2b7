"""One change of one table, as journals keep it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from newsreader.notes.codec import Document
from newsreader.notes.contents import ANNOTATIONS, TABLES


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
