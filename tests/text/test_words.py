"""Words as motions and text objects see them."""

from hypothesis import given
from hypothesis import strategies as st

from newsreader.text.words import word_at, words


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in words(text)]


def test_words_keep_what_belongs_inside_them() -> None:
    assert split("Don’t cut the 30-day plan, e-mail O'Neil…") == (
        ["Don’t", "cut", "the", "30-day", "plan", ",", "e-mail", "O'Neil", "…"]
    )
    assert split("“So,” she—he") == ["“", "So", ",”", "she", "—", "he"]
    assert split("cafe\u0301 naïve") == ["cafe\u0301", "naïve"]
    assert split("東京2020は") == ["東", "京", "2020", "は"]


def test_the_word_at_a_place() -> None:
    assert word_at("one two", 1) == (0, 3)
    assert word_at("one two", 3) is None
    assert word_at("one,two", 3) == (3, 4)
    assert word_at("", 0) is None


@given(st.text("ab’-, \n東é", max_size=40), st.integers(0, 40))
def test_the_word_at_a_place_is_one_of_the_words(text: str, offset: int) -> None:
    found = word_at(text, offset)
    holding = [w for w in words(text) if offset in w]
    assert ([found] if found else []) == holding
