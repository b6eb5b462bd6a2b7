"""Take the pictures of the README and the docs from the running program.

    python tools/pictures.py

Every picture is the real program on the sample articles, drawn without a terminal as SVG into ``docs/pictures``.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from newsreader.config import Config
from newsreader.paths import DataPaths, samples_dir
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.reader import ReaderScreen

OUT = Path(__file__).parent.parent / "docs" / "pictures"

PICTURES = {
    "reader": ((160, 44), "newsreader-dark", "danube-pilots-walk-out.txt", "H}}c3 }}}]qcq gg"),
    "narrow": ((80, 24), "newsreader-dark", "saltmarsh-fever-first-cases.txt", "gq"),
    "light": ((120, 36), "newsreader-light", "northlight-outage.txt", "}}H}c2 gp"),
}
"""Size, theme, article and keys of each picture; a blank in the keys is a pause."""


async def take(name: str, size: tuple[int, int], theme: str, article: str, keys: str) -> None:
    """Take one picture."""
    with tempfile.TemporaryDirectory() as folder:
        sources = [str(samples_dir() / article), str(samples_dir())]
        app = NewsreaderApp(sources, DataPaths.of(Path(folder)), Config(theme=theme))
        async with app.run_test(size=size) as pilot:
            screen = app.screen
            assert isinstance(screen, ReaderScreen)
            while not (
                screen.findings.related_looked and screen.findings.related and screen.findings.analysis.entities
            ):
                await pilot.pause(0.05)
            for key in keys:
                await (pilot.pause(0.2) if key == " " else pilot.press(key))
            while screen.marks.unsaved or screen.view._layers.flash is not None:
                await pilot.pause(0.05)
            await pilot.pause(0.3)
            (OUT / f"{name}.svg").write_text(app.export_screenshot(title="newsreader"), encoding="utf-8")
    print(OUT / f"{name}.svg")


def main() -> None:
    """Take all pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name, picture in PICTURES.items():
        asyncio.run(take(name, *picture))


if __name__ == "__main__":
    main()
