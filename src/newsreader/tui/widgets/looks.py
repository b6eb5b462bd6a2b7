"""The styles of a widget's parts, read from the style sheet when a part is first drawn.

Textual works out the style of every component class of a widget at every change of its style, drawn or not; with the
thirty classes of the text pane that was a tenth of the time to the first picture. Here a class is worked out once, when
it is drawn, in the same way: by a node that nobody sees. A style sheet of its own, if there is one, is read with the
first part that it is needed for: Textual parses ten rules in two to three milliseconds.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from rich.style import Style
from textual.dom import DOMNode
from textual.widget import Widget

from newsreader.paths import styles_dir


class Looks:
    """Styles by the name of a part; the rules in the style sheet are written for the class ``<prefix>--<name>``."""

    def __init__(self, widget: Widget, prefix: str, *, sheet: str = "", but: Collection[str] = ()) -> None:
        """Know no style yet.

        Args:
            widget: Whose parts they are.
            prefix: The first half of the class names.
            sheet: The file in `styles` with the rules for all parts but some, which are in a sheet of the app; empty
                if the app has all.
            but: Those parts.
        """
        self._widget = widget
        self._prefix = prefix
        self._sheet = str(styles_dir() / sheet) if sheet else ""
        self._but = but
        self._known: dict[str, Style] = {}

    def __getitem__(self, name: str) -> Style:
        """The style of a part, to be laid over that of the widget.

        Args:
            name: The name of a part; ``text`` is the widget itself and ``blank`` its ground alone.
        """
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._worked_out(name)
        return known

    def _worked_out(self, name: str) -> Style:
        if name == "text":
            return self._widget.rich_style
        if name == "blank":
            return Style(bgcolor=self._widget.rich_style.bgcolor)
        stylesheet = self._widget.app.stylesheet
        if self._sheet and name not in self._but and not stylesheet.has_source(self._sheet):
            stylesheet.add_source(Path(self._sheet).read_text(encoding="utf-8"), (self._sheet, ""))
        node = DOMNode(classes=f"{self._prefix}--{name}")
        node._attach(self._widget)
        stylesheet.apply(node)
        return node.styles.partial_rich_style

    def clear(self) -> None:
        """Forget all, as the theme or the state of the widget has changed."""
        self._known.clear()
