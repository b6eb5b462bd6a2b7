"""Draw the rooms of the program and the direction of their imports, from the contract that holds it."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
ABOUT = {
    "cli": "the command line",
    "tui": "the terminal app",
    "plain": "plain lines",
    "exports": "notes on their way out",
    "library": "articles, search, related posts",
    "sources": "bytes become an article",
    "analysis": "quotes and names",
    "notes": "marks, anchoring, the store",
    "reading": "the reader without a screen",
    "text": "what every room needs of a string",
    "article": "the one coordinate system",
}
WIDTH, HEIGHT, GAP = 860, 52, 26
STYLE = (
    "text{font:15px ui-sans-serif,system-ui,sans-serif;text-anchor:middle}"
    ".n{font-weight:600;fill:#2a2620}.a{font-size:12px;fill:#6b6253}"
    "rect{fill:#f6efe0;stroke:#b98a3d;rx:7}path{stroke:#b98a3d;stroke-width:1.5;fill:none}"
)


def layers() -> list[list[str]]:
    """The rooms, those that import before those that are imported."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (found,) = (c["layers"] for c in contracts if c["type"] == "layers")
    return [[room.strip().removeprefix("newsreader.") for room in layer.split("|")] for layer in found]


def picture() -> str:
    """The picture as SVG: an arrow down means "imports"."""
    rows, drawn = layers(), []
    height = len(rows) * (HEIGHT + GAP) - GAP + 4
    for number, row in enumerate(rows):
        top = 2 + number * (HEIGHT + GAP)
        width = (WIDTH - 4 - 14 * (len(row) - 1)) / len(row)
        for place, room in enumerate(row):
            left = 2 + place * (width + 14)
            middle = left + width / 2
            drawn.append(f'<rect x="{left:.0f}" y="{top}" width="{width:.0f}" height="{HEIGHT}"/>')
            drawn.append(f'<text class="n" x="{middle:.0f}" y="{top + 22}">{room}</text>')
            drawn.append(f'<text class="a" x="{middle:.0f}" y="{top + 40}">{escape(ABOUT[room])}</text>')
        if number + 1 < len(rows):
            x, y = WIDTH // 2, top + HEIGHT
            drawn.append(f'<path d="M{x} {y + 3}V{y + GAP - 5}m-4 -5l4 5l4 -5"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
        "<title>The rooms of newsreader; each imports only those below it</title>"
        f"<style>{STYLE}</style>{''.join(drawn)}</svg>\n"
    )
