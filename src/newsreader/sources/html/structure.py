"""A tree of markup becomes blocks.

Two vocabularies are read by one walk: HTML, and the one of TEI in which trafilatura hands over an article (``p``,
``head`` with ``rend`` h1 to h6, ``list`` and ``item``, ``quote``, ``code``, ``table``, ``row`` and ``cell``, ``hi``,
``ref`` with ``target``, ``graphic``, ``lb``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from newsreader.article import BlockKind
from newsreader.sources.compose import ComposedBlock, Run, compose
from newsreader.sources.tables import table_text
from newsreader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADINGS = {"head", "h1", "h2", "h3", "h4", "h5", "h6"}
_LISTS = {"list", "ul", "ol", "dl", "menu"}
_ITEMS = {"item", "li", "dt", "dd"}
_QUOTES = {"quote", "blockquote"}
_CODE = {"code", "pre", "listing", "xmp"}
_CONTAINERS = {
    *("p", "div", "section", "article", "main", "body", "header", "footer", "aside", "figure", "figcaption", "center"),
    *("address", "details", "summary", "fieldset", "form", "hgroup", "nav", "ab", "fw", "html"),
}
_BLOCKS = frozenset(_HEADINGS | _LISTS | _ITEMS | _QUOTES | _CODE | _CONTAINERS | {"table"})
_BREAKS = frozenset({"lb", "br"})
_SILENT = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "canvas", "title"}
    | {"button", "select", "textarea", "input", "audio", "video", "map", "meta", "link"}
)
_MAX_DEPTH = 100


def blocks_of(body: Any, base_url: str = "") -> list[ComposedBlock]:
    """The blocks of an element in order.

    Args:
        body: The ``body`` of trafilatura's document, or any element of an HTML tree.
        base_url: What relative links are relative to.
    """
    return [block for block in _Walk(base_url).container(body, BlockKind.PARAGRAPH, 0, 0) if block.text]


class _Walk:
    def __init__(self, base_url: str) -> None:
        self._base_url = base_url

    def container(self, element: Any, kind: BlockKind, level: int, depth: int) -> Iterator[ComposedBlock]:
        """The blocks of an element: its inline content as blocks of ``kind``, and those inside it."""
        runs: list[Run] = [Run(element.text or "")]
        for child in element:
            tag = child.tag
            if tag in _BREAKS:
                # A line break parts paragraphs: pages that set it mean one.
                yield compose(kind, runs, level)
                runs = []
            elif tag in _BLOCKS and depth < _MAX_DEPTH and not _is_inline_code(child):
                yield compose(kind, runs, level)
                runs = []
                yield from self._block(child, kind, level, depth + 1)
            elif isinstance(tag, str):
                runs.extend(self._inline(child, "", depth + 1))
            runs.append(Run(child.tail or ""))
        yield compose(kind, runs, level)

    def _block(self, element: Any, kind: BlockKind, level: int, depth: int) -> Iterator[ComposedBlock]:
        tag = element.tag
        if tag in _HEADINGS:
            rank = (element.get("rend") or "h2" if tag == "head" else tag)[-1]
            yield from self.container(element, BlockKind.HEADING, int(rank) if rank in "123456" else 2, depth)
        elif tag in _LISTS:
            for item in element:
                if item.tag in _LISTS:
                    yield from self._block(item, kind, level + 1, depth + 1)
                elif isinstance(item.tag, str) and item.tag not in _SILENT:
                    yield from self.container(item, BlockKind.LIST_ITEM, level + 1, depth)
        elif tag in _ITEMS:
            yield from self.container(element, BlockKind.LIST_ITEM, max(level, 1), depth)
        elif tag in _QUOTES:
            yield from self.container(element, BlockKind.QUOTE, 0, depth)
        elif tag in _CODE:
            yield compose(BlockKind.CODE, [Run(_text_with_breaks(element))])
        elif tag == "table":
            yield from self._table(element, depth)
        elif tag == "figcaption":
            yield from self.container(element, BlockKind.CAPTION, 0, depth)
        else:
            yield from self.container(element, kind, level, depth)

    def _inline(self, element: Any, url: str, depth: int) -> Iterator[Run]:
        if element.tag in _SILENT:
            return
        if element.tag in ("ref", "a"):
            url = self._address(element.get("target" if element.tag == "ref" else "href") or "")
        if element.tag in ("graphic", "img") or element.tag in _BREAKS:
            yield Run(" ", url)
            return
        yield Run(element.text or "", url)
        for child in element:
            if isinstance(child.tag, str) and depth < _MAX_DEPTH:
                yield from self._inline(child, url, depth + 1)
            yield Run(child.tail or "", url)

    def _address(self, target: str) -> str:
        try:
            return urljoin(self._base_url, target.strip()) if self._base_url else target.strip()
        except ValueError:
            return ""

    def _table(self, table: Any, depth: int) -> Iterator[ComposedBlock]:
        rows = [
            [clean_line("".join(cell.itertext())) for cell in row if cell.tag in ("cell", "td", "th")]
            for row in table.iter("row", "tr")
        ]
        rows = [row for row in rows if any(row)]
        if any(len(row) > 1 for row in rows) and not any(True for _ in table.iterdescendants("table")):
            yield compose(BlockKind.TABLE, [Run(table_text(rows))])
            return
        # One column, or tables inside: a table that lays out a page.
        for cell in table.iter("cell", "td", "th"):
            if not any(True for _ in cell.iterdescendants("cell", "td", "th")):
                yield from self.container(cell, BlockKind.PARAGRAPH, 0, depth)


def _is_inline_code(element: Any) -> bool:
    """Code inside a sentence has no line breaks; TEI has one element for both, HTML has ``pre`` for blocks."""
    parent = element.getparent()
    return (
        element.tag == "code" and parent is not None and parent.tag not in ("body", "pre") and not _has_breaks(element)
    )


def _has_breaks(element: Any) -> bool:
    return "\n" in "".join(element.itertext()).strip("\n") or any(True for _ in element.iter("lb", "br"))


def _text_with_breaks(element: Any) -> str:
    text = element.text or ""
    for child in element:
        if child.tag in _BREAKS:
            text += "\n"
        elif isinstance(child.tag, str):
            text += _text_with_breaks(child)
        text += child.tail or ""
    return text
