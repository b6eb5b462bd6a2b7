"""Measure the library on deterministic synthetic news: ingest, size, search, related posts, lists, memory.

    python benchmarks/library.py --articles 100000 [--peers] [--keep FILE]

The words are drawn by Zipf's law from a made-up vocabulary; each article belongs to one of 400 topics with words and
names of their own, and about six articles tell one story. With ``--peers`` the same articles go into tantivy and
scikit-learn's TF-IDF, where these are installed. Figures are milliseconds, median and 95th percentile.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from newsreader.article import Article
from newsreader.library import Facet, Library, ListFilter, ListOrder, SearchInterruptedError

VOCABULARY = 60_000
TOPICS = 400
STORY = 6
DAYS = 1_500


class News:
    """Deterministic synthetic news."""

    def __init__(self, seed: int = 1) -> None:
        """Make the vocabulary, the topics and their people."""
        self._random = random.Random(seed)
        syllables = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u", "en", "ar", "is")]
        found: dict[str, None] = {}
        while len(found) < VOCABULARY:
            found["".join(self._random.choices(syllables, k=self._random.randint(2, 4)))] = None
        self.words = list(found)
        self._cumulative = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
        self._topics = [self._random.sample(range(300, VOCABULARY), 60) for _ in range(TOPICS)]
        self._people = [[f"{self._name()} {self._name()}" for _ in range(12)] for _ in range(TOPICS)]
        self._sites = [
            f"{self._name()} {kind}" for kind in ("Post", "Times", "Herald", "Wire", "Tribune") for _ in "abcde"
        ]

    def _name(self) -> str:
        return self._random.choice(self.words[2_000:]).capitalize()

    def word(self) -> str:
        """One word by Zipf's law."""
        return self.words[bisect(self._cumulative, self._random.random() * self._cumulative[-1])]

    def articles(self, count: int) -> Iterator[Article]:
        """Tell stories until there are enough articles."""
        made = 0
        while made < count:
            topic = self._random.randrange(TOPICS)
            keywords = [self.words[i] for i in self._random.sample(self._topics[topic], 14)]
            keywords += [self.word() for _ in range(4)]
            people = self._random.sample(self._people[topic], 3)
            first_day = self._random.randrange(DAYS)
            for _ in range(min(STORY, count - made)):
                day = first_day + self._random.randrange(5)
                yield self._article(made, topic, keywords, people, day)
                made += 1

    def _article(self, number: int, topic: int, keywords: list[str], people: list[str], day: int) -> Article:
        paragraphs: list[str] = []
        for _ in range(self._random.randint(8, 14)):
            sentences: list[str] = []
            for _ in range(3):
                words = [
                    self._random.choice(keywords) if self._random.random() < 0.12 else self.word()
                    for _ in range(self._random.randint(10, 20))
                ]
                if self._random.random() < 0.3:
                    words[0:0] = self._random.choice(people).split()
                sentences.append(" ".join(words).capitalize() + ".")
            paragraphs.append(" ".join(sentences))
        published = time.strftime("%Y-%m-%d", time.gmtime(1_600_000_000 + day * 86_400))
        return Article.of(
            paragraphs,
            title=" ".join([*self._random.sample(keywords, 5), people[0].split()[1]]).capitalize(),
            site=self._random.choice(self._sites),
            published=published,
            url=f"https://news.example/{number}",
            categories=(f"Topic {topic % 20}",),
        )


def milliseconds(action: Callable[[Any], object], arguments: list[Any]) -> str:
    """Time an action on each argument: median, 95th percentile and longest."""
    times: list[float] = []
    for argument in arguments:
        start = time.perf_counter()
        action(argument)
        times.append((time.perf_counter() - start) * 1e3)
    times.sort()
    return f"{statistics.median(times):8.2f} [{times[int(len(times) * 0.95)]:.2f}, longest {times[-1]:.2f}]"


