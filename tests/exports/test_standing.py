"""Exports of marks whose article was changed say what became of them."""

import csv
import io

from newsreader.analysis import Analysis, Quote, QuoteKind
from newsreader.article import Article
from newsreader.exports import html, tables
from newsreader.exports.pages import render
from newsreader.exports.subject import Subject
from newsreader.exports.templating import PRESETS, load_template
from newsreader.notes.anchoring import settle
from newsreader.notes.annotation import Annotation

URL = "https://f.example/storm"
WARNED = "Engineers had warned of the leak in two letters."
SANK = "The storm sank three ships off the harbour of Turku."
QUIET = "By the evening the sea was quiet again, and all ferries ran."
BEFORE = Article.of([f"{WARNED} {SANK}", QUIET], title="Storm", url=URL)
SAID = "Nobody told us of any storm"
AFTER = Article.of([f"“{SAID},” Ida Salo said of it. {SANK.replace('three', 'four')}", QUIET], title="Storm", url=URL)
MARKS = [Annotation.on(BEFORE, at := BEFORE.text.index(words), at + len(words)) for words in (WARNED, SANK, QUIET)]


def subject() -> Subject:
    start = AFTER.text.index(SAID)
    analysis = Analysis((Quote(start, start + len(SAID), QuoteKind.DIRECT, speaker="Ida Salo"),), ())
    return Subject.on(AFTER, MARKS, settle(MARKS, AFTER, {BEFORE.revision: BEFORE.text}.get), analysis)


def test_the_state_of_every_mark_is_exported_with_what_the_publisher_made_of_it() -> None:
    rows = list(csv.DictReader(io.StringIO(tables.render_csv([subject()]))))
    assert [(r["passage"], r["state"], r["now"]) for r in rows] == [
        (SANK, "changed", SANK.replace("three", "four")),
        (QUIET, "moved", ""),
        (WARNED, "orphaned", ""),
    ]


def test_every_preset_says_what_became_of_a_mark() -> None:
    for preset in PRESETS:
        text = render([subject()], load_template(preset))
        assert text.count("four ships") == 1, preset
        assert text.count("changed by the publisher") == 1, preset
        assert text.count("lost its place") == 1, preset


def test_nobody_is_named_for_words_that_are_gone() -> None:
    assert subject().speakers == {}
    assert "Ida Salo" not in render([subject()], load_template("obsidian"))


def test_links_lead_to_the_words_as_they_are_now() -> None:
    text = render([subject()])
    assert "#:~:text=The%20storm%20sank%20four%20ships" in text
    assert "three%20ships" not in text


def test_a_page_shows_what_a_changed_passage_said_when_it_was_marked() -> None:
    page = html.render([subject()])
    assert f"Marked when it read: {SANK}" in page
    assert f'data-marks="{MARKS[1].id}">{SANK.replace("three", "four")}</mark>' in page
    assert page.index("lost their place") < page.index(WARNED)


def test_marks_of_an_article_nobody_has_are_exported_as_they_were_made() -> None:
    (row, *_) = csv.DictReader(io.StringIO(tables.render_csv([Subject.of(None, MARKS)])))
    assert (row["passage"], row["state"], row["now"]) == (WARNED, "anchored", "")
