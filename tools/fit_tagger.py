"""Fit the CRF that tags source, cue and content; used by `train_quotes.py`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from newsreader.analysis.quotes.features import paragraph_features, token_spans
from newsreader.analysis.quotes.marks import paragraph_spans, stretches

PARTS = (("content", "CONTENT"), ("source", "SOURCE"), ("cue", "CUE"))


def gold_labels(record: dict[str, Any]) -> list[tuple[str, int] | None]:
    """For each code point of the text the part of an attribution it belongs to."""
    marked: list[tuple[str, int] | None] = [None] * len(record["text"])
    for number, attribution in enumerate(record["attributions"]):
        for part, label in PARTS:
            for start, end in attribution[part]:
                marked[start:end] = [(label, number)] * (min(end, len(marked)) - start)
    return marked


def sequences(record: dict[str, Any]) -> Iterable[tuple[list[list[str]], list[str]]]:
    """The paragraphs of one article as features and labels."""
    text = record["text"]
    marked = gold_labels(record)
    paragraphs = paragraph_spans(text)
    found = stretches(text, paragraphs)
    for number, paragraph in enumerate(paragraphs):
        tokens = token_spans(text, *paragraph)
        if not tokens:
            continue
        labels, previous = [], None
        for start, _ in tokens:
            here = marked[start]
            labels.append("O" if here is None else ("I-" if here == previous else "B-") + here[0])
            previous = here
        yield paragraph_features(text, tokens, [s for s in found if s.paragraph == number]), labels


def fit_tagger(records: Iterable[dict[str, Any]], out: Path, *, c1: float, c2: float, iterations: int) -> None:
    """Fit the tagger and write CRFsuite's file."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for record in records:
        for features, labels in sequences(record):
            trainer.append(features, labels)
    trainer.select("lbfgs")
    trainer.set_params(
        {
            "c1": c1,
            "c2": c2,
            "max_iterations": iterations,
            "feature.minfreq": 3,
            "feature.possible_transitions": True,
        }
    )
    trainer.train(str(out))
