"""Time the reading of saved pages beside other extractors, page by page in one run.

    python benchmarks/extraction.py FOLDER [--limit 200] [--json]

FOLDER holds pages as ``*.html`` or ``*.html.gz``. Every page goes through every extractor before the next page, so that
the load of the machine falls on all alike; what counts are the ratios. The first page warms everything up and is not
counted. ``newsreader`` includes decoding, its worker process and metadata; ``trafilatura`` is its precise mode with
metadata and links; the others give text only. Extractors that are not installed are left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Extractor = Callable[[bytes], int]


def newsreader() -> Extractor:
    from newsreader.sources import SourceError
    from newsreader.sources.html import read_html

    def extract(page: bytes) -> int:
        try:
            return len(read_html(page, "page").text)
        except SourceError:
            return 0

    return extract


def trafilatura() -> Extractor:
    from trafilatura import bare_extraction

    def extract(page: bytes) -> int:
        found: Any = bare_extraction(
            page, favor_precision=True, with_metadata=True, include_links=True, include_formatting=True
        )
        return len(found.text or "") if found is not None else 0

    return extract


def readability_lxml() -> Extractor:
    from lxml import html
    from readability import Document

    def extract(page: bytes) -> int:
        return len(html.fromstring(Document(page.decode("utf-8", "replace")).summary()).text_content())

    return extract


def newspaper4k() -> Extractor:
    from newspaper import Article

    def extract(page: bytes) -> int:
        article = Article("https://page.example/", fetch_images=False)
        article.download(input_html=page.decode("utf-8", "replace"))
        article.parse()
        return len(article.text)

    return extract


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=200, help="pages, taken evenly over the folder")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    options = parser.parse_args()
    paths = sorted([*options.folder.rglob("*.html"), *options.folder.rglob("*.html.gz")])
    if not paths:
        sys.exit(f"there are no pages in {options.folder}")
    paths = paths[:: max(1, len(paths) // options.limit)][: options.limit]
    pages = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in paths]
    extractors = dict(filter(None, map(_made, (newsreader, trafilatura, readability_lxml, newspaper4k))))
    for extract in extractors.values():
        _timed(extract, pages[0])
    times: dict[str, list[float]] = {name: [] for name in extractors}
    empty = dict.fromkeys(extractors, 0)
    for page in pages:
        for name, extract in extractors.items():
            milliseconds, length = _timed(extract, page)
            times[name].append(milliseconds)
            empty[name] += not length
    results = {name: _figures(values) | {"empty": empty[name]} for name, values in times.items()}
    if options.json:
        print(json.dumps({"pages": len(pages), **results}))
        return
    print(f"{len(pages)} pages; milliseconds a page")
    print(f"{'':18}{'mean':>8}{'median':>8}{'p95':>8}{'max':>8}{'empty':>8}{'to trafilatura':>16}")
    for name, row in results.items():
        ratio = row["mean"] / results["trafilatura"]["mean"] if "trafilatura" in results else float("nan")
        figures = "".join(f"{row[key]:8.1f}" for key in ("mean", "median", "p95", "max"))
        print(f"{name:18}{figures}{row['empty']:8}{ratio:16.2f}")


def _made(make: Callable[[], Extractor]) -> tuple[str, Extractor] | None:
    try:
        return make.__name__, make()
    except ImportError:
        return None


def _timed(extract: Extractor, page: bytes) -> tuple[float, int]:
    start = time.perf_counter()
    try:
        length = extract(page)
    except Exception:  # The others' failures are a figure here, not an error.
        length = 0
    return (time.perf_counter() - start) * 1000, length


def _figures(values: list[float]) -> dict[str, float]:
    return {
        "mean": statistics.mean(values),
        "median": statistics.median(values),
        "p95": sorted(values)[int(0.95 * (len(values) - 1))],
        "max": max(values),
    }


if __name__ == "__main__":
    main()
