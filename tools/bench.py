"""Run every benchmark, print the tables with a description of the machine, and keep them in docs/benchmarks.md.

    python tools/bench.py [--full] [--data FOLDER]

``--full`` measures at the full sizes (a hundred thousand articles and marks), which takes half an hour. ``--data`` is a
folder of labelled texts; without it accuracy is that on our own texts alone.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
PACKAGES = ("textual", "rich", "tinydb", "orjson", "python-crfsuite", "rapidfuzz", "trafilatura")

ABOUT = {
    "start": "Start: the first picture of the program beside a bare Textual app",
    "reader": "The text pane beside Textual's TextArea",
    "analysis": "Quotes, speakers and names: accuracy and speed",
    "anchoring": "Marks in a changed text",
    "notes": "The store of marks beside stock TinyDB and a bare append with a sync",
    "library": "The library",
}


def commands(full: bool, data: Path | None) -> dict[str, list[str]]:
    """The words of each benchmark's command."""
    labelled = [str(data)] if data else []
    return {
        "start": ["--runs", "15"],
        "reader": [] if full else ["--quick"],
        "analysis": labelled,
        "anchoring": labelled,
        "notes": [] if full else ["--sizes", "100", "1000", "10000"],
        "library": ["--articles", "1000", "10000", "100000", "--peers"] if full else ["--articles", "1000", "5000"],
    }


def machine() -> list[str]:
    """What the figures were measured on."""
    model = next((v for k, v in _pairs(Path("/proc/cpuinfo")) if k == "model name"), platform.processor() or "unknown")
    memory = next((v for k, v in _pairs(Path("/proc/meminfo")) if k == "MemTotal"), "")
    gigabytes = f", {int(memory.split()[0]) / 2**20:.1f} GB of memory" if memory else ""
    commit = _said(["git", "rev-parse", "--short", "HEAD"])
    return [
        f"{datetime.now(UTC):%Y-%m-%d}, commit {commit or 'unknown'}",
        f"{model}, {os.cpu_count()} cores{gigabytes}, {platform.system()} {platform.release()}",
        f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in PACKAGES),
    ]


def _pairs(path: Path) -> list[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    return [(k.strip(), v.strip()) for k, _, v in (line.partition(":") for line in lines)]


def _said(command: list[str]) -> str:
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def main() -> int:
    """Run all and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--data", type=Path)
    asked = parser.parse_args()
    shown = "make bench" + " FULL=1" * asked.full + " DATA=FOLDER" * bool(asked.data)
    page = [
        "# Benchmarks",
        "",
        f"The last results of `{shown}`. Every table compares inside one run on one machine; between machines only",
        "ratios mean anything.",
        "",
        *(f"* {line}" for line in machine()),
    ]
    failed = 0
    for name, words in commands(asked.full, asked.data).items():
        print(f"\n{ABOUT[name]}", flush=True)
        done = subprocess.run(
            [sys.executable, ROOT / "benchmarks" / f"{name}.py", *words], stdout=subprocess.PIPE, text=True, check=False
        )
        print(done.stdout, flush=True)
        failed += done.returncode != 0
        given = " ".join("FOLDER" if word == str(asked.data) else word for word in words)
        page += ["", f"## {ABOUT[name]}", "", f"`python benchmarks/{name}.py {given}`".replace(" `", "`"), ""]
        page += ["```", done.stdout.rstrip() or "it failed", "```"]
    PAGE.write_text("\n".join(page) + "\n", encoding="utf-8")
    print(f"written to {PAGE.relative_to(ROOT)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
