"""Talking with the plain reader in one process: lines in, lines out."""

from __future__ import annotations

import io
from pathlib import Path

from newsreader.config import Config
from newsreader.paths import DataPaths
from newsreader.plain.loop import run_plain

FERRY = """---
title: Ferry to Kotka stops for a week
author: Ida Salo
date: 2026-03-04
site: Harbour News
url: https://harbour.example/ferry
---

The ferry between Turku and Kotka will stop for a week. Its pump is old.

## What the captain says

“We would rather stop for a week than for a year,” Maija Lehto, the captain, said.

The [harbour board](https://board.example/pump) pays for the pump. The board met on Monday.
"""

PUMP = """---
title: A pump for the Kotka ferry
site: Harbour News
url: https://harbour.example/pump
---

A new pump for the ferry between Turku and Kotka came to the harbour by train. Captain Maija Lehto waited for it.
"""


class Typing(io.StringIO):
    """Lines that come from a keyboard."""

    def isatty(self) -> bool:
        return True


class Reader:
    """One reader with a data folder, who comes back for several sessions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths = DataPaths.of(folder / "home")
        self.config = Config()
        self.status = 0
        (folder / "ferry.md").write_text(FERRY, encoding="utf-8")
        (folder / "pump.md").write_text(PUMP, encoding="utf-8")

    def raw(
        self, *lines: str, sources: tuple[str, ...] = ("ferry.md",), width: int | None = 0, typed: bool = False
    ) -> str:
        """Everything that is said to some commands."""
        given = (Typing if typed else io.StringIO)("".join(f"{line}\n" for line in lines))
        out = io.StringIO()
        named = [str(self.folder / s) if s.endswith(".md") else s for s in sources]
        self.status = run_plain(named, self.paths, self.config, given=given, out=out, width=width)
        return out.getvalue()

    def __call__(self, *lines: str, sources: tuple[str, ...] = ("ferry.md",)) -> list[str]:
        """What is said to some commands, without what is said on opening the first article."""
        opening = self.raw(sources=sources)
        said = self.raw(*lines, sources=sources)
        assert said.startswith(opening)
        return said[len(opening) :].splitlines()
