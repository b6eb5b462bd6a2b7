"""What all performers share: the screen they act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.tui.screens.reader import ReaderScreen


class Performer:
    """Acts on a reading screen."""

    def __init__(self, screen: ReaderScreen) -> None:
        """Act on a screen."""
        self.screen = screen
