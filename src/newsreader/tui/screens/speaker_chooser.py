"""Choosing who said a quotation: somebody whom the article names, or a name that the reader types."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from newsreader.text.clean import clean_line, drawable
from newsreader.tui.screens.chooser import Choice, Chooser
from newsreader.tui.widgets.item_list import Item

NOBODY, ANALYSIS = "nobody", "analysis"
LONGEST = 120
"""Code points of a typed name."""


class SpeakerChooser(Chooser):
    """Gives back `NOBODY`, `ANALYSIS`, or ``name:`` with the name behind it."""

    def __init__(self, names: Sequence[tuple[str, str]], current: str, *, corrected: bool) -> None:
        """Offer names.

        Args:
            names: Each with what is known of it.
            current: The speaker as shown now.
            corrected: Whether a correction stands, which can be withdrawn.
        """
        choices = [Choice(f"name:{name}", clean_line(name), detail) for name, detail in names]
        choices.append(Choice(NOBODY, "Nobody known", "a quotation, but the article does not say whose"))
        if corrected:
            choices.append(Choice(ANALYSIS, "As the analysis found it", "withdraws your correction"))
        super().__init__("Who said it?  Choose, or type a name", choices, current=f"name:{current}")

    def fitting(self, words: str) -> list[Item]:
        """The choices that fit, and behind them what was typed as a name of its own."""
        items = super().fitting(words)
        typed = clean_line(words)[:LONGEST].strip()
        if typed and f"name:{typed}" not in {item.key for item in items}:
            items.append(Item(Content.assemble((drawable(typed), "bold"), ("\nas typed", "$quiet")), f"name:{typed}"))
        return items
