"""Journals read back into the contents of a notes file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from newsreader.notes.contents import DELETIONS
from newsreader.notes.deletions import is_deleted, later
from newsreader.notes.documents import Documents
from newsreader.notes.steps import Step


def replay(tables: dict[str, Documents], records: Iterable[Any]) -> int:
    """Apply a journal that goes on where the file ends; a record that is not understood is passed over.

    Returns:
        How many records were applied.
    """
    count = 0
    for record in records:
        step = Step.of(record)
        if step is not None:
            _apply(tables, step)
            count += 1
    return count


def replay_late(tables: dict[str, Documents], records: Iterable[Any]) -> int:
    """Apply a journal that is older than the file.

    Either the file has it already, or the file came from elsewhere, as with a synchroniser, and nobody has folded the
    journal. What it says last of a mark is taken if that was changed or deleted later than the mark in the file.

    Returns:
        How many documents became other ones.
    """
    last = {(step.table, step.id): step for step in map(Step.of, records) if step is not None}
    count = 0
    for step in sorted(last.values(), key=lambda s: s.table != DELETIONS):
        mine, record = tables[step.table].get(step.id), tables[DELETIONS].get(step.id)
        if step.table == DELETIONS:
            wanted = later(mine, step.document)
        elif step.document is None:
            wanted = None if mine is None or is_deleted(mine, record) else mine
        elif mine is None:
            wanted = None if is_deleted(step.document, record) else step.document
        else:
            wanted = later(mine, step.document)
        if wanted != mine:
            _apply(tables, Step(step.table, step.id, wanted))
            count += 1
    return count


def _apply(tables: dict[str, Documents], step: Step) -> None:
    if step.document is not None:
        tables[step.table][step.id] = step.document
    else:
        tables[step.table].pop(step.id, None)
