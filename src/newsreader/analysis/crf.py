"""Linear-chain CRF models as the package ships them: the weights of features in a table, CRFsuite for the decoding.

CRFsuite takes the features of a token as names, and turning some thirty strings a token into its own and looking each
up costs it several times what decoding costs. So the weights are kept here, and parts of the features that come back,
such as all that a word says, are added up once. A weight is kept for all labels together, in one integer that has 64
bits for each label: adding two such integers adds the weights label by label. The numbers are whole multiples of a
small power of two, which the rounded weights of a shipped model are (see `tools/pack_tagger.py`), so sums are exact,
whatever the order, and what CRFsuite makes of them is to the last bit what it makes of the names.
"""

from __future__ import annotations

import gzip
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, repeat
from typing import Generic, TypeVar

_MODELS = "newsreader.analysis.models"
_LANE = 64
"""Bits for each label in an integer of weights."""

_REMEMBERED = 30_000
"""Keys for which a group of features is remembered."""

HEADER = struct.Struct("<III")
"""How a shipped model begins: number of labels, sizes of the decoder and of the names."""

Key = TypeVar("Key")
Weight = TypeVar("Weight")


@dataclass(frozen=True, slots=True)
class Weighing(Generic[Weight]):
    """What stands for the features of a token: what they weigh for each label, or their names while fitting.

    Attributes:
        find: Gives what stands for one name, or its second argument if the model does not know the name.
        total: Puts several together.
    """

    find: Callable[[str, Weight], Weight]
    total: Callable[[Iterable[Weight]], Weight]

    def of(self, names: Iterable[str]) -> Weight:
        """What stands for several names."""
        return self.total(map(self.find, names, repeat(self.total(()))))


NAMES: Weighing[tuple[str, ...]] = Weighing(lambda name, _: (name,), lambda groups: tuple(chain.from_iterable(groups)))
"""The names themselves, as fitting needs them."""


class Group(dict[Key, Weight], Generic[Key, Weight]):
    """What stands for features that hold together whenever a key does, made once for each key."""

    def __init__(self, weighing: Weighing[Weight], names: Callable[[Key], Iterable[str]]) -> None:
        super().__init__()
        self._weighing = weighing
        self._names = names

    def __missing__(self, key: Key) -> Weight:
        if len(self) > _REMEMBERED:
            self.clear()
        value = self[key] = self._weighing.of(self._names(key))
        return value


class Tagger:
    """A sequence model.

    Attributes:
        weighing: What the features of a token weigh, as an integer; what `tag` takes.
        marginal: Gives the probability that a token of the sequence tagged last has a label, one of the model's.
    """

    def __init__(self, model: bytes) -> None:
        import pycrfsuite

        labels, decoder_size, names_size = HEADER.unpack_from(model)
        names_start = HEADER.size + decoder_size
        weights_start = names_start + names_size
        # CRFsuite reads the bytes where they are, so they are kept as long as it lives.
        self._decoder = model[HEADER.size : names_start]
        decoder = pycrfsuite.Tagger()
        decoder.open_inmemory(self._decoder)
        self._decode: Callable[[Iterable[dict[bytes, int]]], list[str]] = decoder.tag
        self.marginal: Callable[[str, int], float] = decoder.marginal

        names = model[names_start:weights_start].decode().split("\n")
        size = labels * _LANE // 8
        weights = [
            int.from_bytes(model[at : at + size], "little", signed=True)
            for at in range(weights_start, len(model), size)
        ]
        self.weights: dict[str, int] = dict(zip(names, weights, strict=True))
        self.weighing: Weighing[int] = Weighing(self.weights.get, sum)
        self._size = size
        self._lanes = struct.Struct(f"<{labels}q")
        self._signs = sum(1 << (_LANE * number + _LANE - 1) for number in range(labels))
        self._labels = [str(number).encode() for number in range(labels)]

    def tag(self, tokens: Sequence[int]) -> list[str]:
        """One label for each token.

        Args:
            tokens: What the features of each token weigh, as `weighing` gives it.
        """
        # Added in one integer, the labels borrow from each other; with the sign bit of each label added none is
        # negative, and turning those bits again leaves the number of each label in two's complement.
        signs, size = self._signs, self._size
        lanes = b"".join([((weight + signs) ^ signs).to_bytes(size, "little") for weight in tokens])
        return self._decode(map(dict, map(zip, repeat(self._labels), self._lanes.iter_unpack(lanes))))


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
