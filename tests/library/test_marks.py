from dataclasses import replace
from pathlib import Path

from newsreader.analysis.model import Analysis, Entity, EntityLabel, Quote, QuoteKind
from newsreader.article import Article, Span
from newsreader.library import Library
from newsreader.library.analyses import decode, encode
from tests.library.news import ALL, CAKE, HARBOUR, TALKS, article


def test_progress_remembers_where_reading_stopped_and_how_far_it_went(library: Library) -> None:
    library.add([HARBOUR])
    assert library.progress(HARBOUR.id) is None
    library.set_progress(HARBOUR.id, last=100, furthest=120, length=200)
    library.set_progress(HARBOUR.id, last=10, furthest=50, length=200)
    progress = library.progress(HARBOUR.id)
    assert progress is not None
    assert (progress.last, progress.furthest, progress.fraction) == (10, 120, 0.6)


def test_a_text_of_another_length_is_read_anew(library: Library) -> None:
    library.add([HARBOUR])
    library.set_progress(HARBOUR.id, last=100, furthest=200, length=200)
    library.set_progress(HARBOUR.id, last=5, furthest=9, length=300)
    progress = library.progress(HARBOUR.id)
    assert progress is not None
    assert (progress.last, progress.furthest) == (5, 9)


def test_what_was_read_is_marked_and_can_be_unmarked(library: Library) -> None:
    library.add(ALL)
    library.set_read([HARBOUR.id, TALKS.id, "a0"])
    assert {hit.id for hit in library.search("is:read")} == {HARBOUR.id, TALKS.id}
    library.set_read([HARBOUR.id], read=False)
    assert {hit.id for hit in library.search("is:read")} == {TALKS.id}
    assert TALKS.id not in {hit.id for hit in library.search("is:unread")}


def test_tags_are_sorted_once_each_and_without_empty_ones(library: Library) -> None:
    library.add([CAKE])
    library.set_tags(CAKE.id, ["sweet", "autumn", "sweet", " ", "two\nlines"])
    assert library.tags(CAKE.id) == ("autumn", "sweet", "two lines")


def test_tags_of_notes_are_not_tags_of_the_article(library: Library) -> None:
    library.add([CAKE])
    library.set_notes(CAKE.id, ["Try it"], ["kitchen"])
    assert library.tags(CAKE.id) == ()
    assert [row.tags for row in library.articles()] == [("kitchen",)]


def test_marks_on_articles_that_are_not_there_do_nothing(library: Library) -> None:
    library.set_tags("a0", ["x"])
    library.set_notes("a0", ["x"])
    library.set_progress("a0", 1, 1, 1)
    assert (library.tags("a0"), library.progress("a0")) == ((), None)


def test_tags_and_progress_survive_a_new_revision(library: Library) -> None:
    library.add([HARBOUR])
    library.set_tags(HARBOUR.id, ["ports"])
    library.set_progress(HARBOUR.id, 7, 8, 9)
    library.add([article("New text.", HARBOUR.title, published="2025-03-03", site="Coast Post")])
    assert library.tags(HARBOUR.id) == ("ports",)
    assert library.progress(HARBOUR.id) is not None
    assert [hit.id for hit in library.search("tag:ports")] == [HARBOUR.id]


AT = HARBOUR.text.index("Ana Sorel")
ANALYSIS = Analysis(
    quotes=(
        Quote(71, 92, QuoteKind.DIRECT, "Ana Sorel", Span(AT, AT + 9), "said", Span(AT - 5, AT - 1), 0.9),
        Quote(0, 5, QuoteKind.INDIRECT),
    ),
    entities=(
        Entity("Ana Sorel", EntityLabel.PERSON, (Span(AT, AT + 9),)),
        Entity("Monday", EntityLabel.DATE, (Span(40, 46),), "2025-03-03"),
    ),
)


def test_an_analysis_survives_its_codec() -> None:
    assert decode(encode(ANALYSIS)) == ANALYSIS
    assert decode(encode(Analysis())) == Analysis()


def test_an_analysis_belongs_to_its_version_and_its_text(library: Library) -> None:
    library.add(ALL)
    assert library.put_analysis(HARBOUR.id, ANALYSIS, revision=HARBOUR.revision, version="7")
    assert library.analysis(HARBOUR.id, "7") == ANALYSIS
    assert library.analysis(HARBOUR.id, "8") is None
    assert library.analysis(HARBOUR.id, "7", HARBOUR.revision) == ANALYSIS
    assert library.analysis(HARBOUR.id, "7", "another revision") is None
    assert not library.put_analysis(HARBOUR.id, Analysis(), revision="0" * 16, version="8")
    library.add([article("Other text.", HARBOUR.title, published="2025-03-03", site="Coast Post")])
    assert library.analysis(HARBOUR.id, "7") is None


