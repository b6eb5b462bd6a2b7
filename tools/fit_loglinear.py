"""Fit small log-linear models over named features: choices with Adagrad, decisions with CRFsuite."""

from __future__ import annotations

import math
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

Choice = tuple[Sequence[Sequence[str]], int]
"""Candidates, each by its features, and the number of the right one."""

Decision = tuple[Sequence[str], bool]
"""The features of one case and whether the answer is yes."""


def fit_choice(
    cases: Sequence[Choice], *, epochs: int = 12, rate: float = 0.2, decay: float = 1e-4
) -> dict[str, float]:
    """Weights that make the right candidate of each case the likeliest."""
    common = _common(f for candidates, _ in cases for c in candidates for f in set(c))
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-2)
    kept = [([[f for f in c if f in common] for c in candidates], right) for candidates, right in cases]
    order = random.Random(0)
    for _ in range(epochs):
        order.shuffle(kept)
        for candidates, right in kept:
            scores = [sum(weights[f] for f in c) for c in candidates]
            top = max(scores)
            powers = [math.exp(s - top) for s in scores]
            total = sum(powers)
            gradient: dict[str, float] = defaultdict(float)
            for k, candidate in enumerate(candidates):
                slope = powers[k] / total - (k == right)
                for f in candidate:
                    gradient[f] += slope
            _step(weights, squares, gradient, rate, decay)
    return _rounded(weights)


def fit_decision(cases: Sequence[Decision], *, c2: float, least: int) -> dict[str, float]:
    """Weights of a logistic model: a CRF over single tokens.

    Args:
        cases: What it learns from.
        c2: Weight of the L2 norm.
        least: Cases that must share a feature; it is left out otherwise.
    """
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for features, answer in cases:
        trainer.append([features], ["yes" if answer else "no"])
    trainer.select("lbfgs")
    trainer.set_params({"c2": c2, "feature.minfreq": least, "max_iterations": 150})
    weights: dict[str, float] = defaultdict(float)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "decision.crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        for (feature, label), weight in tagger.info().state_features.items():
            weights[feature] += weight if label == "yes" else -weight
        tagger.close()
    return _rounded(weights)


def _common(features: Iterable[str], least: int = 3) -> set[str]:
    return {f for f, n in Counter(features).items() if n >= least}


def _step(
    weights: dict[str, float], squares: dict[str, float], gradient: dict[str, float], rate: float, decay: float
) -> None:
    for f, slope in gradient.items():
        slope += decay * weights[f]
        squares[f] += slope * slope
        weights[f] -= rate * slope / math.sqrt(squares[f])


def _rounded(weights: dict[str, float]) -> dict[str, float]:
    return {f: round(w, 3) for f, w in sorted(weights.items()) if abs(w) >= 0.005}
