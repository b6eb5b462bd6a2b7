import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import Library, SearchInterruptedError
from newsreader.library.snippets import MAX_HITS, SNIPPET, Snippet, folded, snippet_of
from tests.library.news import ALL, CAKE, DEAL, HARBOUR, TALKS, TELESCOPE, article


@pytest.fixture(autouse=True)
def _stocked(library: Library) -> None:
    library.add(ALL)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("velmar", [DEAL, TALKS, HARBOUR]),
        ("VELMAR grain", [DEAL, TALKS, HARBOUR]),
        ("comets", [TELESCOPE]),
        ("repair", [TELESCOPE]),
        ("cafe", [CAKE]),
        ("café", [CAKE]),
        ('"second week"', [TALKS]),
        ('"week second"', []),
        ("astro*", [TELESCOPE]),
        ('"plums and al"*', [CAKE]),
        ("title:strike", [DEAL, HARBOUR]),
        ("site:tide", [TALKS, TELESCOPE]),
        ('site:"coast post" ends', [DEAL]),
        ("velmar -wages", [TALKS, HARBOUR]),
        ("comet OR cake", [TELESCOPE, CAKE]),
        ("(comet OR cake) ostrel", [CAKE]),
        ("-velmar", [TELESCOPE, CAKE]),
        ("-velmar -cake", [TELESCOPE]),
        ("after:2025-03-10", [DEAL, TALKS]),
        ("velmar before:2025-03-10", [HARBOUR]),
        ("on:2025-03-05", [TELESCOPE]),
        ("on:2024", [CAKE]),
        ("-on:2025", [CAKE]),
        ("is:unread comet", [TELESCOPE]),
        ("is:read", []),
        ("", [DEAL, TALKS, TELESCOPE, HARBOUR, CAKE]),
    ],
)
def test_kinds_of_queries(library: Library, query: str, expected: list[object]) -> None:
    by_id = {one.id: one for one in ALL}
    found = [by_id[hit.id] for hit in library.search(query)]
    assert (
        sorted(one.title for one in found)
        == sorted(one.title for one in expected if one in found)
        == sorted(one.title for one in found if one in expected)
    )
    assert len(found) == len(expected)


def test_newest_first_is_in_the_order_of_time(library: Library) -> None:
    results = library.search("velmar", newest_first=True)
    assert [hit.id for hit in results] == [DEAL.id, TALKS.id, HARBOUR.id]
    assert not results.ranked


def test_pages_of_hits_meet(library: Library) -> None:
    whole = [hit.id for hit in library.search("velmar", 3)]
    assert [hit.id for hit in library.search("velmar", 2)] + [hit.id for hit in library.search("velmar", 2, 2)] == whole


def test_a_word_of_the_headline_weighs_more(library: Library) -> None:
    library.add([article("Grain is dear. Grain, grain.", "Prices"), article("It is dear in Anselm.", "Grain")])
    assert library.search("grain")[0].title == "Grain"


def test_spans_are_where_the_words_stand_in_the_text(library: Library) -> None:
    (hit,) = library.search("harbour dockers title:closed")
    assert [HARBOUR.text[start:end] for start, end in hit.spans] == ["harbour", "dockers", "dockers"]
    assert [HARBOUR.title[start:end] for start, end in hit.title_spans] == ["harbour", "closed"]


@pytest.mark.parametrize(
    ("query", "found"),
    [('"two tails"', ["two tails"]), ("astro*", ["Astronomers"]), ("mirrors", ["mirror"]), ("tail", ["tails"])],
)
def test_spans_of_phrases_prefixes_and_forms(library: Library, query: str, found: list[str]) -> None:
    (hit,) = library.search(query)
    assert [TELESCOPE.text[start:end] for start, end in hit.spans] == found


def test_spans_keep_their_place_behind_accents_and_other_scripts(library: Library) -> None:
    one = article("İstanbul ve Čapek: 東京 déjà vu, ﬁnal word.", "Odd letters")
    library.add([one])
    (hit,) = library.search("deja word")
    assert [one.text[start:end] for start, end in hit.spans] == ["déjà", "word"]


