"""Every action in every state in which it can be called: none brings the program down."""

import webbrowser

import pytest

from newsreader.tui.actions import State, keymap
from tests.tui.conftest import Start, press, until

LEAVING = {"app.quit", "app.back"}
WAITING = {"mark.edit"}
"""Runs the reader's own editor."""

SETTING = {"read": "<escape>", "select": "v", "pane": "gq"}


@pytest.mark.slow
@pytest.mark.parametrize("state", ["read", "select", "pane"])
async def test_every_action_can_be_run(start: Start, monkeypatch: pytest.MonkeyPatch, state: State) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: True)
    async with start() as (pilot, screen):
        for action in dict.fromkeys(keymap(state).sequences.values()):
            if action in LEAVING | WAITING:
                continue
            screen.show_pane("text")
            screen.view.clear_selection()
            await press(pilot, SETTING[state])
            assert screen.state == state, action
            screen.perform(action)
            await pilot.pause()
            while screen.app.screen is not screen:
                screen.app.pop_screen()
                await pilot.pause()
            if screen.prompt.is_open:
                await press(pilot, "<escape>")
            screen.next_key = None
            assert screen.app.is_running, action
        await until(pilot, lambda: not screen.marks.unsaved)


async def test_the_palette_offers_only_what_can_be_done_here(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, ":list.unread<enter>")
        assert screen.app.is_running
        assert screen.app.screen is screen
