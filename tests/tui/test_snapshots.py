"""Pictures of the screens, compared with those of before; renew them with ``pytest tests/tui --snapshot-update``."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from newsreader.article import Span
from newsreader.config import Config
from newsreader.paths import DataPaths
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.list_screen import ListScreen
from newsreader.tui.screens.reader import ReaderScreen
from tests.tui.conftest import press, until

Compare = Callable[..., bool]
CJK = """渡轮停航一周

图尔库和科特卡之间的渡轮将停航一周。它的发动机需要一个新泵。

“我们宁愿停一周，也不愿停一年。”船长 Maija Lehto 星期一说。
"""


def still(pilot: Pilot[int], reader: ReaderScreen) -> bool:
    """Whether nothing is left to come."""
    for entry in pilot.app.screen.query(Input):
        entry.cursor_blink = False
    for editor in pilot.app.screen.query(TextArea):
        editor.cursor_blink = False
    return not reader.marks.unsaved


def run(keys: str, then: Callable[[ReaderScreen], bool] = lambda _: True) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Wait for all workers, press keys, wait again."""

    async def before(pilot: Pilot[int]) -> None:
        reader = pilot.app.screen
        assert isinstance(reader, ReaderScreen)
        await until(pilot, lambda: reader.findings.related_looked and bool(reader.findings.analysis.entities))
        await press(pilot, keys)
        await until(pilot, lambda: still(pilot, reader) and then(reader))

    return before


def marks_in_all_colours(reader: ReaderScreen) -> None:
    assert reader.article is not None
    text = reader.article.text
    for number, words in enumerate(("ferry between", "new pump", "rather stop", "a year", "Nobody likes")):
        at = text.index(words)
        reader.marks.make(Span(at, at + len(words)), color=list(type(reader.marks.pen))[number])


PICTURES = [
    ("wide", (200, 60), "", ""),
    ("medium-selecting", (120, 40), "V)", ""),
    ("narrow", (80, 24), "", ""),
    ("smallest-quotes", (60, 20), "<tab>", ""),
    ("names", (80, 24), "gp", ""),
    ("search", (100, 30), "/week", ""),
    ("note", (80, 24), "a", ""),
    ("help", (80, 24), "?", ""),
    ("zen", (80, 24), "Z", ""),
    ("light", (120, 40), "", "newsreader-light"),
    ("ansi", (80, 24), "", "ansi-dark"),
]


@pytest.mark.parametrize(("size", "keys", "theme"), [p[1:] for p in PICTURES], ids=[p[0] for p in PICTURES])
def test_the_reading_screen(
    snap_compare: Compare, tmp_path: Path, sources: list[str], size: tuple[int, int], keys: str, theme: str
) -> None:
    app = NewsreaderApp(sources, DataPaths.of(tmp_path / "home"), Config(theme=theme or "newsreader-dark"))
    assert snap_compare(app, terminal_size=size, run_before=run(keys))


@pytest.mark.parametrize("colour", ["colours", "no-colours"])
def test_marks_of_five_colours_with_a_note(
    snap_compare: Compare, tmp_path: Path, sources: list[str], monkeypatch: pytest.MonkeyPatch, colour: str
) -> None:
    if colour == "no-colours":
        monkeypatch.setenv("NO_COLOR", "1")
    app = NewsreaderApp(sources, DataPaths.of(tmp_path / "home"))

    async def before(pilot: Pilot[int]) -> None:
        reader = pilot.app.screen
        assert isinstance(reader, ReaderScreen)
        await run("")(pilot)
        marks_in_all_colours(reader)
        mark = reader.marks.all[0]
        reader.marks.change(mark, note="Which engine?", tags=("engine",))
        await until(pilot, lambda: still(pilot, reader))
        await press(pilot, "gn")

    assert snap_compare(app, terminal_size=(120, 40), run_before=before)


def test_text_in_wide_characters(snap_compare: Compare, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(CJK, encoding="utf-8")
    app = NewsreaderApp([str(path)], DataPaths.of(tmp_path / "home"))
    assert snap_compare(app, terminal_size=(80, 24), run_before=run("HG"))


def test_the_library(snap_compare: Compare, tmp_path: Path, sources: list[str]) -> None:
    app = NewsreaderApp(sources, DataPaths.of(tmp_path / "home"))

    async def before(pilot: Pilot[int]) -> None:
        await run("gL")(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ListScreen)
        await until(pilot, lambda: len(screen.rows) == 2)

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)