@given(st.text(max_size=60))
def test_folding_keeps_the_number_of_code_points(text: str) -> None:
    assert len(folded(text)) == len(text)


def test_the_snippet_holds_the_hits_and_is_a_piece_of_the_text(library: Library) -> None:
    one = article("Nothing. " * 80 + "The zeppelin landed near the zeppelin hall. " + "Nothing. " * 80, "Long")
    library.add([one])
    (hit,) = library.search("zeppelin")
    assert one.text[hit.snippet.start : hit.snippet.end] == hit.snippet.text
    assert hit.snippet.text.count("zeppelin") == 2
    assert len(hit.snippet.text) <= SNIPPET + 20


def test_the_number_of_spans_is_bounded(library: Library) -> None:
    library.add([article("gong " * 5 * MAX_HITS, "Noise")])
    (hit,) = library.search("gong")
    assert len(hit.spans) == MAX_HITS


@pytest.mark.parametrize(
    ("typed", "meant"), [("velmra", "velmar"), ("harbuor", "harbour"), ("astronimers", "astronomer")]
)
def test_spelling_is_forgiven_and_the_change_told(library: Library, typed: str, meant: str) -> None:
    results = library.search(typed)
    assert results.correction == ((typed, meant),)
    assert len(results) > 0


def test_nothing_is_corrected_between_quotation_marks_or_where_nothing_is_near(library: Library) -> None:
    assert library.search('"velmra"') == library.search("xylophone")
    assert library.search("xylophone").correction == ()


def test_what_the_reader_wrote_is_found(library: Library) -> None:
    library.set_tags(CAKE.id, ["kitchen", "to try"])
    library.set_notes(TALKS.id, ["Ask the #union about wages in Brell"], ["union"])
    assert [hit.id for hit in library.search('tag:"to try"')] == [CAKE.id]
    assert [hit.id for hit in library.search("tag:union")] == [TALKS.id]
    assert [hit.id for hit in library.search("note:brell")] == [TALKS.id]
    library.set_notes(TALKS.id, [])
    library.set_tags(CAKE.id, [])
    assert list(library.search("note:brell OR tag:union OR tag:kitchen")) == []
    assert library.problems() == []


def test_words_while_typing_are_prefixes(library: Library) -> None:
    assert [hit.id for hit in library.search("two tai", typing=True)] == [TELESCOPE.id]


def test_a_search_is_stopped_from_another_thread(library: Library) -> None:
    library.add(article(f"alpha beta {n} " * 40, f"Item {n}") for n in range(300))
    stop = threading.Event()

    def interrupting() -> None:
        while not stop.wait(0.0005):
            library.interrupt()

    thread = threading.Thread(target=interrupting)
    thread.start()
    try:
        with pytest.raises(SearchInterruptedError):
            for _ in range(100_000):
                library.search("a* OR b* OR 1*", 1_000)
    finally:
        stop.set()
        thread.join()
    assert len(library.search("comet")) == 1


def test_a_search_is_stopped_between_two_of_its_statements(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def snippet(*arguments: Any, **named: Any) -> Snippet:
        asked.append(1)
        library.interrupt()
        return snippet_of(*arguments, **named)

    monkeypatch.setattr("newsreader.library.search.snippet_of", snippet)
    library.add(article(f"alpha beta {n} " * 40, f"Item {n}") for n in range(5))
    with pytest.raises(SearchInterruptedError):
        library.search("alpha")
    assert len(asked) == 1
    monkeypatch.undo()
    assert len(library.search("alpha")) == 5


def test_fields_never_reach_sql(library: Library) -> None:
    for hostile in (
        '"; DROP TABLE articles',
        "x' OR '1'='1",
        'a" OR b',
        'title:"x" NEAR(a b)',
        "{a b}:c",
        "^a",
        "a + b",
    ):
        library.search(hostile)
    assert len(library) == len(ALL)
