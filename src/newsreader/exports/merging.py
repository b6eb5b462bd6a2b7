"""The three-way merge of an exported file with the marks as they are now.

The base is what the last export wrote, kept in the file (see `newsreader.exports.blocks`). The rules:

- a block that nobody touched is written anew in its place, and where nothing changed the file keeps every byte;
- a part of a block (quotation, label, note) that was edited in the file is kept; if it was changed in the notes too,
  that is a conflict: the file keeps its version and the notes theirs until the file is imported;
- a block that was taken out of the file is not written again; the block of a mark that was deleted goes, unless it was
  edited;
- keys of the front matter that were edited, added or taken out stay so;
- what stands outside of blocks, front matter and record is never written.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from newsreader.exports.blocks import Base, Block, Record, Segment, parse, write_block, write_record
from newsreader.exports.parts import LABEL, NOTE, Parts, read_parts
from newsreader.exports.syntax import MARKDOWN, Syntax


@dataclass(frozen=True, slots=True)
class Page:
    """What an export would write into a new file.

    Attributes:
        front: The lines of the front matter by key, without line feeds.
        sections: Heading and the marks under it, in order.
        syntax: The language of the file.
    """

    front: dict[str, str]
    sections: tuple[tuple[str, tuple[Base, ...]], ...]
    syntax: Syntax = MARKDOWN

    @property
    def bases(self) -> list[Base]:
        """All marks in order."""
        return [base for _, bases in self.sections for base in bases]


@dataclass
class Merged:
    """The outcome of a merge.

    Attributes:
        text: The contents of the file.
        conflicts: Ids of marks that were changed on both sides.
        kept: Ids of marks that were deleted in the notes and edited in the file, or whose block cannot be read.
        gone: Ids of marks that were taken out of the file and are still in the notes.
    """

    text: str
    conflicts: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def fresh(page: Page) -> str:
    """Write a new file."""
    fence = [page.syntax.fence] if page.syntax.fence else []
    parts = ["\n".join([*fence, *page.front.values(), *fence])]
    for heading, bases in page.sections:
        parts += [heading, *(write_block(b.parts.text, b, page.syntax) for b in bases)]
    record = Record(page.front, tuple(b.mark.id for b in page.bases))
    return "\n\n".join([*(p for p in parts if p), write_record(record, page.syntax)]) + "\n"


def merge(old: str, page: Page, known: Collection[str] = (), *, restore: bool = False) -> Merged:
    """Bring a file up to date.

    Args:
        old: The file as it stands.
        page: What the notes say now.
        known: Ids of all marks in the notes: a block of one of these that the page does not have stays as it is.
        restore: Whether blocks that were taken out of the file are written again.
    """
    windows = "\r\n" in old and "\n" not in old.replace("\r\n", "")
    mark, text = ("\ufeff", old[1:]) if old.startswith("\ufeff") else ("", old)
    if windows:
        text = text.replace("\r\n", "\n")
    merged = _merge(text, page, known, restore)
    merged.text = mark + (merged.text.replace("\n", "\r\n") if windows else merged.text)
    return merged


def _merge(old: str, page: Page, known: Collection[str], restore: bool) -> Merged:
    syntax = page.syntax
    parsed = parse(old, syntax)
    merged = Merged("")
    wanted = {b.mark.id: b for b in page.bases}
    segments: list[Segment] = []
    for segment in parsed.segments:
        if isinstance(segment, str):
            after_removal = segments and isinstance(segments[-1], Block) and not segments[-1].raw
            segments.append(segment.removeprefix("\n\n") if after_removal else segment)
        elif segment.id in wanted:
            segments.append(_updated(segment, wanted[segment.id], merged, syntax))
        elif segment.id in known:
            segments.append(segment)
        elif segment.base is not None and _same(segment.body, segment.base.parts.text):
            segments.append(replace(segment, raw=""))
        else:
            merged.kept.append(segment.id)
            segments.append(segment)
    present = {s.id for s in segments if isinstance(s, Block)}
    before = set(parsed.record.marks) if parsed.record else set()
    merged.gone = [i for i in wanted if i in before and i not in present and not restore]
    held = present | set(merged.gone)
    _insert(segments, page, held)
    written = [s.id for s in segments if isinstance(s, Block) and s.raw]
    ids = [*written, *(i for i in (parsed.record.marks if parsed.record else ()) if i not in written)]
    record = Record(page.front, tuple(i for i in ids if i in wanted or i in known or i in written))
    base = parsed.record.front if parsed.record else {}
    body = "".join(s if isinstance(s, str) else s.raw for s in segments)
    body = _front(body, page.front, base, syntax)
    if parsed.record is None:
        body += "\n" * max(0, 2 - (len(body) - len(body.rstrip("\n")))) if body else ""
    line = parsed.record_line if record == parsed.record else write_record(record, syntax)
    merged.text = body + line + (parsed.tail if parsed.record else "\n")
    return merged


def _same(one: str, other: str) -> bool:
    return one.replace("\r\n", "\n") == other


def _updated(block: Block, now: Base, merged: Merged, syntax: Syntax) -> Block:
    """The block of a mark, brought up to date.

    A block whose outcome a second merge would change once more was taken apart wrongly; it is left as it is.
    """
    if block.base is None:
        if _same(block.body, now.parts.text):
            return _written(block, now.parts.text, now, syntax)
        merged.kept.append(block.id)
        return block
    joined, clash = _joined(block, now, syntax)
    if joined is not block and _joined(joined, now, syntax)[0].raw != joined.raw:
        joined, clash = block, True
    if clash:
        merged.conflicts.append(block.id)
    return joined


def _joined(block: Block, now: Base, syntax: Syntax) -> tuple[Block, bool]:
    """A block with the changes of the notes, and whether a part was changed on both sides."""
    assert block.base is not None
    base, new = block.base.parts, now.parts
    if _same(block.body, base.text):
        return _written(block, block.body if new == base else new.text, now, syntax), False
    if new == base:
        return _written(block, block.body, now, syntax), False
    mine = read_parts(block.body, base)
    pieces: list[tuple[str, str]] = []
    kept: list[tuple[str, str]] = []
    clashes: set[str] = set()
    for name, text in new.pieces:
        piece, clash = _part(mine.get(name), base.get(name), text)
        pieces.append((name, piece))
        kept.append((name, base.get(name) if clash else text))
        if clash:
            clashes.add(name)
    names = {name for name, _ in new.pieces}
    pieces += [(n, t) for n, t in mine.pieces if n not in names and t != base.get(n)]
    kept += [(n, base.get(n)) for n, t in mine.pieces if n not in names and t != base.get(n)]
    old, mark = block.base.mark, now.mark
    if LABEL in clashes:
        mark = replace(mark, color=old.color, tags=old.tags, state=old.state)
    if NOTE in clashes:
        mark = replace(mark, note=old.note)
    outcome = Parts(tuple(pieces), new.gap)
    body = block.body if outcome == mine else outcome.text
    return _written(block, body, Base(mark, Parts(tuple(kept), new.gap)), syntax), bool(clashes)


def _part(mine: str, base: str, new: str) -> tuple[str, bool]:
    """One part by the three-way rule, and whether both sides changed it.

    A part whose words are all in the new one has been taken into the notes: nothing is lost by the new one.
    """
    if mine == base or (mine and mine in new):
        return new, False
    return mine, new != base


def _written(block: Block, body: str, base: Base, syntax: Syntax) -> Block:
    if (body, base) == (block.body, block.base):
        return block
    return Block(block.id, body, base, write_block(body, base, syntax))


def _insert(segments: list[Segment], page: Page, held: Collection[str]) -> None:
    """Put new marks behind the one that stands before them in the text, or before the one behind them."""
    for heading, bases in page.sections:
        order = [b.mark.id for b in bases]
        for number, base in enumerate(bases):
            if base.mark.id in held:
                continue
            block = Block(base.mark.id, "", base, write_block(base.parts.text, base, page.syntax))
            places = {s.id: n for n, s in enumerate(segments) if isinstance(s, Block) and s.raw}
            behind = next((places[i] for i in reversed(order[:number]) if i in places), None)
            ahead = next((places[i] for i in order[number + 1 :] if i in places), None)
            if behind is not None:
                segments[behind + 1 : behind + 1] = ["\n\n", block]
            elif ahead is not None:
                segments[ahead:ahead] = [block, "\n\n"]
            else:
                text = "".join(s if isinstance(s, str) else s.raw for s in segments)
                gap = "\n" * max(0, 2 - (len(text) - len(text.rstrip("\n")))) if text else ""
                title = "" if len(page.sections) == 1 or not heading else f"{heading}\n\n"
                segments += [gap + title, block, "\n\n"]


def _front(text: str, new: dict[str, str], base: dict[str, str], syntax: Syntax) -> str:
    """Merge the front matter by key; a file that has none gets none."""
    found = syntax.split_front(text)
    if found is None:
        return text
    lines = text.split("\n")
    start, end = found
    entries = syntax.entries(lines[start:end])
    there = {key for key, _ in entries}
    kept: list[tuple[str, str | None]] = []
    for key, value in entries:
        if key not in base or not syntax.same_entry(value, base[key]):
            kept.append((key, value))
        else:  # None: ours, and no longer there
            kept.append((key, value if new.get(key) == base[key] else new.get(key)))
    added = [value for key, value in new.items() if key not in there and key not in base]
    inside = [value for _, value in kept if value is not None]
    return "\n".join([*lines[:start], *inside, *added, *lines[end:]])
