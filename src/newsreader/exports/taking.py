"""Taking marks back from files that a template has written and somebody has edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from newsreader.exports.blocks import Block, parse, syntax_of
from newsreader.exports.escaping import write_note
from newsreader.exports.parts import LABEL, NOTE, read_label, read_note, read_parts
from newsreader.exports.syntax import Syntax
from newsreader.notes.annotation import Annotation

Lookup = Callable[[str], Annotation | None]
"""The mark with an id as the notes have it now, None if they do not."""


@dataclass
class Taken:
    """What a file brings.

    Attributes:
        new: Marks that the notes do not have.
        changed: Marks as they are to be, with the edits of the file.
        conflicts: Ids of those whose note was changed on both sides; the new note holds both.
        gone: Ids of marks that were taken out of the file and are still in the notes.
        known: How many bring nothing new.
        unreadable: Ids of blocks that cannot be read.
    """

    new: list[Annotation] = field(default_factory=list)
    changed: list[Annotation] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    known: int = 0
    unreadable: tuple[str, ...] = ()


def take_marks(marks: Iterable[Annotation], lookup: Lookup) -> Taken:
    """Compare marks of another file with the notes: new ones, later versions, and those that are known."""
    taken = Taken()
    for mark in marks:
        now = lookup(mark.id)
        if now is None:
            taken.new.append(mark)
        elif mark.modified > now.modified:
            taken.changed.append(mark)
        else:
            taken.known += 1
    return taken


def take_pages(text: str, lookup: Lookup) -> Taken | None:
    """Read what was edited in an exported file, whichever template wrote it.

    A mark keeps what changed in the notes since the export, too: each of colour, tags and note is merged with the last
    export as base. Of a note that was changed on both sides, both versions are kept, the file's first.

    Returns:
        What it brings; None if the text is no export of ours.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    syntax = syntax_of(text)
    if syntax is None:
        return None
    parsed = parse(text, syntax)
    blocks = parsed.blocks
    taken = Taken()
    for block in blocks.values():
        edited = _edited(block, syntax)
        if edited is None or block.base is None:
            taken.unreadable += (block.id,)
        elif (now := lookup(block.id)) is None:
            taken.new.append(edited if edited == block.base.mark else _touched(edited))
        else:
            merged, clash = _merged(block.base.mark, edited, now)
            if clash:
                taken.conflicts.append(block.id)
            if merged == now:
                taken.known += 1
            else:
                taken.changed.append(_touched(merged))
    before = parsed.record.marks if parsed.record else ()
    taken.gone = [i for i in before if i not in blocks and lookup(i) is not None]
    return taken


def _touched(mark: Annotation) -> Annotation:
    return mark.changed()


def _edited(block: Block, syntax: Syntax) -> Annotation | None:
    """The mark of a block with what the reader changed in the file."""
    if block.base is None:
        return None
    mark, written = block.base.mark, block.base.parts
    if block.body == written.text:
        return mark
    mine = read_parts(block.body, written)
    label, note = mine.get(LABEL), mine.get(NOTE)
    if label and label != written.get(LABEL):
        color, tags = read_label(label, written.get(LABEL), mark.color, mark.tags)
        mark = replace(mark, color=color, tags=tags)
    if note != written.get(NOTE):
        edited = read_note(note, written.get(NOTE), write_note(mark.note, syntax))
        mark = replace(mark, note=syntax.unguarded(edited))
    return mark


def _merged(base: Annotation, file: Annotation, now: Annotation) -> tuple[Annotation, bool]:
    """Bring the edits of a file into a mark as it is now."""
    color = file.color if file.color is not base.color else now.color
    out = {t for t in base.tags if t not in file.tags}
    tags = tuple(dict.fromkeys((*(t for t in now.tags if t not in out), *(t for t in file.tags if t not in base.tags))))
    if set(tags) == set(file.tags) and now.tags == base.tags:
        tags = file.tags
    note, clash = now.note, False
    if file.note not in (base.note, now.note) and file.note not in now.note:
        clash = now.note != base.note
        note = f"{file.note}\n\n{now.note}" if clash and now.note not in file.note else file.note
    elif file.note != base.note and now.note == base.note:
        note = file.note
    return replace(now, color=color, tags=tags, note=note), clash
