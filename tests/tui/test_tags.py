"""Typing tags: known ones are completed."""

from newsreader.tui.widgets.chrome import WordSuggester
from tests.tui.conftest import Start, press, until


async def test_a_known_tag_is_completed(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "#")
        await press(pilot, "harbour<space>money<enter>")
        await until(pilot, lambda: not screen.marks.unsaved)
    async with start() as (pilot, screen):
        await until(pilot, lambda: "harbour" in screen.desk.notebook.tags)
        await press(pilot, "}#")
        await press(pilot, "new<space>har")
        await pilot.pause(0.05)
        await press(pilot, "<right><enter>")
        assert ("new", "harbour") in [m.tags for m in screen.marks.all]


async def test_only_the_last_word_is_completed() -> None:
    suggest = WordSuggester(["Harbour", "money"]).get_suggestion
    assert await suggest("money har") == "money harbour"
    assert await suggest("#mon") == "#money"
    assert await suggest("money ") is None
    assert await suggest("harbour") is None
