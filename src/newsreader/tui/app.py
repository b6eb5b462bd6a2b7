"""The app: themes, the desk, the reading screen."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App

from newsreader.config import Config
from newsreader.paths import DataPaths, styles_dir
from newsreader.tui.controllers.memory import Memory
from newsreader.tui.desk import Desk
from newsreader.tui.presets import with_preset
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.themes import DARK, LIGHT, role_colours

if TYPE_CHECKING:
    from newsreader.tui.messages import (
        Analysed,
        ArticleRead,
        Exported,
        MarkRefused,
        MarkSaved,
        MarksLoaded,
        PlacesFound,
        RelatedFound,
        RevisionsListed,
        SourceFailed,
        SourcesDone,
        TookBack,
        TrashListed,
    )


class NewsreaderApp(App[int]):
    """Reads articles; everything else happens on the reading screen."""

    CSS_PATH: ClassVar[list[str | Path]] = [  # type: ignore[assignment]
        str(styles_dir() / name) for name in ("article_view.tcss", "reader.tcss")
    ]
    ENABLE_COMMAND_PALETTE = False
    TITLE = "newsreader"

    def __init__(self, sources: Sequence[str], paths: DataPaths, config: Config | None = None) -> None:
        """Prepare to read.

        Args:
            sources: What to open; nothing for the library.
            paths: Where data live.
            config: Settings; the defaults if not given.

        Raises:
            KeymapError: If the keys of the settings cannot be used.
        """
        super().__init__()
        self.config = with_preset(config or Config())
        self.desk = Desk(paths, self.post_message, self.config)
        memory = Memory.load(paths.state)
        self._reader = ReaderScreen(self.desk, self.config, memory, sources)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        wanted = memory.theme or self.config.theme
        # The default is set without telling anybody, as that would parse every style sheet once more before the first
        # picture.
        self.set_reactive(App.theme, DARK.name)
        self.stylesheet.set_variables(self.get_css_variables())
        if wanted in self.available_themes:
            self.theme = wanted

    def get_default_screen(self) -> ReaderScreen:
        """The reading screen stands lowest; an empty one below it would cost a layout and a picture."""
        return self._reader

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours by role for themes that do not know them."""
        return role_colours(self.current_theme)

    def on_mount(self) -> None:
        """Let nothing move by itself."""
        self.animation_level = "none"

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """Leave, remembering where the reader is."""
        self._reader.remember()
        super().exit(*args, **kwargs)

    def on_unmount(self) -> None:
        """Let nothing be lost that was begun."""
        self.desk.close()

    def on_app_focus(self) -> None:
        """See what was changed while the reader was elsewhere."""
        if self._told:
            self._reader.settings.look()
            self.desk.notebook.refresh()

    # What the workers say goes to the reading screen

    @property
    def _told(self) -> bool:
        """Whether the reading screen can be told; not while the program ends."""
        return bool(self._reader.children)

    def on_article_read(self, message: ArticleRead) -> None:
        """An article came in."""
        if self._told:
            self._reader.article_read(message)

    def on_source_failed(self, message: SourceFailed) -> None:
        """Something could not be opened."""
        if self._told:
            self._reader.say(message.text, error=True)

    def on_sources_done(self, message: SourcesDone) -> None:
        """All sources are read."""
        if self._told:
            self._reader.sources_done(message)

    def on_analysed(self, message: Analysed) -> None:
        """Quotes and names are known."""
        if self._told:
            self._reader.findings.analysed(message)

    def on_related_found(self, message: RelatedFound) -> None:
        """Related posts came in."""
        if self._told:
            self._reader.findings.related_found(message)

    def on_marks_loaded(self, message: MarksLoaded) -> None:
        """The marks of the article came in."""
        if self._told:
            self._reader.marks_loaded(message)

    def on_mark_saved(self, message: MarkSaved) -> None:
        """A mark or a correction is on disk."""
        if self._told:
            self._reader.marks.saved(message.serial)
            self._reader.corrections.saved(message.serial)

    def on_mark_refused(self, message: MarkRefused) -> None:
        """A mark could not be written."""
        if self._told:
            self._reader.mark_refused(message)

    def on_took_back(self, message: TookBack) -> None:
        """Undo or redo has changed a mark."""
        if self._told:
            self._reader.took_back(message)

    def on_revisions_listed(self, message: RevisionsListed) -> None:
        """The versions of an article are known."""
        if self._told and self._reader.article is not None and self._reader.article.id == message.article_id:
            self._reader.browsing.show_changes(message.revisions)

    def on_places_found(self, message: PlacesFound) -> None:
        """Places for a mark that lost its own are known."""
        if self._told and self._reader.article is not None and self._reader.article.id == message.article_id:
            self._reader.marking.choose_place(message.mark, message.places)

    def on_trash_listed(self, message: TrashListed) -> None:
        """The trash is known."""
        if self._told:
            self._reader.marking.choose_from_trash(message.marks)

    def on_exported(self, message: Exported) -> None:
        """Notes were exported."""
        if self._told:
            self._reader.say(message.text, error=message.failed)


def _log_to(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("newsreader")
    root.addHandler(handler)
    root.propagate = False
    yield
    root.removeHandler(handler)
    handler.close()


def run_reader(sources: Sequence[str], paths: DataPaths, config: Config | None = None) -> int:
    """Run the app until the reader quits.

    Args:
        sources: What to open; nothing for the library.
        paths: Where data live.
        config: Settings.

    Returns:
        The exit status.
    """
    logged = _log_to(paths.log)
    next(logged)
    try:
        NewsreaderApp(sources, paths, config).run()
    finally:
        next(logged, None)
    return 0
