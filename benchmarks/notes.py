"""The store of marks beside stock TinyDB and beside a bare append with a sync, on the same disk in one run.

    python benchmarks/notes.py [--sizes 100 1000 10000 100000] [--folder DIR] [--runs 5]

A table of milliseconds: the median and the worst of each operation. ``x`` is the median over that of the bare append,
that of the lines on compacting over the bare append with nothing beside it, which took turns with them.

Compacting is shown beside the disk alone: the same bare append while as many bytes are written to another file, as the
store writes them (`in portions`, each synced) and at one go (`at once`). The screen is a loop that sleeps a millisecond
at a time in another thread than the store's; what it sleeps longer is its stall, shown while nothing else goes on,
while the file is compacted and marks are made, and while it is opened. On a machine that does other work the ticks of
its scheduler hide all of that: ``chrt -f 10`` before the command keeps them out.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from tinydb import TinyDB, where

from newsreader.article import Article
from newsreader.notes.annotation import Annotation
from newsreader.notes.codec import dump, to_document
from newsreader.notes.store import BREATH, NoteStore

PER_ARTICLE = 10
"""Marks that an article has, as somebody makes them who works with a text."""

OURS, STOCK = 1000, 5
ARTICLES = [Article.of([f"Piece {n} " + "words of it " * 40], title=f"Piece {n}") for n in range(10_000)]


def mark(number: int) -> Annotation:
    return Annotation.on(
        ARTICLES[number // PER_ARTICLE % len(ARTICLES)], 0, 40, note="A note of some length, " * 4, tags=("one", "two")
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
    print(f"  {name:52} {median:10.3f} {values[-1]:10.3f} {median / bare:8.2f} x", flush=True)


def appender(path: Path) -> Callable[[object], object]:
    """The least that keeps a mark: its line at the end of a file, synced."""
    data = dump(to_document(mark(0))) + b"\n"
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    sync = getattr(os, "fdatasync", os.fsync)
    return lambda _: (os.write(handle, data), sync(handle))


def during(work: Callable[[], object], action: Callable[[Annotation], object]) -> list[float]:
    """Milliseconds of each call of an action, as often as there is time for while work goes on in a thread."""
    thread = threading.Thread(target=work)
    thread.start()
    found: list[float] = []
    while thread.is_alive():
        one = mark(len(found))
        found += times(lambda _, one=one: action(one), 1)  # type: ignore[misc]
    thread.join()
    return found


def write_beside(path: Path, size: int, *, portions: bool) -> None:
    """Write a file as large as the notes file."""
    portion = bytes(1 << 18)
    with path.open("wb", buffering=0) as file:
        for _ in range(0, size, len(portion)):
            file.write(portion)
            if portions:
                os.fsync(file.fileno())
                time.sleep(BREATH)
        os.fsync(file.fileno())


def stalls(work: Callable[[], object]) -> list[float]:
    """Milliseconds that a loop like the screen's oversleeps while work goes on in a thread."""

    async def watch() -> list[float]:
        thread = threading.Thread(target=work)
        found = []
        thread.start()
        while thread.is_alive():
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            found.append(max(0.0, (time.perf_counter() - began) * 1000 - 1))
        return found

    return asyncio.run(watch())


def ours(folder: Path, size: int, bare: float) -> None:
    path = folder / "notes.json"
    store = NoteStore.open(path)
    marks = [mark(n) for n in range(size)]
    store.add(*marks)
    store.fold()
    del marks[OURS:]
    extra = [mark(n) for n in range(OURS)]
    line("insert, acknowledged", times(lambda n: store.add(extra[n]), OURS), bare)
    changed = [m.changed(note="another") for m in marks]
    line("update", times(lambda n: store.update(changed[n % len(changed)]), OURS), bare)
    line("delete", times(lambda n: store.remove(extra[n].id), OURS), bare)
    wanted = ARTICLES[: size // PER_ARTICLE]
    line(f"of article ({PER_ARTICLE} marks)", times(lambda n: store.of_article(wanted[n % len(wanted)].id), OURS), bare)
    store.close()
    line("open", times(lambda _: NoteStore.open(path).close(), 5), bare)


def open_and_look(path: Path) -> NoteStore:
    store = NoteStore.open(path)
    store.of_article(ARTICLES[0].id)
    return store


def compacting(folder: Path, bare: float, runs: int) -> None:
    """Show what making a mark costs while the file is rewritten, and what it costs on the disk alone."""
    path = folder / "notes.json"
    store = NoteStore.open(path)
    size = path.stat().st_size
    append = appender(folder / "beside")
    found: dict[str, list[list[float]]] = defaultdict(list)
    for _ in range(runs):
        found["bare append, nothing beside"].append(during(lambda: time.sleep(1), append))
        found["bare append beside a file at once"].append(
            during(lambda: write_beside(folder / "big", size, portions=False), append)
        )
        found["bare append beside it in portions"].append(
            during(lambda: write_beside(folder / "big", size, portions=True), append)
        )
        store.add(mark(0))
        found["insert while compacting"].append(during(lambda: store.fold(gently=True), store.add))
    beside = statistics.median(ms for run in found["bare append, nothing beside"] for ms in run)
    for name, each in found.items():
        line(name, [ms for run in each for ms in run], beside)
        print(f"    worst of each run: {' '.join(f'{max(run, default=0.0):.1f}' for run in each)}")

    def work() -> None:
        folding = threading.Thread(target=lambda: store.fold(gently=True))
        store.add(mark(0))
        folding.start()
        while folding.is_alive():
            store.add(mark(0))
            time.sleep(0.01)

    opened: list[NoteStore] = []
    screen = {
        "nothing": lambda: time.sleep(0.5),
        "compacting and marks made": work,
        "opening and the marks of an article": lambda: opened.append(open_and_look(path)),
    }
    for name, goes_on in screen.items():
        each = []
        for _ in range(runs):
            each.append(stalls(goes_on))
            opened.clear()
        line(f"screen's stall: {name}", [ms for run in each for ms in run], bare)
        print(f"    worst of each run: {' '.join(f'{max(run, default=0.0):.1f}' for run in each)}")
    store.close()


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
    asked.add_argument("--runs", type=int, default=5, help="how often the largest file is compacted")
    given = asked.parse_args()
    for size in given.sizes:
        with tempfile.TemporaryDirectory(dir=given.folder) as name:
            folder = Path(name)
            append = appender(folder / "bare")
            alone = times(lambda _: append(None), OURS)  # noqa: B023
            bare = statistics.median(alone)
            print(f"{size:,} marks{'':42}     median      worst    ratio   (ms)")
            line("bare append and fdatasync", alone, bare)
            ours(folder, size, bare)
            compacting(folder, bare, given.runs)
            stock(folder, [mark(n) for n in range(size)], bare)


if __name__ == "__main__":
    main()
