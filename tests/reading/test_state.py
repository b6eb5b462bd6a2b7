"""Positions, bookmarks and jumps, and their JSON form."""

import json

from hypothesis import given
from hypothesis import strategies as st

from newsreader.reading.state import MOST_ARTICLES, MOST_JUMPS, Jumps, Place, ReaderState

TEXT = "First the rain came. Then the wind rose. Then the rain came again, and stayed."


def test_a_place_is_found_again_in_a_revised_text() -> None:
    place = Place.of("a", TEXT, TEXT.index("Then the rain"))
    assert place.offset_in(TEXT) == place.offset
    assert place.offset_in("Update: " + TEXT) == place.offset + 8
    assert place.offset_in(TEXT[6:]) == place.offset - 6
    assert place.offset_in("gone") == 4
    assert place.offset_in("") == 0


def test_the_nearest_of_equal_words_is_taken() -> None:
    text = "again and " * 40
    place = Place.of("a", text, 100)
    assert place.offset_in("x" + text) == 101


def test_the_furthest_place_stays_while_the_last_one_moves() -> None:
    state = ReaderState()
    state.read("a", TEXT, caret=30, seen=60)
    state.read("a", TEXT, caret=5, seen=20)
    assert (state.progress["a"].last.offset, state.progress["a"].furthest.offset) == (5, 60)
    assert state.progress["a"].fraction == 60 / len(TEXT)
    state.read("a", "New. " + TEXT, caret=0, seen=10)
    assert state.progress["a"].furthest.offset == 65


def test_the_articles_read_longest_ago_are_forgotten() -> None:
    state = ReaderState()
    for number in range(MOST_ARTICLES + 3):
        state.read(str(number), "text", caret=0, seen=1)
        state.read("0", "text", caret=0, seen=1)
    assert len(state.progress) == MOST_ARTICLES
    assert "0" in state.progress and "1" not in state.progress


def test_small_letters_belong_to_an_article_and_capitals_to_all() -> None:
    state = ReaderState()
    state.set_bookmark("x", Place("a", 1))
    state.set_bookmark("X", Place("a", 2))
    assert state.bookmark("x", "a") == Place("a", 1)
    assert state.bookmark("x", "b") is None
    assert state.bookmark("X", "b") == Place("a", 2)


def test_jumps_go_back_and_forth_over_articles() -> None:
    one, two, three = Place("a", 1), Place("b", 2), Place("c", 3)
    jumps = Jumps().left(one).left(two)
    jumps, to = jumps.back(three)
    assert to == two
    jumps, to = jumps.back(two)
    assert to == one
    assert jumps.back(one) == (jumps, None)
    jumps, to = jumps.forward()
    assert to == two
    jumps, to = jumps.forward()
    assert to == three
    assert jumps.forward() == (jumps, None)
    assert Jumps().back(one) == (Jumps(), None)


def test_a_place_left_again_moves_to_the_end_and_the_list_has_a_limit() -> None:
    jumps = Jumps()
    for number in range(2 * MOST_JUMPS):
        jumps = jumps.left(Place("a", number))
    jumps = jumps.left(Place("a", MOST_JUMPS + 5))
    assert len(jumps.places) == MOST_JUMPS == jumps.at
    assert jumps.places[-1].offset == MOST_JUMPS + 5


PLACES = st.builds(Place, st.text(max_size=5), st.integers(0, 10**9), st.text(max_size=10))


@given(st.lists(PLACES, max_size=5), st.dictionaries(st.text(max_size=4), PLACES, max_size=3))
def test_the_json_form_comes_back_whole(places: list[Place], bookmarks: dict[str, Place]) -> None:
    state = ReaderState(bookmarks=bookmarks)
    for place in places:
        state.read(place.article, TEXT, caret=3, seen=9)
        state.jumps = state.jumps.left(place)
    assert ReaderState.from_json(json.loads(json.dumps(state.as_json()))) == state


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["progress", "bookmarks", "jumps", "places", "at", "last", "offset"]), inner)
    ),
    max_leaves=12,
)


@given(JSON)
def test_a_damaged_form_never_fails(data: object) -> None:
    state = ReaderState.from_json(data)
    assert ReaderState.from_json(state.as_json()) == state
