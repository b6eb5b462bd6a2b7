"""The screen of all keys."""

import pytest

from newsreader.tui.actions import ACTIONS
from newsreader.tui.screens.help import INDENT, HelpScreen, columns
from tests.tui.conftest import Start, press, until


@pytest.mark.parametrize("width", [40, 70, 200])
def test_every_action_stands_in_one_of_the_columns_with_its_text_under_itself(width: int) -> None:
    left, right = (column.plain for column in columns(width))
    lines = (left + right).splitlines()
    assert all(len(line) <= max(width, INDENT + 20) for line in lines)
    said = " ".join(line[INDENT:] for line in lines)
    assert [a.id for a in ACTIONS if " ".join(a.text.split()) not in said] == []
    assert abs(left.count("\n") - right.count("\n")) < 60


@pytest.mark.parametrize(("width", "wide"), [(100, False), (160, True)])
async def test_keys_stand_side_by_side_where_there_is_room(start: Start, width: int, wide: bool) -> None:
    async with start(size=(width, 40)) as (pilot, screen):
        await press(pilot, "?")
        shown = screen.app.screen
        assert isinstance(shown, HelpScreen)
        first, second = shown.query("#help-groups Static")
        await until(pilot, lambda: first.region.height > 20)
        assert (first.region.y == second.region.y) is wide
