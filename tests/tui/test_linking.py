"""Links, and the original."""

import webbrowser
from pathlib import Path

import pytest

from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.widgets.article_hints import LETTERS, labels
from tests.tui.conftest import Start, press, status, until

LINKS = """# Links

See [our site](https://good.example@evil.example/x) and [that](javascript:x). Turku.

More is [with the council](https://council.example/tapes), and at [the port](https://port.example/).
"""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened in the browser."""
    addresses: list[str] = []
    monkeypatch.setattr(webbrowser, "open", addresses.append)
    return addresses


@pytest.fixture
def linked(tmp_path: Path) -> list[str]:
    path = tmp_path / "links.md"
    path.write_text("---\nurl: https://origin.example/story\n---\n" + LINKS)
    return [str(path)]


async def test_links_are_listed_with_their_host_and_opened_only_when_chosen(
    start: Start, linked: list[str], opened: list[str]
) -> None:
    async with start(opened=linked) as (pilot, screen):
        await press(pilot, "gk")
        await until(pilot, lambda: len(screen.app.screen_stack) == 2)
        assert opened == []
        await press(pilot, "<down><enter>")
        assert opened == ["https://good.example@evil.example/x"]
        assert "evil.example" in status(screen)


def row(screen: ReaderScreen, number: int) -> str:
    return "".join(segment.text for segment in screen.view.render_line(number))


async def test_letters_over_links_show_the_real_host_before_one_is_opened(
    start: Start, linked: list[str], opened: list[str]
) -> None:
    async with start(opened=linked) as (pilot, screen):
        before = row(screen, 0)
        await press(pilot, "L")
        assert "See Aur site and that." in row(screen, 0)
        assert "with the council" not in row(screen, 2)
        await press(pilot, "a")
        assert "evil.example" in status(screen)
        assert row(screen, 0) == before
        assert opened == []
        await press(pilot, "<enter>")
        assert opened == ["https://good.example@evil.example/x"]


async def test_a_letter_can_be_thought_better_of(start: Start, linked: list[str], opened: list[str]) -> None:
    async with start(opened=linked) as (pilot, screen):
        before = row(screen, 0)
        for keys in ("L<escape>", "La<escape>", "Lz", "L<enter>"):
            await press(pilot, keys)
            assert row(screen, 0) == before
        assert opened == []
        caret = screen.view.caret
        await press(pilot, "l")
        assert screen.view.caret == caret + 1, "keys move again"


async def test_o_is_the_letter_of_the_original(start: Start, linked: list[str], opened: list[str]) -> None:
    async with start(opened=linked) as (pilot, screen):
        await press(pilot, "L")
        assert "origin.example" in status(screen)
        await press(pilot, "o<enter>")
        assert opened == ["https://origin.example/story"]


async def test_without_a_link_in_sight_that_is_said(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "L")
        assert "no link in sight" in status(screen)


def test_no_label_begins_another_and_all_are_as_short_as_can_be() -> None:
    for count, size in ((1, 1), (len(LETTERS), 1), (len(LETTERS) + 1, 2), (len(LETTERS) ** 2 + 1, 3)):
        made = labels(count)
        assert len(set(made)) == count
        assert not any(a != b and b.startswith(a) for a in made for b in made)
        assert {len(label) for label in made} == {size}
        assert not any("o" in label for label in made)


async def test_the_original_and_the_link_under_the_caret_open_at_once(
    start: Start, linked: list[str], opened: list[str]
) -> None:
    async with start(opened=linked) as (pilot, screen):
        await press(pilot, "gX")
        assert opened == ["https://origin.example/story"]
        await press(pilot, "]l]lgx")
        assert opened[1:] == ["https://council.example/tapes"]
        assert "council.example" in status(screen)
