"""The reader's own dictionary wins over what is found."""

from pathlib import Path

import pytest

from newsreader.analysis import analyze
from newsreader.analysis.dictionary import Dictionary, DictionaryError, Entry, load_dictionary
from newsreader.analysis.entities import find_entities
from newsreader.analysis.model import EntityLabel

TEXT = "Ada Roe joined Harbour Watch on Monday. “The Watch is small,” Roe said in Oslo. She likes the Watch."


def read(path: Path, body: str) -> Dictionary:
    path.write_text(body, encoding="utf-8")
    return load_dictionary(path)


def names(dictionary: Dictionary) -> dict[str, tuple[EntityLabel, list[str]]]:
    found = find_entities(TEXT, dictionary=dictionary)
    return {e.name: (e.label, [TEXT[m.start : m.end] for m in e.mentions]) for e in found}


def test_names_kinds_and_aliases_are_read(tmp_path: Path) -> None:
    watch = '[[name]]\nname = "Harbour  Watch"\nkind = "org"\naliases = ["the Watch"]\n'
    entries = read(tmp_path / "d.toml", watch + '[[name]]\nname = "Oslo"\nkind = "none"\n').entries
    assert entries == (Entry("Harbour Watch", EntityLabel.ORG, ("the Watch",)), Entry("Oslo", None))


def test_a_missing_file_is_an_empty_dictionary(tmp_path: Path) -> None:
    assert load_dictionary(tmp_path / "none.toml") == Dictionary()


def test_aliases_are_mentions_of_the_name() -> None:
    own = Dictionary((Entry("Harbour Watch", EntityLabel.ORG, ("the Watch", "The Watch")),))
    assert names(own)["Harbour Watch"] == (EntityLabel.ORG, ["Harbour Watch", "The Watch", "the Watch"])


def test_a_kind_holds_for_all_mentions_of_the_thing() -> None:
    own = Dictionary((Entry("Ada Roe", EntityLabel.EVENT),))
    assert names(own)["Ada Roe"] == (EntityLabel.EVENT, ["Ada Roe", "Roe"])


def test_what_is_no_name_is_not_found() -> None:
    assert "Oslo" in names(Dictionary())
    assert "Oslo" not in names(Dictionary((Entry("Oslo", None),)))


def test_words_count_whole_in_their_case_and_the_longest_wins() -> None:
    own = Dictionary((Entry("Watch", EntityLabel.PLACE), Entry("Harbour Watch", EntityLabel.ORG)))
    text = "Watchmen at Harbour Watch watch. O’Neill’s Watch"
    assert [(text[s.start : s.end], e.name) for s, e in own.find(text)] == [
        ("Harbour Watch", "Harbour Watch"),
        ("Watch", "Watch"),
    ]


def test_straight_and_curly_apostrophes_are_one() -> None:
    own = Dictionary((Entry("O'Neill's", EntityLabel.ORG),))
    assert [e.name for _, e in own.find("He ate at O’Neill’s.")] == ["O'Neill's"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("name = [", "cannot be read"),
        ("[other]\na = 1", "nothing else"),
        ("[[name]]\nkind = 'org'", "entry 1 needs a name"),
        ("[[name]]\nname = ' '", "entry 1 needs a name"),
        ("[[name]]\nname = 'A'\nkind = 'robot'", "unknown kind 'robot'"),
        ("[[name]]\nname = 'A'\nalias = ['B']", "unknown field 'alias'"),
        ("[[name]]\nname = 'A'\naliases = 'B'", "aliases as a list"),
    ],
)
def test_a_faulty_file_is_told_in_one_line(tmp_path: Path, body: str, told: str) -> None:
    with pytest.raises(DictionaryError, match=told) as raised:
        read(tmp_path / "d.toml", body)
    assert "d.toml" in str(raised.value)


def test_the_whole_analysis_takes_the_dictionary() -> None:
    own = Dictionary((Entry("Harbour Watch", EntityLabel.PLACE),))
    assert [e.label for e in analyze(TEXT, dictionary=own).entities if e.name == "Harbour Watch"] == [EntityLabel.PLACE]
