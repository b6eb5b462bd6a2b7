"""Notes as JSON and as tables in CSV, ours and that of Readwise."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from newsreader.exports.parts import dashed
from newsreader.exports.subject import Subject
from newsreader.notes.codec import correction_document, to_document
from newsreader.notes.correction import Correction
from newsreader.text.clean import clean_line, clean_text

SCHEMA = 1
"""Version of the shape of the JSON export."""

COLUMNS = (
    *("id", "title", "url", "site", "published", "passage", "speaker", "note", "tags", "color", "state", "created"),
    *("modified", "now"),
)
"""The columns of our own table; the last says what the publisher made of the passage, where that is not the same."""


READWISE = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
"""The columns that Readwise takes in; the first alone must be there."""


def render_json(subjects: Iterable[Subject], corrections: Iterable[Correction] = ()) -> str:
    """Write marks and corrections as one JSON object, each as in the notes file.

    Its keys are ``schema``, ``annotations`` and ``corrections``.
    """
    value = {
        "schema": SCHEMA,
        "annotations": [to_document(m) for s in subjects for m in s.marks],
        "corrections": [correction_document(c) for c in corrections],
    }
    return json.dumps(value, ensure_ascii=True, indent=2) + "\n"


def render_csv(subjects: Iterable[Subject]) -> str:
    """Write marks as a table, a row each.

    Cells that a spreadsheet would run as a formula begin with an apostrophe. The cell of the tags is a row of CSV in
    its turn, ``budget,"two, words"``, so that tags with blanks, commas and quotation marks survive.
    """
    rows = (
        (
            m.id,
            subject.title,
            subject.url,
            subject.site,
            subject.published,
            m.target.exact,
            subject.speakers.get(m.id, ""),
            m.note,
            joined_tags(m.tags),
            m.color.value,
            subject.state(m),
            m.created,
            m.modified,
            subject.now(m),
        )
        for subject in subjects
        for m in subject.marks
    )
    return _table(COLUMNS, rows)


def render_readwise(subjects: Iterable[Subject]) -> str:
    """Write marks as the table that Readwise imports, a row each.

    Tags stand before the note as Readwise reads them, ``.tag``; the location is the offset of the passage, in code
    points, by which Readwise orders the highlights of one article.
    """
    rows = (
        (
            m.target.exact,
            subject.title,
            subject.byline,
            subject.url,
            "\n".join(part for part in (_dotted(m.tags), m.note) if part),
            str(subject.at(m).target.start),
            m.created[:19].replace("T", " "),
        )
        for subject in subjects
        for m in subject.marks
    )
    return _table(READWISE, rows)


def _dotted(tags: Iterable[str]) -> str:
    """Tags as Readwise reads them in a note."""
    return " ".join(f".{name}" for tag in tags if (name := dashed(clean_line(tag))))


def joined_tags(tags: Iterable[str]) -> str:
    """Tags as one row of CSV, without a line end; empty for none."""
    out = io.StringIO()
    cleaned = [clean_line(t) for t in tags]
    csv.writer(out, lineterminator="").writerow([t for t in cleaned if t])
    return out.getvalue()


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(columns)
    for row in rows:
        table.writerow([_harmless(clean_text(cell)) for cell in row])
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip()[:1] in ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r") else cell
