"""Nothing hostile in an article reaches the terminal raw, on any screen. Needs a real pseudo-terminal."""

import os
import select
import signal
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on this system")

PAYLOADS = {
    "clipboard": "\x1b]52;c;aGVsbG8=\x07",
    "title": "\x1b]0;pwned\x1b\\",
    "link": "\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\",
    "clear": "\x1b[2J\x1b[31m",
    "device": "\x1bP1$qm\x1b\\",
    "c1": "\x9b2J\x9d0;pwned2\x9c",
    "bidi": "\u202eesrever\u202c",
    "isolate": "\u2066x\u2069",
    "tags": "\U000e0041\U000e0042",
}
FORBIDDEN = [
    b"]52;",
    b"0;pwned",
    b"evil.example",
    b"$qm",
    b"\xc2\x9b",
    b"\xc2\x9d",
    "\u202e".encode(),
    "\u2066".encode(),
]
KEYS = [
    "gq",
    "j",
    "gp",
    "j",
    "gr",
    "gn",
    "ga",
    "H",
    "gn",
    "ga",
    "K",
    "gl",
    "\x1b",
    "gL",
    "j",
    "\x1b",
    "gN",
    "j",
    "\x1b",
    "L",
    "\x1b",
    "?",
    "q",
    ":",
    "\x1b",
    "/said\r",
    "gR",
]


def article(name: str) -> str:
    bad = "".join(PAYLOADS.values())
    return (
        f"Local{bad}Travel\n\nA headline {bad} of {name}\n\nBy {bad} Ada Holt\n\n"
        f"“Some words {bad} of hers,” Ada {bad} Holt said in Turku{bad} on Monday. "
        "[b]bold[/b] [/x] [@click=app.quit]x[/]\n\n"
        f"Source link\n\nRelated Posts\n\nAnother {bad} headline\n\nLoad More Posts Loading...No More Posts.\n"
    )


def run_in_terminal(command: list[str], keys: list[str], home: Path) -> tuple[bytes, bool]:
    """Run a program in a terminal of its own, press keys, quit; everything it wrote, and whether it ended by itself."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(
            NEWSREADER_HOME=str(home), TERM="xterm-256color", COLORTERM="truecolor", COLUMNS="110", LINES="40"
        )
        os.execv(command[0], command)
    written = bytearray()

    def listen(seconds: float, until: bytes = b"\0never") -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            ready, _, _ = select.select([terminal], [], [], 0.05)
            if ready:
                try:
                    data = os.read(terminal, 65536)
                except OSError:
                    return True
                if not data:
                    return True
                written.extend(data)
            if until in written:
                return True
        return False

    try:
        listen(20, until=b"claim")
        for key in keys:
            os.write(terminal, key.encode())
            listen(0.25)
        os.write(terminal, b"\x1bQ")
        listen(0.3)
        os.write(terminal, b"Q")
        ended = listen(10)
    finally:
        for _ in range(100):
            done, _ = os.waitpid(pid, os.WNOHANG)
            if done:
                break
            time.sleep(0.05)
        else:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        os.close(terminal)
    return bytes(written), ended


def test_no_screen_lets_a_hostile_article_speak_to_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(article(name), encoding="utf-8")
    command = [sys.executable, "-m", "newsreader", str(folder)]
    written, ended = run_in_terminal(command, KEYS, tmp_path / "home")
    assert b"headline" in written
    assert ended
    assert [f for f in FORBIDDEN if f in written] == []
