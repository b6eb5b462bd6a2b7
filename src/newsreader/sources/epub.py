"""Books in EPUB: every chapter is an article."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

from newsreader.article import Article, BlockKind
from newsreader.sources.archives import Archive
from newsreader.sources.compose import placed_links
from newsreader.sources.dates import find_date
from newsreader.sources.decode import decode_text
from newsreader.sources.errors import SourceError
from newsreader.text.clean import clean_line

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CONTAINER = "META-INF/container.xml"
_MIN_CHAPTER = 40
"""Code points. Shorter documents of a book are covers, half-titles and blank pages."""

_XHTML = ("application/xhtml+xml", "text/html")


@dataclass(frozen=True, slots=True)
class _Book:
    title: str
    byline: str
    published: str
    language: str
    documents: tuple[str, ...]
    labels: dict[str, str]


def read_epub(archive: Archive, source: str) -> list[Article]:
    """Read the chapters of a book in reading order; the book's title is their site.

    Raises:
        SourceError: If the book is damaged.
    """
    book = _book(archive, source)
    return list(_chapters(archive, book, source))


def _chapters(archive: Archive, book: _Book, source: str) -> Iterator[Article]:
    from newsreader.sources.html.fragment import fragment_blocks

    for number, name in enumerate(book.documents, start=1):
        if name not in archive:
            continue
        blocks = fragment_blocks(decode_text(archive.read(name)))
        heading = blocks[0].text if blocks and blocks[0].kind is BlockKind.HEADING else ""
        title = book.labels.get(name) or clean_line(heading) or f"{book.title} ({number})"
        if heading and clean_line(heading).casefold() == title.casefold():
            blocks = blocks[1:]
        if sum(len(block.text) for block in blocks) >= _MIN_CHAPTER:
            yield Article.of(
                [block.part for block in blocks],
                source=source,
                title=title,
                byline=book.byline,
                published=book.published,
                site=book.title,
                language=book.language,
                links=placed_links(blocks),
            )


def _book(archive: Archive, source: str) -> _Book:
    container = _xml(archive, CONTAINER, source)
    rootfile = next((e for e in container.iter() if _local(e) == "rootfile" and e.get("full-path")), None)
    if rootfile is None:
        raise SourceError(source, "the book does not say where its contents are")
    package_name = rootfile.get("full-path") or ""
    package = _xml(archive, package_name, source)
    folder = posixpath.dirname(package_name)
    items = {e.get("id"): e for e in package.iter() if _local(e) == "item"}
    spine = [items.get(e.get("idref")) for e in package.iter() if _local(e) == "itemref"]
    documents = [
        _path(folder, item.get("href") or "")
        for item in spine
        if item is not None and item.get("media-type") in _XHTML and "nav" not in (item.get("properties") or "").split()
    ]

    def said(name: str) -> list[str]:
        values = (clean_line("".join(e.itertext())) for e in package.iter() if _local(e) == name)
        return [value for value in values if value]

    return _Book(
        title=next(iter(said("title")), ""),
        byline=", ".join(dict.fromkeys(said("creator"))),
        published=next((day for value in said("date") if (day := find_date(value))), ""),
        language=next(iter(said("language")), "")[:2].lower(),
        documents=tuple(dict.fromkeys(documents)),
        labels=_labels(archive, folder, list(items.values()), source),
    )


def _labels(archive: Archive, folder: str, items: Sequence[Element], source: str) -> dict[str, str]:
    """The names of chapters by document, from the table of contents of EPUB 3 or else of EPUB 2."""
    labels: dict[str, str] = {}
    for item in items:
        name = _path(folder, item.get("href") or "")
        if "nav" in (item.get("properties") or "").split():
            wanted, target = "a", "href"
        elif item.get("media-type") == "application/x-dtbncx+xml":
            wanted, target = "navPoint", "src"
        else:
            continue
        if name not in archive:
            continue
        try:
            contents = _xml(archive, name, source)
        except SourceError:
            continue
        for entry in contents.iter():
            if _local(entry) == wanted:
                link = entry if wanted == "a" else next((e for e in entry.iter() if _local(e) == "content"), None)
                text = entry if wanted == "a" else next((e for e in entry.iter() if _local(e) == "text"), None)
                if link is not None and text is not None:
                    document = _path(posixpath.dirname(name), link.get(target) or "")
                    labels.setdefault(document, clean_line("".join(text.itertext())))
    return labels


def _path(folder: str, reference: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(urldefrag(reference).url)))


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _xml(archive: Archive, name: str, source: str) -> Element:
    from xml.etree import ElementTree

    try:
        return ElementTree.fromstring(archive.read(name))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise SourceError(source, f"{name} in the book is damaged ({error})") from None
