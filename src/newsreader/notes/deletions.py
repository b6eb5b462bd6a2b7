"""What was deleted and when, kept so that joining two notes files does not bring it back.

A record is a document of the table ``deletions`` under the id of the mark or correction:
``{"id", "deleted": true, "modified"}``. A mark that comes back, as by undo, has ``"deleted": false``, which speaks
against an older deletion in another file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from newsreader.notes.clock import now
from newsreader.notes.codec import Document
from newsreader.notes.contents import DELETIONS
from newsreader.notes.steps import Step

KEPT = timedelta(days=400)
"""How long a deletion is remembered; files that are joined later than that bring the mark back."""


def recorded(steps: Iterable[Step], tables: Mapping[str, Mapping[str, Document]]) -> list[Step]:
    """The steps that record what these steps delete and bring back.

    Args:
        steps: Changes of marks and corrections.
        tables: The documents as they are before that. A record is never older than what it speaks of, also when the
            clock jumps back.
    """
    found = []
    for step in steps:
        record = tables[DELETIONS].get(step.id)
        deleted = step.document is None
        if step.table != DELETIONS and deleted is not (record is not None and record.get("deleted") is True):
            before = tables[step.table].get(step.id, {}), record or {}
            moment = max(now(), *(str(document.get("modified") or "") for document in before))
            found.append(Step(DELETIONS, step.id, {"id": step.id, "deleted": deleted, "modified": moment}))
    return found


def remembered(records: Mapping[str, Document]) -> dict[str, Document]:
    """The records that are not too old to matter."""
    oldest = (datetime.now(UTC) - KEPT).isoformat()
    return {name: record for name, record in records.items() if str(record.get("modified") or "") >= oldest}


def later(one: Document | None, other: Document | None) -> Document | None:
    """The later of two records of one mark; of equal ones that which does not delete."""
    records = [r for r in (one, other) if r is not None]
    return max(records, key=lambda r: (str(r.get("modified") or ""), not r.get("deleted")), default=None)


def is_deleted(document: Document, record: Document | None) -> bool:
    """Whether a record deletes a version of a mark: one that was changed after the deletion stays."""
    if record is None or not record.get("deleted"):
        return False
    return str(document.get("modified") or "") <= str(record.get("modified") or "")
