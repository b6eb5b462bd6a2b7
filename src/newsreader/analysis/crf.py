"""Linear-chain CRF models as the package ships them: CRFsuite's file, compressed, opened once and in memory."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files

_MODELS = "newsreader.analysis.models"


class Tagger:
    """A sequence model; CRFsuite reads the bytes where they are, so they are kept as long as it lives.

    Attributes:
        tag: Gives one label for each token, given the names of its features. It and the next are CRFsuite's own
            functions, called thousands of times for an article.
        marginal: Gives the probability that a token of the sequence tagged last has a label, one of the model's.
    """

    def __init__(self, model: bytes) -> None:
        import pycrfsuite

        self._model = model
        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(model)
        self.tag: Callable[[Sequence[Sequence[str]]], list[str]] = tagger.tag
        self.marginal: Callable[[str, int], float] = tagger.marginal


@cache
def load_tagger(name: str) -> Tagger:
    """Open a shipped model, once in a process.

    Args:
        name: Its name in the package of models, such as ``"entities"``.

    Raises:
        FileNotFoundError: There is no such model.
    """
    return Tagger(gzip.decompress((files(_MODELS) / f"{name}.crf.gz").read_bytes()))


def chunks(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The chunks that BIOES labels mark, as (first token, one past the last, kind).

    A chunk that the labels leave open is closed where it is left, and one that they go on with without a beginning
    begins there.
    """
    start, kind = -1, ""
    for position, label in enumerate(labels):
        part, _, here = label.partition("-")
        if kind and (part in "OBS" or here != kind):
            yield start, position, kind
            kind = ""
        if part != "O" and not kind:
            start, kind = position, here
        if kind and part in "ES":
            yield start, position + 1, kind
            kind = ""
    if kind:
        yield start, len(labels), kind
