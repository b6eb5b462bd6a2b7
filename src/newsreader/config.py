"""The reader's settings: one TOML file, every setting explained where it is defined.

From these definitions come the file that ``newsreader config edit`` begins with, what ``newsreader config show`` says,
and the page of the documentation; see `newsreader.config_pages`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from newsreader.errors import NewsreaderError

PRESETS = ("vim", "plain")
COLORS = ("yellow", "green", "blue", "pink", "purple")


class ConfigError(NewsreaderError):
    """A settings file that cannot be used; the message names the file, the line or key, and what to do."""


class Setting(NamedTuple):
    """What is known of a setting beside its default.

    Attributes:
        meaning: What it decides.
        allowed: What it may be, in words.
        example: A value for the file, as TOML; the default where it is empty.
        taken: Makes the value of the setting from that of the file.
        live: Whether a change takes hold while the program runs.
    """

    meaning: str
    allowed: str
    example: str
    taken: Callable[[Any], Any]
    live: bool


class _WrongError(ValueError):
    """A value that a setting cannot have; says what it can."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _WrongError(f"must be a text in quotation marks, not {value!r}")
    return value


def _between(low: int, high: int) -> Callable[[Any], int]:
    def taken(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise _WrongError(f"must be a number, not {value!r}")
        if not low <= value <= high:
            range_ = f"be {low} or {high}" if high == low + 1 else f"lie between {low} and {high}"
            raise _WrongError(f"must {range_}, not {value}")
        return value

    return taken


def _preset(value: Any) -> str:
    if (name := _text(value)) not in PRESETS:
        raise _WrongError(f"cannot be {name!r}{_near(name, PRESETS)}; there are {' and '.join(PRESETS)}")
    return name


def _colors(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise _WrongError("must be a table of colours and what they mean")
    for name, meaning in value.items():
        if name not in COLORS:
            raise _WrongError(f"has no colour {name!r}{_near(name, COLORS)}; there are {', '.join(COLORS)}")
        if not isinstance(meaning, str):
            raise _WrongError(f"must say in quotation marks what {name} means, not {meaning!r}")
    return MappingProxyType({**Config().colors, **value})


def _keys(value: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise _WrongError("must be a table of actions and their keys")
    keys: dict[str, tuple[str, ...]] = {}
    for action, wanted in value.items():
        sequences = [wanted] if isinstance(wanted, str) else wanted
        if not isinstance(sequences, list) or not all(isinstance(s, str) for s in sequences):
            raise _WrongError(f"of {action} must be a text or a list of texts, not {wanted!r}")
        keys[action] = tuple(sequences)
    return MappingProxyType(keys)


def _setting(
    default: Any,
    meaning: str,
    taken: Callable[[Any], Any] = _text,
    allowed: str = "text",
    *,
    example: str = "",
    live: bool = True,
) -> Any:
    metadata = {"setting": Setting(meaning, allowed, example, taken, live)}
    if isinstance(default, Mapping):
        return field(default_factory=lambda: MappingProxyType(dict(default)), metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Config:
    """All settings with their defaults."""

    theme: str = _setting(
        "newsreader-dark",
        "The colours: newsreader-dark, newsreader-light, ansi-dark for those of the terminal, or any theme of Textual. "
        "One that was chosen in the program goes before it.",
        allowed="name of a theme",
    )
    measure: int = _setting(76, "The longest row of text, in cells.", _between(30, 200), "30 to 200")
    spacing: int = _setting(1, "Line spacing.", _between(1, 2), "1 or 2")
    preset: str = _setting(
        "vim",
        "The keys to begin with: vim, or plain with those of other programs (Ctrl+F, Ctrl+Z, F3, Home, End).",
        _preset,
        "vim or plain",
    )
    template: str = _setting(
        "plain",
        "The template that notes are written with: plain, obsidian, logseq, org, zettel, report, or one of your own.",
        allowed="name of a template",
    )
    export_folder: str = _setting(
        "",
        "The folder that the program writes notes to; empty for the folder exports beside them.",
        allowed="path",
        example='"~/vault/News"',
    )
    spacy: str = _setting(
        "",
        "An installed spaCy pipeline that shall find names; empty for the built-in analysis.",
        allowed="name of a pipeline",
        example='"en_core_web_sm"',
        live=False,
    )
    analyzer: str = _setting(
        "",
        "An analyser of another package that finds quotations and names; empty for the built-in analysis.",
        allowed="name of an installed analyser",
        live=False,
    )
    colors: Mapping[str, str] = _setting(
        {"yellow": "claim", "green": "evidence", "blue": "doubt", "pink": "quote", "purple": "to do"},
        "What each of the five colours means to you.",
        _colors,
        "a text for each colour",
    )
    keys: Mapping[str, tuple[str, ...]] = _setting(
        {},
        "Keys of your own by action; they take the place of the default ones. newsreader's help (?) names the actions.",
        _keys,
        "a text or a list of texts for each action",
        example='{ "mark.make" = ["H", "ctrl+h"] }',
    )

    @property
    def keymap(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The reader's own keys in a form that can be cached."""
        return tuple(self.keys.items())

    def color_name(self, color: str) -> str:
        """What a colour means to the reader."""
        return self.colors.get(color, color)


def settings_of() -> dict[str, Setting]:
    """What is known of every setting, by name and in order."""
    return {f.name: f.metadata["setting"] for f in fields(Config)}


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
    return read_config(contents, str(path))


def read_config(contents: str, where: str) -> Config:
    """Read settings from the text of a file.

    Args:
        contents: TOML.
        where: The file, for what is said of it.

    Raises:
        ConfigError: As `load_config`.
    """
    import tomllib  # not before there is something to parse: most start without settings

    try:
        data = tomllib.loads(contents)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{where}: settings cannot be read: {error}") from error
    known = settings_of()
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in known:
            hint = _near(key, tuple(known)) or "; newsreader config show lists them"
            raise ConfigError(f"{where}{_line_of(key, contents)}: there is no setting {key!r}{hint}")
        try:
            values[key] = known[key].taken(value)
        except _WrongError as error:
            raise ConfigError(f"{where}{_line_of(key, contents)}: {key} {error}") from error
    return Config(**values)


def _line_of(key: str, contents: str) -> str:
    """Where a key stands, to be put behind the name of the file; empty if it cannot be told."""
    import re

    found = re.search(rf"^[ \t]*(?:\[+[ \t]*)?[\"']?{re.escape(key)}[\"']?[ \t]*[=\].]", contents, re.MULTILINE)
    return f", line {contents.count(chr(10), 0, found.start()) + 1}" if found else ""


def _near(key: str, known: tuple[str, ...]) -> str:
    import difflib

    near = difflib.get_close_matches(key, known, 1)
    return f"; did you mean {near[0]!r}?" if near else ""
