"""Finding marks again: accuracy on labelled revisions, and the time of aligning two texts.

    python benchmarks/anchoring.py [FOLDER]

FOLDER is one with ``anchors/dev.jsonl``, ``anchors/hard-dev.jsonl`` and their scorers; without it only the speed is
measured. Aligning is timed beside difflib's matcher over the words of the same texts, which finds no moves; at 1 MB
that one is left out, as it takes minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from newsreader.notes.alignment import Alignment
from newsreader.notes.anchoring import Target, reanchor

SIZES = (10_000, 100_000, 1_000_000)
WORDS = """the a of to in on council river bridge vote budget minister talks report harbour school engine winter
said told asked refused signed opened closed moved raised cut paid north south old new long red late early two
nine forty people plan deal price train court judge doctor""".split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?")
    options = parser.parse_args()
    if options.data is not None:
        accuracy(options.data / "anchors")
    speed()


def accuracy(data: Path) -> None:
    """Print what the scorers say of marks found by their words alone, and with the old text."""
    texts = {r["id"]: r["text"] for r in _records(data / "hard-dev.texts.jsonl")}
    runs: tuple[tuple[str, str, str, Callable[[dict[str, Any]], dict[str, Any]]], ...] = (
        ("by words and context alone", "dev.jsonl", "score_anchors.py", _by_words),
        ("with the old text", "hard-dev.jsonl", "score_hard.py", lambda case: _by_text(case, texts)),
    )
    for heading, name, scorer, find in runs:
        with tempfile.TemporaryDirectory() as scratch:
            predicted = Path(scratch) / "predicted.jsonl"
            found = "\n".join(json.dumps({"id": case["id"], **find(case)}) for case in _records(data / name))
            predicted.write_text(found + "\n", encoding="utf-8")
            command = [sys.executable, str(data / scorer), str(data / name), str(predicted)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
        print(f"{heading}: {name}\n{done.stdout}")


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _by_words(case: dict[str, Any]) -> dict[str, Any]:
    anchor = reanchor(Target(case["start"], case["end"], case["exact"], case["prefix"], case["suffix"]), case["new"])
    return {"span": None if anchor is None else [anchor.start, anchor.end]}


def _by_text(case: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    old, new = texts[case["old_text_id"]], texts[case["new_text_id"]]
    anchor = reanchor(Target.of(old, case["start"], case["end"]), new, old)
    return {"start": None, "end": None} if anchor is None else {"start": anchor.start, "end": anchor.end}


def speed() -> None:
    """Print the time of aligning an edited article, and of finding marks in it."""
    columns = ("code points", "aligning", "95 of 100", "difflib", "a mark")
    print(
        "".join(f"{column:>12}" for column in columns) + "   ms, median of pairs with a tenth of the sentences changed"
    )
    for size in SIZES:
        rounds = 20 if size <= 10_000 else 5 if size <= 100_000 else 2
        times, peer, marks = [], [], []
        for seed in range(rounds):
            old = article(size, seed)
            new = edited(old, seed)
            alignment, spent = _timed(lambda old=old, new=new: Alignment(old, new))
            times.append(spent)
            if size <= 100_000:
                peer.append(_timed(lambda old=old, new=new: difflib_words(old, new))[1])
            starts = range(0, len(old) - 200, max(1, len(old) // 200))
            marks.append(_timed(lambda a=alignment, s=starts: [a.find(x, x + 80) for x in s])[1] / len(starts))
        worst = sorted(times)[int(0.95 * (len(times) - 1))]
        beside = f"{statistics.median(peer):12.1f}" if peer else f"{'-':>12}"
        middle = statistics.median(times)
        print(f"{size:12,}{middle:12.1f}{worst:12.1f}{beside}{statistics.median(marks):12.3f}")


def difflib_words(old: str, new: str) -> object:
    """The peer: difflib over words."""
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).get_matching_blocks()


def article(size: int, seed: int) -> str:
    """Sentences in paragraphs, about so many code points, the same for the same seed."""
    chance = random.Random(seed)
    paragraphs, length = [], 0
    while length < size:
        sentences = []
        for _ in range(chance.randint(2, 5)):
            words = [chance.choice(WORDS) + (str(chance.randint(1, 99)) if chance.random() < 0.1 else "") for _ in
                     range(chance.randint(8, 24))]  # fmt: skip
            sentences.append(" ".join(words).capitalize() + ".")
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def edited(text: str, seed: int) -> str:
    """The article as a publisher might change it: sentences deleted, added and reworded, one paragraph moved."""
    chance = random.Random(seed + 1)
    paragraphs = text.split("\n\n")
    for number, paragraph in enumerate(paragraphs):
        sentences = []
        for sentence in paragraph.split(". "):
            edit = chance.random()
            if edit < 0.03:
                continue
            if edit < 0.07:
                words = sentence.split()
                words[chance.randrange(len(words))] = chance.choice(WORDS)
                sentence = " ".join(words)
            sentences.append(sentence)
            if edit > 0.97:
                sentences.append(" ".join(chance.choice(WORDS) for _ in range(12)).capitalize())
        paragraphs[number] = ". ".join(sentences)
    moved = paragraphs.pop(len(paragraphs) // 3)
    paragraphs.insert(2 * len(paragraphs) // 3, moved)
    return "\n\n".join(paragraphs)


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    """What a call gives, and its CPU milliseconds."""
    started = time.process_time()
    result = call()
    return result, 1000 * (time.process_time() - started)


if __name__ == "__main__":
    main()
