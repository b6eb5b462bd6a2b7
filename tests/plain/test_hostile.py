"""What comes from outside is only words: nothing a terminal could obey is printed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.article import Article
from newsreader.notes.annotation import Annotation
from newsreader.notes.store import NoteStore
from tests.plain.talking import Reader
from tests.test_hostile import PAYLOADS

BAD = "".join(PAYLOADS.values())
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")

PAGE = f"""Local{BAD}Travel

A headline {BAD} of ferries

By {BAD} Ada Holt

“Some words {BAD} of hers,” Ada {BAD} Holt said in Turku{BAD} on Monday. [b]bold[/b] [/x]

Related Posts

Another {BAD} headline

Load More Posts Loading...No More Posts.
"""

EVERYTHING = (
    "where facts outline quotes entities related links marks notes list library help trash changes feeds next".split()
)


@pytest.fixture
def hostile(reader: Reader) -> Reader:
    (reader.folder / "bad.md").write_text(PAGE, encoding="utf-8")
    (reader.folder / "bad.txt").write_text(PAGE, encoding="utf-8")
    return reader


def test_no_command_prints_anything_a_terminal_obeys(hostile: Reader) -> None:
    source = str(hostile.folder / "bad.txt")
    lines = [
        *EVERYTHING,
        "read all",
        f"search words {BAD}",
        f"{BAD}",
        "mark 1",
        f"note 1 a {BAD} note",
        f"tag 1 t{BAD}",
        "marks",
    ]
    said = hostile.raw(*lines, sources=(source,))
    assert not OBEYED.search(said.replace("\n", ""))
    assert "Some words" in said
    assert "[b]bold[/b] [/x]" in said


def test_notes_of_others_are_cleaned_when_they_are_said(hostile: Reader) -> None:
    article = Article.of(["Some words."], title=f"A {BAD} title", url="https://bad.example/x")
    hostile.paths.root.mkdir()
    with NoteStore.open(hostile.paths.notes) as store:
        store.add(Annotation.on(article, 0, 4, note=f"note {BAD}", tags=(f"tag{BAD}",)))
    said = hostile.raw("notes", "notes search note", sources=())
    assert not OBEYED.search(said.replace("\n", ""))
    assert "Note: note" in said


def run(folder: Path, *words: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "newsreader", *words],
        cwd=folder,
        env={**os.environ, "NEWSREADER_HOME": str(folder / "home"), "PYTHONIOENCODING": "utf-8", **environment},
        input=given.encode(),
        capture_output=True,
        timeout=60,
    )


def test_the_program_reads_plainly_through_pipes_at_a_dumb_terminal(hostile: Reader) -> None:
    done = run(hostile.folder, "--plain", "ferry.md", given="next\nmark 1\n", TERM="dumb", COLUMNS="40")
    said = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert said.splitlines()[:2] == ["Ferry to Kotka stops for a week, by Ida", "Salo, Harbour News, 2026-03-04."]
    assert "Saved as mark 1, yellow for claim," in said
    assert not OBEYED.search(said.replace("\n", ""))


def test_common_options_stand_before_or_after(hostile: Reader) -> None:
    for words in (["--quiet", "--plain", "--width", "0"], ["--plain", "--width=0", "--data-dir", "elsewhere"]):
        done = run(hostile.folder, *words, "ferry.md", given="read 1\n")
        assert b"1. The ferry between Turku and Kotka will stop for a week. Its pump is old." in done.stdout


def test_what_cannot_be_opened_is_said_in_a_line_on_standard_error(hostile: Reader) -> None:
    done = run(hostile.folder, "--plain", "nothing.txt", given="next\n")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"newsreader: cannot read nothing.txt")
    assert done.stderr.count(b"\n") == 1


def test_an_article_on_standard_input_needs_a_terminal_for_the_commands(hostile: Reader) -> None:
    done = run(hostile.folder, "--plain", "-", given="Words\n")
    assert done.returncode == 2
    assert run(hostile.folder, "--width", "20", "ferry.md").returncode == 2
