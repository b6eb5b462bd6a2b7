"""What a start takes until the first picture, held by counts: modules, data classes, widgets, rules, threads.

Each of them is time before the reader sees the article: a module of ours a fifth of a millisecond and more, a data
class half of one, ten rules two to three. What is added here on purpose must be what the first picture shows.
"""

import json
import subprocess
import sys
from functools import cache
from typing import Any, cast

from newsreader.paths import samples_dir

SHOWS_THE_ARTICLE = """
newsreader newsreader.article newsreader.cli newsreader.cli.app newsreader.cli.commands newsreader.cli.commands.reader
newsreader.cli.common newsreader.config newsreader.digests newsreader.errors newsreader.framing newsreader.notes
newsreader.notes.kinds newsreader.paths newsreader.patterns newsreader.plugins newsreader.reading
newsreader.reading.document newsreader.reading.layers newsreader.reading.layout newsreader.reading.line
newsreader.reading.motions newsreader.reading.objects newsreader.reading.selection newsreader.reading.state
newsreader.reading.wrapping newsreader.sources newsreader.sources.categories newsreader.sources.dates
newsreader.sources.decode newsreader.sources.errors newsreader.sources.kinds newsreader.sources.plain
newsreader.sources.reading newsreader.sources.residue newsreader.text newsreader.text.cells newsreader.text.clean
newsreader.text.graphemes newsreader.text.sentences newsreader.text.words
""".split()
"""Modules outside `newsreader.tui` that may be loaded by then: those that read one text file and lay it out."""

SHOWS_THE_SCREEN = """
actions app aside carrying controllers controllers.answers controllers.corrections controllers.findings
controllers.live_settings controllers.marks controllers.memory controllers.status_lines desk keys lane later messages
notebook presets screens screens.reader themes widgets widgets.article_caret widgets.article_hints
widgets.article_paint widgets.article_pane widgets.article_view widgets.chrome widgets.item_list widgets.looks
widgets.panes widgets.side_column widgets.status
""".split()
"""Modules of `newsreader.tui` that may be loaded by then: no dialog, no performer, no other screen."""

HEAVY = """
feedparser hashlib jinja2 lxml orjson pycrfsuite rapidfuzz regex sqlite3 tinydb
tomllib trafilatura urllib3 yaml
""".split()
"""Modules of others that no first picture needs."""

SCRIPT = """
import asyncio, dataclasses, gc, json, sys, tempfile, threading
from pathlib import Path
import newsreader.cli.app, newsreader.cli.commands.reader
from newsreader.config import load_config
from newsreader.paths import DataPaths
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.reader import ReaderScreen

seen = {}

async def complete(screen):
    ours = [module for name, module in sys.modules.items() if name.partition(".")[0] == "newsreader"]
    kinds = {kind for module in ours for kind in vars(module).values() if isinstance(kind, type)}
    classes = filter(dataclasses.is_dataclass, kinds)
    seen.update(
        text=screen.view.document.text,
        modules=sorted(sys.modules),
        data_classes=sorted(kind.__qualname__ for kind in classes),
        widgets=sorted(type(node).__name__ for node in screen.walk_children()),
        sheets=sorted(Path(path).name for path, _ in screen.app.stylesheet.source if path.endswith(".tcss")),
        rules=len([rule for rule in screen.app.stylesheet.rules if not rule.is_default_rules]),
        threads=sorted(thread.name for thread in threading.enumerate()),
    )

ReaderScreen._complete, rest = complete, ReaderScreen._complete

async def run():
    with tempfile.TemporaryDirectory() as home:
        app = NewsreaderApp([sys.argv[1]], DataPaths.of(Path(home)), load_config(Path(home) / "none.toml"))
        async with app.run_test(size=(120, 40)):
            screen = app.screen
            while not seen:
                await asyncio.sleep(0.01)
            await rest(screen)
            while not screen.findings.analysis_looked:
                await asyncio.sleep(0.01)
            seen.update(quotes=len(screen.findings.analysis.quotes), later=sorted(sys.modules))

asyncio.run(asyncio.wait_for(run(), 60))
print(json.dumps(seen))
"""


@cache
def start() -> dict[str, Any]:
    """Start the app on an article in a process of its own: what is there at the first picture, and in the end."""
    article = samples_dir() / "danube-pilots-walk-out.txt"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(article)], capture_output=True, text=True, check=True, timeout=120
    )
    return cast(dict[str, Any], json.loads(done.stdout.splitlines()[-1]))


def test_the_first_picture_loads_no_module_of_ours_that_it_does_not_show() -> None:
    allowed = {*SHOWS_THE_ARTICLE, "newsreader.tui", *(f"newsreader.tui.{name}" for name in SHOWS_THE_SCREEN)}
    assert {name for name in start()["modules"] if name.partition(".")[0] == "newsreader"} - allowed == set()


def test_the_first_picture_loads_nothing_heavy() -> None:
    assert {name.partition(".")[0] for name in start()["modules"]} & set(HEAVY) == set()


def test_few_data_classes_are_made_before_the_first_picture() -> None:
    assert len(start()["data_classes"]) <= 12, start()["data_classes"]


def test_the_first_picture_mounts_what_it_shows_and_parses_the_rules_for_that() -> None:
    found = start()
    assert len(found["widgets"]) <= 9, found["widgets"]
    assert found["sheets"] == ["article_view.tcss", "reader.tcss"]
    assert found["rules"] <= 35
    assert "pilots who guide" in found["text"]


def test_no_thread_beyond_the_lanes_is_started_before_the_first_picture() -> None:
    assert set(start()["threads"]) <= {"MainThread", "analysis_0", "library_0", "notes_0"}


def test_an_article_is_analysed_without_loading_the_models_beside_the_screen() -> None:
    found = start()
    assert found["quotes"] > 0
    assert "pycrfsuite" not in found["later"]
    assert not {"newsreader.analysis.quotes", "newsreader.analysis.entities"} & set(found["later"])
