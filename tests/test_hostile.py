"""Nothing hostile in an article reaches the terminal raw, on any screen. Needs a real pseudo-terminal."""

import json
import os
import select
import signal
import sys
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
RAW = [b"\x1b]", b"\x1bP", b"\x1b[2J", b"\x07", *FORBIDDEN[4:]]
"""What no command may write, wherever the words of a file name or a query are repeated."""

DONE = "-- done --"
ONE_AFTER_THE_OTHER = f"""
import json, pathlib, sys
from newsreader.cli.app import status_of
for command in json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")):
    status_of(command)
    print({DONE!r}, flush=True)
"""
"""Runs the commands of a file in one process."""

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
    "p",
    "c",
    "\x1b",
    "\x1b",
    "gN",
    "j",
    "\x1b",
    "gF",
    "\x1b",
    "gd",
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


LONG = 120.0
"""Seconds without a word after which a program is taken to hang."""


def run_in_terminal(command: list[str], keys: list[str], home: Path) -> tuple[bytes, bool]:
    """Run a program in a terminal of its own, press keys if any and then those that quit.

    Returns:
        Everything it wrote, and whether it ended by itself.
    """
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(
            NEWSREADER_HOME=str(home), TERM="xterm-256color", COLORTERM="truecolor", COLUMNS="110", LINES="40"
        )
        os.execv(command[0], command)
    written = bytearray()

    def listen(until: bytes = b"\0never", quiet: float = LONG) -> bool:
        """Take what is written up to some word, or until nothing comes for so many seconds; whether it has ended."""
        while until not in written:
            if not select.select([terminal], [], [], quiet)[0]:
                return False
            try:
                data = os.read(terminal, 65536)
            except OSError:
                return True
            if not data:
                return True
            written.extend(data)
        return False

    ended = False
    try:
        if keys:
            ended = listen(until=b"claim")
            for key in [*keys, "\x1bQ", "Q"]:
                if not ended:
                    os.write(terminal, key.encode())
                    ended = listen(quiet=0.1)
        ended = ended or listen()
    finally:
        if not ended:
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


def feed_of_payloads() -> str:
    bad = "".join(c for c in "".join(PAYLOADS.values()) if c.isprintable() or c > "\x9f")
    coded = "".join(f"&#{ord(c)};" for c in "\u202e\u2066\x9b")
    return (
        f"<rss version='2.0'><channel><title>Feed {bad}{coded}</title>"
        f"<item><guid>1</guid><title>Entry {bad}{coded}</title><description>Words {bad}{coded} here.</description>"
        "</item></channel></rss>"
    )


def page_of_payloads() -> str:
    bad = "".join(PAYLOADS.values())
    return (
        f"<html><head><title>Page {bad}</title><meta name='author' content='Ada {bad} Holt'></head><body><article>"
        f"<h1>Page {bad}</h1><p>“Some words {bad} of hers,” Ada Holt said in Turku on Monday, and said it twice.</p>"
        f"<p>It costs &#27;[31m nothing &#155;2J at all to read on, {bad} she added, for a while.</p>"
        "</article></body></html>"
    )


def test_no_command_lets_a_hostile_article_speak_to_the_terminal(tmp_path: Path) -> None:
    home = tmp_path / "home"
    bad = "".join(PAYLOADS.values()).replace("/", "_")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "one.txt").write_text(article("one"), encoding="utf-8")
    (folder / "two.md").write_text("---\ntitle: T " + bad + "\n---\n" + article("two"), encoding="utf-8")
    (folder / "three.html").write_text(page_of_payloads(), encoding="utf-8")
    (folder / "four.xml").write_text(feed_of_payloads(), encoding="utf-8")
    (folder / f"empty {bad}.txt").write_text("")
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        "<opml version='2.0'><body><outline text='F &#x202e;&#x2066;' type='rss' xmlUrl='http://127.0.0.1:9/feed'/>"
        "</body></opml>"
    )
    program = [sys.executable, "-m", "newsreader"]
    files = [str(path) for path in sorted(folder.iterdir())]
    commands = [
        *(["show", *files, "--format", form] for form in ("rich", "text", "markdown", "json")),
        ["analyze", *files],
        ["analyze", *files, "--json"],
        ["add", *files],
        ["add", str(folder), "--json"],
        ["list"],
        ["list", "--json"],
        ["search", "words"],
        ["search", bad],
        ["related", files[0]],
        ["notes", "list"],
        ["notes", "search", bad],
        ["export", "--all"],
        ["export", bad],
        ["feeds", "import", str(opml)],
        ["feeds", "list"],
        ["feeds", "refresh"],
        ["remove", bad],
        ["show", str(tmp_path / f"missing {bad}")],
        ["import", files[0]],
        ["doctor"],
        [bad],
    ]
    run_in_terminal([*program, files[-1]], ["H", "c2", "E"], home)
    (tmp_path / "commands.json").write_text(json.dumps(commands), encoding="utf-8")
    written, ended = run_in_terminal(
        [sys.executable, "-c", ONE_AFTER_THE_OTHER, str(tmp_path / "commands.json")], [], home
    )
    assert ended
    parts = written.split(DONE.encode())
    assert len(parts) == len(commands) + 1
    for command, part in zip(commands, parts, strict=False):
        found = [f for f in RAW if f in part]
        assert not found, (command, found, part[-300:])
