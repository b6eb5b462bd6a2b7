from dataclasses import replace

import pytest

from newsreader.analysis.model import Analysis, Entity, EntityLabel
from newsreader.article import Span
from newsreader.library import Library, planning
from tests.library.news import ALL, CAKE, article


@pytest.fixture(autouse=True)
def _stocked(library: Library) -> None:
    library.add(ALL)


def test_the_common_words_stand_for_a_prefix_that_too_many_have(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(article(f"common comet number {n}", f"Item {n}") for n in range(150))
    library.add([article("A comma is rare.", "Comma", published="2030-01-01")])
    monkeypatch.setattr(planning, "MERGED_HOLDERS", 100)
    monkeypatch.setattr(planning, "RANKED_HOLDERS", 100)
    found = library.search("com*", 1_000)
    assert not found.ranked
    assert {hit.title for hit in found} == {f"Item {n}" for n in range(150)} | {"Comet with two tails"}
    # All words of the prefix are marked where they stand.
    assert all(len(hit.spans) == 2 for hit in found if hit.title.startswith("Item"))


def test_a_prefix_in_a_field_is_not_answered_with_words_of_the_texts(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(article(f"alpha angle area {n}", f"Item {n}") for n in range(150))
    named = Analysis(entities=(Entity("Azalea Vint", EntityLabel.PERSON, (Span(0, 6),)),))
    library.put_analysis(CAKE.id, named, revision=CAKE.revision, version="1")
    monkeypatch.setattr(planning, "MERGED_HOLDERS", 100)
    assert [hit.id for hit in library.search("person:a*")] == [CAKE.id]


def test_words_of_other_fields_are_not_ranked_as_nobody_counted_them(library: Library) -> None:
    library.add([replace(one, categories=("Topic",)) for one in ALL])
    found = library.search("category:topic")
    assert (len(found), found.ranked) == (len(ALL), False)
    assert library.search("grain").ranked
