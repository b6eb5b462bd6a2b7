"""A short tour for who is here for the first time: one thing to try after another, left whenever the reader likes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widgets import Static

from newsreader.tui.actions import Overrides, first_key

if TYPE_CHECKING:
    from newsreader.tui.screens.reader import ReaderScreen


class Step(NamedTuple):
    """One thing to try.

    Attributes:
        text: What to do; an action in braces stands for its key.
        done_by: Actions that do it; one that ends in a dot stands for all that begin so.
    """

    text: str
    done_by: tuple[str, ...]


STEPS = (
    Step(
        "{move.down} and {move.up} move by row, {move.sentence} by sentence, {move.paragraph} by paragraph. "
        "Go on to the next sentence.",
        ("move.",),
    ),
    Step("{mark.make} marks the sentence you are in. It is on disk at once.", ("mark.make", "mark.quote")),
    Step("{mark.note} writes a note on it, {mark.tag} tags it. Write one.", ("mark.note", "mark.tag", "mark.edit")),
    Step("{mark.undo} takes back whatever you did last, also tomorrow. Try it.", ("mark.undo",)),
    Step(
        "{jump.next-quote} goes to the next quotation, {pane.quotes} to all of them with who said each. Look at one.",
        ("jump.next-quote", "pane.quotes", "peek.open"),
    ),
    Step("{find.start} finds words as you type, {find.next} goes on. Find one.", ("find.",)),
    Step(
        "{article.open} opens a file or an address, {article.samples} the samples, {article.feeds} the feeds. "
        "{app.help} shows every key. That is all.",
        ("article.", "app.help"),
    ),
)
"""The tour."""


class Tour:
    """Shows one step at a time in a line over the status."""

    def __init__(self, screen: ReaderScreen) -> None:
        """Wait to be begun.

        Args:
            screen: The reading screen.
        """
        self._screen = screen
        self._number: int | None = None
        self._line: Static | None = None

    @property
    def running(self) -> bool:
        """Whether a step is shown."""
        return self._number is not None

    def begin(self) -> None:
        """Show the first step; the tour does not begin by itself again."""
        self._number = 0
        self._screen.memory.toured = True
        self._show()

    def end(self) -> None:
        """Leave the tour."""
        self._number = None
        if self._line is not None:
            self._line.remove()
            self._line = None

    def performed(self, action_id: str) -> None:
        """Go on when the reader has done what the step asks for."""
        if self._number is None:
            return
        if action_id.startswith(STEPS[self._number].done_by):
            self._number += 1
            if self._number == len(STEPS):
                self.end()
            else:
                self._show()

    def _show(self) -> None:
        assert self._number is not None
        content = step_text(self._number, self._screen.config.keymap)
        if self._line is None:
            self._line = Static(content, id="tour")
            self._screen.mount(self._line, before="#status")
        else:
            self._line.update(content)


def step_text(number: int, overrides: Overrides = ()) -> Content:
    """A step as it is shown, with the reader's own keys in it.

    Args:
        number: Which, from 0.
        overrides: The reader's own keys.
    """
    parts: list[Content | str | tuple[str, str]] = [(f"Tour {number + 1}/{len(STEPS)}  ", "bold $emphasis")]
    for piece in STEPS[number].text.split("{"):
        action, brace, rest = piece.partition("}")
        if brace:
            parts.append((first_key(action, overrides), "bold $emphasis"))
            parts.append(rest)
        else:
            parts.append(piece)
    end = first_key("app.tour", overrides)
    return Content.assemble(*parts, (f"   {end} ends the tour", "$quiet"))
