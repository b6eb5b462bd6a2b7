"""The article and its one coordinate system.

Words used everywhere in this project:

* **text**: the canonical text of an article's body, the texts of its blocks joined by two newlines. Title, byline
  and the like are fields and not part of it.
* **offset**: a number of code points from the start of the text.
* **span**: a half-open range of offsets, ``start <= i < end``.
* **block**: one paragraph, heading, list item and so on: a span of the text with a kind.
* **revision**: one version of an article's text; named by a hash of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from newsreader.digests import blake2b
from newsreader.patterns import lazy_pattern

BLOCK_SEPARATOR = "\n\n"

ARTICLE_ID = lazy_pattern(r"a[0-9a-f]{16}")
"""What `article_id` gives."""


class Span(NamedTuple):
    """A half-open range of code points in an article's text."""

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        """Whether a code point offset lies inside."""
        return isinstance(offset, int) and self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block of the text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the text.

    Attributes:
        kind: What it is.
        start: First code point in the article's text.
        end: One past the last code point.
        level: 1 to 6 for a heading, the depth from 1 for a list item, 0 otherwise.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0

    @property
    def span(self) -> Span:
        """The block as a span of the article's text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of the text: a span of code points and its target."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class RelatedTitle:
    """A related post that the page itself names; the address is empty where the page gave none."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One clean article. Build it with `Article.of`, which keeps text and blocks in step.

    Attributes:
        id: Stable name of the article over its revisions, see `article_id`.
        source: Where it was read from: a path, a URL, ``-`` for standard input.
        title: The headline; empty if none was found.
        byline: The authors as printed.
        published: ISO 8601 date or time, empty if unknown.
        site: Name of the publication.
        url: Address of the original, empty if unknown.
        categories: Topics as the page names them.
        text: The canonical text, see the module docstring.
        blocks: The blocks in order; together with the separators they cover the text.
        links: Hyperlinks in order of their start.
        related: Related posts named by the page.
        removed: The residue that was taken out, piece by piece.
        language: ISO 639-1 code, empty if unknown.
        lead_image: Address of the lead image, empty if none.
        lead_image_description: What the page says the image shows.
        confidence: How each uncertain field was found: pairs of (field, "source:0.85").
    """

    id: str
    source: str
    title: str
    byline: str
    published: str
    site: str
    url: str
    categories: tuple[str, ...]
    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    related: tuple[RelatedTitle, ...] = ()
    removed: tuple[str, ...] = ()
    language: str = ""
    lead_image: str = ""
    lead_image_description: str = ""
    confidence: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls,
        parts: Iterable[str | tuple[BlockKind, str] | tuple[BlockKind, str, int]],
        *,
        source: str = "",
        title: str = "",
        byline: str = "",
        published: str = "",
        site: str = "",
        url: str = "",
        categories: Iterable[str] = (),
        links: Iterable[Link] = (),
        related: Iterable[RelatedTitle] = (),
        removed: Iterable[str] = (),
        language: str = "",
        lead_image: str = "",
        lead_image_description: str = "",
        confidence: Iterable[tuple[str, str]] = (),
    ) -> Article:
        """Build an article from the texts of its blocks.

        Args:
            parts: Block texts, already clean, in order: a plain string is a paragraph; empty ones are dropped.
            source: Where the article was read from.
            title: The headline.
            byline: The authors.
            published: ISO 8601 date or time.
            site: Name of the publication.
            url: Address of the original.
            categories: Topics.
            links: Links with offsets into the text that results.
            related: Related posts named by the page.
            removed: Residue taken out.
            language: ISO 639-1 code.
            lead_image: Address of the lead image.
            lead_image_description: What the image shows.
            confidence: How uncertain fields were found.

        Returns:
            The article, with its identity computed from its address or, without one, its title.
        """
        blocks: list[Block] = []
        texts: list[str] = []
        position = 0
        for part in parts:
            kind, text, level = _part(part)
            if not text:
                continue
            if texts:
                position += len(BLOCK_SEPARATOR)
            blocks.append(Block(kind, position, position + len(text), level))
            texts.append(text)
            position += len(text)
        body = BLOCK_SEPARATOR.join(texts)
        return cls(
            id=article_id(url=url, site=site, published=published, title=title, text=body),
            source=source,
            title=title,
            byline=byline,
            published=published,
            site=site,
            url=url,
            categories=tuple(categories),
            text=body,
            blocks=tuple(blocks),
            links=tuple(links),
            related=tuple(related),
            removed=tuple(removed),
            language=language,
            lead_image=lead_image,
            lead_image_description=lead_image_description,
            confidence=tuple(confidence),
        )

    @property
    def revision(self) -> str:
        """The name of this version of the text, see `text_revision`."""
        return text_revision(self.text)


def _part(part: str | tuple[BlockKind, str] | tuple[BlockKind, str, int]) -> tuple[BlockKind, str, int]:
    if isinstance(part, str):
        return BlockKind.PARAGRAPH, part, 0
    if len(part) == 2:
        return part[0], part[1], 0
    return part


def text_revision(text: str) -> str:
    """Name a version of a text: 16 hexadecimal digits that depend on the text alone."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def article_id(*, url: str = "", site: str = "", published: str = "", title: str = "", text: str = "") -> str:
    """Name an article so that its revisions keep the name.

    The canonical address decides; without one, site, day of publication and title; without a title, the first 400
    code points of the text. The name of a file never does, as files are renamed.

    Returns:
        ``a`` and 16 hexadecimal digits.
    """
    if url:
        key = "url\n" + canonical_url(url)
    elif title:
        key = "title\n" + "\n".join((_fold(site), published[:10], _fold(title)))
    else:
        key = "text\n" + _fold(text[:400])
    return "a" + blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


_TRACKING = lazy_pattern(r"(?i:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|ref_src|cmpid|smid|ocid)")


def canonical_url(url: str) -> str:
    """Write an address so that two spellings of one page compare equal.

    Scheme and host are lower-cased, ``http`` and ``https`` and a leading ``www.`` are one, the fragment, the default
    port, tracking parameters and a trailing slash are dropped, and the other parameters keep their order.
    """
    from urllib.parse import parse_qsl, urlencode, urlsplit

    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if not parts.netloc:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.")
    if port not in (None, 80, 443):
        host += f":{port}"
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
    path = parts.path.rstrip("/")
    scheme = "https" if parts.scheme.lower() in ("http", "https") else parts.scheme.lower()
    return f"{scheme}://{host}{path}" + (f"?{urlencode(query)}" if query else "")
