"""Extraction proper, and what to do when it kept too little of the article.

trafilatura's precise mode is the best single extractor of news, but now and then it loses most of a page. When it kept
little of the page's running text, its default mode and Mozilla's readability algorithm are asked too. The thresholds
were chosen on 679 pages with known text, where they change the outcome of 24.
"""

from __future__ import annotations

import logging
from typing import Any

from newsreader.sources.compose import ComposedBlock
from newsreader.sources.html.structure import blocks_of

_FEW_WORDS = 200
_TOO_FEW_WORDS = 60
_LITTLE_OF_PAGE = 0.7
_ALL_OF_PAGE = (0.8, 1.5)
_LITTLE_OF_DEFAULT = 0.7
_AGREEMENT = 0.7
_MUCH_MORE = 1.6
_LEAST_READABLE = 150
_LONG_PARAGRAPH = 20
"""Words. Menus and boxes have few paragraphs as long as this."""

_log = logging.getLogger(__name__)


def article_document(tree: Any, url: str, *, precise: bool) -> Any:
    """What trafilatura finds in a parsed page, with metadata if precise; None if it finds nothing.

    Links are kept, images are not: they cost accuracy.
    """
    from trafilatura import bare_extraction

    return bare_extraction(
        tree,
        url=url or None,
        favor_precision=precise,
        fast=not precise,
        with_metadata=precise,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_images=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def rescued(precise: list[ComposedBlock], tree: Any, markup: str, url: str) -> list[ComposedBlock]:
    """The best blocks for a page: those of precise mode unless they are too few.

    Args:
        precise: What precise mode gave.
        tree: The parsed page.
        markup: The same as markup.
        url: What relative links are relative to.
    """
    kept = _words(precise)
    if _enough(kept, _running_words(tree)):
        return precise
    document = article_document(tree, url, precise=False)
    default = blocks_of(document.body, url) if document is not None else []
    readable = _readable(markup, url)
    usual, other = _words(default), _words(readable)
    if other > _LEAST_READABLE and other > _MUCH_MORE * max(kept, usual):
        return readable
    if usual and kept < _LITTLE_OF_DEFAULT * usual and (other > _AGREEMENT * usual or not kept):
        return default
    return precise or readable or _everything(tree, url)


def _enough(kept: int, running: int) -> bool:
    """Whether so many words can be the article of a page with so many words of running text."""
    if kept < _LITTLE_OF_PAGE * running:
        return False
    least, most = _ALL_OF_PAGE
    return kept >= _FEW_WORDS or (kept >= _TOO_FEW_WORDS and least * running <= kept <= most * running)


def _words(blocks: list[ComposedBlock]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _running_words(tree: Any) -> int:
    counts = (len("".join(paragraph.itertext()).split()) for paragraph in tree.iter("p"))
    return sum(count for count in counts if count >= _LONG_PARAGRAPH)


def _readable(markup: str, url: str) -> list[ComposedBlock]:
    from lxml import html
    from readability import Document

    try:
        summary = Document(markup).summary(html_partial=True)
        return blocks_of(html.fromstring(summary), url) if summary.strip() else []
    except Exception as error:  # The library documents no errors; it is a second opinion that may be missing.
        _log.debug("readability gave no opinion: %r", error)
        return []


def _everything(tree: Any, url: str) -> list[ComposedBlock]:
    """All text of a page, so that no page with words is lost."""
    body = tree.find("body")
    return blocks_of(tree if body is None else body, url)
