"""What a page says of its article in JSON-LD (schema.org)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from newsreader.sources.dates import iso_date
from newsreader.text.clean import clean_line

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Reportage|Review|LiveBlogPosting|SocialMediaPosting)$")
_MAX_SCRIPT = 1_000_000
_MAX_NODES = 2_000
_CONTROLS = re.compile("[\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The fields of the page's article; every one may be empty."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    publisher: str = ""
    sections: tuple[str, ...] = ()
    url: str = ""
    image: str = ""
    image_description: str = ""
    language: str = ""
    body: str = ""


def linked_data(tree: Any) -> LinkedData:
    """Read the JSON-LD of a parsed page; several nodes for the article fill each other's gaps."""
    found = LinkedData()
    for node in _articles(tree):
        this = _read(node)
        found = LinkedData(*(a or b for a, b in zip(_values(found), _values(this), strict=True)))
    return found


def _values(data: LinkedData) -> tuple[Any, ...]:
    return tuple(getattr(data, name) for name in LinkedData.__slots__)


def _articles(tree: Any) -> Iterator[Mapping[str, Any]]:
    for script in tree.iter("script"):
        kind = (script.get("type") or "").strip().lower()
        source = script.text or ""
        if kind.startswith("application/ld+json") and len(source) <= _MAX_SCRIPT:
            source = source.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
            try:
                loaded = json.loads(_CONTROLS.sub(" ", source))
            except (ValueError, RecursionError):
                continue
            yield from _article_nodes(loaded)


def _article_nodes(loaded: Any) -> Iterator[Mapping[str, Any]]:
    pending = [loaded]
    seen = 0
    while pending and seen < _MAX_NODES:
        node = pending.pop(0)
        seen += 1
        if isinstance(node, list):
            pending.extend(node)
        elif isinstance(node, dict):
            if any(_ARTICLE.search(kind) for kind in _strings(node.get("@type"))):
                yield node
            else:
                pending.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)


def _read(node: Mapping[str, Any]) -> LinkedData:
    image = node.get("image")
    if isinstance(image, list):
        image = image[0] if image else ""
    described = image if isinstance(image, dict) else {}
    sections = tuple(_strings(node.get("articleSection")))
    return LinkedData(
        headline=_line(node.get("headline") or node.get("name")),
        authors=_names(node.get("author") or node.get("creator")),
        published=iso_date(_line(node.get("datePublished") or node.get("dateCreated"))),
        publisher=next(iter(_names(node.get("publisher"))), ""),
        sections=tuple(dict.fromkeys(line for section in sections if (line := _line(section)))),
        url=_line(_id(node.get("mainEntityOfPage")) or node.get("url")),
        image=_line(_id(image)),
        image_description=_line(described.get("caption") or described.get("description") or ""),
        language=_line(node.get("inLanguage"))[:2].lower(),
        body=html.unescape(node["articleBody"]) if isinstance(node.get("articleBody"), str) else "",
    )


def _id(value: Any) -> Any:
    return value.get("url") or value.get("contentUrl") or value.get("@id") if isinstance(value, dict) else value


def _strings(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]


def _line(value: Any) -> str:
    # Publishers escape twice: once for HTML, once for JSON.
    return (
        clean_line(re.sub(r"</?[a-z][^<>]{0,200}>", "", html.unescape(value), flags=re.I))
        if isinstance(value, str)
        else ""
    )


def _names(value: Any) -> tuple[str, ...]:
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        names.extend(_line(one) for one in (name if isinstance(name, list) else [name]))
    return tuple(dict.fromkeys(name for name in names if name and not re.match(r"https?://", name)))
