"""The settings file: what is taken, and what is refused with a word of help."""

from pathlib import Path

import pytest

from newsreader.config import Config, ConfigError, load_config


def config(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path)


def test_without_a_file_all_settings_have_their_defaults(tmp_path: Path) -> None:
    assert load_config(tmp_path / "config.toml") == Config()


def test_settings_are_read(tmp_path: Path) -> None:
    read = config(
        tmp_path,
        'theme = "nord"\nmeasure = 60\nspacing = 2\npreset = "plain"\n'
        '[colors]\nblue = "nonsense"\n[keys]\n"mark.make" = "ctrl+t"\n"mark.note" = ["x", "f9"]\n',
    )
    assert (read.theme, read.measure, read.spacing, read.preset) == ("nord", 60, 2, "plain")
    assert (read.color_name("blue"), read.color_name("yellow")) == ("nonsense", "claim")
    assert read.keymap == (("mark.make", ("ctrl+t",)), ("mark.note", ("x", "f9")))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("measur = 60", "did you mean 'measure'"),
        ("measure = 500", "between 30 and 200"),
        ('measure = "wide"', "must be a number"),
        ("spacing = 3", "1 or 2"),
        ('preset = "plane"', "did you mean 'plain'"),
        ('[colors]\nyelow = "x"', "did you mean 'yellow'"),
        ('[keys]\n"mark.make" = 3', r"keys of mark\.make"),
        ("measure =", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(ConfigError, match=word) as refused:
        config(tmp_path, text)
    assert "config.toml" in str(refused.value)
    assert "\n" not in str(refused.value)
