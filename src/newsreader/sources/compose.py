"""Compose an article's blocks while keeping links in step with the text that results."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsreader.article import BLOCK_SEPARATOR, BlockKind, Link
from newsreader.text.clean import clean_text

_LINKABLE = re.compile(r"(?:https?://|mailto:)\S", re.I)
MAX_LINK = 4_000
"""Code points of the longest address that is kept."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block's text, with the address it links to, if any."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ComposedBlock:
    """A block of clean text with links whose offsets begin at the block."""

    kind: BlockKind
    text: str
    level: int = 0
    links: tuple[Link, ...] = ()

    @property
    def part(self) -> tuple[BlockKind, str, int]:
        """The block as `Article.of` takes it."""
        return self.kind, self.text, self.level


def is_safe_address(url: str) -> bool:
    """Whether a link's target may be kept: http, https and mailto only, of bounded length."""
    return len(url) <= MAX_LINK and bool(_LINKABLE.match(url)) and not re.search(r"[\x00-\x20\x7f-\x9f]", url)


def compose(kind: BlockKind, runs: Iterable[Run], level: int = 0) -> ComposedBlock:
    """Make a block of runs: clean, with white space folded as a browser would, except in code.

    Newlines inside a run are line breaks if the block is code or a table, else white space.
    """
    keep_layout = kind in (BlockKind.CODE, BlockKind.TABLE)
    text = ""
    links: list[Link] = []
    for run in runs:
        piece = clean_text(run.text)
        if not keep_layout:
            piece = re.sub(r"\s+", " ", piece)
            if not text or text.endswith(" "):
                piece = piece.lstrip(" ")
        start = len(text)
        text += piece
        begin, end = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if begin < end and is_safe_address(run.url):
            links.append(Link(begin, end, run.url))
    # What cleaning sees across the seam of two runs, it could not see inside one.
    whole = clean_text(text)
    if whole != text:
        text, links = whole, []
    kept = text.strip("\n").rstrip() if keep_layout else text.strip()
    shift = text.index(kept) if kept else 0
    links = [Link(link.start - shift, link.end - shift, link.url) for link in links if link.end - shift <= len(kept)]
    return ComposedBlock(kind, kept, level, tuple(links))


def placed_links(blocks: Sequence[ComposedBlock]) -> tuple[Link, ...]:
    """The links of all blocks, with offsets into the article's text; empty blocks take no place, as in `Article.of`."""
    links: list[Link] = []
    position = 0
    for block in blocks:
        if block.text:
            links.extend(Link(position + link.start, position + link.end, link.url) for link in block.links)
            position += len(block.text) + len(BLOCK_SEPARATOR)
    return tuple(links)
