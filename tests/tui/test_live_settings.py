"""Settings take hold while the program runs, and one that cannot be used changes nothing."""

import os
from pathlib import Path

import pytest
from textual import events

from newsreader.paths import config_file
from newsreader.tui.controllers import editor
from newsreader.tui.controllers.live_settings import LiveSettings
from newsreader.tui.screens.reader import ReaderScreen
from tests.tui.conftest import Start, press, status, until


@pytest.fixture(autouse=True)
def own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "config.toml"))


def save(text: str) -> None:
    path = config_file()
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


async def test_what_another_program_saved_holds_when_the_reader_comes_back(start: Start) -> None:
    async with start() as (pilot, screen):
        width = screen.view.document.width
        save('measure = 40\ntheme = "newsreader-light"\n[colors]\nyellow = "gossip"\n[keys]\n"mark.make" = "ctrl+t"\n')
        screen.app.post_message(events.AppFocus())
        await until(pilot, lambda: "Settings: theme, measure, colors, keys" in status(screen))
        assert screen.view.document.width < width
        assert screen.app.theme == "newsreader-light"
        await press(pilot, "<ctrl+t>")
        assert len(screen.marks.all) == 1
        await until(pilot, lambda: "gossip" in status(screen))


async def test_what_needs_a_restart_says_so(start: Start) -> None:
    async with start() as (_, screen):
        save('spacy = "some_pipeline"\n')
        screen.settings.look()
        assert "spacy after a restart" in status(screen)


@pytest.mark.parametrize("text", ["measure = 1000", "measur = 60", "theme =", '[keys]\n"no.action" = "x"'])
async def test_what_cannot_be_used_changes_nothing_and_is_said(start: Start, text: str) -> None:
    async with start() as (_, screen):
        before = screen.config
        save(text)
        screen.settings.look()
        assert "Nothing changed: " in status(screen)
        assert screen.config == before


async def test_a_file_that_did_not_change_is_not_read(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    save("measure = 60")
    async with start() as (_, screen):
        monkeypatch.setattr(LiveSettings, "_apply", lambda *_: pytest.fail("it was read"))
        screen.settings.look()
        assert screen.config.measure == 76


async def test_settings_are_edited_from_inside_and_take_hold_at_once(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edited(_app: object, command: str, path: Path, _say: object) -> bool:
        assert command == "own-editor"
        assert "# measure = 76" in path.read_text(encoding="utf-8")
        save("measure = 44\n")
        return True

    monkeypatch.setenv("EDITOR", "own-editor")
    monkeypatch.setattr(editor, "run_editor", edited)
    async with start() as (_, screen):
        assert isinstance(screen, ReaderScreen)
        screen.perform("app.settings")
        assert screen.config.measure == 44
        monkeypatch.delenv("EDITOR")
        screen.perform("app.settings")
        assert "$EDITOR is not set" in status(screen)
