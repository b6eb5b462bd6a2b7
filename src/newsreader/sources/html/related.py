"""Links to related posts that a page prints beside its article."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from newsreader.article import RelatedTitle, canonical_url
from newsreader.sources.compose import is_safe_address
from newsreader.sources.residue import is_related_header
from newsreader.text.clean import clean_line

MAX_RELATED = 20
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "strong", "header", "legend")
_NAMED = re.compile(r"(?:^|[-_ ])(?:related|recommended|recirc|read-?more|more-?stories)(?:$|[-_ ])", re.I)
_HEADER_WORDS = ("related", "recommended", "similar", "more ", "you ", "see also", "read ", "further reading")
_TOO_LARGE = ("html", "body", "main", "article")
_MIN_WORDS = 3
_MAX_WORDS = 40


def related_links(tree: Any, url: str) -> tuple[RelatedTitle, ...]:
    """The related posts named by a page: links with words, under a heading that says so or in a box named so.

    Args:
        tree: The parsed page.
        url: The page's own address; links back to it are left out.
    """
    found: dict[str, RelatedTitle] = {}
    own = canonical_url(url) if url else ""
    for box in _boxes(tree):
        for link in box.iter("a"):
            title = clean_line("".join(link.itertext()))
            if not _MIN_WORDS <= len(title.split()) <= _MAX_WORDS:
                continue
            try:
                address = urljoin(url, (link.get("href") or "").strip())
            except ValueError:
                continue
            if not address.startswith(("http://", "https://")):
                address = ""
            if address and (not is_safe_address(address) or canonical_url(address) == own):
                continue
            found.setdefault(canonical_url(address) if address else title, RelatedTitle(title, address))
            if len(found) >= MAX_RELATED:
                return tuple(found.values())
    return tuple(found.values())


def link_texts(tree: Any, url: str) -> dict[str, str]:
    """The addresses of a page's links by their texts, for texts that can be titles."""
    texts: dict[str, str] = {}
    for link in tree.iter("a"):
        text = clean_line("".join(link.itertext()))
        if _MIN_WORDS <= text.count(" ") + 1 <= _MAX_WORDS:
            try:
                address = urljoin(url, (link.get("href") or "").strip())
            except ValueError:
                continue
            texts.setdefault(text, address if is_safe_address(address) else "")
    return texts


def _boxes(tree: Any) -> list[Any]:
    boxes: list[Any] = []
    for heading in tree.iter(*_HEADINGS):
        line = clean_line("".join(heading.itertext()))
        if len(line) > 60 or not line.casefold().startswith(_HEADER_WORDS) or not is_related_header(line):
            continue
        box = heading.getparent()
        # Some pages wrap the heading itself: go up to the first element that holds links, but not to the page.
        for _ in range(2):
            if box is not None and box.tag not in _TOO_LARGE and not box.findall(".//a"):
                box = box.getparent()
        if box is not None and box.tag not in _TOO_LARGE:
            boxes.append(box)
    for element in tree.iter("section", "aside", "div", "ul"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if len(names) < 200 and _NAMED.search(names) and sum(1 for _ in element.iter("a")) <= 60:
            boxes.append(element)
    return boxes
