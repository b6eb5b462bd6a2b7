"""A bare app around the text pane that counts what it would write to the terminal."""

from __future__ import annotations

from rich.console import Console
from textual.app import App, ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip

from newsreader.article import Article
from newsreader.paths import styles_dir
from newsreader.tui.themes import DARK, role_colours
from newsreader.tui.widgets.article_view import ArticleView

TRUECOLOR = Console(color_system="truecolor", force_terminal=True, legacy_windows=False)
"""What most terminals understand, and the longest form of every style."""


class CountingView(ArticleView):
    """A text pane that counts the rows it paints."""

    painted = 0
    filling = True

    def _start_filling(self) -> None:
        if self.filling:
            super()._start_filling()

    def render_line(self, y: int) -> Strip:
        self.painted += 1
        return super().render_line(y)


class ArticleApp(App[None]):
    """Shows one article; `written` is the bytes of every update since `forget`.

    With ``filling=False`` nothing is laid out in the background, so that what one key costs can be told.
    """

    CSS_PATH = str(styles_dir() / "article_view.tcss")

    def __init__(self, article: Article, *, filling: bool = True) -> None:
        super().__init__()
        self.article = article
        self.filling = filling
        self.written: list[int] = []
        self.seen: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return role_colours(self.current_theme)

    def compose(self) -> ComposeResult:
        view = CountingView()
        view.filling = self.filling
        yield view

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.theme = DARK.name
        self.view.set_article(self.article)
        self.view.focus()

    @property
    def view(self) -> CountingView:
        return self.query_one(CountingView)

    def _display(self, screen: Screen[object], renderable: object) -> None:
        if hasattr(renderable, "render_segments"):
            self.written.append(len(renderable.render_segments(TRUECOLOR).encode()))

    def forget(self) -> None:
        self.written.clear()
        self.seen.clear()
        self.view.painted = 0

    def on_article_view_caret_moved(self, event: ArticleView.CaretMoved) -> None:
        self.seen.append(event)

    def on_article_view_selection_changed(self, event: ArticleView.SelectionChanged) -> None:
        self.seen.append(event)

    def on_article_view_mark_clicked(self, event: ArticleView.MarkClicked) -> None:
        self.seen.append(event)

    def on_article_view_view_moved(self, event: ArticleView.ViewMoved) -> None:
        self.seen.append(event)

    def shown(self) -> list[str]:
        """The rows on the screen as plain text, from the gutter on."""
        left = self.view.margin()
        return [self.view.render_line(y).text[left:].rstrip() for y in range(self.view.size.height)]

    def cell(self, x: int, y: int) -> tuple[int, int]:
        """Where a cell of `shown` is in the pane."""
        return x + self.view.margin(), y
