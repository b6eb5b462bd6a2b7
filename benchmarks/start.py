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
"""Seconds after the first picture when memory is read first: the analysis is done by then, its process still there."""

AT_REST = 60.0
"""Seconds within which the processes that the program started for work have ended."""


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
) -> tuple[float, float, tuple[float, float]]:
    """Milliseconds until a sign of the article is on the screen, those of the processor, and megabytes if asked for.

    The megabytes are those of the program with all processes it has started, `SETTLED` seconds after the first
    picture, and when it has no other process left.
    """
    started = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        columns, lines = size
        os.execve(command[0], command, {**environment(home), "COLUMNS": str(columns), "LINES": str(lines)})
    written = bytearray()
    took, memory = 0.0, (0.0, 0.0)
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
            drain(terminal, SETTLED)
            settled = sum(map(megabytes, (pid, *children(pid))))
            until = time.perf_counter() + AT_REST
            while children(pid) and time.perf_counter() < until:
                drain(terminal, 0.5)
            memory = settled, sum(map(megabytes, (pid, *children(pid))))
    finally:
        os.kill(pid, signal.SIGKILL)
        used = os.wait4(pid, 0)[2]
        os.close(terminal)
    return took, (used.ru_utime + used.ru_stime) * 1000, memory


def drain(terminal: int, seconds: float) -> None:
    """Take what is written for some seconds."""
    until = time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        if select.select([terminal], [], [], left)[0]:
            os.read(terminal, 65536)


def children(pid: int) -> list[int]:
    """The processes that a process has started (Linux)."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for thread in threads for child in (thread / "children").read_text().split()]


def megabytes(pid: int) -> float:
    """The memory of a process in use (Linux)."""
    return int(Path(f"/proc/{pid}/status").read_text().partition("VmRSS:")[2].split()[0]) / 1024


def quick(words: list[str], home: str) -> float:
    """Milliseconds of a whole run of Python."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, *words],
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
            for number, label in enumerate(("with its analysis at work", "with one article open")):
                label = f"memory {label}"
                more = one[number] - other[number]
                print(f"{label:38} {one[number]:7.1f} MB  {more:+.1f} MB to a bare Textual app")
        commands = [["--version"], ["notes", "list"], ["export"]]
        took = [[quick(["-m", "newsreader", *words], home) for words in commands] for _ in range(runs)]
        nothing = statistics.median(quick(["-c", "pass"], home) for _ in range(runs))
        for words, times in zip(commands, zip(*took, strict=True), strict=True):
            one = statistics.median(times)
            print(
                f"{'newsreader ' + ' '.join(words):38} {one:7.0f} ms  {one / nothing:5.2f} x Python doing nothing "
                f"({nothing:.0f} ms)"
            )


if __name__ == "__main__":
    main()
