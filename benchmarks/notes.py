"""The store of marks beside stock TinyDB and beside a bare append with a sync, on the same disk in one run.

    python benchmarks/notes.py [--sizes 100 1000 10000 100000] [--folder DIR]

A table of milliseconds: the median and the worst of each operation. ``x`` is the median over that of the bare append.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tinydb import TinyDB, where

from newsreader.article import Article
from newsreader.notes.annotation import Annotation
from newsreader.notes.codec import dump, to_document
from newsreader.notes.store import NoteStore

ARTICLES = [Article.of([f"Piece {n} " + "words of it " * 40], title=f"Piece {n}") for n in range(200)]
OURS, STOCK = 200, 5


def mark(number: int) -> Annotation:
    return Annotation.on(
        ARTICLES[number % len(ARTICLES)], 0, 40, note="A note of some length, " * 4, tags=("one", "two")
    )


def times(work: Callable[[int], object], count: int) -> list[float]:
    """Milliseconds of each of a number of calls."""
    found = []
    for number in range(count):
        began = time.perf_counter()
        work(number)
        found.append((time.perf_counter() - began) * 1000)
    return found


def line(name: str, found: Iterable[float], bare: float) -> None:
    values = sorted(found)
    median = statistics.median(values)
    print(f"  {name:34} {median:10.3f} {values[-1]:10.3f} {median / bare:8.2f} x", flush=True)


def bare_append(folder: Path) -> list[float]:
    data = dump(to_document(mark(0))) + b"\n"
    handle = os.open(folder / "bare", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    sync = getattr(os, "fdatasync", os.fsync)
    try:
        return times(lambda _: (os.write(handle, data), sync(handle)), OURS)
    finally:
        os.close(handle)


def ours(folder: Path, marks: list[Annotation], bare: float) -> None:
    path = folder / "notes.json"
    store = NoteStore.open(path)
    store.add(*marks)
    store.fold()
    extra = [mark(n) for n in range(OURS)]
    line("insert, acknowledged", times(lambda n: store.add(extra[n]), OURS), bare)
    changed = [m.changed(note="another") for m in marks[:OURS]]
    line("update", times(lambda n: store.update(changed[n % len(changed)]), OURS), bare)
    line("delete", times(lambda n: store.remove(extra[n].id), OURS), bare)
    line("of article", times(lambda n: store.of_article(ARTICLES[n].id), OURS), bare)
    more = [mark(n) for n in range(OURS)]
    folding = threading.Thread(target=store.fold)
    folding.start()
    found: list[float] = []
    for one in more:
        found += times(lambda _, one=one: store.add(one), 1)  # type: ignore[misc]
        if not folding.is_alive():
            break
    folding.join()
    line(f"insert while compacting ({len(found)})", found, bare)
    store.close()
    line("open", times(lambda _: NoteStore.open(path).close(), 3), bare)


def stock(folder: Path, marks: list[Annotation], bare: float) -> None:
    database = TinyDB(folder / "stock.json")
    table = database.table("annotations")
    table.insert_multiple([to_document(m) for m in marks])
    line("stock TinyDB insert (no sync)", times(lambda n: table.insert(to_document(mark(n))), STOCK), bare)
    wanted = [m.id for m in marks]
    line("stock update", times(lambda n: table.update({"note": "x"}, where("id") == wanted[n]), STOCK), bare)
    line("stock delete", times(lambda n: table.remove(where("id") == wanted[n]), STOCK), bare)
    database.close()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    asked.add_argument("--folder", type=Path, help="where to measure; the disk matters")
    given = asked.parse_args()
    for size in given.sizes:
        with tempfile.TemporaryDirectory(dir=given.folder) as name:
            bare = bare_append(Path(name))
            print(f"{size:,} marks{'':24}     median      worst    ratio   (ms)")
            line("bare append and fdatasync", bare, statistics.median(bare))
            marks = [mark(n) for n in range(size)]
            ours(Path(name), marks, statistics.median(bare))
            stock(Path(name), marks, statistics.median(bare))


if __name__ == "__main__":
    main()
