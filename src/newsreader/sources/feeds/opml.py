"""Subscription lists in OPML, in and out, with folders and unknown attributes kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsreader.sources.compose import is_safe_address
from newsreader.sources.errors import SourceError
from newsreader.sources.feeds.model import Feed
from newsreader.text.clean import clean_line

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_BYTES = 20_000_000
_MAX_FEEDS = 50_000
_MAX_DEPTH = 20
_KNOWN = frozenset({"type", "text", "title", "xmlUrl", "htmlUrl"})


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """What a subscription list holds.

    Attributes:
        feeds: The feeds, each once, in the order of the list.
        refused: Addresses that are not http or https, as the list writes them.
    """

    feeds: tuple[Feed, ...]
    refused: tuple[str, ...]


def read_opml(data: bytes, source: str) -> Subscriptions:
    """Read a subscription list.

    Args:
        data: The list.
        source: What errors call it.

    Raises:
        SourceError: If it is no OPML, or declares entities, which no subscription list needs.
    """
    from xml.etree import ElementTree

    if len(data) > MAX_BYTES:
        raise SourceError(source, f"the list is larger than {MAX_BYTES // 1_000_000} MB")
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", data.replace(b"\0", b""), re.I):
        raise SourceError(source, "the list declares a document type, which may hide an attack; it is not read")
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise SourceError(source, f"it is no well-formed OPML ({error})") from None
    if root.tag.lower() != "opml":
        raise SourceError(source, "it is no OPML list of subscriptions")
    feeds: dict[str, Feed] = {}
    refused: list[str] = []
    # Depth first in the order of the list, so that the first of two places of a feed is the one that counts.
    pending: list[tuple[Element, tuple[str, ...]]] = [
        (outline, ()) for outline in reversed(root.findall("body/outline"))
    ]
    while pending and len(feeds) < _MAX_FEEDS:
        outline, folder = pending.pop()
        url = (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()
        name = clean_line(outline.get("text") or outline.get("title") or "")
        if not url:
            folder = (*folder, name) if name and len(folder) < _MAX_DEPTH else folder
        elif url.lower().startswith(("http://", "https://")) and is_safe_address(url):
            feeds.setdefault(url, _feed(outline, url, name, folder))
        else:
            refused.append(clean_line(url))
        pending.extend((inner, folder) for inner in reversed(outline.findall("outline")))
    return Subscriptions(tuple(feeds.values()), tuple(refused))


def _feed(outline: Element, url: str, name: str, folder: tuple[str, ...]) -> Feed:
    home = (outline.get("htmlUrl") or "").strip()
    return Feed(
        url=url,
        title=name,
        home=home if home.startswith(("http://", "https://")) and is_safe_address(home) else "",
        folder=folder,
        attributes=tuple((key, clean_line(value)) for key, value in outline.items() if key not in _KNOWN),
    )


def write_opml(feeds: Iterable[Feed], title: str = "Subscriptions") -> bytes:
    """Write a subscription list that other readers take: OPML 2.0 in UTF-8, feeds under their folders."""
    from xml.etree import ElementTree

    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = clean_line(title)
    folders: dict[tuple[str, ...], Element] = {(): ElementTree.SubElement(root, "body")}
    for feed in feeds:
        for depth in range(1, len(feed.folder) + 1):
            path = feed.folder[:depth]
            if path not in folders:
                folders[path] = ElementTree.SubElement(folders[path[:-1]], "outline", text=clean_line(path[-1]))
        attributes = {key: clean_line(value) for key, value in feed.attributes if _is_name(key)}
        name = clean_line(feed.title) or feed.url
        attributes |= {"type": "rss", "text": name, "title": name, "xmlUrl": feed.url}
        if feed.home:
            attributes["htmlUrl"] = feed.home
        ElementTree.SubElement(folders[feed.folder], "outline", attributes)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _is_name(key: str) -> bool:
    """Whether an attribute can be written without declaring a namespace; parsed ones carry it in braces."""
    return bool(re.fullmatch(r"[A-Za-z_][\w.-]*|\{[^{}<>\"'\s]+\}[A-Za-z_][\w.-]*", key))
