"""Annotations as documents of the notes file, and documents as bytes.

The shape of a document is that of the W3C Web Annotation selectors with our own fields beside them; see
`docs/formats.md`. Fields that this version does not know are kept in `Annotation.extra` and written back.
"""

from __future__ import annotations

import json
from typing import Any

from newsreader.notes.annotation import AnchorState, Annotation, ArticleRef, Color, Target
from newsreader.notes.errors import NotesError

Document = dict[str, Any]

SCHEMA = 1
"""Version of the notes file, kept in its table ``meta``."""

_KNOWN = frozenset(("id", "article", "target", "color", "note", "tags", "state", "created", "modified"))


def to_document(annotation: Annotation) -> Document:
    """Write an annotation as a document."""
    article, target = annotation.article, annotation.target
    return {
        **annotation.extra,
        "id": annotation.id,
        "article": {
            "id": article.id,
            "title": article.title,
            "url": article.url,
            "site": article.site,
            "published": article.published,
        },
        "target": {
            "start": target.start,
            "end": target.end,
            "exact": target.exact,
            "prefix": target.prefix,
            "suffix": target.suffix,
            "revision": target.revision,
        },
        "color": annotation.color.value,
        "note": annotation.note,
        "tags": list(annotation.tags),
        "state": annotation.state.value,
        "created": annotation.created,
        "modified": annotation.modified,
    }


def from_document(document: Document) -> Annotation:
    """Read an annotation from a document, with defaults for what is missing or unknown.

    Raises:
        NotesError: If it is no annotation: it has no id or no target.
    """
    try:
        target, article = dict(document["target"]), dict(document.get("article") or {})
        return Annotation(
            id=str(document["id"]),
            article=ArticleRef(**{k: str(article.get(k) or "") for k in ("id", "title", "url", "site", "published")}),
            target=Target(
                start=int(target.get("start") or 0),
                end=int(target.get("end") or 0),
                **{k: str(target.get(k) or "") for k in ("exact", "prefix", "suffix", "revision")},
            ),
            color=_member(Color, document.get("color"), Color.YELLOW),
            note=str(document.get("note") or ""),
            tags=tuple(str(t) for t in document.get("tags") or ()),
            state=_member(AnchorState, document.get("state"), AnchorState.ANCHORED),
            created=str(document.get("created") or ""),
            modified=str(document.get("modified") or ""),
            extra={k: v for k, v in document.items() if k not in _KNOWN},
        )
    except (KeyError, TypeError, ValueError) as error:
        raise NotesError(f"this is no annotation: {error!r}") from error


def _member(kind: Any, value: object, default: Any) -> Any:
    try:
        return kind(value)
    except ValueError:
        return default


def dump(value: object) -> bytes:
    """Write JSON in one line.

    Lone surrogates and integers of more than 64 bits are beyond the fast encoder; the standard one writes them.
    """
    import orjson

    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value, separators=(",", ":"), default=str).encode()


def load(data: bytes) -> Any:
    """Read JSON.

    Raises:
        ValueError: If it is not JSON.
    """
    import orjson

    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        return json.loads(data.decode("utf-8", "surrogatepass"))
