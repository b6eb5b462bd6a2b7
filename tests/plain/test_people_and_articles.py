"""Speakers, names, links, the library and feeds by typed commands."""

import webbrowser

import pytest

from newsreader.article import Article
from tests.plain.talking import Reader
from tests.sources.loopback import Answer, serving

FERRY_LINE = "Ferry to Kotka stops for a week, Harbour News, 2026-03-04."
QUOTE = "in these words, paragraph 3: We would rather stop for a week than for a year,"


def test_quotations_are_listed_with_their_speakers(reader: Reader) -> None:
    assert reader("quotes", "quotes by lehto", "quotes by Holt") == [
        f"1. Maija Lehto, {QUOTE}",
        f"1. Maija Lehto, {QUOTE}",
        "No quotation here is by “holt”; those who speak are Maija Lehto.",
    ]


def test_the_reader_sets_a_speaker_right(reader: Reader) -> None:
    said = reader("speaker 1 Ada Holt", "quotes", "speaker 1 nobody", "quotes", "speaker 1 analysis", "quotes", "undo")
    assert said == [
        "Quotation 1 is by Ada Holt; it is saved.",
        f"1. Ada Holt, {QUOTE}",
        "Quotation 1 is by nobody known; it is saved.",
        f"1. Nobody named, {QUOTE}",
        "Quotation 1 is as the analysis finds it; undo brings the correction back.",
        f"1. Maija Lehto, {QUOTE}",
        "Undone: the correction on “We would rather stop for a week than for a year” is back.",
    ]
    assert reader("quotes") == [f"1. Nobody named, {QUOTE}"]


def test_what_is_no_quotation_is_listed_no_more(reader: Reader) -> None:
    assert reader("unquote 1", "quotes", "undo", "quotes")[1:] == [
        "There are no quotations in this article.",
        "Undone: the correction on “We would rather stop for a week than for a year” is gone.",
        f"1. Maija Lehto, {QUOTE}",
    ]


def test_entities_are_listed_and_their_mentions_read(reader: Reader) -> None:
    assert reader("entities people", "mentions lehto", "entities poeple", "mentions zebra") == [
        "3. Maija Lehto, person, 1 mention.",
        "Maija Lehto, 1 mention.",
        "Paragraph 3: “We would rather stop for a week than for a year,” Maija Lehto, the captain, said.",
        "“poeple” is no kind of name; did you mean people?",
        "“zebra” is not mentioned in this article; entities lists who and what is.",
    ]
    assert all(line.endswith(("mention.", "mentions.")) for line in reader("entities"))


