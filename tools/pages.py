"""Write the pages that are taken from the program: keys, commands, settings, the man page, the picture of the rooms.

python tools/pages.py
"""

from __future__ import annotations

import sys
from pathlib import Path

import rooms

from newsreader import config_pages
from newsreader.cli import manual, shapes
from newsreader.tui.actions import keys_page

ROOT = Path(__file__).parent.parent


def pages() -> dict[Path, str]:
    """Every page by its place."""
    docs = ROOT / "docs"
    return {
        docs / "keys.md": keys_page(),
        docs / "commands.md": manual.markdown(),
        docs / "json.md": shapes.page(),
        docs / "configuration.md": config_pages.page(),
        docs / "newsreader.1": manual.man_page(),
        docs / "pictures" / "rooms.svg": rooms.picture(),
    }


def main() -> int:
    """Bring the pages up to date, or say which are not."""
    stale = {p: text for p, text in pages().items() if not p.exists() or p.read_text(encoding="utf-8") != text}
    check = "--check" in sys.argv[1:]
    for path, text in stale.items():
        print(path.relative_to(ROOT))
        if not check:
            path.write_text(text, encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
