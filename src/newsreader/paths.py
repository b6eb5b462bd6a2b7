"""Where things are kept on this machine. Nothing here creates a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def styles_dir() -> Path:
    """The folder of style sheets: inside the installed package, or at the top of a checkout."""
    return _shipped("styles")


def samples_dir() -> Path:
    """The folder of sample articles: inside the installed package, or at the top of a checkout."""
    return _shipped("sample_articles")


def _shipped(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / name


class DataPaths(NamedTuple):
    """The files of one reader.

    Attributes:
        root: The data folder.
        notes: The notes file, a TinyDB JSON file.
    """

    root: Path
    notes: Path

    @classmethod
    def of(cls, data_dir: Path | None = None, notes: Path | None = None) -> DataPaths:
        """Decide where data live.

        Args:
            data_dir: The data folder; default is ``$NEWSREADER_HOME``, then the platform's own place.
            notes: The notes file; default is ``notes.json`` in the data folder.
        """
        if data_dir is None:
            home = os.environ.get("NEWSREADER_HOME")
            if home:
                data_dir = Path(home).expanduser()
            else:
                from platformdirs import user_data_path

                data_dir = user_data_path("newsreader", appauthor=False)
        return cls(root=data_dir, notes=notes or data_dir / "notes.json")

    @property
    def library(self) -> Path:
        """The article store, one SQLite file."""
        return self.root / "library.sqlite"

    @property
    def state(self) -> Path:
        """Small facts of the program itself: last colour, layout, reading positions."""
        return self.root / "state.json"

    @property
    def sections(self) -> Path:
        """Names of categories learnt from the library, one a line."""
        return self.root / "sections.txt"

    @property
    def log(self) -> Path:
        """The log file; nothing is ever logged to the terminal."""
        return self.root / "newsreader.log"


def dictionary_file() -> Path:
    """The reader's own names, beside the settings."""
    return config_file().with_name("dictionary.toml")


def templates_dir() -> Path:
    """The reader's own templates of exported files, beside the settings."""
    return config_file().with_name("templates")


def config_file() -> Path:
    """The reader's settings: by environment, data folder or platform."""
    if explicit := os.environ.get("NEWSREADER_CONFIG"):
        return Path(explicit).expanduser()
    if home := os.environ.get("NEWSREADER_HOME"):
        return Path(home).expanduser() / "config.toml"
    from platformdirs import user_config_path

    return user_config_path("newsreader", appauthor=False) / "config.toml"
