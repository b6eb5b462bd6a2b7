"""Notes as Hypothesis exports and imports them: the annotations of its API in one JSON object.

The fields are those of https://h.readthedocs.io/en/latest/api-reference/v1/ and of the export of its client.
Hypothesis knows no colours and passes over fields that it does not know, so the mark as in the notes file goes along
under a key of our own, and comes back whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from newsreader import __version__
from newsreader.exports.foreign import OWN, Foreign, foreign_mark, loaded, own_mark
from newsreader.exports.links import web_address
from newsreader.exports.subject import Subject
from newsreader.exports.taking import Lookup, Taken, take_marks
from newsreader.notes.annotation import Annotation
from newsreader.notes.codec import to_document

USER = "acct:reader@newsreader.invalid"
"""Who made the annotations: nobody that Hypothesis could know."""


def render(subjects: Sequence[Subject]) -> str:
    """Write marks as an export of the Hypothesis client; the same marks give the same bytes."""
    value = {
        "export_date": max((s.modified for s in subjects), default=""),
        "export_userid": USER,
        "client_version": f"newsreader {__version__}",
        "annotations": [_annotation(s, m) for s in subjects for m in s.marks],
    }
    return json.dumps(value, ensure_ascii=True, indent=2) + "\n"


def _annotation(subject: Subject, mark: Annotation) -> dict[str, Any]:
    uri = subject.url if web_address(subject.url) else f"urn:newsreader:{subject.id}"
    target = mark.target
    return {
        "id": mark.id,
        "created": mark.created,
        "updated": mark.modified,
        "user": USER,
        "uri": uri,
        "text": mark.note,
        "tags": list(mark.tags),
        "group": "__world__",
        "permissions": {"read": [USER], "admin": [USER], "update": [USER], "delete": [USER]},
        "target": [
            {
                "source": uri,
                "selector": [
                    {"type": "TextPositionSelector", "start": target.start, "end": target.end},
                    {
                        "type": "TextQuoteSelector",
                        "exact": target.exact,
                        "prefix": target.prefix,
                        "suffix": target.suffix,
                    },
                ],
            }
        ],
        "document": {"title": [subject.title]},
        "references": [],
        "hidden": False,
        OWN: to_document(mark),
    }


def take(data: bytes, lookup: Lookup) -> Taken | None:
    """Read an export of the Hypothesis client, or an answer of its API.

    Replies and notes on a whole page quote nothing; they are passed over.

    Returns:
        What it brings; None if the data are none.
    """
    value = loaded(data)
    if not isinstance(value, dict):
        return None
    rows = value.get("annotations") if "export_userid" in value else value.get("rows")
    items = [row for row in rows if _is_annotation(row)] if isinstance(rows, list) else []
    if not items and "export_userid" not in value:
        return None
    marks = [own_mark(item) if OWN in item else _foreign(item) for item in items]
    taken = take_marks((m for m in marks if m is not None), lookup)
    pairs = zip(items, marks, strict=True)
    taken.unreadable = tuple(str(i.get("id")) for i, m in pairs if m is None and not i.get("references"))
    return taken


def _is_annotation(row: object) -> bool:
    return isinstance(row, dict) and isinstance(row.get("uri"), str) and isinstance(row.get("target"), list)


def _foreign(item: dict[str, Any]) -> Annotation | None:
    targets = [t for t in item["target"] if isinstance(t, dict)]
    document = item.get("document")
    titles = document.get("title") if isinstance(document, dict) else None
    return foreign_mark(
        Foreign(
            name=str(item.get("id") or ""),
            url=item["uri"],
            selectors=targets[0].get("selector") if targets else None,
            title=_first(titles),
            note=str(item.get("text") or ""),
            tags=tuple(str(t) for t in item.get("tags") or () if isinstance(t, str)),
            created=str(item.get("created") or ""),
            modified=str(item.get("updated") or ""),
        )
    )


def _first(values: Iterable[object] | None) -> str:
    return next((v for v in values if isinstance(v, str)), "") if isinstance(values, list) else ""
