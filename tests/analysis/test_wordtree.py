"""The tree of words: what hangs together in it, and what has no place."""

from newsreader.analysis.wordtree import WordTree, load_word_tree


def test_a_word_is_found_whole_and_in_its_case() -> None:
    tree = WordTree(("00", "01", "1"), ["Ann 0", "Anna 2", "ann 1"])
    assert [tree.way(word) for word in ("Ann", "Anna", "ann", "An", "Annas", "zoe", "")] == [
        "00",
        "1",
        "01",
        "",
        "",
        "",
        "",
    ]


def test_words_of_like_use_share_a_branch() -> None:
    way = load_word_tree().way
    assert way("Tehran")[:6] == way("Moscow")[:6] != way("Michael")[:6]
    assert way("said")[:4] == way("says")[:4]


def test_the_words_are_in_the_order_that_looking_up_needs() -> None:
    tree = load_word_tree()
    assert tree.words == sorted(tree.words)
    assert all(int(line.split(" ")[1], 16) < len(tree.ways) for line in tree.words)
