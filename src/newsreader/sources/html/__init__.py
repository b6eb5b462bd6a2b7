"""Pages of the web: the article in them, its structure, its metadata, and what it links to as related."""

from __future__ import annotations

from newsreader.article import Article
from newsreader.sources.errors import SourceError
from newsreader.sources.html.prepare import MAX_MARKUP, decode_page, prepare


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
    from newsreader.sources.html.client import extract

    markup = prepare(decode_page(data, content_type))
    if len(markup) > MAX_MARKUP:
        raise SourceError(source, f"the page has more than {MAX_MARKUP // 1_000_000} million characters of markup")
    article = extract(markup, source, url)
    if not article.text:
        raise SourceError(source, "no article was found in the page")
    return article
