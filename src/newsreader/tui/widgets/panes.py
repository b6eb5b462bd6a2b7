"""What the side panes show: quotes, names, related posts, notes, each as items of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from textual.content import Content

from newsreader.notes.kinds import AnchorState
from newsreader.text.clean import drawable
from newsreader.tui.widgets.article_paint import GLYPHS
from newsreader.tui.widgets.item_list import Item

if TYPE_CHECKING:
    from newsreader.analysis import Entity, Quote
    from newsreader.notes.annotation import Annotation
    from newsreader.tui.messages import RelatedPost

PANES = ("quotes", "entities", "related", "notes")
HEADINGS = {"quotes": "Who said what", "entities": "Names", "related": "Related posts", "notes": "Notes"}
TITLES = {"text": "Text", "quotes": "Quotes", "entities": "Names", "related": "Related", "notes": "Notes"}

SURE = 0.6
"""Confidence below which a speaker is shown with a question mark."""

CERTAIN = 0.9
"""Confidence from which no figure is shown: of those speakers 94 in 100 are right (see the model card)."""

KINDS = {
    "PERSON": "People",
    "ORG": "Organisations",
    "PLACE": "Places",
    "EVENT": "Events",
    "MISC": "Other names",
    "DATE": "Dates",
    "MONEY": "Money",
    "PERCENT": "Percentages",
    "NUMBER": "Numbers",
}


LOOKING = "Looking…"
"""Stands in a pane that has not heard from its worker yet."""

LISTED = 300
"""Items of a pane at first, and with every "show more": a list of thousands takes long to lay out."""

COMPARED = 400
"""Code points of a passage up to which the list shows what the publisher changed in it, word by word."""

MORE = "more"
"""The key of the item that shows more."""


def _up_to(limit: int, items: Iterator[Item], total: int) -> list[Item]:
    """The first of so many items; behind them, if there are others, the way to more."""
    first = list(islice(items, limit))
    if total > limit:
        first.append(Item(Content.styled(f"Show more, {total - limit} left", "italic"), MORE))
    return first


def _excerpt(text: str, size: int) -> str:
    line = " ".join(text.split())
    if len(line) <= size:
        return drawable(line)
    return drawable((line[: size - 1].rpartition(" ")[0] or line[: size - 2]) + " …")


def speaker_name(quote: Quote) -> str:
    """The speaker as shown: with a question mark where it is unsure, a dash where nobody is named."""
    if quote.speaker is None:
        return "—"
    return drawable(quote.speaker) + ("" if quote.confidence >= SURE else " ?")


def quote_items(
    text: str,
    quotes: Sequence[Quote],
    *,
    by_speaker: bool,
    reported: bool,
    speaker: str = "",
    limit: int = LISTED,
    looked: bool = True,
) -> list[Item]:
    """The quotes, at most so many, in order of the text or by speaker.

    Args:
        text: The article's text.
        quotes: All of its quotes; an item's key is the number of its quote among them.
        by_speaker: Whether they stand under their speakers.
        reported: Whether reported speech is listed too.
        speaker: The only one whose quotes are listed, empty for all. Of one who is not quoted directly, reported
            speech is listed in any case.
        limit: How many items there are at most; behind them stands the way to more.
        looked: Whether they were looked for yet.
    """
    said_by = [(n, q) for n, q in enumerate(quotes) if not speaker or q.speaker == speaker]
    shown = [(n, q) for n, q in said_by if reported or q.kind == "direct"]
    if speaker and not shown:
        shown = said_by
    if not shown:
        return [Item(Content.styled("No quotations here." if looked else LOOKING, "dim"))]
    if not by_speaker:
        return _up_to(limit, (_quote_item(text, n, q, named=True) for n, q in shown), len(shown))
    said: dict[str, list[tuple[int, Quote]]] = {}
    for n, q in shown:
        said.setdefault(q.speaker or "—", []).append((n, q))

    def items() -> Iterator[Item]:
        for name, own in said.items():
            yield Item(Content.assemble((drawable(name), "bold"), (f"  {len(own)}", "dim")))
            yield from (_quote_item(text, n, q, named=False) for n, q in own)

    return _up_to(limit, items(), len(shown) + len(said))


def _quote_item(text: str, number: int, quote: Quote, *, named: bool) -> Item:
    words = _excerpt(text[quote.start : quote.end], 160)
    direct = quote.kind == "direct"
    facts = [drawable(quote.cue or "")] if quote.cue else []
    facts += [] if direct else ["reported"]
    if quote.speaker is not None and quote.confidence < CERTAIN:
        unsure = "" if named or quote.confidence >= SURE else "? "
        facts.append(f"{unsure}{quote.confidence:.0%}")
    parts: list[tuple[str, str]] = []
    if named:
        parts.append((speaker_name(quote), "bold"))
        parts += [(f"  {fact}", "dim") for fact in facts]
        parts.append(("\n", ""))
    elif facts:
        parts.append(("  ".join(facts) + "\n", "dim"))
    parts.append((f"“{words}”\n" if direct else f"{words}\n", "" if direct else "italic"))
    return Item(Content.assemble(*parts), str(number))


def entity_items(entities: Sequence[Entity], *, limit: int = LISTED, looked: bool = True) -> list[Item]:
    """The entities by kind, at most so many, each with the number of its mentions."""
    if not entities:
        return [Item(Content.styled("No names found here." if looked else LOOKING, "dim"))]
    kinds = [(heading, own) for kind, heading in KINDS.items() if (own := _of_kind(entities, kind))]

    def items() -> Iterator[Item]:
        for heading, own in kinds:
            yield Item(Content.assemble((heading, "bold"), (f"  {len(own)}", "dim")))
            for number, entity in own:
                value = f"  {entity.value}" if entity.value and entity.value != entity.name else ""
                count = f"  {len(entity.mentions)}" if len(entity.mentions) > 1 else ""
                yield Item(Content.assemble(("  " + drawable(entity.name), ""), (count + value, "dim")), str(number))

    return _up_to(limit, items(), len(entities) + len(kinds))


def _of_kind(entities: Sequence[Entity], kind: str) -> list[tuple[int, Entity]]:
    return [(number, entity) for number, entity in enumerate(entities) if entity.label == kind]


def related_items(posts: Sequence[RelatedPost], *, more: bool, looked: bool) -> list[Item]:
    """Related posts, and behind them the way to more or the word that there are none."""
    items = [
        Item(
            Content.assemble(
                (drawable(p.title), "bold" if p.id and not p.read else ""),
                (f"\n{drawable(p.detail)}\n" if p.detail else "\n", "dim"),
            ),
            f"post:{n}",
        )
        for n, p in enumerate(posts)
    ]
    if more:
        items.append(Item(Content.styled("Load more posts", "italic"), MORE))
    else:
        items.append(Item(Content.styled("No more posts" if looked else LOOKING, "dim")))
    return items


def note_items(annotations: Sequence[Annotation], text: str) -> list[Item]:
    """The marks of an article with their notes and tags; the lost ones under a heading of their own.

    Args:
        annotations: The marks as they stand in the text, the lost ones last.
        text: The article's text.
    """
    if not annotations:
        return [Item(Content.styled("No marks yet. H marks a sentence.", "dim"))]
    lost = sum(mark.state is AnchorState.ORPHANED for mark in annotations)
    items = [_note_item(mark, text) for mark in annotations]
    if lost:
        heading = Content.assemble(
            ("Lost their place", "bold"), (f"  {lost}", "dim"), ("  Enter looks for one", "dim italic")
        )
        items.insert(len(items) - lost, Item(heading))
    return items


def _note_item(mark: Annotation, text: str) -> Item:
    from newsreader.notes.anchoring import passage_now
    from newsreader.tui.widgets.comparison import compared

    now = passage_now(mark, text)
    state = "  changed" if now else "  moved" if mark.state is AnchorState.MOVED else ""
    parts = [(f"{GLYPHS.get(mark.color.value, '●')} ", f"bold $ink-{mark.color.value}")]
    if now and max(len(now), len(mark.target.exact)) <= COMPARED:
        parts += compared(" ".join(mark.target.exact.split()), " ".join(now.split()), kept="")
    else:
        parts.append((_excerpt(mark.target.exact, 90), "dim" if mark.state is AnchorState.ORPHANED else ""))
    parts.append((state, "dim italic"))
    if mark.note:
        parts.append(("\n" + _excerpt(mark.note, 160), "italic"))
    parts += [("\nOther note: " + _excerpt(note, 160), "dim italic") for note in mark.other_notes]
    if mark.tags:
        parts.append(("\n" + " ".join(f"#{drawable(t)}" for t in mark.tags), "dim"))
    parts.append(("\n", ""))  # a list counts no padding below an item, so air is a row of its own
    return Item(Content.assemble(*parts), mark.id)
