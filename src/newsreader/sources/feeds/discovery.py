"""Feeds that a page names."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from newsreader.sources.compose import is_safe_address
from newsreader.sources.html.prepare import prepare
from newsreader.text.clean import clean_line

_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json"}
)


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed named by a page."""

    url: str
    title: str


def feeds_of_page(markup: str, url: str) -> tuple[FeedLink, ...]:
    """The feeds that a page names in its head, in its order, by the conventions of RSS autodiscovery.

    Args:
        markup: The page, decoded.
        url: Its address, which relative links are relative to.
    """
    from lxml import etree, html

    try:
        tree = html.document_fromstring(prepare(markup))
    except (etree.LxmlError, ValueError):
        return ()
    found: dict[str, FeedLink] = {}
    for link in tree.iter("link"):
        relations = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if not ("feed" in relations or ("alternate" in relations and kind in _TYPES)):
            continue
        try:
            address = urljoin(url, (link.get("href") or "").strip())
        except ValueError:
            continue
        if address.lower().startswith(("http://", "https://")) and is_safe_address(address):
            found.setdefault(address, FeedLink(address, clean_line(link.get("title") or "")))
    return tuple(found.values())
