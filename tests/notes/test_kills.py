"""A program that is killed with -9 at any moment loses nothing that it acknowledged, and leaves a file that opens."""

import random
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from tinydb import TinyDB

from newsreader.notes.store import NoteStore

WRITER = textwrap.dedent(
    """
    import random, sys
    from pathlib import Path
    from newsreader.article import Article
    from newsreader.notes import files
    from newsreader.notes.annotation import Annotation
    from newsreader.notes.store import NoteStore
    files._GULP = files._BITE = 4096  # so that a small file is rewritten in portions, too
    chance = random.Random(sys.argv[2])
    article = Article.of(["word " * 50], title="T")
    store = NoteStore.open(Path(sys.argv[1]))
    number = 0

    def say(sign, mark, note):
        print(sign, mark, note, ".", flush=True)

    while True:
        number += 1
        known = store.all()
        what = chance.choice(["add", "add", "update", "remove", "fold"]) if known else "add"
        if what == "fold":
            store.fold(gently=chance.random() < 0.5)
            continue
        mark = Annotation.on(article, 0, 4) if what == "add" else chance.choice(known)
        note = "-" if what == "remove" else f"{sys.argv[2]}/{number}"
        say("begun", mark.id, note)
        if what == "remove":
            store.remove(mark.id)
        else:
            (store.add if what == "add" else store.update)(mark.changed(note=note))
        say("done", mark.id, note)
    """
)


def killed(path: Path, seed: int) -> list[tuple[str, str, str]]:
    """Let another process add, change, remove and fold, and kill it at a random moment; what it said till then."""
    chance = random.Random(seed)
    command = [sys.executable, "-c", WRITER, str(path), str(seed)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(chance.randint(1, 40))]
    time.sleep(chance.random() * 0.004)
    process.kill()
    lines += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    whole = [line.split() for line in lines if line.endswith(" .\n")]
    return [(sign, name, note) for sign, name, note, _ in whole]


def check(path: Path, seeds: range) -> None:
    notes: dict[str, str] = {}
    for seed in seeds:
        begun: tuple[str, str] | None = None
        for sign, name, note in killed(path, seed):
            begun = (name, note) if sign == "begun" else None
            if sign == "done":
                notes[name] = note
        with NoteStore.open(path) as store:
            kept = {mark.id: mark.note for mark in store.all()}
        if begun is not None and kept.get(begun[0], "-") == begun[1]:
            notes[begun[0]] = begun[1]  # on disk though nobody was told
        assert kept == {name: note for name, note in notes.items() if note != "-"}
        with TinyDB(path) as stock:
            assert len(stock.table("annotations")) == len(kept)


def test_no_acknowledged_change_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    check(tmp_path / "notes.json", range(4))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 1000, 250))
def test_no_acknowledged_change_is_lost_over_a_thousand_kills(tmp_path: Path, first: int) -> None:
    check(tmp_path / "notes.json", range(first, first + 250))
