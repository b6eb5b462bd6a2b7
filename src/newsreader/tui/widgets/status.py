"""What the two lines at the bottom say, made from facts alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from textual.content import Content

from newsreader.tui.actions import ACTIONS, Overrides, keys_of
from newsreader.tui.keys import shown
from newsreader.tui.widgets.article_paint import GLYPHS

LETTERS_A_MINUTE = 1_400
"""Code points read in a minute: 230 words of five letters, with blanks and punctuation."""

_CONTEXTS = {"read": ("read", "text", "any"), "select": ("text", "any"), "pane": ("pane", "items", "any")}
_ALWAYS = ("help", "quit")


@dataclass(frozen=True, slots=True)
class Facts:
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


def status_right(facts: Facts) -> Content:
    """Where the reader is, and whether marks are safe."""
    parts: list[tuple[str, str]] = []
    if facts.read_only:
        parts.append(("read-only  ", "bold $warning"))
    elif facts.unsaved:
        parts.append(("saving…  ", "$warning"))
    elif facts.marked:
        parts.append(("saved  ", "$quiet"))
    parts += [(f"{GLYPHS[facts.pen]} ", f"bold $ink-{facts.pen}"), (f"{facts.meaning}  ", "$quiet")]
    if facts.articles > 1:
        parts.append((f"{facts.number}/{facts.articles}  ", "$quiet"))
    if facts.length:
        minutes = round((facts.length - facts.caret) / LETTERS_A_MINUTE)
        parts.append((f"{minutes} min left  " if minutes else "", "$quiet"))
        parts.append((f"{round(100 * facts.caret / max(1, facts.length - 1)):3}%", "bold"))
    return Content.assemble(*parts)


@lru_cache(maxsize=16)
def footer(state: Literal["read", "select", "pane"], width: int, overrides: Overrides = ()) -> Content:
    """The most useful keys of a state, as many as fit; help and the way out always do.

    Args:
        state: What the keys are working on.
        width: Cells to fill.
        overrides: The reader's own keys.
    """
    actions = [a for a in ACTIONS if a.footer and a.context in _CONTEXTS[state]]
    actions.sort(key=lambda a: a.footer not in _ALWAYS)
    taken, used = [], 0
    for action in actions:
        size = len(shown(keys_of(action, overrides)[0])) + len(action.footer) + 4
        if used + size - 3 < width:
            taken.append(action)
            used += size
    parts: list[tuple[str, str]] = []
    for action in sorted(taken, key=ACTIONS.index):
        parts.append(("   " if parts else "", ""))
        parts += [(shown(keys_of(action, overrides)[0]), "bold $emphasis"), (f" {action.footer}", "$quiet")]
    return Content.assemble(*parts)
