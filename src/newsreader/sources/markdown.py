"""Markdown, with or without front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.article import Article, BlockKind
from newsreader.sources.compose import ComposedBlock, Run, compose, is_safe_address, placed_links
from newsreader.sources.frontmatter import split_front_matter
from newsreader.sources.residue import split_tail
from newsreader.sources.tables import table_text
from newsreader.text.clean import clean_line, clean_text

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


def read_markdown(text: str, source: str = "") -> Article:
    """Read Markdown (CommonMark with tables and strike-through) into an article.

    Front matter gives the fields. Without a title there, a first heading of level 1 is the title. HTML inside is not
    interpreted: it stays as it is written. Images leave their description, the first one becomes the lead image.

    Args:
        text: The text as decoded; it is cleaned here.
        source: Where it was read from.
    """
    front, body = split_front_matter(clean_text(text).lstrip("\n"))
    reader = _Reader()
    blocks = reader.read(body)
    title = front.title
    if blocks and blocks[0].kind is BlockKind.HEADING and blocks[0].level == 1:
        heading = clean_line(blocks[0].text)
        if not title or heading.casefold() == title.casefold():
            title = heading
            blocks = blocks[1:]
    tail = split_tail([title, *(" ".join(block.text.split("\n")) for block in blocks)])
    if tail.kept > 1:
        blocks = blocks[: tail.kept - 1]
    return Article.of(
        [block.part for block in blocks],
        source=source,
        title=title,
        byline=front.byline,
        published=front.published,
        site=front.site,
        url=front.url,
        categories=front.categories,
        links=placed_links(blocks),
        related=tail.related if tail.kept > 1 else (),
        removed=tail.removed if tail.kept > 1 else (),
        language=front.language,
        lead_image=front.lead_image or reader.image,
        lead_image_description=front.lead_image_description or reader.image_description,
    )


class _Reader:
    """One walk over a Markdown syntax tree."""

    def __init__(self) -> None:
        self.image = ""
        self.image_description = ""
        self._blocks: list[ComposedBlock] = []

    def read(self, body: str) -> list[ComposedBlock]:
        """The blocks of a body."""
        from markdown_it import MarkdownIt
        from markdown_it.tree import SyntaxTreeNode

        parser = MarkdownIt("commonmark", {"maxNesting": 20}).enable(["table", "strikethrough"])
        # Which addresses become links is decided when blocks are composed; here a refused one would leave its syntax.
        parser.validateLink = lambda url: True  # type: ignore[method-assign]
        for node in SyntaxTreeNode(parser.parse(body)).children:
            self._block(node, quoted=False, depth=0, marker="")
        return [block for block in self._blocks if block.text]

    def _block(self, node: SyntaxTreeNode, *, quoted: bool, depth: int, marker: str) -> None:
        match node.type:
            case "heading":
                self._add(BlockKind.HEADING, self._inline(node), int(node.tag[1:]))
            case "paragraph":
                kind = BlockKind.LIST_ITEM if depth else BlockKind.QUOTE if quoted else BlockKind.PARAGRAPH
                self._add(kind, [Run(marker), *self._inline(node)], depth)
            case "fence" | "code_block":
                self._add(BlockKind.CODE, [Run(node.content)])
            case "html_block":
                self._add(BlockKind.PARAGRAPH, [Run(node.content)])
            case "blockquote":
                for child in node.children:
                    self._block(child, quoted=True, depth=depth, marker="")
            case "bullet_list" | "ordered_list":
                first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
                for number, item in enumerate(node.children, start=first):
                    # The number is part of what was written; a bullet is only a shape.
                    marker = f"{number}. " if node.type == "ordered_list" else ""
                    for child in item.children:
                        self._block(child, quoted=quoted, depth=depth + 1, marker=marker)
                        marker = ""
            case "table":
                self._add(BlockKind.TABLE, [Run(self._table(node))])
            case _:
                pass

    def _add(self, kind: BlockKind, runs: list[Run], level: int = 0) -> None:
        self._blocks.append(compose(kind, runs, level))

    def _inline(self, node: SyntaxTreeNode) -> list[Run]:
        runs: list[Run] = []
        for child in node.children:
            self._spans(child, "", runs)
        return runs

    def _spans(self, node: SyntaxTreeNode, url: str, runs: list[Run]) -> None:
        match node.type:
            case "text" | "code_inline" | "html_inline":
                runs.append(Run(node.content, url))
            case "softbreak" | "hardbreak":
                runs.append(Run(" ", url))
            case "image":
                address = str(node.attrs.get("src", ""))
                if not self.image and is_safe_address(address):
                    self.image, self.image_description = address, clean_line(node.content)
                else:
                    runs.append(Run(node.content, url))
            case _:
                target = str(node.attrs.get("href", "")) if node.type == "link" else url
                linked: list[Run] = []
                for child in node.children:
                    self._spans(child, target, linked)
                # One link over several styles is one link.
                same = node.type == "link" and all(run.url == target for run in linked)
                runs.extend([Run("".join(run.text for run in linked), target)] if same else linked)

    def _table(self, node: SyntaxTreeNode) -> str:
        rows: list[list[str]] = []
        for section in node.children:
            for row in section.children:
                rows.append([clean_line("".join(run.text for run in self._inline(cell))) for cell in row.children])
        return table_text(rows)
