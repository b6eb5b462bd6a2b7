"""What all dialogs share: each closes once, however quickly keys follow one another."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

from newsreader.paths import styles_dir

Result = TypeVar("Result")


class Modal(ModalScreen[Result]):
    """A dialog.

    A key that was pressed before the dialog was gone would close it again, and with it the screen below.
    """

    CSS_PATH = str(styles_dir() / "dialogs.tcss")

    _left = False

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close with a result; a second call does nothing."""
        if self._left:
            return AwaitComplete()
        self._left = True
        return super().dismiss(result)
