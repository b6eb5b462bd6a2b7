"""How an article is written into rows and read back."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Any

import orjson

from newsreader.article import Article, Block, BlockKind, Link, RelatedTitle

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Body:
    """The columns of one row of ``bodies`` that come from the article."""

    text: str
    blocks: str
    links: str
    related: str
    removed: str
    confidence: str

    @classmethod
    def of(cls, article: Article) -> Body:
        """Write the long parts of an article."""
        return cls(
            text=storable(article.text),
            blocks=_dump([[block.kind.value, block.start, block.end, block.level] for block in article.blocks]),
            links=_dump([[link.start, link.end, link.url] for link in article.links]),
            related=_dump([[related.title, related.url] for related in article.related]),
            removed=_dump(article.removed),
            confidence=_dump(article.confidence),
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """The values in the order of the table."""
        return (self.text, self.blocks, self.links, self.related, self.removed, self.confidence)

    def packed(self) -> bytes:
        """The body as one compressed value, for a revision that is no longer shown."""
        return zlib.compress(orjson.dumps(self.columns))

    @classmethod
    def unpacked(cls, data: bytes) -> Body:
        """Read what `packed` wrote."""
        return cls(*orjson.loads(zlib.decompress(data)))

    def block_list(self) -> tuple[Block, ...]:
        """The blocks."""
        return tuple(Block(BlockKind(kind), start, end, level) for kind, start, end, level in orjson.loads(self.blocks))

    def link_list(self) -> tuple[Link, ...]:
        """The links."""
        return tuple(Link(start, end, url) for start, end, url in orjson.loads(self.links))


ARTICLE_COLUMNS = (
    "id, title, byline, published, site, url, source, language, lead_image, lead_image_description, categories"
)
"""The columns of ``articles`` that come from the article, in the order of `article_columns`."""

BODY_COLUMNS = "text, blocks, links, related, removed, confidence"
"""The columns of ``bodies`` that come from the article, in the order of `Body.columns`."""


def article_columns(article: Article) -> tuple[str, ...]:
    """Write the short fields of an article, in the order of `ARTICLE_COLUMNS`."""
    fields = (
        article.id,
        article.title,
        article.byline,
        article.published,
        article.site,
        article.url,
        article.source,
        article.language,
        article.lead_image,
        article.lead_image_description,
    )
    return (*(storable(field) for field in fields), joined(article.categories))


def article_of(columns: tuple[str, ...], body: Body) -> Article:
    """Read an article back from the columns of both tables."""
    identifier, title, byline, published, site, url, source, language, image, description, categories = columns
    related: list[Any] = orjson.loads(body.related)
    confidence: list[Any] = orjson.loads(body.confidence)
    return Article(
        id=identifier,
        source=source,
        title=title,
        byline=byline,
        published=published,
        site=site,
        url=url,
        categories=split(categories),
        text=body.text,
        blocks=body.block_list(),
        links=body.link_list(),
        related=tuple(RelatedTitle(name, address) for name, address in related),
        removed=tuple(orjson.loads(body.removed)),
        language=language,
        lead_image=image,
        lead_image_description=description,
        confidence=tuple((field, origin) for field, origin in confidence),
    )


def storable(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot write, one for one, so that offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


_SEPARATOR = "\n"


def joined(names: tuple[str, ...]) -> str:
    """Write a list of one-line names so that the full-text index sees plain words."""
    return _SEPARATOR.join(" ".join(storable(name).split()) for name in names)


def split(names: str) -> tuple[str, ...]:
    """Read what `joined` wrote."""
    return tuple(names.split(_SEPARATOR)) if names else ()


def _dump(value: object) -> str:
    def clean(item: object) -> object:
        if isinstance(item, str):
            return storable(item)
        if isinstance(item, list | tuple):
            return [clean(part) for part in item]
        return item

    return orjson.dumps(clean(value)).decode()


def as_stored(article: Article) -> Article:
    """The article as it will be read back."""
    return article_of(article_columns(article), Body.of(article))
