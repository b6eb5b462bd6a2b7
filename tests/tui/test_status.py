"""The two lines at the bottom."""

import pytest

from newsreader.config import Config
from newsreader.tui.actions import ACTIONS
from newsreader.tui.widgets.status import Facts, footer, hints, status_left, status_right
from tests.tui.conftest import Start, press, status

FACTS = Facts(
    pending="",
    message="",
    error=False,
    selected=None,
    read_only=False,
    unsaved=0,
    marked=True,
    pen="yellow",
    meaning="claim",
    number=2,
    articles=12,
    caret=0,
    length=14_000,
)


def test_with_room_the_line_says_all() -> None:
    assert status_right(FACTS, 80).plain == "saved  ● claim  2/12  10 min left    0%"


@pytest.mark.parametrize("room", range(80))
def test_what_matters_least_gives_way_first(room: int) -> None:
    said = status_right(FACTS, room)
    assert said.cell_length <= room
    if "claim" in said.plain:
        assert "saved" in said.plain
    if "saved" in said.plain:
        assert "0%" in said.plain


@pytest.mark.parametrize("trouble", [FACTS._replace(read_only=True), FACTS._replace(unsaved=3)])
def test_trouble_with_the_marks_is_said_however_little_room_there_is(trouble: Facts) -> None:
    assert status_right(trouble, 0).plain in ("read-only  ", "saving…  ")


def test_a_message_stands_before_a_selection() -> None:
    both = FACTS._replace(message="Copied", selected="two words")
    assert status_left(both).plain == "Copied"
    assert status_left(both._replace(message="")).plain == "SELECT 2 words"


async def test_a_long_message_is_read_whole_on_a_narrow_screen(start: Start) -> None:
    said = "This article has not changed since it was first kept in the library"
    async with start(size=(80, 24)) as (pilot, screen):
        await press(pilot, "j")
        screen.say(said)
        assert said in status(screen)
        await press(pilot, "j")
        assert "claim" in status(screen)


@pytest.mark.parametrize("width", [20, 40, 58, 77, 160])
def test_keys_are_named_whole_or_not_at_all_and_the_way_out_always(width: int) -> None:
    listed = [a for a in ACTIONS if a.context in ("list", "items")]
    words = {f"{a.footer}" for a in listed if a.footer}
    for line, way_out in ((hints(listed, width), "back"), (footer("read", width), "quit")):
        assert line.cell_length <= width
        assert way_out in line.plain
        assert "? help" in line.plain
    assert {piece.split()[-1] for piece in hints(listed, width).plain.split("   ")} <= words


def test_an_action_whose_keys_the_reader_took_away_is_left_out_of_the_line() -> None:
    assert "export" in footer("read", 160).plain
    assert "export" not in footer("read", 160, (("export.notes", ()),)).plain


async def test_messages_name_the_readers_own_keys(start: Start) -> None:
    async with start(config=Config(keys={"mark.undo": ("f3",), "mark.make": ()})) as (pilot, screen):
        await press(pilot, ":")
        await press(pilot, "mark.make<enter>")
        await press(pilot, "dd")
        assert status(screen).startswith("Mark deleted; f3 brings it back")
        assert screen.key("mark.make") == ":mark.make"
