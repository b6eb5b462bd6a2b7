"""Pages of the web: the article in them, its structure, its metadata, and what it links to as related."""

from __future__ import annotations

import re

from newsreader.article import Article
from newsreader.sources.errors import SourceError
from newsreader.sources.html.prepare import MAX_MARKUP, decode_page, prepare

_SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(https?://\S+)", re.I)
_MAX_COMMENT = 4_000


def read_html(data: bytes, source: str, *, url: str = "", content_type: str = "") -> Article:
    """Read the article of a page.

    Args:
        data: The page.
        source: Where it was read from.
        url: Where it was published, if known.
        content_type: The server's Content-Type header, if there was one.

    Raises:
        SourceError: If the page is too large, takes too long or holds no article.
    """
    from newsreader.sources.isolated import extract_page

    markup = prepare(decode_page(data, content_type))
    url = url or _saved_from(markup)
    if len(markup) > MAX_MARKUP:
        raise SourceError(source, f"the page has more than {MAX_MARKUP // 1_000_000} million characters of markup")
    article = extract_page(markup, source, url)
    if not article.text:
        raise SourceError(source, "no article was found in the page")
    return article


def _saved_from(markup: str) -> str:
    """The address that SingleFile writes into a comment at the head of a saved page."""
    found = _SINGLE_FILE.search(markup, 0, _MAX_COMMENT)
    return found[1] if found else ""
