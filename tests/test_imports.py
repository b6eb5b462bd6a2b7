"""Start-up and layering, held by counting what gets imported."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CORE = ["article", "config", "paths", "text", "sources", "analysis", "notes", "reading", "library", "exports", "plain"]


def imported_by(code: str) -> set[str]:
    """The top-level packages that a fresh interpreter has loaded after running some code."""
    script = f"import sys, json\n{code}\nprint(json.dumps(sorted({{n.partition('.')[0] for n in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    names: list[str] = json.loads(done.stdout.splitlines()[-1])
    return set(names)


@pytest.mark.parametrize("room", CORE)
def test_no_room_but_the_terminal_app_imports_textual(room: str) -> None:
    code = (
        "import importlib, pkgutil\n"
        f"package = importlib.import_module('newsreader.{room}')\n"
        "for module in pkgutil.walk_packages(getattr(package, '__path__', []), package.__name__ + '.'):\n"
        "    importlib.import_module(module.name)"
    )
    assert "textual" not in imported_by(code)


def test_the_command_line_starts_without_the_heavy_parts() -> None:
    loaded = imported_by("import newsreader.cli.app")
    heavy = {"textual", "rich", "trafilatura", "lxml", "feedparser", "jinja2", "rapidfuzz", "pycrfsuite", "tinydb"}
    assert not loaded & heavy


def test_the_version_is_told_without_the_parser_of_the_command_line() -> None:
    code = "from newsreader.cli import main\nsys.argv = ['newsreader', '--version']\nmain()"
    loaded = imported_by(code)
    assert not loaded & {"click", "hashlib", "logging", "shutil", "textual", "zipfile"}
    quick, parsed = (
        subprocess.run([sys.executable, "-m", "newsreader", *words], capture_output=True, text=True, check=True).stdout
        for words in (["--version"], ["--quiet", "--version"])
    )
    assert quick == parsed


def test_the_parser_of_the_command_line_needs_a_handful_of_modules() -> None:
    code = (
        "from newsreader.cli.app import status_of\n"
        "status_of(['--version'])\n"
        "allowed = {'', '.cli', '.cli.app', '.cli.common', '.errors', '.paths'}\n"
        "ours = {n for n in sys.modules if n.partition('.')[0] == 'newsreader'}\n"
        "assert ours == {'newsreader' + name for name in allowed}, ours"
    )
    assert not imported_by(code) & {"hashlib", "logging", "shutil", "textual", "zipfile"}


def test_reading_an_article_of_plain_text_compiles_no_pattern_of_residue_that_it_does_not_look_like() -> None:
    code = (
        "from newsreader.sources.plain import read_plain\n"
        "from newsreader.sources import residue\n"
        "read_plain('A headline\\n\\nThe ferry came in at noon.\\n\\nIt left again at one.')\n"
        "rules = [rule for begins, rule in (*residue._LINES, *residue._RELATED_HEADER) if begins != ('',)]\n"
        "assert not any('fullmatch' in vars(rule) for rule in rules)"
    )
    imported_by(code)


@pytest.mark.parametrize("words", [["notes", "list"], ["export"]])
def test_commands_on_notes_alone_load_no_library(words: list[str], tmp_path: Path) -> None:
    code = (
        "from newsreader.cli.app import status_of\n"
        f"status_of({['--data-dir', str(tmp_path), *words]!r})\n"
        "assert 'newsreader.library' not in sys.modules\n"
        "assert 'newsreader.analysis' not in sys.modules"
    )
    assert "textual" not in imported_by(code)
