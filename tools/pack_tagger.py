"""Pack a CRF that CRFsuite fitted into the form in which the package ships it; used by the training scripts.

What is packed has three parts behind a header (`newsreader.analysis.crf.HEADER`): a CRFsuite model that only decodes,
with the transitions of the fitted model and one feature for each label; the names of the features; and for each name
one integer with 64 bits for each label, in which the weights are whole multiples of the unit. The decoder's features
weigh one unit, so a sum of those integers, given as the values of its features, means the same as the names.
"""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

from newsreader.analysis.crf import HEADER

_FEATURES, _ATTRIBUTES = 28, 36
_BACKWARD = 16
"""Where CRFsuite's file (format FOMC 100, see its ``crf1d_model.c`` and ``cqdb.c``) keeps the offsets of its features
and of their names, and where those keep the number and the offset of their records in order."""

_FEATURE = struct.Struct("<IIId")
"""A feature: kind (1 for a transition), source, target, weight."""

_EXACT = 53
"""Bits that a double holds."""

_LANE = 64


def records(model: bytes) -> Iterator[tuple[int, int, int, int, float]]:
    """The features of a CRFsuite model: offset of the record, kind, source, target, weight.

    Raises:
        ValueError: The file has another format.
    """
    (start,) = struct.unpack_from("<I", model, _FEATURES)
    if model[:4] != b"lCRF" or model[start : start + 4] != b"FEAT":
        raise ValueError("no CRFsuite model of the known format; fit it with python-crfsuite 0.9")
    (count,) = struct.unpack_from("<I", model, start + 8)
    for record in range(start + 12, start + 12 + _FEATURE.size * count, _FEATURE.size):
        yield record, *_FEATURE.unpack_from(model, record)


def attributes(model: bytes) -> list[str]:
    """The names of the features that have a weight, in the order of their numbers."""
    (base,) = struct.unpack_from("<I", model, _ATTRIBUTES)
    count, backward = struct.unpack_from("<II", model, base + _BACKWARD)
    names = []
    for offset in struct.unpack_from(f"<{count}I", model, base + backward):
        start = base + offset + 8
        (size,) = struct.unpack_from("<I", model, start - 4)
        names.append(model[start : start + size - 1].decode())
    return names


def packed(model: bytes) -> bytes:
    """A model in the form in which it ships.

    Args:
        model: CRFsuite's file with rounded weights, as `fit_tagger.adjusted` gives it.

    Raises:
        ValueError: The file has another format, or sums of its weights would not be exact.
    """
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    labels = tagger.labels()
    names = attributes(model)
    weights: list[dict[int, float]] = [{} for _ in names]
    transitions: dict[tuple[int, int], float] = {}
    for _, kind, source, target, weight in records(model):
        if kind == 1:
            transitions[source, target] = weight
        else:
            weights[source][target] = weight
    unit = min((_lowest_bit(w) for of_name in weights for w in of_name.values() if w), default=0)
    if _bits_of_sums(weights, names) - unit > _EXACT:
        raise ValueError("sums of these weights are not exact; round them to fewer bits")
    decoder = _decoder(labels, transitions, 2.0**unit)
    spelled = "\n".join(names).encode()
    size = len(labels) * _LANE // 8
    table = b"".join(
        sum(int(weight / 2.0**unit) << (_LANE * label) for label, weight in of_name.items()).to_bytes(
            size, "little", signed=True
        )
        for of_name in weights
    )
    return HEADER.pack(len(labels), len(decoder), len(spelled)) + decoder + spelled + table


def _lowest_bit(weight: float) -> int:
    """The exponent of the last bit of a number that is 1."""
    numerator, denominator = weight.as_integer_ratio()
    return (numerator & -numerator).bit_length() - denominator.bit_length()


def _bits_of_sums(weights: list[dict[int, float]], names: list[str]) -> int:
    """Bits before the point that the weights of one token need, if it has two names of each kind on average."""
    largest: dict[str, float] = {}
    for name, of_name in zip(names, weights, strict=True):
        kind = name.partition("=")[0]
        largest[kind] = max([largest.get(kind, 0.0), *map(abs, of_name.values())])
    return int(2 * sum(largest.values())).bit_length()


def _decoder(labels: list[str], transitions: dict[tuple[int, int], float], unit: float) -> bytes:
    """A CRFsuite model with these transitions in which the feature named with the number of a label speaks for it."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.append([{str(number): 1.0} for number in range(len(labels))], labels)
    trainer.select("lbfgs")
    trainer.set_params({"c1": 0, "max_iterations": 1, "feature.possible_transitions": True})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decoder.crf"
        trainer.train(str(path))
        model = path.read_bytes()
    changed = bytearray(model)
    found = set()
    for record, kind, source, target, _ in records(model):
        weight = transitions.get((source, target), 0.0) if kind == 1 else unit
        struct.pack_into("<d", changed, record + 12, weight)
        found.add((kind, source, target))
    numbers = range(len(labels))
    wanted = {(0, n, n) for n in numbers} | {(1, n, m) for n in numbers for m in numbers}
    if found != wanted or attributes(model) != [str(n) for n in numbers]:
        raise ValueError("CRFsuite fitted another decoder than expected")
    return bytes(changed)
