"""Start-up: the first picture of the program beside a bare Textual app, and the commands that load no screen.

    python benchmarks/start.py [--runs 15]

Every run is a new process on a pseudo-terminal of its own; the time is from its start to the byte that completes the
first picture of the article. Runs of the two programs alternate, so that both meet the same machine.
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

BARE = '''
from textual.app import App
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, OptionList, Static
class Bare(App):
    CSS = """
    Horizontal {{ height: 1fr; }}
    Horizontal Static {{ width: 1fr; }}
    Vertical {{ width: 42; }}
    OptionList {{ height: 1fr; }}
    """
    def compose(self):
        yield Static("A title")
        yield Static("tabs")
        with Horizontal():
            yield Static(open({path!r}).read(), markup=False)
            with Vertical():
                for _ in range(4):
                    yield OptionList("one", "two")
        yield Input()
        yield Static("status")
        yield Static("footer")
Bare().run()
'''


def first_picture(command: list[str], sign: bytes, home: str) -> float:
    """Milliseconds until a sign of the article is on the screen."""
    started = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(NEWSREADER_HOME=home, TERM="xterm-256color", COLORTERM="truecolor", COLUMNS="120", LINES="40")
        os.execv(command[0], command)
    written = bytearray()
    try:
        while time.perf_counter() - started < 20:
            if select.select([terminal], [], [], 0.01)[0]:
                try:
                    written += os.read(terminal, 65536)
                except OSError:
                    break
                if sign in written:
                    return (time.perf_counter() - started) * 1000
        raise SystemExit(f"no picture from {command}: {bytes(written[-400:])!r}")
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def quick(words: list[str], home: str) -> float:
    """Milliseconds of a whole command."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "newsreader", *words],
        env={**os.environ, "NEWSREADER_HOME": home},
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
        bare = Path(home) / "bare.py"
        bare.write_text(BARE.format(path=str(article)), encoding="utf-8")
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(runs + 1):
            ours.append(first_picture([sys.executable, "-m", "newsreader", str(article)], b"pilots who guide", home))
            theirs.append(first_picture([sys.executable, str(bare)], b"pilots who guide", home))
        one, other = statistics.median(ours[1:]), statistics.median(theirs[1:])
        label = "first picture of an article"
        print(f"{label:38} {one:7.0f} ms  {one / other:5.2f} x a bare Textual app ({other:.0f} ms)")
        for words in (["--version"], ["notes", "list"], ["export"]):
            took = statistics.median(quick(words, home) for _ in range(runs))
            print(f"{'newsreader ' + ' '.join(words):38} {took:7.0f} ms")


if __name__ == "__main__":
    main()
