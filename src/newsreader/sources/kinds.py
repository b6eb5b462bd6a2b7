"""What kind of document some bytes are."""

from __future__ import annotations

import re
import zlib
from enum import StrEnum
from pathlib import PurePath

from newsreader.patterns import lazy_pattern
from newsreader.sources.decode import is_binary


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

_HTML = lazy_pattern(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|title|meta)\b",
    re.I | re.S,
)
_MARKUP = lazy_pattern(rb"</(?:p|div|article|body|html|h[1-6])\s*>", re.I)
_FRONT_MATTER = lazy_pattern(rb"---[ \t]*\r?\n[A-Za-z_-]+:")
_XML_FEED = lazy_pattern(
    rb"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:rss|feed|rdf:RDF)\b", re.S
)
_JSON_FEED = lazy_pattern(rb"\s*\{[^}]{0,2000}jsonfeed\.org\\?/version", re.S)
_MIME = lazy_pattern(rb"\s*((?:[A-Za-z-]{2,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,40})", re.S)
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
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ARCHIVE
    if b"%PDF-" in head[:1_024]:
        return Kind.PDF
    if _is_warc(head):
        return Kind.WARC
    if is_binary(data):
        return Kind.UNKNOWN
    if _is_mhtml(head):
        return Kind.MHTML
    first = head.lstrip()[:1]
    if (first == b"<" and _XML_FEED.match(head)) or (first == b"{" and _JSON_FEED.match(head)):
        return Kind.FEED
    if named in (Kind.MARKDOWN, Kind.HTML):
        return named
    declared = content_type.partition(";")[0].strip().lower()
    if declared in ("text/html", "application/xhtml+xml"):
        return Kind.HTML
    if declared == "text/markdown" or (head.startswith(b"---") and _FRONT_MATTER.match(head)):
        return Kind.MARKDOWN
    if first == b"<" and _HTML.match(head) and (named is None or len(_MARKUP.findall(data[:200_000])) >= 2):
        return Kind.HTML
    return Kind.PLAIN


def _is_warc(head: bytes) -> bool:
    """A web archive (ISO 28500), compressed or not."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def _is_mhtml(head: bytes) -> bool:
    """A page saved as MIME (RFC 2557)."""
    if b"mime-version:" not in head.lower():
        return False
    found = _MIME.match(head)
    return bool(
        found and re.search(rb"^mime-version:", found[1], re.I | re.M) and b"multipart/related" in found[1].lower()
    )
