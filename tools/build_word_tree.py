"""Build the tree of words that the package ships: first names, towns and companies each hang together in it.

    python tools/build_word_tree.py [--out src/newsreader/analysis/models/wordtree.txt.gz]

Needs ``spacy-lookups-data`` (MIT), which the program itself does not: ``pip install --no-deps spacy-lookups-data``. Its
English tables hold the place of each word in a tree made by Brown's clustering of words by their neighbours, and how
often each word is written so. The result is the same for the same version.
"""

from __future__ import annotations

import argparse
import gzip
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NAMES, WORDS = -17.0, -15.0
"""Natural logarithm of the share of text from which on a word with a capital, and one without, is kept."""


def table(name: str) -> dict[str, Any]:
    """One of the tables of the package."""
    found = find_spec("spacy_lookups_data")
    if found is None or found.origin is None:
        raise SystemExit("build_word_tree.py: pip install --no-deps spacy-lookups-data")
    path = Path(found.origin).parent / "data" / f"en_lexeme_{name}.json.gz"
    rows: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return rows


def main() -> None:
    """Write the ways to the leaves, then the words in order, each with the number of its way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("src/newsreader/analysis/models/wordtree.txt.gz"))
    arguments = parser.parse_args()
    often = table("prob")
    ways: dict[str, str] = {}
    for word, number in table("cluster").items():
        if number and word[0].isalpha() and often.get(word, -30) > (NAMES if word[0].isupper() else WORDS):
            ways[word] = bin(number)[:1:-1]
    leaves = sorted(set(ways.values()))
    numbers = {way: f"{number:x}" for number, way in enumerate(leaves)}
    lines = [" ".join(leaves), *sorted(f"{word} {numbers[way]}" for word, way in ways.items())]
    arguments.out.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{arguments.out}: {len(ways)} words on {len(leaves)} leaves, {arguments.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
