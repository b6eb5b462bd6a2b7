from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import ChangeKind, Library, word_diff
from tests.library.news import HARBOUR, article

prose = st.lists(
    st.sampled_from(["the", "strike", "ends", "port", ",", "\n\n", " ", "Ana’s", "30-day", "東京"]), max_size=25
).map(" ".join)


@given(prose, prose)
def test_a_diff_covers_both_texts_without_gaps_and_keeps_only_what_is_equal(old: str, new: str) -> None:
    at_old = at_new = 0
    for change in word_diff(old, new):
        assert (change.old.start, change.new.start) == (at_old, at_new)
        at_old, at_new = change.old.end, change.new.end
        if change.kind is ChangeKind.KEPT:
            assert old[slice(*change.old)] == new[slice(*change.new)]
        if change.kind is ChangeKind.ADDED:
            assert change.old.start == change.old.end
        if change.kind is ChangeKind.REMOVED:
            assert change.new.start == change.new.end
    assert (at_old, at_new) == (len(old), len(new))


@given(prose)
def test_equal_texts_have_no_changes(text: str) -> None:
    assert all(change.kind is ChangeKind.KEPT for change in word_diff(text, text))


def test_a_diff_says_which_words_changed() -> None:
    old, new = "The first ship left at noon.", "The second ship left the bay at noon."
    changes = [
        (change.kind.value, old[slice(*change.old)].strip(), new[slice(*change.new)].strip())
        for change in word_diff(old, new)
        if change.kind is not ChangeKind.KEPT
    ]
    assert changes == [("replaced", "first", "second"), ("added", "", "the bay")]


def test_all_versions_are_kept_in_order_with_their_headlines(library: Library) -> None:
    second = article("Second text.", HARBOUR.title, published="2025-03-03", site="Coast Post")
    third = article("Third text.", HARBOUR.title, published="2025-03-03", site="Coast Post")
    library.add([HARBOUR, second, third, HARBOUR])
    found = library.revisions(HARBOUR.id)
    assert [revision.text for revision in found] == [HARBOUR.text, second.text, third.text, HARBOUR.text]
    assert [revision.revision for revision in found] == [one.revision for one in (HARBOUR, second, third, HARBOUR)]
    assert {revision.title for revision in found} == {HARBOUR.title}
    assert found == sorted(found, key=lambda revision: revision.seen)


def test_an_unknown_article_has_no_revisions(library: Library) -> None:
    assert library.revisions("a0") == []
