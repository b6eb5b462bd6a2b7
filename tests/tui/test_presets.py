"""Presets of keys, the reader's own keys, and what is refused when the program starts."""

from pathlib import Path
from types import MappingProxyType

import pytest

from newsreader.config import Config
from newsreader.paths import DataPaths
from newsreader.tui.actions import ACTIONS, STATES, keymap
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.keys import KeymapError
from newsreader.tui.presets import with_preset
from newsreader.tui.widgets.status import footer
from tests.tui.conftest import Start, press, until

PLAIN = Config(preset="plain")


def own(**keys: tuple[str, ...]) -> Config:
    return Config(keys=MappingProxyType({name.replace("_", "."): k for name, k in keys.items()}))


@pytest.mark.parametrize("preset", ["vim", "plain"])
def test_every_action_can_be_reached_in_every_preset(preset: str) -> None:
    keys = with_preset(Config(preset=preset)).keymap
    assert {a for s in STATES for a in keymap(s, keys).sequences.values()} == {a.id for a in ACTIONS}


def test_own_keys_win_over_the_preset() -> None:
    config = with_preset(Config(preset="plain", keys=MappingProxyType({"mark.make": ("ctrl+t",)})))
    assert keymap("read", config.keymap).action(("ctrl+t",)) == "mark.make"
    assert keymap("read", config.keymap).action(("f2",)) is None


def test_keys_that_clash_in_any_state_are_refused_before_the_screen_is_taken(tmp_path: Path) -> None:
    with pytest.raises(KeymapError, match="given to both"):
        NewsreaderApp([], DataPaths.of(tmp_path), own(list_filter=("f",)))
    with pytest.raises(KeymapError, match="hides"):
        NewsreaderApp([], DataPaths.of(tmp_path), own(mark_make=("g",)))
    with pytest.raises(KeymapError, match=r"did you mean 'mark\.make'"):
        NewsreaderApp([], DataPaths.of(tmp_path), own(mark_maker=("x",)))


async def test_plain_keys_work_and_are_shown(start: Start) -> None:
    async with start(config=PLAIN) as (pilot, screen):
        await press(pilot, "<ctrl+right><f2>")
        assert len(screen.marks.all) == 1
        await until(pilot, lambda: not screen.marks.unsaved)
        await press(pilot, "<ctrl+z>")
        await until(pilot, lambda: not screen.marks.all)
        await press(pilot, "<ctrl+c>")
        assert screen.app.clipboard.startswith("The ferry")
        await press(pilot, "<ctrl+end>")
        assert screen.view.caret > 300
        assert "f2 mark" in footer("read", 200, screen.config.keymap).plain
