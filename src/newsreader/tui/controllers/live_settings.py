"""Settings that change while the program runs: edited from inside, or saved by another program."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.config import Config, load_config, settings_of
from newsreader.errors import NewsreaderError
from newsreader.tui.presets import with_preset

if TYPE_CHECKING:
    from newsreader.tui.screens.reader import ReaderScreen


class LiveSettings:
    """Looks after the settings file and puts into effect what changed in it."""

    def __init__(self, screen: ReaderScreen, path: Path) -> None:
        """Begin with the file as it is.

        Args:
            screen: The reading screen, which has read the file.
            path: The file.
        """
        self._screen = screen
        self._path = path
        self._stamp = self._now()

    def _now(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_size

    def look(self) -> None:
        """Read the file again if it was changed."""
        stamp = self._now()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            config = with_preset(load_config(self._path))
        except NewsreaderError as error:
            short = str(error).replace(str(self._path), self._path.name)
            self._screen.say(f"Nothing changed: {short}", error=True)
            return
        self._apply(config)

    def edit(self) -> None:
        """Open the file in the reader's editor, and put into effect what changed."""
        from newsreader.config_pages import begin_file
        from newsreader.tui.controllers.editor import own_editor, run_editor

        editor = own_editor()
        if not editor:
            self._screen.say(f"$EDITOR is not set; the settings are in {self._path}")
            return
        try:
            begin_file(self._path)
        except NewsreaderError as error:
            self._screen.say(str(error), error=True)
            return
        if run_editor(self._screen.app, editor, self._path, self._screen.say):
            self.look()

    def _apply(self, config: Config) -> None:
        before, known = self._screen.config, settings_of()
        changed = [f.name for f in fields(Config) if getattr(before, f.name) != getattr(config, f.name)]
        if not changed:
            return
        self._screen.configure(config)
        if "theme" in changed and config.theme in self._screen.app.available_themes:
            self._screen.app.theme = config.theme
            self._screen.memory.theme = ""
        waiting = [name for name in changed if not known[name].live]
        said = f"Settings: {', '.join(changed)}"
        self._screen.say(f"{said}; {', '.join(waiting)} after a restart" if waiting else said)
