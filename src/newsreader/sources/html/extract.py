"""Extraction of the article from one page of markup.

Everything here runs inside the worker process (`newsreader.sources.html.worker`), as pages can make the libraries slow
or hungry.
"""

from __future__ import annotations

import logging
from typing import Any

from newsreader.article import Article, BlockKind
from newsreader.sources.compose import ComposedBlock, placed_links
from newsreader.sources.html.linked_data import linked_data
from newsreader.sources.html.metadata import page_fields
from newsreader.sources.html.related import related_links
from newsreader.sources.html.rescue import article_document, rescued
from newsreader.sources.html.structure import blocks_of
from newsreader.sources.residue import split_tail
from newsreader.text.clean import clean_line

for _name in ("trafilatura", "htmldate", "readability", "courlan"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def extract_page(markup: str, source: str, url: str = "") -> Article:
    """Find the article of a page.

    Args:
        markup: The page, as `newsreader.sources.html.prepare.prepare` gives it.
        source: Where it was read from.
        url: Where it was published, if known.

    Returns:
        The article; its text is empty if the page has none.
    """
    from trafilatura.utils import load_html

    tree = load_html(markup)
    if tree is None:
        return Article.of([], source=source, url=url)
    data = linked_data(tree)
    document = article_document(tree, url, precise=True)
    fields = page_fields(tree, data, document, url)
    blocks = blocks_of(document.body, fields.url) if document is not None else []
    blocks = rescued(blocks, tree, markup, fields.url)
    return _article(blocks, source, fields, related_links(tree, fields.url))


def _article(blocks: list[ComposedBlock], source: str, fields: Any, related: Any) -> Article:
    title = fields.title.value
    if blocks and blocks[0].kind is BlockKind.HEADING and clean_line(blocks[0].text).casefold() == title.casefold():
        blocks = blocks[1:]
    tail = split_tail([title, *(" ".join(block.text.split("\n")) for block in blocks)])
    if tail.kept > 1:
        blocks = blocks[: tail.kept - 1]
    return Article.of(
        [block.part for block in blocks],
        source=source,
        title=title,
        byline=fields.byline.value,
        published=fields.published.value,
        site=fields.site,
        url=fields.url,
        categories=fields.categories,
        links=placed_links(blocks),
        related=related,
        removed=tail.removed if tail.kept > 1 else (),
        language=fields.language,
        lead_image=fields.lead_image,
        lead_image_description=fields.lead_image_description,
        confidence=fields.confidence,
    )
