"""Models as they ship decode as CRFsuite does with the names of the features, to the last bit."""

import random
import struct
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

import pycrfsuite
import pytest

from newsreader.analysis.crf import NAMES, Group, Tagger, Weighing, chunks, load_tagger
from newsreader.analysis.cues import cue_classes
from newsreader.analysis.entities_features import ArticleFeatures
from newsreader.analysis.quotes.features import ParagraphFeatures, lower_words
from newsreader.analysis.quotes.marks import paragraph_spans, stretches
from newsreader.analysis.tokens import folded, line_tokens, token_spans

TOOLS = Path(__file__).parents[2] / "tools"
LABELS = ("O", "B-CUE", "I-CUE")
TEXT = """“The quay will close,” said Helle Brandt of the Tarnby Harbour Board, who told reporters that it was old.

Oskar Lind, 61, answered: "Nobody asked us." THE BOARD DID NOT REPLY. He added that cod would be landed elsewhere."""


Packing = Callable[[bytes], bytes]


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> Packing:
    """The function of `tools/pack_tagger.py`, which writes what ships."""
    monkeypatch.syspath_prepend(str(TOOLS))
    packing: Packing = import_module("pack_tagger").packed
    return packing


def fitted(path: Path) -> bytes:
    """A model of three labels, fitted on a few sequences drawn at random, with its weights rounded."""
    draw = random.Random(3)
    trainer = pycrfsuite.Trainer(verbose=False)
    for _ in range(40):
        words = [draw.choice("abcdefgh") for _ in range(8)]
        trainer.append([[f"w={w}", f"c={w in 'abc'}"] for w in words], [LABELS["abc".find(w) % 3] for w in words])
    trainer.select("lbfgs")
    trainer.set_params({"c2": 0.1, "max_iterations": 30, "feature.possible_transitions": True})
    trainer.train(str(path))
    model = bytearray(path.read_bytes())
    (start,) = struct.unpack_from("<I", model, 28)
    (count,) = struct.unpack_from("<I", model, start + 8)
    for record in range(start + 12, start + 12 + 20 * count, 20):
        (weight,) = struct.unpack_from("<d", model, record + 12)
        struct.pack_into("<d", model, record + 12, round(weight * 1024) / 1024)
    return bytes(model)


def test_a_packed_model_says_exactly_what_crfsuite_says(tmp_path: Path, packed: Packing) -> None:
    model = fitted(tmp_path / "fitted.crf")
    plain = pycrfsuite.Tagger()
    plain.open_inmemory(model)
    tagger = Tagger(packed(model))
    draw = random.Random(5)
    for _ in range(30):
        names = [[f"w={draw.choice('abcdefghxyz')}", f"c={draw.choice((True, False))}", "unknown"] for _ in range(9)]
        assert tagger.tag([tagger.weighing.of(of_token) for of_token in names]) == plain.tag(names)
        for label in plain.labels():
            assert [tagger.marginal(label, k) for k in range(9)] == [plain.marginal(label, k) for k in range(9)]


def test_weights_of_which_sums_would_not_be_exact_are_refused(tmp_path: Path, packed: Packing) -> None:
    model = bytearray(fitted(tmp_path / "fitted.crf"))
    (start,) = struct.unpack_from("<I", model, 28)
    struct.pack_into("<d", model, start + 24, 0.1)
    with pytest.raises(ValueError, match="not exact"):
        packed(bytes(model))


def test_groups_of_features_weigh_what_their_names_weigh() -> None:
    tagger = load_tagger("attribution")
    tokens = token_spans(TEXT)
    words = lower_words(TEXT, tokens)
    row = (TEXT, tokens, stretches(TEXT, paragraph_spans(TEXT)), words, cue_classes(words))
    named = ParagraphFeatures(NAMES)(*row)
    assert ParagraphFeatures(tagger.weighing)(*row) == [tagger.weighing.of(names) for names in named]
    assert {"w=said", "-1=said", "w=quayQ", "l=told", "n=added", "lastq"} <= {n for names in named for n in names}


def test_groups_of_features_of_names_weigh_what_their_names_weigh() -> None:
    tagger = load_tagger("entities")
    plain = folded(TEXT)
    lines = [[plain[start:end] for start, end in line] for line in line_tokens(plain)]
    named = ArticleFeatures(NAMES)(lines)
    weighed = [
        [(begin, [tagger.weighing.of(names) for names in tokens]) for begin, tokens in pieces] for pieces in named
    ]
    assert ArticleFeatures(tagger.weighing)(lines) == weighed
    assert any(weights for pieces in weighed for _, tokens in pieces for weights in tokens)


def test_what_comes_again_is_weighed_once() -> None:
    asked: list[str] = []

    def find(name: str, nothing: int) -> int:
        asked.append(name)
        return nothing

    def names(word: str) -> Iterable[str]:
        return f"w={word}", f"s={word[:1]}"

    group = Group(Weighing(find, sum), names)
    assert [group[word] for word in "said told said said told".split()] == [0] * 5
    assert asked == ["w=said", "s=s", "w=told", "s=t"]


def test_features_asked_for_grow_with_the_new_words_and_the_length_alone() -> None:
    asked: list[str] = []

    def find(name: str, nothing: int) -> int:
        asked.append(name)
        return nothing

    def count(times: int) -> int:
        asked.clear()
        text = " ".join([TEXT.replace("\n", " ")] * times)
        tokens = token_spans(text)
        words = lower_words(text, tokens)
        quoted = stretches(text, paragraph_spans(text))
        ParagraphFeatures(Weighing(find, sum))(text, tokens, quoted, words, cue_classes(words))
        return len(asked)

    few, more, most = count(4), count(8), count(16)
    assert most - more == 2 * (more - few)
    assert more - few <= 4 * 2 * len(token_spans(TEXT))


def test_labels_mark_chunks() -> None:
    labels = ["O", "S-ORG", "B-PERSON", "I-PERSON", "E-PERSON", "I-PLACE", "O", "B-ORG"]
    assert list(chunks(labels)) == [(1, 2, "ORG"), (2, 5, "PERSON"), (5, 6, "PLACE"), (7, 8, "ORG")]
