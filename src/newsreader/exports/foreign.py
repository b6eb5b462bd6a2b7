"""Marks of other programs, as far as W3C selectors tell where they stand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsreader.article import article_id
from newsreader.notes.annotation import AnchorState, Annotation, ArticleRef, Color, Target
from newsreader.notes.codec import from_document
from newsreader.notes.errors import NotesError

OWN = "newsreader"
"""The key under which a mark of ours stands as in the notes file, so that nothing is lost on the way."""

_NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Foreign:
    """An annotation of another program.

    Attributes:
        name: Its id there.
        url: The address of the page.
        selectors: Whatever stands in the place of its selectors, one or a list.
        title: The title of the page.
        note: What the reader wrote.
        tags: The tags.
        color: Its colour, if it has one of ours.
        created: ISO 8601 time, empty if unknown.
        modified: ISO 8601 time, empty if unknown.
    """

    name: str
    url: str
    selectors: Any
    title: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    color: str = ""
    created: str = ""
    modified: str = ""


def foreign_mark(found: Foreign) -> Annotation | None:
    """An annotation of another program as a mark that waits under its address; None if it quotes nothing."""
    by_type = {s["type"]: s for s in _selectors(found.selectors) if isinstance(s.get("type"), str)}
    quote, position = by_type.get("TextQuoteSelector", {}), by_type.get("TextPositionSelector", {})
    exact = str(quote.get("exact") or "")
    if not exact:
        return None
    start = position.get("start")
    start = start if isinstance(start, int) and start >= 0 else 0
    created = found.created or _NEVER
    return Annotation(
        id=_id_of(found.name, found.url, exact),
        article=ArticleRef(article_id(url=found.url, text=exact), title=found.title or found.url, url=found.url),
        target=Target(start, start + len(exact), exact, str(quote.get("prefix") or ""), str(quote.get("suffix") or "")),
        color=Color(found.color) if found.color in {c.value for c in Color} else Color.YELLOW,
        note=found.note,
        tags=tuple(t for t in found.tags if t),
        state=AnchorState.ORPHANED,
        created=created,
        modified=found.modified or created,
    )


def _selectors(value: Any) -> Iterator[dict[str, Any]]:
    """Selectors, then those that refine them."""
    waiting = list(value) if isinstance(value, list) else [value]
    while waiting:
        selector = waiting.pop(0)
        if isinstance(selector, dict):
            yield selector
            inner = selector.get("refinedBy")
            waiting += inner if isinstance(inner, list) else [inner]


def own_mark(item: dict[str, Any]) -> Annotation | None:
    """The mark that an annotation of our own carries along; None if it cannot be read."""
    document = item.get(OWN)
    try:
        return from_document(document) if isinstance(document, dict) else None
    except NotesError:
        return None


def loaded(data: bytes) -> Any:
    """The value of JSON; None if it is none."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _id_of(name: str, url: str, exact: str) -> str:
    if name.startswith("urn:ulid:") and len(name) == 35:
        return name[9:]
    key = name or f"{url}\n{exact}"
    return hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=13).hexdigest().upper()
