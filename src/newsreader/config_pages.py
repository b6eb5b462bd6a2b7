"""The settings in words: the file to begin with, what holds and why, the page of the documentation."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsreader.config import Config, ConfigError, Setting, settings_of

WIDTH = 100
"""Columns of the file to begin with."""


@dataclass(frozen=True, slots=True)
class Held:
    """A setting as it holds.

    Attributes:
        name: Of the setting.
        value: As TOML.
        default: As TOML.
        setting: What it means.
    """

    name: str
    value: str
    default: str
    setting: Setting

    @property
    def changed(self) -> bool:
        """Whether the file says something else than the default."""
        return self.value != self.default


def held(config: Config) -> list[Held]:
    """Every setting as it holds, in order."""
    usual = Config()
    return [
        Held(name, as_toml(getattr(config, name)), as_toml(getattr(usual, name)), setting)
        for name, setting in settings_of().items()
    ]


def as_toml(value: Any) -> str:
    """A value as it stands in the file."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(k)} = {as_toml(v)}" for k, v in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(as_toml, value))}]"
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return name if name.isidentifier() else json.dumps(name)


def first_file() -> str:
    """A file that says nothing yet: every setting with its meaning, commented out."""
    parts = [
        "# Settings of newsreader. Take the # away before a setting to change it.\n"
        "# newsreader config show says what holds."
    ]
    parts += [f"{_comment(h)}\n# {h.name} = {h.setting.example or h.default}" for h in held(Config())]
    return "\n\n".join(parts) + "\n"


def begin_file(file: Path) -> None:
    """Write a file that says nothing yet, if there is none.

    Raises:
        ConfigError: If it cannot be written.
    """
    if file.exists():
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(first_file(), encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{file}: cannot be written ({error.strerror}); check the folder") from error


def _comment(one: Held) -> str:
    text = f"{one.setting.meaning} ({one.setting.allowed}{'' if one.setting.live else '; after a restart'})"
    return "\n".join(textwrap.wrap(text, WIDTH, initial_indent="# ", subsequent_indent="# "))


def page() -> str:
    """The page of the documentation."""
    return "\n".join(_page_lines()) + "\n"


def _page_lines() -> Iterator[str]:
    yield "# Configuration"
    yield ""
    yield from textwrap.wrap(
        "One TOML file. `newsreader config path` says where it is, `newsreader config edit` opens it in your editor "
        "and checks it, `newsreader config show` says what holds. In the program `g,` edits it too; what has changed "
        "takes hold at once, also when another program saves the file and you come back. An unknown setting or a "
        "wrong value is refused in one line that says where it stands.",
        120,
    )
    for one in held(Config()):
        yield ""
        yield f"## `{one.name}`"
        yield ""
        yield one.setting.meaning + ("" if one.setting.live else " A change takes hold after a restart.")
        yield ""
        yield f"Allowed: {one.setting.allowed}. Default: `{one.default}`."
        if one.setting.example:
            yield ""
            yield "```toml"
            yield f"{one.name} = {one.setting.example}"
            yield "```"
