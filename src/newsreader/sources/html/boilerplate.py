"""What extraction leaves around an article, told by its place and by its links."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from newsreader.article import BlockKind, RelatedTitle
from newsreader.sources.compose import ComposedBlock
from newsreader.sources.residue import is_related_header, is_residue_line, split_tail

_MAX_CREDIT = 240
_CREDIT = re.compile(
    r"(?:photo(?:graph)?s?|image|picture|illustration|credit|courtesy|video|screenshot)(?:\s+(?:credit|by|courtesy(?:\s+of)?))?"
    r"\s*[:/]\s*[^.!?]{2,80}$|(?:^|[\s(–—-])(?:getty\s+images|/\s?getty|afp/getty|ap\s+photo|/\s?afp|/\s?reuters|shutterstock"
    r"|istockphoto|unsplash)(?:[^.!?]{0,60})$",
    re.I,
)
_BIOGRAPHY = re.compile(r"\s*(?:,[^,]{2,60},)?\s+(?:is|was|has\s+been|covers|writes|reports)\s", re.I)
_LINKED = 0.8
_PULL_QUOTE_WORDS = 9
_MAX_PULL_QUOTE = 320


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The blocks of an article without what stood around it.

    Attributes:
        blocks: What stays.
        removed: What was taken out, in the order of the page.
        related: Titles of other articles among it.
    """

    blocks: tuple[ComposedBlock, ...]
    removed: tuple[str, ...]
    related: tuple[RelatedTitle, ...]


def trim(
    blocks: Sequence[ComposedBlock], title: str, names: Sequence[str], page_links: Callable[[], Mapping[str, str]]
) -> Trimmed:
    """Take the headline, credits, pull quotes, the authors' biographies and the residue at the end off an article.

    Args:
        blocks: The blocks that extraction gave.
        title: The headline.
        names: The authors.
        page_links: Gives the addresses of all links of the page by their texts, as extraction loses those in headings;
            asked only where they may matter.
    """
    removed: list[str] = []
    kept = _without_head(list(blocks), title, removed)
    kept, related = _without_tail(kept, title, names, page_links, removed)
    bodies = [_words(block.text) for block in kept if len(block.text) > _MAX_PULL_QUOTE // 4]
    out: list[ComposedBlock] = []
    for block in kept:
        if _is_credit(block) or _is_pull_quote(block, bodies):
            removed.append(block.text)
        else:
            out.append(block)
    return Trimmed(tuple(out), tuple(removed), tuple(related)) if out else Trimmed(tuple(blocks), (), ())


def _without_head(blocks: list[ComposedBlock], title: str, removed: list[str]) -> list[ComposedBlock]:
    begin = 0
    while begin < len(blocks) - 1 and begin < 3:
        line = blocks[begin].text
        repeats = line.casefold() == title.casefold() and blocks[begin].kind is BlockKind.HEADING
        if not repeats and not is_residue_line(line):
            break
        if not repeats:
            removed.append(line)
        begin += 1
    return blocks[begin:]


def _without_tail(
    blocks: list[ComposedBlock],
    title: str,
    names: Sequence[str],
    page_links: Callable[[], Mapping[str, str]],
    removed: list[str],
) -> tuple[list[ComposedBlock], list[RelatedTitle]]:
    related: list[RelatedTitle] = []
    gone: list[str] = []
    while blocks:
        tail = split_tail([title, *(" ".join(block.text.split("\n")) for block in blocks)])
        end = tail.kept - 1
        related[:0] = tail.related
        gone[:0] = tail.removed
        header = None
        if any(is_related_header(block.text) for block in blocks[1:end]):
            links = page_links()
            teasers = [_teaser(block, links) for block in blocks[:end]]
            header = _teasers_from(blocks[:end], teasers)
        if header is not None:
            related[:0] = [teaser for teaser in teasers[header:end] if teaser]
            gone[:0] = [block.text for block in blocks[header:end]]
            end = header
        elif end and _is_biography(blocks[end - 1], names):
            end -= 1
            gone[:0] = [blocks[end].text]
        if end == len(blocks):
            break
        blocks = blocks[:end]
    removed.extend(gone)
    return blocks, related


def _teasers_from(blocks: Sequence[ComposedBlock], teasers: Sequence[RelatedTitle | None]) -> int | None:
    """Where a header begins after which, to the end, there are linked titles, each with a teaser at most."""
    for at in range(len(blocks) - 2, max(0, len(blocks) - 40), -1):
        if is_related_header(blocks[at].text):
            rest = teasers[at + 1 :]
            linked = sum(teaser is not None for teaser in rest)
            if linked >= 2 and linked * 2 >= len(rest) - 1:
                return at
    return None


def _teaser(block: ComposedBlock, page_links: Mapping[str, str]) -> RelatedTitle | None:
    """The title and address of another article if the block is nothing but a link to it."""
    text = block.text
    half = len(text) // 2
    if len(text) > 8 and text[:half] == text[half + 1 :]:
        text = text[:half]
    if text in page_links:
        return RelatedTitle(text, page_links[text])
    linked = sum(link.end - link.start for link in block.links)
    return RelatedTitle(text, block.links[0].url) if linked >= _LINKED * len(block.text) > 0 else None


def _is_biography(block: ComposedBlock, names: Sequence[str]) -> bool:
    """The note on an author at the end: it begins with the author's name and says what they are."""
    return any(
        len(name) > 4 and block.text.startswith(name) and _BIOGRAPHY.match(block.text, len(name)) for name in names
    )


def _is_credit(block: ComposedBlock) -> bool:
    short = len(block.text) <= _MAX_CREDIT and block.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION)
    return short and bool(_CREDIT.search(block.text))


def _is_pull_quote(block: ComposedBlock, bodies: Sequence[str]) -> bool:
    """A sentence of the article set large beside it: it stands in a paragraph word by word."""
    if not len(block.text) <= _MAX_PULL_QUOTE or block.kind not in (BlockKind.QUOTE, BlockKind.PARAGRAPH):
        return False
    words = _words(block.text)
    # A line that comes back again and again is a refrain.
    if words.count(" ") <= _PULL_QUOTE_WORDS or sum(words in body for body in bodies) > 2:
        return False
    return any(len(body) > len(words) + 10 and words in body for body in bodies)


def _words(text: str) -> str:
    return " " + " ".join(re.findall(r"\w+", text.casefold())) + " "
