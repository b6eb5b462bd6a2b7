"""Extraction of the article from one page of markup.

Everything here runs inside the worker process (`newsreader.sources.worker`), as pages can make the libraries slow
or hungry.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from newsreader.article import Article, RelatedTitle
from newsreader.sources.compose import placed_links
from newsreader.sources.html.boilerplate import Trimmed, trim
from newsreader.sources.html.linked_data import linked_data
from newsreader.sources.html.metadata import PageFields, page_fields
from newsreader.sources.html.related import link_texts, related_links
from newsreader.sources.html.rescue import article_document, rescued
from newsreader.sources.html.structure import blocks_of

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
    trimmed = trim(blocks, fields.title.value, fields.byline.value.split(", "), lambda: link_texts(tree, fields.url))
    return _article(trimmed, source, fields, related_links(tree, fields.url))


def _article(trimmed: Trimmed, source: str, fields: PageFields, related: Sequence[RelatedTitle]) -> Article:
    named = {one.title.casefold() for one in related}
    return Article.of(
        [block.part for block in trimmed.blocks],
        source=source,
        title=fields.title.value,
        byline=fields.byline.value,
        published=fields.published.value,
        site=fields.site,
        url=fields.url,
        categories=fields.categories,
        links=placed_links(trimmed.blocks),
        related=(*related, *(one for one in trimmed.related if one.title.casefold() not in named)),
        removed=trimmed.removed,
        language=fields.language,
        lead_image=fields.lead_image,
        lead_image_description=fields.lead_image_description,
        confidence=fields.confidence,
    )
