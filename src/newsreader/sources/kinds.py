"""What kind of document some bytes are."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from newsreader.sources.archives import is_zip
from newsreader.sources.containers import is_mhtml
from newsreader.sources.decode import is_binary
from newsreader.sources.feeds.parse import is_feed
from newsreader.sources.pdf import is_pdf
from newsreader.sources.warc import is_warc


class Kind(StrEnum):
    """A kind of document that articles come in."""

    PLAIN = "plain text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    FEED = "feed"
    MHTML = "saved page"
    ARCHIVE = "archive or book"
    WARC = "web archive"
    PDF = "PDF"
    UNKNOWN = "unknown"


_BY_SUFFIX = {
    ".txt": Kind.PLAIN,
    ".text": Kind.PLAIN,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
}
SUFFIXES = frozenset(_BY_SUFFIX) | {".mht", ".mhtml", ".epub", ".warc", ".warc.gz", ".pdf"}
"""File name endings that are read when a folder is walked, lower case."""

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|title|meta)\b",
    re.I | re.S,
)
_MARKUP = re.compile(rb"</(?:p|div|article|body|html|h[1-6])\s*>", re.I)
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n[A-Za-z_-]+:")
_HEAD = 4_096


def kind_of(data: bytes, name: str = "", content_type: str = "") -> Kind:
    """Tell the kind of a document by its first bytes, its file name and its declared type, in this order of trust.

    Args:
        data: The document, or at least its first 4 kB.
        name: Its file name or path; only the ending is looked at.
        content_type: A MIME type as a server declares it.
    """
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    named = _BY_SUFFIX.get(PurePath(name).suffix.lower())
    if is_zip(head):
        return Kind.ARCHIVE
    if is_pdf(head):
        return Kind.PDF
    if is_warc(head):
        return Kind.WARC
    if is_binary(data):
        return Kind.UNKNOWN
    if is_mhtml(head):
        return Kind.MHTML
    if is_feed(head):
        return Kind.FEED
    if named in (Kind.MARKDOWN, Kind.HTML):
        return named
    declared = content_type.partition(";")[0].strip().lower()
    if declared in ("text/html", "application/xhtml+xml"):
        return Kind.HTML
    if declared == "text/markdown" or _FRONT_MATTER.match(head):
        return Kind.MARKDOWN
    if _HTML.match(head) and (named is None or len(_MARKUP.findall(data[:200_000])) >= 2):
        return Kind.HTML
    return Kind.PLAIN
