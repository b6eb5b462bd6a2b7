"""Two versions of a text as one: what was taken out struck through, what came in underlined."""

from __future__ import annotations

from textual.content import Content

from newsreader.text.clean import drawable

NEAR = 90
"""Code points of unchanged text shown on either side of a change."""

Parts = list[tuple[str, str]]


def compared(old: str, new: str, kept: str = "$quiet") -> Parts:
    """The words of both texts with their styles, empty if the words are the same.

    Args:
        old: The text before.
        new: The text after.
        kept: The style of what is in both.
    """
    from newsreader.library import ChangeKind, word_diff

    changes = word_diff(old, new)
    if all(change.kind is ChangeKind.KEPT for change in changes):
        return []
    parts: Parts = []
    for number, change in enumerate(changes):
        if change.kind is ChangeKind.KEPT:
            words = drawable(new[change.new.start : change.new.end])
            parts.append((_shortened(words, head=number > 0, tail=number < len(changes) - 1), kept))
            continue
        before, after = drawable(old[slice(*change.old)]), drawable(new[slice(*change.new)])
        together = before and after and not before[-1:].isspace() and not after[:1].isspace()
        parts += ((before, "strike $error"), (" " if together else "", ""), (after, "bold underline $success"))
    return [part for part in parts if part[0]]


def comparison(old: str, new: str) -> Content:
    """The changes between two texts, each with the words around it.

    Args:
        old: The text before.
        new: The text after.

    Returns:
        What was taken out struck through and what came in underlined; long stretches that stayed are left out.
    """
    parts = compared(old, new)
    return Content.assemble(*parts) if parts else Content.styled("The words are the same.", "$quiet")


def _shortened(words: str, *, head: bool, tail: bool) -> str:
    """What stayed, without its middle where it is long; its ends only where a change stands beside them."""
    if len(words) <= 2 * NEAR:
        return words
    first = f"{words[:NEAR]} …" if head else "…"
    return f"{first}\n\n… {words[-NEAR:]}" if head and tail else f"… {words[-NEAR:]}" if tail else first
