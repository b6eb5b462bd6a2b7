"""A bare Textual app with the chrome of the reader: what any program of this look has to pay for its first picture."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Label, OptionList, Static

PANES = {"quotes": "Who said what", "entities": "Names", "related": "Related posts", "notes": "Notes"}


class Bare(App[None]):
    """Shows a text as it is in the file."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { layout: vertical; background: $background; }
    #header { height: auto; max-height: 5; padding: 1 3; background: $background; }
    #tabs { height: 1; padding: 0 2; background: $background; }
    #desk { height: 1fr; }
    #text { width: 1fr; height: 1fr; background: $surface; padding: 0 3; scrollbar-size-vertical: 1; }
    #side { width: 42; background: $panel; }
    .pane { height: 1fr; border-top: solid $border; border-title-color: $text-muted; background: $panel; }
    .pane.-active { border-top: solid $accent; border-title-color: $accent; }
    OptionList { height: 1fr; padding: 0 1; border: none; background: $panel; scrollbar-size-vertical: 1; }
    #prompt { height: 1; background: $panel; padding: 0 1; display: none; }
    #prompt Label { width: auto; color: $accent; text-style: bold; }
    #prompt Input { width: 1fr; border: none; height: 1; background: $panel; padding: 0; }
    #status { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    #footer { height: 1; padding: 0 1; background: $background; }
    """

    def __init__(self, path: Path) -> None:
        """Read the text."""
        super().__init__()
        self._text = path.read_text(encoding="utf-8")

    def compose(self) -> ComposeResult:
        """Header, tabs, text, panes, prompt, status, footer; one pane is in sight, or all where there is room."""
        title, _, text = self._text.partition("\n")
        yield Static(title + "\nwho, when", id="header", markup=False)
        yield Static(" Text  " + "  ".join(PANES.values()), id="tabs", markup=False)
        with Horizontal(id="desk"):
            with VerticalScroll(id="text"):
                yield Static(text, markup=False)
            with Vertical(id="side"):
                for name, heading in PANES.items():
                    with Vertical(id=name, classes="pane") as pane:
                        yield OptionList()
                    pane.border_title = heading
                    pane.display = self.size.width >= 150 or name == "quotes"
        with Horizontal(id="prompt"):
            yield Label("", markup=False)
            yield Input(compact=True)
        yield Static("yellow  3 min left  0%", id="status", markup=False)
        yield Static("H mark  / find  ? help  q quit", id="footer", markup=False)

    def on_mount(self) -> None:
        """Begin in the text."""
        self.query_one("#text").focus()


if __name__ == "__main__":
    Bare(Path(sys.argv[1])).run()
