"""Writing a note."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from newsreader.text.clean import drawable
from newsreader.tui.screens.modal import Modal


class NoteEditor(Modal[str | None]):
    """A note in a proper editor; gives the text back, or None if nothing shall change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,ctrl+enter,f2", "save", "Save", priority=True),
        Binding("escape", "leave", "Leave", priority=True),
    ]

    def __init__(self, passage: str, note: str) -> None:
        """Edit a note.

        Args:
            passage: The marked words, shown above the editor.
            note: The note so far.
        """
        super().__init__()
        self._passage = " ".join(passage.split())
        self._note = note
        self._warned = False

    def compose(self) -> ComposeResult:
        """The passage, the editor, what the keys do."""
        with Vertical(id="note-box"):
            shown = self._passage if len(self._passage) < 240 else self._passage[:239] + "…"
            yield Static(Content.styled(drawable(shown), "italic"), id="note-passage")
            yield TextArea(self._note, id="note-text", show_line_numbers=False, tab_behavior="focus")
            yield Static(id="note-keys")

    def on_mount(self) -> None:
        """Begin to write at the end of what is there."""
        editor = self.query_one(TextArea)
        editor.move_cursor(editor.document.end)
        editor.focus()
        self._say("Markdown. #words become tags.  Ctrl+S saves, Esc leaves.")

    def _say(self, text: str) -> None:
        self.query_one("#note-keys", Static).update(Content.styled(text, "$quiet"))

    def action_save(self) -> None:
        """Give the text back."""
        self.dismiss(self.query_one(TextArea).text.strip())

    def action_leave(self) -> None:
        """Leave; changed text is given up only when Escape is pressed twice."""
        if self.query_one(TextArea).text.strip() == self._note.strip() or self._warned:
            self.dismiss(None)
            return
        self._warned = True
        self._say("The note has changed. Ctrl+S saves it, Esc again gives the change up.")

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Ask again after more was written."""
        self._warned = False
