"""Documents inside other documents: saved pages in MIME, books, web archives, and zip archives of all of these."""

from __future__ import annotations

import logging

from newsreader.article import Article
from newsreader.sources.archives import Archive
from newsreader.sources.errors import SourceError

_log = logging.getLogger(__name__)


def read_mhtml(data: bytes, source: str) -> Article:
    """Read the page that a MIME file is built around.

    Raises:
        SourceError: If it holds no page.
    """
    from email import message_from_bytes
    from email.policy import default

    from newsreader.sources.html import read_html

    message = message_from_bytes(data, policy=default)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = str(message.get_param("start", "") or "")
    page = next((part for part in pages if start and str(part.get("Content-ID", "")) == start), None) or next(
        iter(pages), None
    )
    payload = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(payload, bytes):
        raise SourceError(source, "there is no page in it")
    address = str(page.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
    url = address if address.startswith(("http://", "https://")) else ""
    return read_html(payload, source, url=url, content_type=str(page.get("Content-Type", "")))


def read_archive(data: bytes, source: str) -> list[Article]:
    """Read a zip archive: a book, or every document in it that articles come in; archives inside are left alone.

    Raises:
        SourceError: If nothing in it can be read.
    """
    from newsreader.sources.epub import CONTAINER, read_epub
    from newsreader.sources.kinds import SUFFIXES, Kind, kind_of
    from newsreader.sources.reading import read_bytes

    archive = Archive(data, source)
    if CONTAINER in archive:
        return read_epub(archive, source)
    articles: list[Article] = []
    first: SourceError | None = None
    for name in sorted(archive.names()):
        hidden = any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
        if hidden or not name.lower().endswith(tuple(SUFFIXES)):
            continue
        try:
            member = archive.read(name)
            if kind_of(member, name) is not Kind.ARCHIVE:
                articles += read_bytes(member, f"{source}/{name}", name=name)
        except SourceError as error:
            _log.warning("%s", error)
            first = first or error
    if not articles:
        reason = first.reason if first else "there are no articles in the archive"
        raise SourceError(source, reason)
    return articles


def read_warc(data: bytes, source: str) -> list[Article]:
    """Read the pages of a web archive; those without an article are left out.

    Raises:
        SourceError: If there is no article in it, or it is damaged.
    """
    from newsreader.sources.html import read_html
    from newsreader.sources.warc import pages_of

    articles: list[Article] = []
    for page in pages_of(data, source):
        try:
            articles.append(read_html(page.body, source, url=page.url, content_type=page.content_type))
        except SourceError as error:
            _log.info("%s: %s", page.url, error.reason)
    if not articles:
        raise SourceError(source, "there are no articles in the web archive")
    return articles