def memory_mb() -> float:
    """The memory of this process at present, in MB."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 1e6


def show(name: str, value: str) -> None:
    print(f"{name:34}{value}", flush=True)


def file_size_mb(path: Path) -> float:
    return sum(part.stat().st_size for part in path.parent.glob(path.name + "*")) / 1e6


def queries(articles: list[Article], chance: random.Random) -> dict[str, list[str]]:
    """Queries of each kind, taken from articles that are there."""
    kinds: dict[str, list[str]] = {
        "two or three words": [],
        "phrase": [],
        "phrase of common words": [],
        "prefix of four": [],
        "prefix of two": [],
        "field title:": [],
        "words and dates": [],
        "misspelt": [],
    }
    for article in articles:
        words = article.text.replace(".", " ").split()
        at = chance.randrange(len(words) - 4)
        long = [word for word in words if len(word) > 5]
        kinds["two or three words"].append(" ".join(chance.sample(long, chance.choice((2, 3)))))
        kinds["phrase"].append('"' + " ".join(words[at : at + 3]) + '"')
        kinds["phrase of common words"].append('"' + " ".join(sorted(words, key=len)[:2]) + '"')
        kinds["prefix of four"].append(chance.choice(long)[:4] + "*")
        kinds["prefix of two"].append(chance.choice(words)[:2] + "*")
        kinds["field title:"].append("title:" + article.title.split()[2])
        kinds["words and dates"].append(f"{chance.choice(long)} after:2021-06 before:2023")
        kinds["misspelt"].append(_misspelt(chance.choice(long)))
    return kinds


def _misspelt(word: str) -> str:
    return word[:2] + word[3] + word[2] + word[4:]


def measure(path: Path, count: int, peers: bool) -> None:
    news = News()
    sample: list[Article] = []
    chance = random.Random(2)

    def kept(articles: Iterator[Article]) -> Iterator[Article]:
        for number, article in enumerate(articles):
            if number % max(1, count // 200) == 0:
                sample.append(article)
            yield article

    start = time.perf_counter()
    characters = sum(len(article.text) for article in News().articles(min(count, 2_000))) / min(count, 2_000)
    making = (time.perf_counter() - start) / min(count, 2_000) * count
    library = Library.open(path)
    start = time.perf_counter()
    for number, _ in enumerate(library.ingest(kept(news.articles(count))), 1):
        if number % 10_000 == 0:
            print(f"  {number} articles, {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    seconds = time.perf_counter() - start - making
    show("articles", f"{count:8} of {characters:.0f} characters")
    show("ingest", f"{count / seconds:8.0f} articles/s ({seconds / count * 1e3:.2f} ms each, making them left out)")
    show("size", f"{file_size_mb(path):8.0f} MB, text {characters * count / 1e6:.0f} MB")
    show("memory after ingest", f"{memory_mb():8.0f} MB")
    library.close()

    start = time.perf_counter()
    library = Library.open(path)
    opened = (time.perf_counter() - start) * 1e3
    show("open the file", f"{opened:8.2f}")
    for kind, texts in queries(sample, chance).items():
        show(f"search: {kind}", milliseconds(lambda text: library.search(text, 20), texts))
    show("related, first ten", milliseconds(lambda article: library.related(article.id, 10), sample))
    show("related, second ten", milliseconds(lambda article: library.related(article.id, 10, 10), sample[:50]))
    show("open the list", milliseconds(lambda _: library.open_list(), list(range(5))))
    show("open the list by title", milliseconds(lambda _: library.open_list(order=ListOrder.TITLE), list(range(3))))
    show("open the list, one site", milliseconds(lambda a: library.open_list(ListFilter(site=a.site)), sample[:5]))
    rows = library.open_list()
    offsets = [chance.randrange(count) for _ in range(200)]
    show("window of 60 rows", milliseconds(lambda offset: library.window(rows, offset, 60), offsets))
    show("count by site", milliseconds(lambda _: library.counts(Facet.SITE), list(range(3))))
    show("get", milliseconds(lambda article: library.get(article.id), sample))
    show("memory after all that", f"{memory_mb():8.0f} MB")
    more = list(news.articles(60))
    fresh = [
        Article.of(
            article.text.split("\n\n"),
            title=article.title,
            url=f"https://fresh.example/{number}",
            site=article.site,
            published=article.published,
        )
        for number, article in enumerate(more)
    ]
    show("add one", milliseconds(lambda article: library.add([article]), fresh))
    show("interrupt to silence", _interrupted(library))
    library.close()
    if peers:
        _peers(count, sample)


def _interrupted(library: Library) -> str:
    import threading

    times: list[float] = []

    def ask() -> None:
        with contextlib.suppress(SearchInterruptedError):
            library.search("a* OR b* OR k* OR m*", 100_000)
        times.append(time.perf_counter())

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.02)
    start = time.perf_counter()
    library.interrupt()
    asking.join()
    return f"{(times[0] - start) * 1e3:8.2f}"


def _peers(count: int, sample: list[Article]) -> None:
    chance = random.Random(2)
    asked = queries(sample, chance)
    try:
        import tantivy  # type: ignore[import-not-found]
    except ImportError:
        show("tantivy", "not installed")
    else:
        with tempfile.TemporaryDirectory() as folder:
            builder = tantivy.SchemaBuilder()
            builder.add_text_field("title", stored=True)
            builder.add_text_field("text", stored=True)
            builder.add_text_field("id", stored=True, tokenizer_name="raw")
            index = tantivy.Index(builder.build(), path=folder)
            writer = index.writer(128_000_000, 1)
            start = time.perf_counter()
            for article in News().articles(count):
                writer.add_document(tantivy.Document(title=article.title, text=article.text, id=article.id))
            writer.commit()
            writer.wait_merging_threads()
            show("tantivy: ingest, making counted", f"{count / (time.perf_counter() - start):8.0f} articles/s")
            size = sum(part.stat().st_size for part in Path(folder).iterdir()) / 1e6
            show("tantivy: size", f"{size:8.0f} MB")
            index.reload()
            searcher = index.searcher()

            def search(text: str) -> None:
                query = index.parse_query(text, ["title", "text"], conjunction_by_default=True)
                for _, address in searcher.search(query, 20).hits:
                    searcher.doc(address)

            for kind in ("two or three words", "phrase", "phrase of common words"):
                show(f"tantivy: {kind}", milliseconds(search, asked[kind]))
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-not-found]
    except ImportError:
        show("scikit-learn", "not installed")
        return
    start = time.perf_counter()
    vectorizer = TfidfVectorizer(sublinear_tf=True, min_df=2)
    matrix = vectorizer.fit_transform(article.text for article in News().articles(count))
    show("scikit-learn: fit, making counted", f"{count / (time.perf_counter() - start):8.0f} articles/s")
    columns = matrix.T.tocsr()

    def nearest(text: str) -> None:
        scores = (vectorizer.transform([text]) @ columns).toarray()[0]
        scores.argpartition(-11)[-11:]

    show("scikit-learn: related", milliseconds(nearest, [article.text for article in sample]))
    show("memory with the peers", f"{memory_mb():8.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--peers", action="store_true", help="measure tantivy and scikit-learn too, where installed")
    parser.add_argument("--keep", type=Path, help="make the library here and keep it")
    options = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}")
    if options.keep:
        measure(options.keep, options.articles, options.peers)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder) / "library.sqlite", options.articles, options.peers)


if __name__ == "__main__":
    main()
