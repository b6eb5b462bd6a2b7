"""Notes as W3C Web Annotations (JSON-LD): https://www.w3.org/TR/annotation-model/."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from newsreader.exports.subject import Subject
from newsreader.notes.annotation import Annotation
from newsreader.notes.codec import to_document

OWN_TERM = "urn:newsreader:annotation"
"""The term of our own beside those of the model: the mark as in the notes file, so that nothing is lost on the way."""


def render(subjects: Iterable[Subject]) -> str:
    """Write marks as an annotation collection with one page."""
    items = [_annotation(s, m) for s in subjects for m in s.marks]
    collection = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"newsreader": {"@id": OWN_TERM, "@type": "@json"}}],
        "type": "AnnotationCollection",
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


def _annotation(subject: Subject, mark: Annotation) -> dict[str, Any]:
    body: list[dict[str, str]] = []
    if mark.note:
        body.append({"type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": mark.note})
    body += [{"type": "TextualBody", "purpose": "tagging", "value": t} for t in mark.tags]
    target = mark.target
    annotation: dict[str, Any] = {
        "id": f"urn:ulid:{mark.id}",
        "type": "Annotation",
        "motivation": "commenting" if mark.note else "highlighting",
        "created": mark.created,
        "modified": mark.modified,
        "target": {
            "source": subject.url or f"urn:newsreader:{subject.id}",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": target.exact,
                    "prefix": target.prefix,
                    "suffix": target.suffix,
                },
                {"type": "TextPositionSelector", "start": target.start, "end": target.end},
            ],
            "styleClass": mark.color.value,
        },
    }
    if body:
        annotation["body"] = body
    annotation["newsreader"] = to_document(mark)
    return annotation
