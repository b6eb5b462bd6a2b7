"""The tree that trafilatura makes of an article becomes blocks.

Its vocabulary is that of TEI: ``p``, ``head`` (with ``rend`` h1 to h6), ``list`` and ``item``, ``quote``, ``code``,
``table``, ``row`` and ``cell``, ``hi``, ``ref`` (with ``target``), ``graphic``, ``lb`` and ``del``.
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

_BLOCKS = frozenset({"p", "head", "list", "item", "quote", "code", "table", "div", "ab", "fw"})
_MAX_DEPTH = 100


def blocks_of(body: Any, base_url: str = "") -> list[ComposedBlock]:
    """The blocks of an extracted body in order.

    Args:
        body: The ``body`` element of trafilatura's document.
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
            if child.tag == "lb":
                # A line break parts paragraphs: pages that set it mean one.
                yield compose(kind, runs, level)
                runs = []
            elif child.tag in _BLOCKS and depth < _MAX_DEPTH and not _is_inline_code(child):
                yield compose(kind, runs, level)
                runs = []
                yield from self._block(child, kind, level, depth + 1)
            elif isinstance(child.tag, str):
                runs.extend(self._inline(child, "", depth + 1))
            runs.append(Run(child.tail or ""))
        yield compose(kind, runs, level)

    def _block(self, element: Any, kind: BlockKind, level: int, depth: int) -> Iterator[ComposedBlock]:
        match element.tag:
            case "head":
                rank = (element.get("rend") or "h2")[-1:]
                rank_level = int(rank) if rank in "123456" and rank else 2
                yield from self.container(element, BlockKind.HEADING, rank_level, depth)
            case "list":
                for item in element:
                    if isinstance(item.tag, str):
                        yield from self.container(item, BlockKind.LIST_ITEM, level + 1, depth)
            case "item":
                yield from self.container(element, BlockKind.LIST_ITEM, max(level, 1), depth)
            case "quote":
                yield from self.container(element, BlockKind.QUOTE, 0, depth)
            case "code":
                yield compose(BlockKind.CODE, [Run(_text_with_breaks(element))])
            case "table":
                yield compose(BlockKind.TABLE, [Run(self._table(element))])
            case _:
                yield from self.container(element, kind, level, depth)

    def _inline(self, element: Any, url: str, depth: int) -> Iterator[Run]:
        if element.tag == "ref":
            url = self._address(element.get("target") or "")
        if element.tag in ("graphic", "lb"):
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

    def _table(self, table: Any) -> str:
        rows = [
            [clean_line("".join(cell.itertext())) for cell in row if isinstance(cell.tag, str)]
            for row in table.iter("row")
        ]
        return table_text([row for row in rows if any(row)])


def _is_inline_code(element: Any) -> bool:
    """Code inside a sentence has no line breaks and stands in a paragraph."""
    parent = element.getparent()
    return (
        element.tag == "code" and parent is not None and parent.tag == "p" and "\n" not in "".join(element.itertext())
    )


def _text_with_breaks(element: Any) -> str:
    text = element.text or ""
    for child in element:
        if child.tag == "lb":
            text += "\n"
        elif isinstance(child.tag, str):
            text += _text_with_breaks(child)
        text += child.tail or ""
    return text
