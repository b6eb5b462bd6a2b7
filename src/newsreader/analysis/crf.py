"""Linear-chain CRF models as the package ships them: CRFsuite's file, compressed, opened once and in memory."""

from __future__ import annotations

import gzip
import struct
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files

_MODELS = "newsreader.analysis.models"
_ATTRIBUTES = 36
_BACKWARD = 16
"""Where CRFsuite's file (see its ``crf1d_model.c`` and ``cqdb.c``) keeps the offset of its names of features, and where
those keep the number and the offset of their records in order."""


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

    def attributes(self) -> frozenset[str]:
        """The names of the features that have a weight; the model passes over all others, so they need not be made."""
        model = self._model
        (base,) = struct.unpack_from("<I", model, _ATTRIBUTES)
        count, backward = struct.unpack_from("<II", model, base + _BACKWARD)
        names = []
        for offset in struct.unpack_from(f"<{count}I", model, base + backward):
            start = base + offset + 8
            (size,) = struct.unpack_from("<I", model, start - 4)
            names.append(model[start : start + size - 1].decode())
        return frozenset(names)


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
