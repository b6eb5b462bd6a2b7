"""What the commands print with ``--json``: one object a line, every field with its type and meaning.

From these come ``newsreader schema``, the page of the documentation, and the test that holds every command to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

VERSION = 1
"""Version of all shapes together. It rises when a field goes or changes its meaning; fields may come without that."""

Fields = dict[str, tuple[str, str]]
"""Type and meaning by name. A name that ends in ``?`` may be absent.

A type is ``text``, ``integer``, ``number``, ``yes or no``, ``object``, ``span`` or the name of a part; ``[...]`` is a
list of it, and ``... or null`` may be null.
"""


@dataclass(frozen=True, slots=True)
class Shape:
    """What one object says.

    Attributes:
        commands: Commands that print it, one object a line.
        about: What an object stands for.
        fields: Its fields.
    """

    commands: tuple[str, ...]
    about: str
    fields: Fields


_SELECTED: Fields = {
    "exact": ("text", "the words"),
    "prefix": ("text", "up to 32 code points before them"),
    "suffix": ("text", "up to 32 code points after them"),
    "start": ("integer", "first code point in the text of the article"),
    "end": ("integer", "one past the last"),
    "revision?": ("text", "the revision of the text that it was made on"),
}
_ROW: Fields = {
    "id": ("text", "the article's id"),
    "title": ("text", "the headline"),
    "site": ("text", "name of the publication"),
    "published": ("text", "ISO 8601 date or time, empty if unknown"),
}

PARTS: dict[str, Fields] = {
    "block": {
        "kind": ("text", "paragraph, heading, quote, list, ..."),
        "start": ("integer", "first code point"),
        "end": ("integer", "one past the last"),
        "level?": ("integer", "of a heading or a list"),
    },
    "link": {
        "start": ("integer", "first code point"),
        "end": ("integer", "one past the last"),
        "url": ("text", "where it leads"),
    },
    "title": {"title": ("text", "the headline"), "url": ("text", "its address, empty if unknown")},
    "quote": {
        "start": ("integer", "first code point, quotation marks left out"),
        "end": ("integer", "one past the last"),
        "text": ("text", "the words"),
        "kind": ("text", "direct or indirect"),
        "speaker": ("text or null", "who says it, by the fullest name of the article"),
        "speaker_span": ("span or null", "the words that name the speaker"),
        "cue": ("text or null", "said, according to, ..."),
        "cue_span": ("span or null", "where that stands"),
        "confidence": ("number", "how sure the speaker is, 0 to 1"),
    },
    "entity": {
        "name": ("text", "its best name"),
        "label": ("text", "PERSON, ORG, PLACE, EVENT, MISC, DATE, MONEY, PERCENT or NUMBER"),
        "mentions": ("[span]", "where it stands"),
        "value?": ("text", "of a date ISO 8601, of an amount the number"),
    },
    "article reference": {
        "id": ("text", "the article's id"),
        "title": ("text", "the headline"),
        "url": ("text", "address of the original"),
        "site": ("text", "name of the publication"),
        "published": ("text", "ISO 8601 date or time"),
    },
    "snippet": {
        "start": ("integer", "first code point in the text of the article"),
        "end": ("integer", "one past the last"),
        "text": ("text", "the stretch of the text with most of the words that were found"),
    },
    "related post": {
        **_ROW,
        "score": ("number", "about 0, another subject, to 1, the same report"),
        "reason": ("text", "what the two share, people first"),
        "read": ("yes or no", "whether it was read"),
        "also_in": ("[copy]", "other places that print the same report"),
    },
    "copy": {
        "id": ("text", "the article's id"),
        "title": ("text", "the headline"),
        "site": ("text", "name of the publication"),
    },
    "target": _SELECTED,
    "row": _ROW,
}
"""Objects inside of others."""

_ARTICLE: Fields = {
    "source": ("text", "what it was read from"),
    "id": ("text", "the article's id, the same for every reading of it"),
    "title": ("text", "the headline"),
    "byline": ("text", "the authors as printed"),
    "published": ("text", "ISO 8601 date or time, empty if unknown"),
    "site": ("text", "name of the publication"),
    "url": ("text", "address of the original"),
    "categories": ("[text]", "topics"),
    "text": ("text", "the text that all offsets count in"),
    "blocks": ("[block]", "its blocks in order"),
    "links": ("[link]", "links in the text"),
    "related": ("[title]", "articles that the page names as related"),
    "removed": ("[text]", "what was taken out of the page"),
    "language": ("text", "language tag, empty if unknown"),
    "lead_image": ("text", "address of the picture at the head"),
    "lead_image_description": ("text", "what it shows"),
    "confidence": ("object", "how sure each fact about the page is, by its name"),
}
_FOUND: Fields = {
    "quotes": ("[quote]", "in order of the text"),
    "entities": ("[entity]", "by prominence"),
}
_MARK: Fields = {
    "id": ("text", "a ULID"),
    "article": ("article reference", "the article"),
    "target": ("target", "the passage"),
    "color": ("text", "yellow, green, blue, pink or purple"),
    "note": ("text", "the note, Markdown"),
    "tags": ("[text]", "without #"),
    "state": ("text", "anchored, moved, changed or orphaned"),
    "now": ("text", "what the publisher made of the passage, empty unless the state is changed"),
    "created": ("text", "ISO 8601 in UTC"),
    "modified": ("text", "ISO 8601 in UTC"),
}
_FEED: Fields = {
    "url": ("text", "address of the feed"),
    "title": ("text", "your name for it, or its own"),
    "folder": ("[text]", "the folders it lies in, outermost first"),
    "checked": ("text", "when it was last asked, empty if never"),
    "due": ("text", "when it may be asked again, empty if at once"),
    "error": ("text", "why it failed last, empty if it did not"),
    "gone": ("yes or no", "whether the server said that it is gone for good"),
}

SHAPES: dict[str, Shape] = {
    "article": Shape(("show --format json",), "an article", _ARTICLE),
    "analysed article": Shape(("analyze --json",), "an article with what was found in it", {**_ARTICLE, **_FOUND}),
    "analysed text": Shape(
        ("analyze --texts",), "a text with what was found in it", {"id": ("text", "the id given"), **_FOUND}
    ),
    "row": Shape(("list --json",), "an article of the library", _ROW),
    "found article": Shape(
        ("search --json",),
        "an article of the library that answers",
        {
            **_ROW,
            "read": ("yes or no", "whether it was read"),
            "snippet": ("snippet", "where its text answers; its beginning if only other fields do"),
            "spans": ("[span]", "the words that were found in the text"),
            "title_spans": ("[span]", "the words that were found in the headline"),
        },
    ),
    "related posts": Shape(
        ("related --json",),
        "an article and what else was written on it",
        {
            "id": ("text", "the article's id"),
            "title": ("text", "the headline"),
            "related": ("[related post]", "the likeliest first"),
        },
    ),
    "related texts": Shape(
        ("related --texts",),
        "a text and others of the same file",
        {"id": ("text", "the id given"), "related": ("[text]", "their ids, the likeliest first")},
    ),
    "added article": Shape(
        ("add --json",),
        "an article that was put into the library",
        {
            "id": ("text", "the article's id"),
            "state": ("text", "new, changed or unchanged"),
            "title": ("text", "the headline"),
        },
    ),
    "done": Shape(
        ("remove --json", "notes delete --json"),
        "what was removed, brought back or deleted",
        {"id": ("text", "the id given"), "state": ("text", "removed, restored or deleted")},
    ),
    "mark": Shape(
        ("notes list --json", "notes show --json", "notes search --json"),
        "a mark, as in the notes file, with its state in the present text",
        _MARK,
    ),
    "week": Shape(
        ("notes stats --json",),
        "a week",
        {"week": ("text", "ISO 8601 week"), "marks": ("integer", "marks made in it")},
    ),
    "feed": Shape(("feeds list --json", "feeds add --json"), "a subscription", _FEED),
    "refreshed feed": Shape(
        ("feeds refresh --json",), "a feed that was asked", {**_FEED, "new": ("integer", "new articles")}
    ),
    "finding": Shape(
        ("doctor --json",),
        "what was looked at, or is wrong with it",
        {
            "part": ("text", "library or notes"),
            "problem": ("text", "empty if there is none"),
            "repair": ("text", "what was done about it"),
            "well": ("yes or no", "whether nothing is wrong"),
        },
    ),
    "setting": Shape(
        ("config show --json",),
        "a setting",
        {
            "name": ("text", "as in the file"),
            "value": ("text", "what holds, as TOML"),
            "default": ("text", "the default, as TOML"),
            "changed": ("yes or no", "whether the file says something else than the default"),
            "allowed": ("text", "what it may be"),
            "meaning": ("text", "what it decides"),
            "live": ("yes or no", "whether a change takes hold at once"),
        },
    ),
}
"""Every shape by its name."""

_PLAIN: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "yes or no": {"type": "boolean"},
    "object": {"type": "object"},
    "span": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
}


def schema(name: str) -> dict[str, Any]:
    """A shape as JSON Schema.

    Raises:
        KeyError: If there is no such shape.
    """
    shape = SHAPES[name]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        "description": f"{shape.about}; printed by {', '.join(f'newsreader {c}' for c in shape.commands)}",
        "version": VERSION,
        **_object(shape.fields),
    }


def _object(fields: Fields) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {n.rstrip("?"): {**_type(kind), "description": about} for n, (kind, about) in fields.items()},
        "required": [n for n in fields if not n.endswith("?")],
    }


def _type(kind: str) -> dict[str, Any]:
    if kind.endswith(" or null"):
        return {"anyOf": [_type(kind.removesuffix(" or null")), {"type": "null"}]}
    if kind.startswith("["):
        return {"type": "array", "items": _type(kind[1:-1])}
    return dict(_PLAIN[kind]) if kind in _PLAIN else _object(PARTS[kind])


def page() -> str:
    """The page of the documentation."""
    lines = [
        "# JSON",
        "",
        "With `--json` the commands print one object a line, in UTF-8, without control characters. All offsets are",
        "code points into the `text` of the article, half-open. `newsreader schema` prints the shapes as JSON Schema.",
        "",
        f"This is version {VERSION}. It rises when a field goes or changes its meaning; fields may come without that,",
        "so pass over those that you do not know.",
    ]
    for name, shape in SHAPES.items():
        lines += ["", f"## {name}", "", f"Printed by {', '.join(f'`newsreader {c}`' for c in shape.commands)}: "]
        lines[-1] += f"{shape.about}."
        lines += ["", *_table(shape.fields)]
    lines += ["", "## Objects inside of others"]
    for name, fields in PARTS.items():
        if name != "row":
            lines += ["", f"### {name}", "", *_table(fields)]
    return "\n".join(lines) + "\n"


def _table(fields: Fields) -> list[str]:
    rows = (
        f"| `{name.rstrip('?')}` | {kind}{', if there is one' * name.endswith('?')} | {about} |"
        for name, (kind, about) in fields.items()
    )
    return ["| field | holds | says |", "|---|---|---|", *rows]
