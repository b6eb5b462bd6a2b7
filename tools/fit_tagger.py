"""Fit the CRF that tags source, cue and content; used by `train_quotes.py`."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pack_tagger import records

from newsreader.analysis.crf import NAMES
from newsreader.analysis.cues import cue_classes
from newsreader.analysis.quotes.features import ParagraphFeatures, lower_words
from newsreader.analysis.quotes.marks import paragraph_spans, stretches
from newsreader.analysis.tokens import token_spans

FEATURES = ParagraphFeatures(NAMES)
PARTS = (("content", "CONTENT"), ("source", "SOURCE"), ("cue", "CUE"))


def gold_labels(record: dict[str, Any]) -> list[tuple[str, int] | None]:
    """For each code point of the text the part of an attribution it belongs to."""
    marked: list[tuple[str, int] | None] = [None] * len(record["text"])
    for number, attribution in enumerate(record["attributions"]):
        for part, label in PARTS:
            for start, end in attribution[part]:
                marked[start:end] = [(label, number)] * (min(end, len(marked)) - start)
    return marked


def sequences(record: dict[str, Any]) -> Iterable[tuple[list[tuple[str, ...]], list[str]]]:
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
        words = lower_words(text, tokens)
        quoted = [s for s in found if s.paragraph == number]
        yield FEATURES(text, tokens, quoted, words, cue_classes(words)), labels


def fit_tagger(records: Iterable[dict[str, Any]], out: Path, c1: float, c2: float, iterations: int) -> None:
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


def adjusted(path: Path, *, lean: float, bits: int = 10) -> bytes:
    """A fitted model made to speak up more readily, with weights rounded so that it compresses to half the size.

    10 bits of mantissa change a weight by less than 0.1 %.

    Args:
        path: The file that CRFsuite wrote.
        lean: What is added to each transition into the beginning of a source, cue or content. The fit favours
            precision; what it lets through in excess, the models behind it sort out.
        bits: Bits of the mantissa that each weight keeps.

    Returns:
        The changed file.

    Raises:
        ValueError: The file has another format.
    """
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    begins = {int(number) for label, number in tagger.info().labels.items() if label.startswith("B-")}
    model = path.read_bytes()
    changed = bytearray(model)
    for record, kind, _, target, weight in records(model):
        if kind == 1 and target in begins:
            weight += lean
        (raw,) = struct.unpack("<Q", struct.pack("<d", weight))
        struct.pack_into("<Q", changed, record + 12, (raw + (1 << (51 - bits))) >> (52 - bits) << (52 - bits))
    return bytes(changed)