class Browser:
    """Keeps what it is asked to open."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened: list[str] = []
        monkeypatch.setattr(webbrowser, "open", self.open)

    def open(self, url: str) -> bool:
        self.opened.append(url)
        return True


def test_a_link_is_told_and_opened_only_when_the_reader_says_yes(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(monkeypatch)
    told = ["It leads to board.example: https://board.example/pump", "Open it in the browser? yes or no:"]
    assert reader("links", "follow 1", "no", "follow 1", "", "follow 1", "next", "follow 1") == [
        "1. harbour board, paragraph 4, leads to board.example.",
        "The original is at harbour.example; follow original leads there.",
        *told,
        "It is not opened.",
        *told,
        "It is not opened.",
        *told,
        "It is not opened.",
        *told,
        "It is not opened.",
    ]
    assert browser.opened == []
    assert reader("follow 1", "yes")[-1] == "board.example is opened in the browser."
    assert reader("follow original", "y")[-1] == "harbour.example is opened in the browser."
    assert browser.opened == ["https://board.example/pump", "https://harbour.example/ferry"]
    assert reader("follow 7") == ["“7” is no link; links lists them, follow original is the article."]


def test_the_host_of_a_lookalike_address_is_told_as_a_browser_would_resolve_it(reader: Reader) -> None:
    page = FERRY_LOOKALIKE
    (reader.folder / "fake.md").write_text(page, encoding="utf-8")
    assert reader("links", sources=("fake.md",))[0] == "1. bank, paragraph 1, leads to xn--bnk-6cd.example."


FERRY_LOOKALIKE = "# Money\n\nThe [bank](https://b\u0430nk.example/) is open today until noon.\n"


def test_articles_are_opened_by_number_listed_and_related(reader: Reader) -> None:
    said = reader("open 2", "list", "related", "library", sources=("ferry.md", "pump.md"))
    assert reader.raw(sources=("ferry.md", "pump.md")).splitlines()[:2] == [
        "1. Ferry to Kotka stops for a week, by Ida Salo, Harbour News, 2026-03-04.",
        "2. A pump for the Kotka ferry, Harbour News.",
    ]
    assert said[:4] == [
        "A pump for the Kotka ferry, Harbour News.",
        "1 paragraph, no marks.",
        "1. Ferry to Kotka stops for a week, by Ida Salo, Harbour News, 2026-03-04.",
        "2. A pump for the Kotka ferry, Harbour News. This one is open.",
    ]
    assert said[4].startswith("1. Ferry to Kotka stops for a week, Harbour News, 2026-03-04, ")
    assert said[5] == "open NUMBER opens one."
    assert said[6:] == ["1. A pump for the Kotka ferry, Harbour News.", f"2. {FERRY_LINE}"]


def test_the_library_is_searched_emptied_and_filled_again(reader: Reader) -> None:
    reader.raw(sources=("ferry.md", "pump.md"))
    said = reader(
        "library search train", "open 1", "library search zebra", "library remove 1", "library search train", sources=()
    )
    assert said[0] == (
        "1. A pump for the Kotka ferry, Harbour News. There: between Turku and Kotka came "
        "to the harbour by train. Captain Maija Lehto waited for it.…"
    )
    assert said[1] == "A pump for the Kotka ferry, Harbour News."
    assert said[3] == "Nothing in the library answers “zebra”."
    removed, _, name = said[4].partition("library restore ")
    assert removed == "Removed; its marks are kept, and "
    assert said[5] == "Nothing in the library answers “train”."
    name = name.partition(" ")[0]
    assert reader.raw(f"library restore {name}", "library search train", sources=()).splitlines()[1:] == [
        f"{name} is in the library again.",
        said[0],
    ]


def test_without_sources_the_library_is_listed(reader: Reader) -> None:
    assert reader.raw(sources=()) == "The library is empty; open FILE or open ADDRESS puts an article there.\n"
    reader.raw()
    assert reader.raw("open 1", sources=()).splitlines()[1].startswith("Ferry to Kotka stops for a week")


def test_feeds_are_added_listed_and_removed(reader: Reader) -> None:
    entry = (
        "<item><title>Quay opens</title><link>https://quay.example/1</link><description>A quay.</description></item>"
    )
    with serving() as server:
        rss = f"<rss version='2.0'><channel><title>Quays</title>{entry}</channel></rss>"
        server.answers["/rss"] = Answer(rss.encode(), headers={"Content-Type": "application/rss+xml"})
        said = reader(f"feeds add {server.url('/rss')}", "feeds", "feeds remove 1", "feeds", "feeds dance", sources=())
    assert said == [
        "Quays is added, 1 new article.",
        f"1. Quays, {server.url('/rss')}.",
        "Quays is removed; its articles stay.",
        "There are no feeds; feeds add ADDRESS subscribes to one.",
        "Feeds cannot “dance”; it can add, refresh and remove.",
    ]


def test_the_whole_text_is_fetched_under_the_same_id_so_that_marks_stay(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Article.of(["Nine boats.", "Each has a story."], title="Boats!", url="https://www.quay.example/boats?x=1")
    monkeypatch.setattr("newsreader.sources.read_address", lambda url: [whole])
    (reader.folder / "boats.md").write_text("---\ntitle: Boats\nurl: https://quay.example/boats\n---\n\nNine boats.\n")
    assert reader("mark 1", "fetch", "marks", "fetch", sources=("boats.md",))[1:] == [
        "Boats!",
        "2 paragraphs, 1 mark.",
        "1. “Nine boats”, paragraph 1, yellow for claim.",
        "There is no more at its address than is here already.",
    ]
