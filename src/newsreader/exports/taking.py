"""Taking marks back from files of our own: edited Markdown and Web Annotations."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from newsreader.article import article_id
from newsreader.exports.blocks import Block, parse, read_label, read_note, read_parts
from newsreader.notes.annotation import AnchorState, Annotation, ArticleRef, Color, Target

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

    new: list[Annotation]
    changed: list[Annotation]
    conflicts: list[str]
    gone: list[str]
    known: int = 0
    unreadable: tuple[str, ...] = ()


def take_markdown(text: str, lookup: Lookup) -> Taken | None:
    """Read what was edited in an exported Markdown file.

    A mark keeps what changed in the notes since the export, too: each of colour, tags and note is merged with the last
    export as base. Of a note that was changed on both sides, both versions are kept, the file's first.

    Returns:
        What it brings; None if the text is no export of ours.
    """
    parsed = parse(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    blocks = parsed.blocks
    if not blocks and parsed.record is None:
        return None
    taken = Taken([], [], [], [])
    for block in blocks.values():
        edited = _edited(block)
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


def _edited(block: Block) -> Annotation | None:
    """The mark of a block with what the reader changed in the file."""
    if block.base is None:
        return None
    mark, written = block.base.mark, block.base.parts
    if block.body == written.text:
        return mark
    parts = read_parts(block.body)
    label = read_label(parts.label)
    if label is not None and parts.label != written.label:
        mark = replace(mark, color=label[0], tags=label[1])
    if parts.note != written.note:
        mark = replace(mark, note=read_note(parts.note).strip())
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


def take_web_annotations(data: bytes, lookup: Lookup) -> Taken | None:
    """Read W3C Web Annotations: a collection, a page, a list or a single one.

    Returns:
        What it brings; None if the data are no Web Annotations.
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    items = _annotations(value)
    if not items:
        return None
    taken = Taken([], [], [], [])
    for number, item in enumerate(items, 1):
        mark = _web_annotation(item)
        if mark is None:
            taken.unreadable += (str(item.get("id") or f"number {number}"),)
            continue
        now = lookup(mark.id)
        if now is None:
            taken.new.append(mark)
        elif mark.modified > now.modified:
            taken.changed.append(mark)
        else:
            taken.known += 1
    return taken


def _annotations(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict) and value.get("type") == "AnnotationCollection":
        value = value.get("first")
    if isinstance(value, dict) and value.get("type") == "AnnotationPage":
        value = value.get("items")
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        return []
    return [v for v in value if isinstance(v, dict) and v.get("type") == "Annotation"]


def _web_annotation(item: dict[str, Any]) -> Annotation | None:
    target = item.get("target")
    if isinstance(target, list):
        target = target[0] if target else None
    if not isinstance(target, dict):
        return None
    selectors = target.get("selector")
    selectors = selectors if isinstance(selectors, list) else [selectors]
    found = {s.get("type"): s for s in selectors if isinstance(s, dict)}
    quote, position = found.get("TextQuoteSelector", {}), found.get("TextPositionSelector", {})
    exact = str(quote.get("exact") or "")
    if not exact:
        return None
    bodies = item.get("body") or []
    bodies = [b for b in (bodies if isinstance(bodies, list) else [bodies]) if isinstance(b, dict)]
    tags = tuple(str(b.get("value") or "") for b in bodies if b.get("purpose") == "tagging")
    notes = [str(b.get("value") or "") for b in bodies if b.get("purpose") != "tagging"]
    own = item.get("newsreader")
    if isinstance(own, dict):
        from newsreader.notes.codec import from_document
        from newsreader.notes.errors import NotesError

        try:
            return from_document(own)
        except NotesError:
            return None
    source = target.get("source")
    url = str(source.get("id") or "") if isinstance(source, dict) else str(source or "")
    start = position.get("start")
    start = start if isinstance(start, int) and start >= 0 else 0
    moment = str(item.get("created") or "1970-01-01T00:00:00Z")
    style = str(target.get("styleClass") or "")
    return Annotation(
        id=_id_of(str(item.get("id") or ""), url, exact),
        article=ArticleRef(article_id(url=url, text=exact), title=url, url=url),
        target=Target(start, start + len(exact), exact, str(quote.get("prefix") or ""), str(quote.get("suffix") or "")),
        color=Color(style) if style in {c.value for c in Color} else Color.YELLOW,
        note="\n\n".join(n for n in notes if n),
        tags=tuple(t for t in tags if t),
        state=AnchorState.ORPHANED,
        created=moment,
        modified=str(item.get("modified") or moment),
    )


def _id_of(name: str, url: str, exact: str) -> str:
    if name.startswith("urn:ulid:") and len(name) == 35:
        return name[9:]
    import hashlib

    key = name or f"{url}\n{exact}"
    return hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=13).hexdigest().upper()
