"""How well and how fast quotes, speakers and entities are found.

    python benchmarks/analysis.py DATA          accuracy on the labelled texts in DATA and on our own, then speed
    python benchmarks/analysis.py               accuracy on our own labelled news, then speed

DATA has the folders ``quotes`` and ``entities``, each with its ``*-dev.jsonl`` or ``dev.jsonl`` and the scorers
``score_quotes.py``, ``score_wikinews.py`` and ``score_entities.py``. Times are CPU milliseconds, the median of several
runs, on an article made of invented sentences. Beside them stands how many times as long that is as `plain_work` takes
on the same text in the same run: machines differ, and a busy one is slower, but that ratio hardly does.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

from newsreader.analysis import analyze
from newsreader.analysis.entities import find_entities
from newsreader.analysis.glance import glance
from newsreader.analysis.quotes import find_quotes

SIZES = (6_000, 10_000, 100_000, 1_000_000)
PARAGRAPHS = (
    "The quay was built in the years when the town lived on herring, and its stones came by sledge from the quarry at "
    "Vester Skov. Since then the water has taken two warehouses, a lighthouse and most of the northern breakwater.",
    "A storm in January tore a hole of nine metres into the wall. Divers who went down in March found the oak below "
    "the water line could be pushed in with a thumb, and the crane at the end of the quay has not moved since.",
    "The harbour board of Tarnby will close its north quay in May, its director, Helle Brandt, said on Monday.",
    "“The piles are older than anyone in this room,” said Brandt, who has led the board since 2019. “We cannot wait.”",
    "Oskar Lind, who lands cod at the quay, told reporters nobody had asked him. “I read it in the news,” he said.",
    "According to the ministry in Copenhagen, the work will cost $31 million and take 18 months, 40 percent at sea.",
    "The opposition called the plan “a leap in the dark” and accused Mayor Jens Holm of hiding what Deltas A/S bid.",
)
NEWS_ROWS = {
    "direct": "direct quote spans F1",
    "speakers": "speaker right",
    "cues": "cue right",
    "reported": "reported speech F1, cue and speaker too",
    "names": "people, bodies, places, events F1",
    "identities": "merged under the best name",
    "amounts": "dates, money, percentages F1",
    "values": "in the right normal form",
}
ROWS = (
    ("direct quote spans F1", "quotes/dev", "score_quotes", ("direct_span", "F1"), 98.0),
    ("speaker right, certain gold", "quotes/dev", "score_quotes", ("speaker_acc", "high"), 91.0),
    ("attribution F1", "quotes/dev", "score_quotes", ("attribution", "F1"), 85.0),
    ("indirect quotes F1, content and cue", "quotes/dev", "score_quotes", ("indirect", "F1"), 60.0),
    ("not-quotes let through, percent", "quotes/wikinews-dev", "score_wikinews", ("scare_let_through", "acc"), 15.0),
    ("direct quote spans recall, wikinews", "quotes/wikinews-dev", "score_wikinews", ("direct_overlap", "R"), 97.0),
    ("entities typed F1, conll-dev", "entities/conll-dev", "score_entities", ("typed", "F1"), 92.0),
    ("entities typed F1, modern-dev", "entities/modern-dev", "score_entities", ("typed", "F1"), 85.0),
    ("entities typed F1, news-dev", "entities/news-dev", "score_entities", ("typed", "F1"), 84.0),
    ("merging of mentions, wikinews-dev B3", "entities/wikinews-dev", "score_entities", ("merge_B3", "F1"), 97.0),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?")
    options = parser.parse_args()
    if options.data is not None:
        print(f"{'accuracy':44}{'measured':>10}{'at least':>10}")
        for name, value, target in accuracy(options.data):
            print(f"{name:44}{value:10.1f}{target:10.1f}")
        print()
    own_news()
    if options.data is not None:
        articles(options.data / "quotes" / "dev.jsonl")
    speed()


def accuracy(data: Path) -> Iterator[tuple[str, float, float]]:
    """The rows of the table of accuracy: name, measured value, target."""
    scores: dict[tuple[str, str], dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, texts, scorer, (group, figure), target in ROWS:
            if (texts, scorer) not in scores:
                gold = data / f"{texts}.jsonl"
                predicted = Path(scratch) / "predicted.jsonl"
                predict(gold, predicted)
                labels = ["--labels", "PERSON,ORG,PLACE"] if scorer == "score_entities" and "wiki" not in texts else []
                command = [sys.executable, str(gold.parent / f"{scorer}.py"), str(gold), str(predicted), "--json"]
                done = subprocess.run([*command, *labels], capture_output=True, text=True, check=True)
                scores[texts, scorer] = json.loads(done.stdout)
            value = scores[texts, scorer][group][figure]
            yield name, float(str(value).split("%")[0]), target


def predict(gold: Path, out: Path) -> None:
    """Analyse every text of a file of gold into a file of the scorers' form."""
    with gold.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as results:
        for line in lines:
            record = json.loads(line)
            found = analyze(record["text"])
            quotes = [
                {
                    "start": q.start,
                    "end": q.end,
                    "text": record["text"][q.start : q.end],
                    "kind": q.kind,
                    "speaker": q.speaker,
                    "speaker_span": q.speaker_span,
                    "cue": q.cue,
                    "cue_span": q.cue_span,
                }
                for q in found.quotes
            ]
            entities = [{"name": e.name, "label": e.label, "mentions": e.mentions} for e in found.entities]
            results.write(json.dumps({"id": record["id"], "quotes": quotes, "entities": entities}) + "\n")


