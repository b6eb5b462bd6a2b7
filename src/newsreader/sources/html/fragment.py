"""Markup that is an article already: entries of feeds, chapters of books, saved contents of read-later services."""

from __future__ import annotations

from newsreader.sources.compose import ComposedBlock
from newsreader.sources.html.prepare import MAX_MARKUP, prepare
from newsreader.sources.html.structure import blocks_of


def fragment_blocks(markup: str, base_url: str = "") -> list[ComposedBlock]:
    """The blocks of markup that is all article; nothing is judged, scripts and the like are left out.

    Args:
        markup: HTML, a whole document or a part of one; what is beyond `MAX_MARKUP` is not read.
        base_url: What relative links are relative to.
    """
    from lxml import etree, html

    prepared = prepare(markup[:MAX_MARKUP])
    if not prepared.strip():
        return []
    try:
        tree = html.document_fromstring(prepared, parser=html.HTMLParser(huge_tree=False, remove_comments=True))
    except (etree.LxmlError, ValueError):
        return []
    body = tree.find("body")
    return blocks_of(tree if body is None else body, base_url)
