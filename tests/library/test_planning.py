from dataclasses import replace

import pytest

from newsreader.analysis.model import Analysis, Entity, EntityLabel
from newsreader.article import Span
from newsreader.library import Library, planning
from newsreader.library.numbering import ASTRAY
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


DATES = """
    1850-05-05 2024-12-31 2025 2025-02 2025-02-28 2025-02-28T23:59:59+02:00 2025-02-31 2025-03-01 2025-03-01T00:00
    2026-01-01 2199-12-31 2400-01-01 spring
""".split()


@pytest.mark.parametrize("query", ["after:{}", "before:{}", "on:{}", "after:2024-12-31 before:{}", "-on:{}"])
def test_dates_find_what_was_published_then_whatever_number_it_has(library: Library, query: str) -> None:
    dated = [article(f"dated number {n}", f"Dated {n}", published=day) for n, day in enumerate([*DATES, ""])]
    library.add(dated)
    # The dates of these are learnt later, so that their numbers are of another day.
    moved = [replace(one, published=DATES[-1 - n % 3]) for n, one in enumerate(dated) if n % 2]
    library.add(moved)
    for asked in ("1800", "2024", "2025", "2025-02", "2025-02-28", "2025-02-31", "2025-03", "2025-12-31", "2500-01-01"):
        found = {hit.published for hit in library.search(f"dated {query.format(asked)}", 100)}
        for hit in library.search("dated", 100):
            day = hit.published
            after, before, on = day >= asked, "" < day < asked, day.startswith(asked)
            expected = {"a": after, "b": before, "o": on, "-": not on}[query[0]]
            if "before" in query:
                expected = before and (query[0] == "b" or day >= "2024-12-31")
            assert (day in found) == expected, (asked, day)


def test_articles_on_their_own_day_are_not_looked_up_one_by_one(library: Library) -> None:
    library.add(article(f"dated number {n}", f"Dated {n}", published=f"2025-03-0{n}") for n in range(1, 8))
    with library._database.read() as connection:
        (astray,) = connection.execute(
            f"SELECT count(*) FROM articles INDEXED BY articles_astray WHERE {ASTRAY}"
        ).fetchone()
    assert astray == 0