def test_what_is_not_analysed_yet_is_listed_newest_first(library: Library) -> None:
    library.add([HARBOUR, TALKS, CAKE])
    library.put_analysis(HARBOUR.id, ANALYSIS, revision=HARBOUR.revision, version="7")
    assert library.unanalyzed("7") == [TALKS.id, CAKE.id]
    assert library.unanalyzed("8", limit=2) == [TALKS.id, HARBOUR.id]


def test_people_and_speakers_are_found_by_their_fields(library: Library) -> None:
    library.add(ALL)
    assert list(library.search("said:sorel OR person:sorel")) == []
    library.put_analysis(HARBOUR.id, ANALYSIS, revision=HARBOUR.revision, version="7")
    assert [hit.id for hit in library.search("said:sorel")] == [HARBOUR.id]
    assert [hit.id for hit in library.search('person:"ana sorel"')] == [HARBOUR.id]
    assert list(library.search("person:monday")) == []
    assert library.problems() == []


def test_saved_searches_are_kept_replaced_and_removed(path: Path) -> None:
    with Library.open(path) as library:
        library.searches.save("ports", "velmar OR harbour")
        library.searches.save("unread", "is:unread")
        library.searches.save("ports", "harbour")
    with Library.open(path) as library:
        assert [(one.name, one.query) for one in library.searches.all()] == [
            ("ports", "harbour"),
            ("unread", "is:unread"),
        ]
        assert library.searches.remove("ports")
        assert not library.searches.remove("ports")


class Finding:
    """An analyser that finds the first word to be a person who says the first five letters."""

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.seen: list[str] = []

    def __call__(self, text: str, published: str = "") -> Analysis:
        self.seen.append(text)
        name = text.split()[0]
        return Analysis(
            (Quote(0, 5, QuoteKind.DIRECT, name, Span(0, len(name)), "said", None, 0.9),),
            (Entity(name, EntityLabel.PERSON, (Span(0, len(name)),)),),
        )


def test_articles_are_looked_through_newest_first_and_later_from_where_it_was_broken_off(library: Library) -> None:
    library.add(ALL)
    finding = Finding()
    assert list(library.look_through(finding, limit=2)) == library.unanalyzed("none", 2)
    assert library.count_unanalyzed() == len(ALL) - 2
    assert len(list(library.look_through(finding))) == len(ALL) - 2
    assert sorted(finding.seen) == sorted(one.text for one in ALL)
    assert list(library.look_through(finding)) == []
    assert library.problems() == []


def test_another_version_of_the_analyser_looks_through_all_again(library: Library) -> None:
    library.add(ALL)
    list(library.look_through(Finding("1")))
    assert len(list(library.look_through(Finding("2"), limit=3))) == 3
    assert library.count_unanalyzed() == 0
    assert len(library.unanalyzed("2")) == len(ALL) - 3


def test_only_the_articles_asked_for_are_looked_through(library: Library) -> None:
    library.add(ALL)
    assert list(library.look_through(Finding(), [CAKE.id, "a0"])) == [CAKE.id]


def test_search_knows_the_speakers_as_the_reader_corrected_them(library: Library) -> None:
    library.add([HARBOUR])

    def corrected(article: Article, found: Analysis) -> Analysis:
        assert article == HARBOUR
        return replace(found, quotes=tuple(replace(quote, speaker="Berta Lund") for quote in found.quotes))

    list(library.look_through(Finding(), corrected=corrected))
    assert [hit.id for hit in library.search("said:lund")] == [HARBOUR.id]
    assert list(library.search("said:the")) == []
    kept = library.analysis(HARBOUR.id, "1")
    assert kept is not None
    assert kept.quotes[0].speaker == "The"


def test_the_words_of_a_speaker_are_shown(library: Library) -> None:
    library.add([HARBOUR])
    library.put_analysis(HARBOUR.id, ANALYSIS, revision=HARBOUR.revision, version="7")
    (hit,) = library.search("said:sorel")
    assert hit.spans == (Span(71, 92),)
    assert hit.snippet.start <= 71 < 92 <= hit.snippet.end


def test_tags_are_given_to_several_articles_and_taken_off(library: Library) -> None:
    library.add(ALL)
    library.set_tags(CAKE.id, ["sweet"])
    library.retag([CAKE.id, HARBOUR.id, "a0"], ["kept", "new"], ["sweet"])
    library.retag([HARBOUR.id], [], ["new"])
    assert (library.tags(CAKE.id), library.tags(HARBOUR.id)) == (("kept", "new"), ("kept",))


def test_what_was_removed_at_one_stroke_is_what_undo_brings_back(path: Path) -> None:
    with Library.open(path) as library:
        library.add(ALL)
        library.remove(TALKS.id)
        library._database._writer.execute("UPDATE articles SET deleted = '2020' WHERE deleted <> ''")
        library.remove(CAKE.id, HARBOUR.id)
    with Library.open(path) as library:
        assert set(library.removed_last()) == {CAKE.id, HARBOUR.id}
        library.restore(*library.removed_last())
        assert library.removed_last() == [TALKS.id]
        library.restore(*library.removed_last())
        assert library.removed_last() == []
