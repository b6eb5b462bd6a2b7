"""Start-up: the first picture of the program beside a bare Textual app, and the commands that load no screen.

    python benchmarks/start.py [--runs 15]

Every run is a new process on a pseudo-terminal of its own; the time is from its start to the byte that completes the
first picture of the article. Runs of the two programs alternate, so that both meet the same machine; the first run
of each, which compiles its modules, is not counted. The other program is `bare.py`.
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from newsreader.paths import samples_dir

SIGN = b"pilots who guide"
"""Words of the article that are in its first picture."""

SIZES = ((120, 40), (160, 50))
"""Columns and lines: one pane beside the text, and all four."""

SETTLED = 3.0
"""Seconds after the first picture when memory is read: the analysis is done by then."""


def environment(home: str) -> dict[str, str]:
    """That of every process measured: data and compiled modules, of both programs, in a folder of the run."""
    found = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **found,
        "NEWSREADER_HOME": home,
        "PYTHONPYCACHEPREFIX": str(Path(home) / "compiled"),
        "PYTHONPATH": str(Path(__file__).parent),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def first_picture(
    command: list[str], home: str, size: tuple[int, int], *, settle: bool = False
) -> tuple[float, float, float]:
    """Milliseconds until a sign of the article is on the screen, those of the processor, and megabytes once settled."""
    started = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        columns, lines = size
        os.execve(command[0], command, {**environment(home), "COLUMNS": str(columns), "LINES": str(lines)})
    written = bytearray()
    took = memory = 0.0
    try:
        while not took and time.perf_counter() - started < 20:
            if select.select([terminal], [], [], 0.01)[0]:
                try:
                    written += os.read(terminal, 65536)
                except OSError:
                    break
                if SIGN in written:
                    took = (time.perf_counter() - started) * 1000
        if not took:
            raise SystemExit(f"no picture from {command}: {bytes(written[-400:])!r}")
        if settle:
            until = time.perf_counter() + SETTLED
            while (left := until - time.perf_counter()) > 0:
                if select.select([terminal], [], [], left)[0]:
                    os.read(terminal, 65536)
            status = Path(f"/proc/{pid}/status").read_text()
            memory = int(status.partition("VmRSS:")[2].split()[0]) / 1024
    finally:
        os.kill(pid, signal.SIGKILL)
        used = os.wait4(pid, 0)[2]
        os.close(terminal)
    return took, (used.ru_utime + used.ru_stime) * 1000, memory


def quick(words: list[str], home: str) -> float:
    """Milliseconds of a whole command."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "newsreader", *words],
        env=environment(home),
        capture_output=True,
        check=False,
    )
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    article = samples_dir() / "danube-pilots-walk-out.txt"
    with tempfile.TemporaryDirectory() as home:
        ours = [sys.executable, "-m", "newsreader", str(article)]
        bare = [sys.executable, "-m", "bare", str(article)]
        for size in SIZES:
            measured = [(first_picture(ours, home, size), first_picture(bare, home, size)) for _ in range(runs + 1)][1:]
            for number, label in enumerate(("first picture", "processor until then")):
                one, other = (statistics.median(m[program][number] for m in measured) for program in (0, 1))
                label = f"{label}, {size[0]}x{size[1]}"
                print(f"{label:38} {one:7.0f} ms  {one / other:5.2f} x a bare Textual app ({other:.0f} ms)")
        if sys.platform == "linux":
            one, other = (first_picture(c, home, SIZES[0], settle=True)[2] for c in (ours, bare))
            print(f"{'memory with one article open':38} {one:7.1f} MB  {one - other:+.1f} MB to a bare Textual app")
        for words in (["--version"], ["notes", "list"], ["export"]):
            took = statistics.median(quick(words, home) for _ in range(runs))
            print(f"{'newsreader ' + ' '.join(words):38} {took:7.0f} ms")


if __name__ == "__main__":
    main()
