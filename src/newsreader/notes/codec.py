"""Annotations and corrections as documents of the notes file, and documents as bytes.

The shape of a document is that of the W3C Web Annotation selectors with our own fields beside them; see
`docs/formats.md`. Fields that this version does not know are kept as ``extra`` and written back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from newsreader.notes.annotation import AnchorState, Annotation, ArticleRef, Color, Target
from newsreader.notes.correction import Correction, Verdict
from newsreader.notes.errors import NotesError

Document = dict[str, Any]

_Member = TypeVar("_Member")

SCHEMA = 1
"""Version of the notes file, kept in its table ``meta``."""

_COMMON = ("id", "article", "target", "state", "created", "modified")
_ANNOTATION = frozenset((*_COMMON, "color", "note", "tags"))
_CORRECTION = frozenset((*_COMMON, "verdict", "speaker", "kind"))

_COLORS = {color.value: color for color in Color}
_STATES = {state.value: state for state in AnchorState}


def to_document(annotation: Annotation) -> Document:
    """Write an annotation as a document."""
    document = {
        "id": annotation.id,
        "article": _article_document(annotation.article),
        "target": _target_document(annotation.target),
        "color": annotation.color.value,
        "note": annotation.note,
        "tags": list(annotation.tags),
        "state": annotation.state.value,
        "created": annotation.created,
        "modified": annotation.modified,
    }
    return {**document, **annotation.extra, **document}


def from_document(document: Document) -> Annotation:
    """Read an annotation from a document, with defaults for what is missing or unknown.

    Raises:
        NotesError: If it is no annotation: it has no id or no target.
    """
    try:
        return Annotation(
            id=str(document["id"]),
            article=_article_of(document),
            target=_target_of(document),
            color=_member(_COLORS, document.get("color"), Color.YELLOW),
            note=str(document.get("note") or ""),
            tags=tuple(map(str, document.get("tags") or ())),
            state=_member(_STATES, document.get("state"), AnchorState.ANCHORED),
            created=str(document.get("created") or ""),
            modified=str(document.get("modified") or ""),
            extra=_extra(document, _ANNOTATION),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotesError(f"this is no annotation: {error!r}") from error


def correction_document(correction: Correction) -> Document:
    """Write a correction as a document."""
    document = {
        "id": correction.id,
        "article": _article_document(correction.article),
        "target": _target_document(correction.target),
        "verdict": correction.verdict.value,
        "speaker": correction.speaker,
        "kind": correction.kind,
        "state": correction.state.value,
        "created": correction.created,
        "modified": correction.modified,
    }
    return {**document, **correction.extra, **document}


def correction_of(document: Document) -> Correction:
    """Read a correction from a document, with defaults for what is missing.

    Raises:
        NotesError: If it is no correction: it has no id, no target or no verdict that is known.
    """
    try:
        return Correction(
            id=str(document["id"]),
            article=_article_of(document),
            target=_target_of(document),
            verdict=Verdict(document["verdict"]),
            speaker=str(document.get("speaker") or ""),
            kind=str(document.get("kind") or "direct"),
            state=_member(_STATES, document.get("state"), AnchorState.ANCHORED),
            created=str(document.get("created") or ""),
            modified=str(document.get("modified") or ""),
            extra=_extra(document, _CORRECTION),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotesError(f"this is no correction: {error!r}") from error


def is_correction(document: Document) -> bool:
    """Whether a document is a correction rather than an annotation."""
    return "verdict" in document


def _article_document(article: ArticleRef) -> Document:
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "site": article.site,
        "published": article.published,
    }


def _target_document(target: Target) -> Document:
    return {
        "start": target.start,
        "end": target.end,
        "exact": target.exact,
        "prefix": target.prefix,
        "suffix": target.suffix,
        "revision": target.revision,
    }


def _article_of(document: Document) -> ArticleRef:
    get = (document.get("article") or {}).get
    return ArticleRef(
        str(get("id") or ""),
        str(get("title") or ""),
        str(get("url") or ""),
        str(get("site") or ""),
        str(get("published") or ""),
    )


def _target_of(document: Document) -> Target:
    get = document["target"].get
    return Target(
        int(get("start") or 0),
        int(get("end") or 0),
        str(get("exact") or ""),
        str(get("prefix") or ""),
        str(get("suffix") or ""),
        str(get("revision") or ""),
    )


def _extra(document: Document, known: frozenset[str]) -> Document:
    return {k: v for k, v in document.items() if k not in known} if document.keys() - known else {}


def _member(members: Mapping[str, _Member], value: object, default: _Member) -> _Member:
    return members.get(value, default) if isinstance(value, str) else default


def dump(value: object) -> bytes:
    """Write JSON in one line.

    Lone surrogates and integers of more than 64 bits are beyond the fast encoder; the standard one writes them.
    """
    import orjson

    try:
        return orjson.dumps(value)
    except TypeError:
        import json

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
        import json

        return json.loads(data.decode("utf-8", "surrogatepass"))
