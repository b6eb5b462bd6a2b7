"""The shipped models: the sequence model of attributions and the weights of the small log-linear models."""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat

from newsreader.analysis.crf import load_tagger
from newsreader.analysis.quotes.tagging import SequenceTagger

_MODELS = "newsreader.analysis.models"
_MOST = 7
_STEPS = [1 / (1 + math.exp(0.5 - k)) for k in range(1 - _MOST, _MOST + 1)]
"""The chances at which a logit, rounded to a whole number from -7 to 7, takes its next value."""


def logit(chance: float) -> int:
    """The logit of a chance as a whole number from -7 to 7: a step of a feature."""
    return bisect_right(_STEPS, chance) - _MOST


@dataclass(frozen=True, slots=True)
class LogLinear:
    """A log-linear model over named features.

    Attributes:
        weights: Weight of each feature; a feature that is not there weighs nothing.
    """

    weights: Mapping[str, float]

    def score(self, features: Iterable[str]) -> float:
        """Sum of the weights of the features."""
        return sum(map(self.weights.get, features, repeat(0.0)))

    def probability(self, features: Iterable[str], shared: float = 0.0) -> float:
        """Probability of yes in a decision between yes and no.

        Args:
            features: The features of the case.
            shared: The score of further features, which it shares with others.
        """
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, shared + self.score(features)))))

    def distribution(self, candidates: Sequence[Sequence[str]]) -> list[float]:
        """Probability of each of several candidates, one of which is right."""
        scores = [self.score(c) for c in candidates]
        top = max(scores, default=0.0)
        powers = [math.exp(s - top) for s in scores]
        total = sum(powers)
        return [p / total for p in powers]


@dataclass(frozen=True, slots=True)
class Models:
    """What attribution needs: the tagger and four log-linear models.

    Attributes:
        tagger: Tags sources, cues and contents.
        linking: Chooses the source of a stretch.
        deciding: Whether a stretch is a quote.
        antecedents: Chooses the person a pronoun stands for.
        reporting: Whether what the tagger marked is reported speech.
    """

    tagger: SequenceTagger
    linking: LogLinear
    deciding: LogLinear
    antecedents: LogLinear
    reporting: LogLinear


@cache
def load_models() -> Models:
    """Load the shipped models, once in a process."""
    weights = json.loads((files(_MODELS) / "attribution.json").read_text(encoding="utf-8"))
    parts = {name: LogLinear(weights[name]) for name in ("linking", "deciding", "antecedents", "reporting")}
    return Models(SequenceTagger(load_tagger("attribution")), **parts)
