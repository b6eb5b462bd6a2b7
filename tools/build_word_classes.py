"""Build the word classes that the package ships: words that stand between the same neighbours share a class.

    python tools/build_word_classes.py TEXTS.jsonl ... [--out src/newsreader/analysis/models/wordclasses.txt.gz]

Each line of the files has a "text"; nothing else of it is read. A word's left and right neighbours are counted, the
counts are reduced to `DIMENSIONS` by a truncated SVD and grouped by k-means. Needs ``scikit-learn`` (BSD), which the
program itself does not: ``pip install scikit-learn``. With the same texts and the same version of it, the result is the
same. A minute on one core for a million words.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsreader.analysis.tokens import folded, line_tokens
from newsreader.analysis.wordclasses import plain

WORDS, NEIGHBOURS, RARE = 9_000, 2_000, 6
CLASSES, DIMENSIONS = 200, 80
EDGE = "<edge>"


def sentences(paths: list[Path]) -> Iterator[list[str]]:
    """The sentences of all texts as words in the form in which they are looked up."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            text = folded(json.loads(line)["text"])
            for tokens in line_tokens(text):
                words: list[str] = []
                for start, end in tokens:
                    words.append(plain(text[start:end].lower()))
                    if words[-1] in ".?!":
                        yield words
                        words = []
                if words:
                    yield words


def counted(texts: list[list[str]]) -> tuple[list[str], Any]:
    """The words that get a class, and for each how often each neighbour stands to its left and right."""
    import scipy.sparse as sparse

    counts = Counter(word for words in texts for word in words)
    classed = [word for word, n in counts.most_common(WORDS) if n >= RARE]
    rows = {word: k for k, word in enumerate(classed)}
    columns = {word: k for k, (word, _) in enumerate(counts.most_common(NEIGHBOURS))}
    cells: Counter[tuple[int, int]] = Counter()
    width = NEIGHBOURS + 2
    for words in texts:
        padded = [EDGE, *words, EDGE]
        for k in range(1, len(padded) - 1):
            row = rows.get(padded[k])
            if row is not None:
                for neighbour, side in ((padded[k - 1], 0), (padded[k + 1], 1)):
                    column = NEIGHBOURS if neighbour == EDGE else columns.get(neighbour, NEIGHBOURS + 1)
                    cells[row, side * width + column] += 1
    where = list(cells)
    values = [float(cells[cell]) for cell in where]
    return classed, sparse.csr_matrix(
        (values, ([r for r, _ in where], [c for _, c in where])), shape=(len(classed), 2 * width)
    )


def classes(counts: Any) -> list[int]:
    """The class of each row of counts."""
    import numpy
    import scipy.sparse as sparse
    from sklearn.cluster import KMeans
    from sklearn.utils.extmath import randomized_svd

    roots = counts.sqrt()
    lengths = numpy.sqrt(numpy.asarray(roots.multiply(roots).sum(1)).ravel())
    left, strengths, _ = randomized_svd(sparse.diags(1 / lengths) @ roots, DIMENSIONS, random_state=0)
    points = left * strengths
    points /= numpy.linalg.norm(points, axis=1, keepdims=True)
    return [int(k) for k in KMeans(CLASSES, n_init=2, random_state=0, max_iter=60).fit(points).labels_]


def main() -> None:
    """Count, group and write one line of words a class."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path("src/newsreader/analysis/models/wordclasses.txt.gz"))
    options = parser.parse_args()
    words, counts = counted(list(sentences(options.texts)))
    grouped: dict[int, list[str]] = {}
    for word, number in zip(words, classes(counts), strict=True):
        grouped.setdefault(number, []).append(word)
    lines = sorted(" ".join(sorted(group)) for group in grouped.values())
    packed = gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0)
    options.out.write_bytes(packed)
    print(f"{options.out}: {len(words)} words in {len(lines)} classes, {len(packed):,} bytes")


if __name__ == "__main__":
    main()
