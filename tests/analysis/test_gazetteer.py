"""The lists of names: what they hold, and how names of several words are found."""

import pytest

from newsreader.analysis.gazetteer import load_gazetteer


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Ghana", "C"),
        ("Ohio", "R"),
        ("Accra", "P"),
        ("Olga", "f"),
        ("Vladimir", "m"),
        ("Smith", "l"),
        ("NATO", "O"),
        ("Swiss", "D"),
    ],
)
def test_a_word_carries_the_letters_of_its_lists(word: str, code: str) -> None:
    assert code in load_gazetteer().word_codes(word)


def test_a_name_may_be_many_things() -> None:
    assert {"C", "f"} <= set(load_gazetteer().word_codes("Georgia"))


def test_common_words_are_in_no_list() -> None:
    names = load_gazetteer()
    assert not any(names.word_codes(word) for word in "the and said government Xqzt".split())


def test_the_longest_name_wins_and_names_do_not_overlap() -> None:
    words = "He left New York City for the United Nations in South Korea".split()
    found = [(" ".join(words[a:b]), kind) for a, b, kind in load_gazetteer().matches(words)]
    assert found == [("New York City", "P"), ("United Nations", "O"), ("South Korea", "P")]


def test_gender_is_told_only_where_a_name_has_one() -> None:
    names = load_gazetteer()
    assert [names.gender(n) for n in ("Fatima", "Sergei", "Xqzt")] == ["f", "m", ""]
    assert names.gender("Andrea") == ""
