"""Two versions of a text, aligned: laws for any texts, and a floor of accuracy on revisions that were made here."""

import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Span
from newsreader.notes.alignment import Alignment
from newsreader.notes.anchoring import Target, candidates, reanchor
from newsreader.text.sentences import sentence_spans

SAMPLES = Path(__file__).parent.parent.parent / "sample_articles"

words = st.sampled_from("the storm sank three ships off a harbour in May , “ ” . \n\n".split(" "))
prose = st.lists(words, max_size=60).map(" ".join)


@given(prose, prose, st.data())
def test_a_passage_is_found_inside_the_new_text_or_not_at_all(old: str, new: str, data: st.DataObject) -> None:
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    found = Alignment(old, new).find(start, data.draw(st.integers(start + 1, len(old))))
    assert found is None or 0 <= found.span.start < found.span.end <= len(new)
    assert found is None or 0 <= found.similarity <= 1


@given(prose, st.data())
def test_in_the_same_text_every_passage_stands_where_it_stood(text: str, data: st.DataObject) -> None:
    ends = [n for n, c in enumerate(text) if not c.isspace()]
    if not ends:
        return
    start = data.draw(st.sampled_from(ends))
    end = data.draw(st.sampled_from([n for n in ends if n >= start])) + 1
    found = Alignment(text, text).find(start, end)
    assert found is not None
    assert (found.span, found.similarity) == (Span(start, end), 1)


def sentences(name: str) -> list[str]:
    text = (SAMPLES / name).read_text(encoding="utf-8").partition("\n\n")[2]
    found = [text[s.start : s.end] for s in sentence_spans(text)]
    return [s for s in dict.fromkeys(found) if len(s.split()) > 5]


Case = tuple[str, str, Span, Span | None]
"""Old text, new text, a sentence of the old one, and where it stands in the new one: None if it was deleted."""


def revisions(seed: int) -> Iterator[Case]:
    """An article and what a publisher made of it: sentences deleted, moved, reworded and added."""
    chance = random.Random(seed)
    own, others = sentences("danube-hearing-long-read.txt"), sentences("saltmarsh-fever-named.txt")
    first = chance.randrange(len(own) - 30)
    before = list(enumerate(own[first : first + 30]))
    after: list[tuple[int, str]] = []
    for number, sentence in before:
        fate = chance.random()
        if fate < 0.12:
            continue
        kept = sentence.split(" ")
        if fate < 0.24:
            kept[chance.randrange(1, len(kept) - 1)] = chance.choice(["reportedly", "nine", "later"])
        after.append((number, " ".join(kept)))
        if fate > 0.9:
            after.append((-1, chance.choice(others)))
    if chance.random() < 0.5:
        after.insert(chance.randrange(len(after)), after.pop(chance.randrange(len(after))))
    old, was = joined(before)
    new, now = joined(after)
    for number, span in was.items():
        yield old, new, span, now.get(number)


def joined(numbered: list[tuple[int, str]]) -> tuple[str, dict[int, Span]]:
    """The sentences as one text, and where each stands in it."""
    starts = accumulate((len(sentence) + 1 for _, sentence in numbered), initial=0)
    spans = {n: Span(start, start + len(sentence)) for (n, sentence), start in zip(numbered, starts, strict=False)}
    return " ".join(sentence for _, sentence in numbered), spans


@pytest.mark.parametrize(("by_text", "right", "harm"), [(True, 0.99, 0.002), (False, 0.98, 0.004)])
def test_marks_on_changed_articles_go_where_their_sentences_went(by_text: bool, right: float, harm: float) -> None:
    cases = [case for seed in range(40) for case in revisions(seed)]
    correct = harmed = 0
    for old, new, span, expected in cases:
        anchor = reanchor(Target.of(old, *span), new, old if by_text else None)
        got = None if anchor is None else Span(anchor.start, anchor.end)
        correct += got == expected
        harmed += got is not None and (expected is None or not got.overlaps(expected))
    assert len(cases) > 1000
    assert correct / len(cases) >= right
    assert harmed / len(cases) <= harm


def test_what_lies_between_the_words_of_a_lost_passage_is_offered_to_the_reader() -> None:
    old = "The storm sank three ships. The mayor saw the damage himself. All went home."
    new = "The storm sank three ships. All went home. Weeks later the mayor saw the worst damage for himself."
    passage = "The mayor saw the damage himself."
    start = old.index(passage)
    target = Target.of(old, start, start + len(passage))
    offered = [new[slice(*place)] for place in candidates(target, new)]
    assert any("mayor saw the worst damage" in words for words in offered)
    assert candidates(target, "Nothing of the kind.") == []
