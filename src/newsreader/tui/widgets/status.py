"""What the two lines at the bottom say, made from facts alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from textual.content import Content

from newsreader.tui.actions import ACTIONS, Action, Overrides, first_key, keys_of
from newsreader.tui.widgets.article_paint import GLYPHS

LETTERS_A_MINUTE = 1_400
"""Code points read in a minute: 230 words of five letters, with blanks and punctuation."""

_CONTEXTS = {"read": ("read", "text", "any"), "select": ("text", "any"), "pane": ("pane", "items", "any")}
_ALWAYS = ("help", "back", "quit")
_NEVER_LEFT_OUT = 9
"""The rank of what no lack of room takes away."""


class Facts(NamedTuple):
    """What is going on.

    Attributes:
        pending: Keys pressed that wait for more.
        message: What was said last, empty for nothing.
        error: Whether that is bad news.
        selected: The selected words, None without a selection.
        read_only: Whether marks cannot be changed.
        unsaved: Changes that are not on disk yet.
        marked: Whether the article has marks.
        pen: The colour of the next mark.
        meaning: What that colour means.
        number: Which article this is, from 1.
        articles: How many are open.
        caret: The code point under the caret.
        length: Code points of the text.
    """

    pending: str
    message: str
    error: bool
    selected: str | None
    read_only: bool
    unsaved: int
    marked: bool
    pen: str
    meaning: str
    number: int
    articles: int
    caret: int
    length: int


def status_left(facts: Facts) -> Content:
    """What is going on: keys that wait, a message, the size of the selection."""
    if facts.pending:
        return Content.assemble((f"{facts.pending}  ", "bold $emphasis"), (facts.message, "$quiet"))
    if facts.message:
        return Content.styled(facts.message, "bold $error" if facts.error else "$foreground")
    if facts.selected is not None:
        size = len(facts.selected.split())
        return Content.assemble(("SELECT ", "bold $emphasis"), (f"{size} word{'s' * (size != 1)}", "$quiet"))
    return Content("")


def status_right(facts: Facts, room: int) -> Content:
    """Where the reader is, and whether marks are safe.

    Args:
        facts: What is going on.
        room: Cells to fill at most; the least important parts give way first, trouble with the marks never does.
    """
    parts: list[tuple[int, Content]] = []
    if facts.read_only:
        parts.append((_NEVER_LEFT_OUT, Content.styled("read-only  ", "bold $warning")))
    elif facts.unsaved:
        parts.append((_NEVER_LEFT_OUT, Content.styled("saving…  ", "$warning")))
    elif facts.marked:
        parts.append((4, Content.styled("saved  ", "$quiet")))
    pen = (f"{GLYPHS[facts.pen]} ", f"bold $ink-{facts.pen}")
    parts.append((3, Content.assemble(pen, (f"{facts.meaning}  ", "$quiet"))))
    if facts.articles > 1:
        parts.append((2, Content.styled(f"{facts.number}/{facts.articles}  ", "$quiet")))
    if facts.length:
        if minutes := round((facts.length - facts.caret) / LETTERS_A_MINUTE):
            parts.append((1, Content.styled(f"{minutes} min left  ", "$quiet")))
        parts.append((5, Content.styled(f"{round(100 * facts.caret / max(1, facts.length - 1)):3}%", "bold")))
    for least in (*sorted(rank for rank, _ in parts if rank != _NEVER_LEFT_OUT), _NEVER_LEFT_OUT):
        if sum(part.cell_length for _, part in parts) <= room:
            break
        parts = [(rank, part) for rank, part in parts if rank > least or rank == _NEVER_LEFT_OUT]
    return Content("").join(part for _, part in parts)


@lru_cache(maxsize=16)
def footer(state: Literal["read", "select", "pane"], width: int, overrides: Overrides = ()) -> Content:
    """The most useful keys of a state, as many as fit; help and the way out always do.

    Args:
        state: What the keys are working on.
        width: Cells to fill.
        overrides: The reader's own keys.
    """
    return hints((a for a in ACTIONS if a.context in _CONTEXTS[state]), width, overrides)


def hints(actions: Iterable[Action], width: int, overrides: Overrides = ()) -> Content:
    """Keys with a word for each, whole ones only, as many as fit; help and the ways out always do.

    Args:
        actions: What to name, in the order of the line; those without a word for the footer are passed over.
        width: Cells to fill.
        overrides: The reader's own keys.
    """
    named = [a for a in actions if a.footer and keys_of(a, overrides)]
    taken, used = set(), 0
    for action in sorted(named, key=lambda a: a.footer not in _ALWAYS):
        size = len(first_key(action.id, overrides)) + len(action.footer) + 4
        if used + size - 3 < width:
            taken.add(action)
            used += size
    parts: list[tuple[str, str]] = []
    for action in (a for a in named if a in taken):
        parts.append(("   " if parts else "", ""))
        parts += [(first_key(action.id, overrides), "bold $emphasis"), (f" {action.footer}", "$quiet")]
    return Content.assemble(*parts)
