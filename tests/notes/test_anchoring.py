"""Marks in a text that has changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article
from newsreader.notes.anchoring import Target, reanchor, settle
from newsreader.notes.annotation import AnchorState, Annotation

OLD = (
    "The mayor opened the bridge on Monday. It is red and forty metres long.\n\n"
    "“It took us nine years,” said the engineer. The mayor thanked everybody.\n\n"
    "Nobody had believed in it. Boats passed below all day."
)


def mark(words: str, text: str = OLD) -> Target:
    start = text.index(words)
    return Target.of(text, start, start + len(words))


def found(target: Target, new: str) -> str | None:
    anchor = reanchor(target, new)
    return None if anchor is None else new[anchor.start : anchor.end]


def test_an_unchanged_text_keeps_a_mark_where_it_is() -> None:
    target = mark("It took us nine years")
    anchor = reanchor(target, OLD)
    assert anchor is not None
    assert (anchor.start, anchor.end, anchor.state) == (target.start, target.end, AnchorState.ANCHORED)


def test_a_mark_survives_a_moved_paragraph() -> None:
    blocks = OLD.split("\n\n")
    new = "\n\n".join([blocks[2], blocks[0], blocks[1]])
    for words in ("It took us nine years", "Boats passed below all day.", "forty metres"):
        assert found(mark(words), new) == words


def test_a_mark_follows_a_passage_that_was_changed_a_little() -> None:
    new = OLD.replace("It is red and forty metres long.", "It is red and forty-one metres long.")
    assert found(mark("It is red and forty metres long."), new) == "It is red and forty-one metres long."


def test_of_two_equal_passages_the_one_in_like_surroundings_is_taken() -> None:
    text = "One day the dog barked. Then rain came.\n\nTwo cats slept. Later the dog barked. Nobody woke."
    second = text.rindex("the dog barked")
    target = Target.of(text, second, second + len("the dog barked"))
    new = "A new lead. " + text
    anchor = reanchor(target, new)
    assert anchor is not None
    assert anchor.start == second + len("A new lead. ")


@pytest.mark.parametrize("words", ["Nobody had believed in it.", "It is red and forty metres long.", "engineer"])
def test_a_deleted_passage_leaves_an_orphan(words: str) -> None:
    assert found(mark(words), OLD.replace(words, "")) is None


def test_a_lookalike_elsewhere_is_not_taken_for_a_deleted_passage() -> None:
    new = OLD.replace("The mayor thanked everybody.", "").replace("Boats", "The mayor blamed everybody. Boats")
    assert found(mark("The mayor thanked everybody."), new) is None


def test_curly_and_straight_quotes_are_the_same_passage() -> None:
    new = OLD.replace("“", '"').replace("”", '"')
    assert found(mark("“It took us nine years,”"), new) == '"It took us nine years,"'


@given(st.text(max_size=60), st.text(max_size=60), st.data())
def test_an_anchor_always_lies_inside_the_text(old: str, new: str, data: st.DataObject) -> None:
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    anchor = reanchor(Target.of(old, start, end), new, data.draw(st.sampled_from((None, old, new))))
    assert anchor is None or 0 <= anchor.start < anchor.end <= len(new)
    assert anchor is None or 0 <= anchor.score <= 1


def test_settling_keeps_the_words_of_an_orphan_and_brings_it_back() -> None:
    before = Article.of(OLD.split("\n\n"), title="Bridge")
    shorter = Article.of(OLD.split("\n\n")[:2], title="Bridge")
    start = before.text.index("Nobody")
    made = Annotation.on(before, start, start + 26, note="why?")
    (lost,) = settle([made], shorter)
    assert lost.state is AnchorState.ORPHANED
    assert (lost.target.exact, lost.note, lost.modified) == (made.target.exact, "why?", made.modified)
    (back,) = settle([lost], before)
    assert back.state is AnchorState.ANCHORED
    assert back.target == made.target