def own_news() -> None:
    """Print the figures on the modern articles that were written and labelled for the tests."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.analysis.news import labelled_news, measure

    articles = labelled_news()
    figures = measure(articles, lambda text, published: analyze(text, published=published))
    print(f"{f'{len(articles)} modern articles of our own':44}{'measured':>10}")
    for figure in fields(figures):
        print(f"{NEWS_ROWS[figure.name]:44}{100 * getattr(figures, figure.name):10.1f}")
    print()


def articles(path: Path) -> None:
    """Print the CPU time of the articles of 5,000 to 7,000 code points in a file of texts."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [t for t in texts if 5_000 <= len(t) <= 7_000]
    analyze(texts[0])
    times, ratios = [], []
    for text in texts:
        own, plain = medians(5, lambda text=text: analyze(text), lambda text=text: plain_work(text))
        times.append(own * 6_000 / len(text))
        ratios.append(own / plain)
    print(f"{len(texts)} articles of about 6 kB: {statistics.median(times):.1f} ms CPU median, {max(times):.1f} worst")
    print(
        f"as against plain work on the same text: {statistics.median(ratios):.1f} x median, {max(ratios):.1f} x worst"
    )


def speed() -> None:
    """Print the CPU time of each part at each size."""
    started = time.process_time()
    analyze(article(2_000))
    print(f"models and lexicons loaded, first text read: {1000 * (time.process_time() - started):.0f} ms CPU\n")
    columns = ("code points", "glance", "entities", "quotes", "together", "per 10 kB", "x plain")
    print("".join(f"{column:>12}" for column in columns) + "   CPU ms, median")
    for size in SIZES:
        text = article(size)
        rounds = 15 if size <= 10_000 else 5 if size <= 100_000 else 1
        entities = find_entities(text)
        rules, one, two, whole, plain = medians(
            rounds,
            lambda text=text: glance(text),
            lambda text=text: find_entities(text),
            lambda text=text, entities=entities: find_quotes(text, entities),
            lambda text=text: analyze(text),
            lambda text=text: plain_work(text),
        )
        times = f"{rules:12.1f}{one:12.1f}{two:12.1f}{whole:12.1f}{10_000 * whole / size:12.1f}"
        print(f"{size:12,}{times}{whole / plain:12.1f}")


def plain_work(text: str) -> int:
    """Work that every machine with Python can do the same way: the words of a text and pairs of them, counted."""
    words = re.findall(r"\w+|[^\w\s]", text.lower())
    return len(Counter(words)) + len(Counter(f"{one} {two}" for one, two in pairwise(words)))


def article(size: int) -> str:
    """An article of about so many code points."""
    once = "\n\n".join(PARAGRAPHS) + "\n\n"
    return once * max(1, round(size / len(once)))


def medians(rounds: int, *calls: Callable[[], object]) -> list[float]:
    """Median CPU milliseconds of each of several calls, which take turns, so that a busy minute slows them all."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, of_call in zip(calls, times, strict=True):
            started = time.process_time()
            call()
            of_call.append(1000 * (time.process_time() - started))
    return [statistics.median(of_call) for of_call in times]


if __name__ == "__main__":
    main()
