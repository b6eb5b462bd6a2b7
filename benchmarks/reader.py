"""What the text pane costs, beside Textual's read-only TextArea on the same text in the same run.

    python benchmarks/reader.py                 the table: opening, caret, page, resize, bytes, memory
    python benchmarks/reader.py --terminal      in a real pseudo-terminal: key to last byte, first paint; "program" is
                                                the whole newsreader on a file, analysing it meanwhile
    python benchmarks/reader.py --quick         small sizes only

Each line of the table is a process of its own. Times are CPU milliseconds from the call to the rendered bytes: median,
with the worst in brackets. Bytes are those of one update in true colour on a screen of 100 by 40.
"""

from __future__ import annotations

import argparse
import asyncio
import atexit
import fcntl
import json
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

SIZES = (5_000, 100_000, 1_000_000, 10_000_000)
WIDTH, HEIGHT = 100, 40
SENTENCES = {
    "plain": "The committee met again on Tuesday and could not agree on what to do about the old railway bridge. ",
    "cjk": "委員会は火曜日に再び集まったが、古い鉄橋をどうするかについて合意できなかった。",
}
COLORS = ("yellow", "green", "blue", "pink", "purple")


def paragraphs(script: str, size: int) -> list[str]:
    sentence = SENTENCES[script]
    return [f"Ready {n}. " + sentence * (3 + n % 6) for n in range(max(1, size // (6 * len(sentence))))]


def build_app(kind: str, script: str, size: int, marked: bool, *, show: bool) -> tuple[object, object]:
    """An app that shows the text in one widget, at once or when told, and that widget."""
    from rich.console import Console
    from textual.app import App, ComposeResult
    from textual.events import Key
    from textual.widgets import Static, TextArea

    from newsreader.article import Article, Span
    from newsreader.paths import styles_dir
    from newsreader.tui.themes import DARK, role_colours
    from newsreader.tui.widgets.article_view import ArticleView, DisplayMark

    truecolor = Console(color_system="truecolor", force_terminal=True, legacy_windows=False)
    article = Article.of(paragraphs(script, size))
    if kind == "view":
        widget = ArticleView()
    elif kind == "textarea":
        widget = TextArea(read_only=True, soft_wrap=True)
    else:
        widget = Static("Ready")

    class BenchApp(App[None]):
        CSS_PATH = str(styles_dir() / "article_view.tcss")
        drawn: asyncio.Event | None = None
        written = 0

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return role_colours(self.current_theme)

        def compose(self) -> ComposeResult:
            yield widget

        def on_mount(self) -> None:
            self.register_theme(DARK)
            self.theme = DARK.name
            if show:
                self.open()
            widget.focus()

        def open(self) -> None:
            if kind == "textarea":
                widget.load_text(article.text)
            if kind != "view":
                return
            widget.set_article(article)
            if marked:
                step = max(40, len(article.text) // 500)
                starts = range(0, len(article.text) - 40, step)
                widget.set_marks(DisplayMark(str(s), Span(s, s + 30), COLORS[i % 5]) for i, s in enumerate(starts))

        def on_key(self, event: Key) -> None:
            motion = {"down": "down", "up": "up", "pagedown": "page-down"}.get(event.key)
            if motion and kind == "view":
                widget.move(motion)

        def _display(self, screen: object, renderable: object) -> None:
            if self.is_headless and hasattr(renderable, "render_segments"):
                self.written += len(renderable.render_segments(truecolor).encode())
            super()._display(screen, renderable)
            if self.drawn is not None:
                self.drawn.set()

    return BenchApp(), widget


def resident() -> float:
    """Memory of this process in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def measure(kind: str, script: str, size: int, marked: bool) -> dict[str, object]:
    """Drive one widget without a terminal."""
    app, widget = build_app(kind, script, size, marked, show=False)
    result: dict[str, object] = {"kind": kind, "script": script, "size": size, "marks": marked}

    async def timed(act: object, times: int) -> tuple[float, float, int]:
        spent, sizes = [], []
        for turn in range(times):
            app.drawn = asyncio.Event()
            app.written = 0
            start = time.process_time()
            act(turn)
            await asyncio.wait_for(app.drawn.wait(), 60)
            spent.append((time.process_time() - start) * 1000)
            sizes.append(app.written)
            await asyncio.sleep(0.01)
        return statistics.median(spent), max(spent), int(statistics.median(sizes))

    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        before = resident()
        result["open"] = (await timed(lambda _: app.open(), 1))[0]
        if kind == "view":
            fill = time.process_time()
            while widget.document.unmeasured:
                await asyncio.sleep(0.05)
            result["fill"] = (time.process_time() - fill) * 1000
            down, page = (lambda _: widget.move("down")), (lambda _: widget.move("page-down"))
        else:
            down, page = (lambda _: widget.action_cursor_down()), (lambda _: widget.action_cursor_page_down())
        result["memory"] = resident() - before
        await pilot.pause()
        result["down"] = await timed(down, 20)
        if size > 20_000:
            result["page"] = await timed(page, 20)

        def resize(turn: int) -> None:
            from textual.events import Resize
            from textual.geometry import Size

            target = Size((90, 110, 80, 100)[turn % 4], HEIGHT)
            app.post_message(Resize(target, target))

        result["resize"] = await timed(resize, 8 if size < 10_000_000 or kind == "view" else 2)
    return result


def table(sizes: tuple[int, ...]) -> None:
    """Run every case in a process of its own and print it."""
    print(f"{'':28}{'open':>8}{'caret':>17}{'bytes':>7}{'page':>17}{'bytes':>7}{'resize':>18}{'memory':>8}{'rest':>8}")
    for size in sizes:
        cases = [("view", s, m) for s in SENTENCES for m in (False, True)] + [("textarea", s, False) for s in SENTENCES]
        for kind, script, marked in cases:
            command = [sys.executable, __file__, "--case", kind, script, str(size), str(int(marked))]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
            if done.returncode:
                print(f"{kind} {script} {size}: {done.stderr.strip().splitlines()[-1:]}")
                continue
            r = json.loads(done.stdout.splitlines()[-1])

            def pair(name: str, r: dict[str, list[float]] = r) -> str:
                return f"{r[name][0]:.1f} ({r[name][1]:.1f})" if name in r else "-"

            name = f"{'500 marks' if marked else ''}"
            label = f"{size // 1000:>6} kB {script:<6}{kind if kind != 'view' else 'pane':<9}{name}"
            page_bytes = r["page"][2] if "page" in r else "-"
            print(
                f"{label:<34}{r['open']:>6.0f}{pair('down'):>17}{r['down'][2]:>7}{pair('page'):>17}{page_bytes:>7}"
                f"{pair('resize'):>18}{r['memory']:>7.1f}M{r.get('fill', 0):>7.0f}"
            )


class Terminal:
    """A child process in a pseudo-terminal."""

    def __init__(self, *case: str) -> None:
        command = [sys.executable, __file__, "--child", *case]
        environment = dict(os.environ, TERM="xterm-256color", COLORTERM="truecolor", TEXTUAL_ANIMATIONS="none")
        if case[0] == "program":
            home = tempfile.mkdtemp(prefix="newsreader-benchmark-")
            atexit.register(shutil.rmtree, home, ignore_errors=True)
            path = Path(home, "article.txt")
            path.write_text("A headline\n\n" + "\n\n".join(paragraphs(case[1], int(case[2]))), encoding="utf-8")
            environment["NEWSREADER_HOME"] = home
            command = [sys.executable, "-m", "newsreader", str(path)]
        self.started = time.perf_counter()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, command, environment)
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))

    def read(self, seconds: float) -> bytes:
        """What has been written, after at most so many seconds; nothing if nothing was."""
        ready, _, _ = select.select([self.file], [], [], seconds)
        return os.read(self.file, 1 << 16) if ready else b""

    def until(self, words: bytes) -> float:
        """Milliseconds from the start until some words are on the screen."""
        seen = b""
        while words not in seen:
            seen += self.read(30)
        return (time.perf_counter() - self.started) * 1000

    def settle(self) -> None:
        """Wait until nothing has been written for a second."""
        while self.read(1.0):
            pass

    def press(self, key: bytes) -> tuple[float, int]:
        """Milliseconds from the key to the last byte of the update, and its bytes."""
        start = last = time.perf_counter()
        os.write(self.file, key)
        size = 0
        while piece := self.read(0.05 if size else 2):
            last = time.perf_counter()
            size += len(piece)
        return (last - start) * 1000, size

    def close(self) -> None:
        """End the child."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.file)


def terminal(size: int, presses: int) -> None:
    """Measure in pseudo-terminals."""
    cases = (("program", "plain"), ("program", "cjk"), ("view", "plain"), ("view", "cjk"), ("textarea", "plain"))
    for kind, script in cases:
        child = Terminal(kind, script, str(size), "1")
        child.until(b"Ready")
        child.settle()
        down, up, page = b"\x1b[B", b"\x1b[A", b"\x1b[6~"
        inside = [down if turn // 12 % 2 == 0 else up for turn in range(presses)]
        keys = {"caret": inside, "page down": [page] * presses, "scroll a row": [down] * presses}
        for name, pressed in keys.items():
            if kind == "textarea":
                pressed = pressed[:10]
            found = [child.press(key) for key in pressed]
            spent = [ms for ms, _ in found]
            print(
                f"{size // 1000} kB {script} {kind:<9}{name:<13}key to last byte: "
                f"median {statistics.median(spent):.1f} ms, worst {max(spent):.1f} ms of {len(found)}; "
                f"median {int(statistics.median(b for _, b in found))} bytes"
            )
        child.close()
    paints: dict[str, list[float]] = {"bare": [], "view": []}
    for _ in range(9):
        for kind, seen in paints.items():
            child = Terminal(kind, "plain", "5000", "0")
            seen.append(child.until(b"Ready"))
            child.close()
    bare, view = (statistics.median(paints[kind]) for kind in ("bare", "view"))
    print(f"first paint of 5 kB: {view:.0f} ms, of a bare Textual app {bare:.0f} ms, ratio {view / bare:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="5 kB and 100 kB only")
    parser.add_argument("--terminal", action="store_true", help="measure in a pseudo-terminal")
    parser.add_argument("--presses", type=int, default=200)
    parser.add_argument("--case", nargs=4, help=argparse.SUPPRESS)
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.case:
        kind, script, size, marked = options.case
        print(json.dumps(asyncio.run(measure(kind, script, int(size), marked == "1"))))
    elif options.child:
        kind, script, size, marked = options.child
        app, _ = build_app(kind, script, int(size), marked == "1", show=True)
        app.run()
    elif options.terminal:
        terminal(100_000 if options.quick else 10_000_000, options.presses)
    else:
        table(SIZES[:2] if options.quick else SIZES)


if __name__ == "__main__":
    main()
