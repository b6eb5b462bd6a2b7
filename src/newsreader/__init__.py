"""Read the news closely in a terminal: articles, who said what, and the reader's own marks.

For programs, the names below are all there is to know; see `docs/api.md`. Each is loaded when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, whose import would take most of the time in which the version is told
if TYPE_CHECKING:
    from typing import Any

    from newsreader.analysis import Analysis, Entity, EntityLabel, Quote, QuoteKind, analyze
    from newsreader.api import notes_as, read, render_notes
    from newsreader.article import Article, Block, BlockKind, Span
    from newsreader.errors import NewsreaderError
    from newsreader.exports.subject import Subject
    from newsreader.library import Library
    from newsreader.notes.annotation import Annotation, Color
    from newsreader.notes.store import NoteStore

__version__ = "0.1.0"

_PLACES = {
    "Analysis": "analysis",
    "Annotation": "notes.annotation",
    "Article": "article",
    "Block": "article",
    "BlockKind": "article",
    "Color": "notes.annotation",
    "Entity": "analysis",
    "EntityLabel": "analysis",
    "Library": "library",
    "NewsreaderError": "errors",
    "NoteStore": "notes.store",
    "Quote": "analysis",
    "QuoteKind": "analysis",
    "Span": "article",
    "Subject": "exports.subject",
    "analyze": "analysis",
    "notes_as": "api",
    "read": "api",
    "render_notes": "api",
}

__all__ = [
    "Analysis",
    "Annotation",
    "Article",
    "Block",
    "BlockKind",
    "Color",
    "Entity",
    "EntityLabel",
    "Library",
    "NewsreaderError",
    "NoteStore",
    "Quote",
    "QuoteKind",
    "Span",
    "Subject",
    "analyze",
    "notes_as",
    "read",
    "render_notes",
]


def __getattr__(name: str) -> Any:
    """Load a name of the interface when it is first used."""
    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(f"module 'newsreader' has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"newsreader.{place}"), name)
    globals()[name] = found
    return found
