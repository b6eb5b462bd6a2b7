"""The reader's settings: one TOML file, every setting explained where it is defined."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from newsreader.errors import NewsreaderError

PRESETS = ("vim", "plain")
COLORS = ("yellow", "green", "blue", "pink", "purple")


class ConfigError(NewsreaderError):
    """A settings file that cannot be used; the message names the file, the line or key, and what to do."""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings with their defaults."""

    theme: str = "newsreader-dark"
    """Name of the colour theme: newsreader-dark, newsreader-light, or any of Textual's."""

    measure: int = 76
    """The longest row of text, in cells, 30 to 200."""

    spacing: int = 1
    """Line spacing: 1 or 2."""

    colors: MappingProxyType[str, str] = field(
        default_factory=lambda: MappingProxyType(
            {"yellow": "claim", "green": "evidence", "blue": "doubt", "pink": "quote", "purple": "to do"}
        )
    )
    """What each of the five colours means to the reader."""

    spacy: str = ""
    """Name of an installed spaCy pipeline that shall find names; empty for the built-in analysis."""

    template: str = "plain"
    """The template that notes are written with: plain, obsidian, logseq, org, zettel, report, or your own."""

    export_folder: str = ""
    """The folder that the app writes notes to, such as ``~/vault/News``; empty for ``exports`` beside them."""

    preset: str = "vim"
    """The keys to begin with: ``vim``, or ``plain`` with those of other programs (Ctrl+F, Ctrl+Z, F3, Home, End)."""

    keys: MappingProxyType[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The reader's own keys by action: ``"mark.make" = ["H", "ctrl+h"]``. They replace the default ones."""

    @property
    def keymap(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The reader's own keys in a form that can be cached."""
        return tuple(self.keys.items())

    def color_name(self, color: str) -> str:
        """What a colour means to the reader."""
        return self.colors.get(color, color)


def load_config(path: Path) -> Config:
    """Read settings from a file; without one all have their defaults.

    Raises:
        ConfigError: If the file is not TOML, or holds an unknown key or a value of the wrong kind.
    """
    try:
        contents = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: settings cannot be read: {error}") from error
    import tomllib  # not before there is something to parse: most start without settings

    try:
        data = tomllib.loads(contents)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: settings cannot be read: {error}") from error
    known = {f.name for f in fields(Config)}
    for key in data:
        if key not in known:
            raise ConfigError(f"{path}: there is no setting {key!r}{_near(key, known)}")
    values: dict[str, Any] = dict(data)
    _check(path, values)
    return Config(**values)


def _near(key: str, known: set[str] | tuple[str, ...]) -> str:
    import difflib

    near = difflib.get_close_matches(key, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _check(path: Path, values: dict[str, Any]) -> None:
    """Check the values and give them the types of the settings."""
    for key, kind in (
        ("theme", str),
        ("measure", int),
        ("spacing", int),
        ("preset", str),
        ("spacy", str),
        ("template", str),
        ("export_folder", str),
        ("colors", dict),
        ("keys", dict),
    ):
        if key in values and not isinstance(values[key], kind):
            raise ConfigError(f"{path}: {key} must be {kind.__name__}, not {values[key]!r}")
    if not 30 <= values.get("measure", 76) <= 200:
        raise ConfigError(f"{path}: measure must lie between 30 and 200")
    if values.get("spacing", 1) not in (1, 2):
        raise ConfigError(f"{path}: spacing must be 1 or 2")
    if (preset := values.get("preset", PRESETS[0])) not in PRESETS:
        raise ConfigError(f"{path}: there is no preset {preset!r}{_near(preset, PRESETS)}; there are vim and plain")
    for color in values.get("colors", {}):
        if color not in COLORS:
            raise ConfigError(f"{path}: there is no colour {color!r}{_near(color, COLORS)}")
    if "colors" in values:
        values["colors"] = MappingProxyType({**Config().colors, **{k: str(v) for k, v in values["colors"].items()}})
    if "keys" in values:
        keys: dict[str, tuple[str, ...]] = {}
        for action, wanted in values["keys"].items():
            sequences = [wanted] if isinstance(wanted, str) else wanted
            if not isinstance(sequences, list) or not all(isinstance(s, str) for s in sequences):
                raise ConfigError(f"{path}: keys of {action} must be a text or a list of texts")
            keys[action] = tuple(sequences)
        values["keys"] = MappingProxyType(keys)
