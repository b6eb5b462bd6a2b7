"""Notes as W3C Web Annotations (JSON-LD): https://www.w3.org/TR/annotation-model/."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from newsreader.exports.foreign import OWN, Foreign, foreign_mark, loaded, own_mark
from newsreader.exports.subject import Subject
from newsreader.exports.taking import Lookup, Taken, take_marks
from newsreader.notes.annotation import Annotation
from newsreader.notes.codec import to_document

COLLECTION = "urn:newsreader:notes"
"""What the collection is called, as the model asks for a name."""

OWN_TERM = "urn:newsreader:annotation"
"""The term of our own beside those of the model: the mark as in the notes file, so that nothing is lost on the way."""


def render(subjects: Iterable[Subject]) -> str:
    """Write marks as an annotation collection with one page."""
    items = [_annotation(s, m) for s in subjects for m in s.marks]
    collection = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {OWN: {"@id": OWN_TERM, "@type": "@json"}}],
        "id": COLLECTION,
        "type": "AnnotationCollection",
        "label": "Notes",
        "total": len(items),
        "first": {
            "id": f"{COLLECTION}:1",
            "type": "AnnotationPage",
            "partOf": COLLECTION,
            "startIndex": 0,
            "items": items,
        },
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
    annotation[OWN] = to_document(mark)
    return annotation


def take(data: bytes, lookup: Lookup) -> Taken | None:
    """Read Web Annotations: a collection, a page, a list or a single one.

    Returns:
        What they bring; None if the data are none.
    """
    items = _annotations(loaded(data))
    if not items:
        return None
    marks = [_mark_of(item) for item in items]
    taken = take_marks((m for m in marks if m is not None), lookup)
    odd = (str(i.get("id") or f"number {n}") for n, (i, m) in enumerate(zip(items, marks, strict=True), 1) if m is None)
    taken.unreadable = tuple(odd)
    return taken


def _annotations(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict) and value.get("type") == "AnnotationCollection":
        value = value.get("first")
    if isinstance(value, dict) and value.get("type") == "AnnotationPage":
        value = value.get("items")
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        return []
    return [v for v in value if isinstance(v, dict) and "Annotation" in _types(v)]


def _types(value: dict[str, Any]) -> list[Any]:
    found = value.get("type")
    return found if isinstance(found, list) else [found]


def _mark_of(item: dict[str, Any]) -> Annotation | None:
    if OWN in item:
        return own_mark(item)
    target = item.get("target")
    if isinstance(target, list):
        target = target[0] if target else None
    if not isinstance(target, dict):
        return None
    notes, tags = _bodies(item)
    source = target.get("source")
    return foreign_mark(
        Foreign(
            name=str(item.get("id") or ""),
            url=str(source.get("id") or "") if isinstance(source, dict) else str(source or ""),
            selectors=target.get("selector"),
            note="\n\n".join(notes),
            tags=tuple(tags),
            color=str(target.get("styleClass") or ""),
            created=str(item.get("created") or ""),
            modified=str(item.get("modified") or ""),
        )
    )


def _bodies(item: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The notes and the tags of an annotation, in any of the shapes that the model has for a body."""
    notes: list[str] = []
    tags: list[str] = []
    found = item.get("body", item.get("bodyValue")) or []
    waiting = list(found) if isinstance(found, list) else [found]
    while waiting:
        body = waiting.pop(0)
        if isinstance(body, str):  # a plain text, or the address of a page
            notes.append(body)
        elif isinstance(body, dict) and isinstance(body.get("items"), list):  # a choice or a set of bodies
            waiting = [*body["items"], *waiting]
        elif isinstance(body, dict):
            source = body.get("source")
            value = body.get("value") or (source.get("id") if isinstance(source, dict) else source) or body.get("id")
            purposes = body.get("purpose")
            if value and isinstance(value, str):
                (tags if "tagging" in (purposes if isinstance(purposes, list) else [purposes]) else notes).append(value)
    return notes, tags
