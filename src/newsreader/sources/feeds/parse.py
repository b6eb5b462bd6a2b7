"""Bytes of a feed become entries: RSS, Atom and RDF by feedparser, JSON Feed here."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from newsreader.article import Article
from newsreader.sources.compose import is_safe_address, placed_links
from newsreader.sources.dates import iso_date
from newsreader.sources.errors import SourceError
from newsreader.sources.feeds.model import Entry, ParsedFeed
from newsreader.text.clean import clean_line

MAX_ENTRIES = 5_000


def parse_feed(data: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """Read a feed.

    A feed with faults is read as far as it goes; the fault becomes its warning.

    Args:
        data: The feed.
        url: Its address, which relative links are relative to and errors name.
        content_type: The server's Content-Type header, if there was one.

    Raises:
        SourceError: If it is no feed, or has neither a title nor entries.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(data, url)
    import feedparser

    # Bytes in a stream: a plain argument would be taken for a file name or an address, and opened.
    headers = {"content-location": url, **({"content-type": content_type} if content_type else {})}
    try:
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except ValueError as error:  # an encoding that it names but that no codec can be asked for
        raise SourceError(url, f"the feed cannot be decoded ({type(error).__name__})") from error
    title = clean_line(str(parsed.feed.get("title") or ""))
    if not parsed.entries and not title:
        raise SourceError(url, "it is no feed; give the address of the feed or of a page that names one")
    fault = parsed.get("bozo_exception") if parsed.get("bozo") else None
    return ParsedFeed(
        title=title,
        home=_address(parsed.feed.get("link"), url),
        language=clean_line(str(parsed.feed.get("language") or ""))[:2].lower(),
        entries=tuple(_entry(entry, url) for entry in parsed.entries[:MAX_ENTRIES]),
        warning=type(fault).__name__ if fault else "",
    )


def entry_article(entry: Entry, feed: ParsedFeed, source: str) -> Article:
    """The article that an entry holds: its content or summary.

    Args:
        entry: The entry.
        feed: The feed it is from.
        source: What to call the source.
    """
    from newsreader.sources.html.fragment import fragment_blocks

    blocks = fragment_blocks(entry.markup, entry.url or feed.home)
    return Article.of(
        [block.part for block in blocks],
        source=source,
        title=entry.title,
        byline=entry.byline,
        published=entry.published,
        site=feed.title,
        url=entry.url,
        categories=entry.categories,
        links=placed_links(blocks),
        language=feed.language,
    )


def _entry(entry: Any, base: str) -> Entry:
    # Broken feeds leave None where text should be.
    content = next((part["value"] for part in entry.get("content", []) if part.get("value")), "")
    summary = entry.get("summary") or ""
    url = _address(entry.get("link"), base)
    authors = [author.get("name", "") for author in entry.get("authors", []) if isinstance(author, Mapping)]
    return _made(
        own_id=entry.get("id"),
        url=url,
        title=_plain(entry.get("title") or ""),
        authors=authors or [entry.get("author", "")],
        published=_time(entry, "published") or _time(entry, "updated"),
        content=content,
        summary=summary,
        categories=[tag.get("label") or tag.get("term") or "" for tag in entry.get("tags", [])],
    )


def _made(
    *,
    own_id: Any,
    url: str,
    title: str,
    authors: list[Any],
    published: str,
    content: str,
    summary: str,
    categories: list[Any],
) -> Entry:
    markup = content if len(content) >= len(summary) else summary
    said = "\n".join((title, published, markup)).encode("utf-8", "surrogatepass")
    return Entry(
        id=clean_line(str(own_id or "")) or url or hashlib.blake2b(said, digest_size=8).hexdigest(),
        url=url,
        title=title,
        byline=", ".join(dict.fromkeys(line for name in authors if (line := clean_line(str(name or ""))))),
        published=published,
        markup=markup,
        complete=bool(content) and markup is content,
        categories=tuple(dict.fromkeys(line for one in categories if (line := clean_line(str(one)))))[:20],
    )


def _plain(title: str) -> str:
    """A title without markup. Titles are not sanitised by the parser and may hold any."""
    if "<" in title or "&" in title:
        import html

        title = html.unescape(re.sub(r"<(script|style)\b[^>]*>.*?(?:</\1\s*>|$)", " ", title, flags=re.I | re.S))
        title = re.sub(r"</?[a-zA-Z][^<>]{0,500}>", "", title)
    return clean_line(title)


def _time(entry: Any, name: str) -> str:
    # Not the entry's own ``get``, which gives the date of publication where there is none of an update.
    parsed = dict.get(entry, f"{name}_parsed")
    if parsed:
        from datetime import UTC, datetime

        try:
            return datetime(*parsed[:6]).replace(tzinfo=UTC).isoformat()
        except (ValueError, OverflowError, TypeError):
            return ""
    return iso_date(str(dict.get(entry, name) or ""))


def _address(value: Any, base: str) -> str:
    try:
        address = urljoin(base, str(value).strip()) if value else ""
    except ValueError:
        return ""
    return address if address.lower().startswith(("http://", "https://")) and is_safe_address(address) else ""


def _json_feed(data: bytes, url: str) -> ParsedFeed:
    from newsreader.sources.decode import decode_text

    try:
        feed = json.loads(decode_text(data).lstrip("\ufeff"))
    except (ValueError, RecursionError):
        feed = None
    if not isinstance(feed, dict) or "jsonfeed.org/version" not in str(feed.get("version", "")):
        raise SourceError(url, "it is no feed; give the address of the feed or of a page that names one")
    items = feed.get("items")
    return ParsedFeed(
        title=clean_line(str(feed.get("title") or "")),
        home=_address(feed.get("home_page_url"), url),
        language=clean_line(str(feed.get("language") or ""))[:2].lower(),
        entries=tuple(
            _json_item(item, url)
            for item in (items if isinstance(items, list) else [])[:MAX_ENTRIES]
            if isinstance(item, dict)
        ),
    )


def _json_item(item: Mapping[str, Any], base: str) -> Entry:
    import html

    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    text = item.get("content_text")
    content = item.get("content_html")
    if not content and isinstance(text, str):
        content = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in text.split("\n\n"))
    tags = item.get("tags")
    return _made(
        own_id=item.get("id"),
        url=_address(item.get("url") or item.get("external_url"), base),
        title=clean_line(str(item.get("title") or "")),
        authors=[author.get("name") for author in authors or [] if isinstance(author, Mapping)],
        published=iso_date(str(item.get("date_published") or item.get("date_modified") or "")),
        content=content if isinstance(content, str) else "",
        summary=html.escape(str(item.get("summary") or "")),
        categories=list(tags) if isinstance(tags, list) else [],
    )
