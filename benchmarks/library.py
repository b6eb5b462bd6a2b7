"""Measure the library on deterministic synthetic news: ingest, size, search, related posts, lists, memory.

    python benchmarks/library.py --articles 1000 10000 100000 [--peers] [--keep FOLDER]

The words are drawn by Zipf's law from a made-up vocabulary; each article belongs to one of 400 topics with words and
names of their own, and about six articles tell one story. Several sizes stand side by side and show how the figures
grow. With ``--peers`` the articles of the largest go into tantivy and scikit-learn's TF-IDF too, where these are
installed. Figures are milliseconds: median, 95th percentile and longest. In ``--keep`` the libraries stay; those that
are there already are measured without being made again.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import random
import re
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from newsreader.analysis.model import Analysis, Entity, EntityLabel, Quote, QuoteKind
from newsreader.article import Article, Span
from newsreader.library import Facet, Library, ListFilter, ListOrder, SearchInterruptedError

VOCABULARY = 60_000
TOPICS = 400
STORY = 6
DAYS = 1_500


clock = time.perf_counter
"""What time is measured by."""


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
        start = clock()
        action(argument)
        times.append((clock() - start) * 1e3)
    times.sort()
    return f"{statistics.median(times):8.2f} [{times[int(len(times) * 0.95)]:.2f}, {times[-1]:.2f}]"


def memory_mb() -> float:
    """The memory of this process at present, in MB."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 1e6


class Table:
    """Figures of several sizes, a column for each."""

    def __init__(self, sizes: list[int]) -> None:
        """Begin without figures."""
        self._columns: list[dict[str, str]] = [{} for _ in sizes]
        self.column = 0

    def show(self, name: str, value: str) -> None:
        """Put down a figure of the size at hand; it is told on standard error at once."""
        self._columns[self.column][name] = value
        print(f"  {name:34}{value}", file=sys.stderr, flush=True)

    def print(self) -> None:
        """Print all, a line for each figure."""
        widths = [max(map(len, column.values())) + 2 for column in self._columns]
        for name in dict.fromkeys(name for column in self._columns for name in column):
            cells = (f"{column.get(name, ''):{width}}" for column, width in zip(self._columns, widths, strict=True))
            print(f"{name:34}{''.join(cells)}".rstrip())


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
        "two words misspelt": [],
        "one letter*": [],
        "any of ten common words": [],
        "a common word, NOT another": [],
        "a common word in one month": [],
        "person: in one month": [],
        "said:": [],
        "note:": [],
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
        kinds["two words misspelt"].append(" ".join(map(_misspelt, chance.sample(long, 2))))
        common = Counter(words).most_common(14)
        kinds["one letter*"].append(chance.choice(words)[0] + "*")
        kinds["any of ten common words"].append(" OR ".join(word for word, _ in common[:10]))
        kinds["a common word, NOT another"].append(f"{common[0][0]} -{common[12][0]}")
        kinds["a common word in one month"].append(f"{common[0][0]} on:{article.published[:7]}")
        person = _person(article).split()[1]
        kinds["person: in one month"].append(f"person:{person} on:{article.published[:7]}")
        kinds["said:"].append(f"said:{person}")
        kinds["note:"].append(f"note:{common[0][0]}")
    return kinds


def _person(article: Article) -> str:
    """Somebody whom an article names: two capital letters begin a sentence."""
    return next(iter(re.findall(r"[A-Z][a-z]+ [A-Z][a-z]+", article.text)), "Nobody Known")


def _know(library: Library, article: Article) -> None:
    """Let the library know somebody of an article, who speaks in it, and a note of its commonest words."""
    name = _person(article)
    quote = Quote(0, 20, QuoteKind.DIRECT, name, None, "said", None, 1.0)
    analysis = Analysis((quote,), (Entity(name, EntityLabel.PERSON, (Span(0, 1),)),))
    library.put_analysis(article.id, analysis, revision=article.revision, version="benchmark")
    common = Counter(article.text.split()).most_common(5)
    library.set_notes(article.id, [" ".join(word for word, _ in common)])


def _misspelt(word: str) -> str:
    return word[:2] + word[3] + word[2] + word[4:]


def measure(path: Path, count: int, table: Table) -> list[Article]:
    """Measure a library of so many articles; what is returned is a sample of them."""
    show = table.show
    news = News()
    sample: list[Article] = []
    chance = random.Random(2)

    def kept(articles: Iterator[Article]) -> Iterator[Article]:
        for number, article in enumerate(articles):
            if number % max(1, count // 200) == 0:
                sample.append(article)
            yield article

    made_before = path.exists()
    other, some = News(), min(count, 2_000)
    start = clock()
    characters = sum(len(article.text) for article in other.articles(some)) / some
    making = (clock() - start) / some * count
    show("articles", f"{count:8,} of {characters:.0f} characters")
    library = Library.open(path)
    start = clock()
    if made_before:
        for _ in kept(news.articles(count)):
            pass
    else:
        for number, _ in enumerate(library.ingest(kept(news.articles(count))), 1):
            if number % 10_000 == 0:
                print(f"  {number} articles, {clock() - start:.0f} s", file=sys.stderr, flush=True)
        seconds = clock() - start - making
        show("ingest, making them left out", f"{count / seconds:8.0f} articles/s")
        show("memory after ingest", f"{memory_mb():8.0f} MB")
    show("size", f"{file_size_mb(path):8.0f} MB, text {characters * count / 1e6:.0f} MB")
    for article in sample:
        _know(library, article)
    library.close()

    start = clock()
    library = Library.open(path)
    opened = (clock() - start) * 1e3
    show("open the file", f"{opened:8.2f}")
    asked = queries(sample, chance)
    for kind, texts in asked.items():
        show(f"search: {kind}", milliseconds(lambda text: library.search(text, 20), texts))
    typed = [text for texts in asked.values() for text in texts[:: len(asked)]]
    show("first rows of a list, any of these", milliseconds(lambda text: _first_rows(library, text), typed))
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
    ids = [article.id for article in fresh]
    library.remove(*ids)  # of a library that was kept
    library.purge(*ids)
    show("add one", milliseconds(lambda article: library.add([article]), fresh))
    show("interrupt to silence", _interrupted(library))
    library.close()
    return sample


def _first_rows(library: Library, text: str) -> None:
    """What the list of the app shows first for a query that is being typed."""
    library.window(library.open_list(ListFilter(query=text, typing=True), first=200), 0, 60)


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


def _peers(count: int, sample: list[Article], show: Callable[[str, str], None]) -> None:
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
    global clock
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000])
    parser.add_argument("--peers", action="store_true", help="measure tantivy and scikit-learn too, where installed")
    parser.add_argument("--keep", type=Path, help="keep the libraries in this folder")
    parser.add_argument("--cpu", action="store_true", help="measure CPU time, where other programs keep a machine busy")
    options = parser.parse_args()
    if options.cpu:
        clock = time.process_time
    print(f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}{', CPU time' * options.cpu}")
    table = Table(options.articles)
    with contextlib.ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for column, count in enumerate(options.articles):
            table.column = column
            sample = measure(folder / f"library-{count}.sqlite", count, table)
        if options.peers:
            _peers(count, sample, table.show)
    table.print()


if __name__ == "__main__":
    main()
