"""Notes as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from newsreader.exports.subject import Subject
from newsreader.notes.codec import to_document
from newsreader.text.clean import clean_text

SCHEMA = 1
"""Version of the shape of the JSON export."""

COLUMNS = ("id", "title", "url", "site", "published", "passage", "speaker", "note", "tags", "color", "state", "created")


def render_json(subjects: Iterable[Subject]) -> str:
    """Write marks as one JSON object: ``{"schema", "annotations"}``, each as in the notes file."""
    documents = [to_document(m) for s in subjects for m in s.marks]
    return json.dumps({"schema": SCHEMA, "annotations": documents}, ensure_ascii=True, indent=2) + "\n"


def render_csv(subjects: Iterable[Subject]) -> str:
    """Write marks as a table; cells that a spreadsheet would run as a formula begin with an apostrophe."""
    out = io.StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for subject in subjects:
        for m in subject.marks:
            cells = (
                m.id,
                subject.title,
                subject.url,
                subject.site,
                subject.published,
                m.target.exact,
                subject.speakers.get(m.id, ""),
                m.note,
                " ".join(m.tags),
                m.color.value,
                m.state.value,
                m.created,
            )
            table.writerow([_harmless(clean_text(c)) for c in cells])
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip()[:1] in ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r") else cell
