"""``newsreader config``: the settings are shown, found, edited and checked."""

import json
from pathlib import Path

import pytest

from newsreader.config import Config, read_config, settings_of
from newsreader.config_pages import as_toml, first_file, held
from tests.cli.test_commands import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def test_every_setting_is_shown_with_what_it_means(program: Program) -> None:
    program.home.mkdir()
    (program.home / "config.toml").write_text("measure = 60\n")
    rows = [json.loads(line) for line in program("config", "show", "--json").splitlines()]
    assert [row["name"] for row in rows] == list(settings_of())
    assert [row["name"] for row in rows if row["changed"]] == ["measure"]
    assert all(row["meaning"] and row["allowed"] for row in rows)
    assert "measure = 60   (default 76)" in program("config", "show")


def test_only_the_settings_that_are_named_are_shown(program: Program) -> None:
    rows = [json.loads(line) for line in program("config", "show", "theme", "spacing", "--json").splitlines()]
    assert [row["name"] for row in rows] == ["theme", "spacing"]
    program("config", "show", "colour", status=2)
    assert "no setting is called colour; there are theme," in program.errors


def test_the_file_is_named_and_begun_in_the_readers_editor(program: Program) -> None:
    place = Path(program("config", "path").strip())
    assert place == program.home / "config.toml"
    assert not place.exists()
    editor = program.folder / "editor.sh"
    editor.write_text('#!/bin/sh\necho "spacing = 2" >> "$1"\n')
    editor.chmod(0o755)
    program.variables["VISUAL"] = str(editor)
    program("config", "edit")
    assert "is all right" in program.errors
    assert place.read_text(encoding="utf-8") == first_file() + "spacing = 2\n"
    editor.write_text('#!/bin/sh\necho "spaceing = 2" >> "$1"\n')
    program("config", "edit", status=1)
    assert "there is no setting 'spaceing'; did you mean 'spacing'?" in program.errors


def test_the_file_to_begin_with_says_nothing_yet_and_every_line_of_it_can_be_used() -> None:
    assert read_config(first_file(), "f") == Config()
    used = "\n".join(
        line.removeprefix("# ")
        for line in first_file().split("\n")
        if line.startswith(tuple(f"# {n} =" for n in settings_of()))
    )
    config = read_config(used, "f")
    assert config.export_folder == "~/vault/News"
    assert config.keys == {"mark.make": ("H", "ctrl+h")}


def test_a_setting_as_toml_is_read_back_as_it_was() -> None:
    config = read_config('[colors]\nblue = "non\\"sense"\n[keys]\n"mark.make" = ["H", "ctrl+h"]\n', "f")
    again = read_config("\n".join(f"{one.name} = {one.value}" for one in held(config)), "f")
    assert again == config
    assert as_toml({}) == "{}"


def test_an_error_says_where_it_stands() -> None:
    with pytest.raises(Exception, match=r"^f, line 3: measure must lie between 30 and 200, not 9$"):
        read_config("spacing = 1\n\nmeasure = 9\n", "f")
    with pytest.raises(Exception, match=r"^f, line 2: there is no setting 'colour'; did you mean 'colors'\?$"):
        read_config('spacing = 1\n[colour]\nblue = "x"\n', "f")
