"""Fit the entity model that the package ships.

    python tools/train_entities.py FOLDER [--out src/newsreader/analysis/models/entities.crf.gz]

FOLDER holds ``*.jsonl`` files of lines {"id", "text", "entities": [{"start", "end", "label"}]} with the labels PERSON,
ORG, PLACE and MISC; `docs/model-card.md` names the corpora the shipped model was fitted on. Takes two minutes on one
core.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsreader.analysis.crf import NAMES
from newsreader.analysis.entities_features import ArticleFeatures
from newsreader.analysis.tokens import folded, line_tokens

SHARES = {"conll-train": 1.0, "news-silver": 0.5, "open-wikigold": 1.0}
"""Files that are fitted on and the share of each: 0.25 takes every fourth article."""
DATELINE = re.compile(r"(?m)^([A-Z][A-Z .,'/-]+) 1996-\d\d-\d\d\n")
"""A dateline as the texts of CoNLL-2003 have it: "LONDON 1996-08-30"."""

AGENCIES = ("Reuters", "AP", "Reuters", "AFP")
DASHES = "-\N{EM DASH}-\N{EN DASH}"
"""What stands in datelines now, in turn: "LONDON (Reuters) - "."""

SHOUTED = ("conll-train", "open-wikigold")
EVERY, LONGEST = 14, 300
"""Of the lines of these files every so many-th is set in capitals, if it is no longer than so many code points."""

FEATURES = ArticleFeatures(NAMES)


def relined(record: dict[str, Any], number: int) -> dict[str, Any]:
    """A text with its dateline as agencies write it now."""
    match = DATELINE.search(record["text"][:400])
    if not match:
        return record
    turn = number // 2 % len(AGENCIES)
    agency = AGENCIES[turn]
    put = f"{match[1]} ({agency}) {DASHES[turn]} "
    grown = len(put) - len(match[0])
    text = record["text"][: match.start()] + put + record["text"][match.end() :]
    entities = [
        e if e["start"] < match.end() else e | {"start": e["start"] + grown, "end": e["end"] + grown}
        for e in record["entities"]
    ]
    begin = match.start() + len(match[1]) + 2
    entities.append({"start": begin, "end": begin + len(agency), "label": "ORG"})
    return record | {"text": text, "entities": entities}


def shouted(record: dict[str, Any], number: int) -> dict[str, Any]:
    """A text with every fourteenth line in capitals, as headings and captions are."""
    lines = record["text"].split("\n")
    for k in range(number % EVERY, len(lines), EVERY):
        loud = lines[k].upper()
        if len(loud) == len(lines[k]) < LONGEST:
            lines[k] = loud
    return record | {"text": "\n".join(lines)}


def modern(name: str, record: dict[str, Any], number: int) -> dict[str, Any]:
    """A text closer to what is read now: half of the datelines in today's form, some lines set in capitals."""
    if name == "conll-train" and number % 2:
        record = relined(record, number)
    return shouted(record, number) if name in SHOUTED else record


def sequences(record: dict[str, Any]) -> Iterator[tuple[list[tuple[str, ...]], list[str]]]:
    """The pieces of one article that the model sees, as features and BIOES labels."""
    text = folded(record["text"])
    lines = list(line_tokens(text))
    spans = sorted((e["start"], e["end"], e["label"]) for e in record["entities"])
    features = FEATURES([[text[s.start : s.end] for s in line] for line in lines])
    position = 0
    for line, pieces in zip(lines, features, strict=True):
        labels = ["O"] * len(line)
        while position < len(spans) and line and spans[position][0] < line[-1].end:
            start, end, label = spans[position]
            inside = [i for i, s in enumerate(line) if s.start < end and start < s.end]
            position += 1
            if not inside:
                continue
            first, last = inside[0], inside[-1]
            if line[first].start < start or line[last].end > end:
                whole = line[last].end - line[first].start
                if end - start < 0.6 * whole:
                    continue
            if first == last:
                labels[first] = "S-" + label
            else:
                labels[first], labels[last] = "B-" + label, "E-" + label
                labels[first + 1 : last] = ["I-" + label] * (last - first - 1)
        for begin, piece in pieces:
            yield piece, labels[begin : begin + len(piece)]


def main() -> None:
    """Fit and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/newsreader/analysis/models/entities.crf.gz"))
    parser.add_argument("--c1", type=float, default=0.5)
    parser.add_argument("--c2", type=float, default=0.05)
    parser.add_argument("--minimum", type=float, default=3, help="occurrences that a feature needs")
    parser.add_argument("--iterations", type=int, default=100)
    parser.add_argument("--shares", nargs="*", help="files and how much of each, as conll-train=1 news-silver=0.25")
    arguments = parser.parse_args()
    shares = (
        SHARES
        if not arguments.shares
        else {n: float(k or 1) for n, _, k in (s.partition("=") for s in arguments.shares)}
    )

    import pycrfsuite
    from fit_tagger import adjusted
    from pack_tagger import packed

    trainer = pycrfsuite.Trainer(verbose=False)
    total = 0
    for name, share in shares.items():
        lines = (arguments.folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines[:: max(1, round(1 / share))]):
            for features, labels in sequences(modern(name, json.loads(line), number)):
                total += len(labels)
                trainer.append(features, labels)
    print(f"{total} tokens")
    trainer.select("lbfgs")
    trainer.set_params(
        {
            "c1": arguments.c1,
            "c2": arguments.c2,
            "max_iterations": arguments.iterations,
            "feature.minfreq": arguments.minimum,
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "entities.crf"
        trainer.train(str(model))
        arguments.out.write_bytes(gzip.compress(packed(adjusted(model, lean=0.0)), 9, mtime=0))
    print(f"{arguments.out}: {arguments.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
