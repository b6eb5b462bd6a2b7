"""Where the marks of all articles stand in the texts that the library has now."""

from newsreader.article import Article
from newsreader.library import Library, standing
from newsreader.notes.annotation import AnchorState, Annotation
from tests.library.news import article

OLD = "The storm sank three ships. The mayor saw the damage himself. All went home."
NEW = "The storm sank four ships. All went home."


def mark(on: Article, words: str) -> Annotation:
    start = on.text.index(words)
    return Annotation.on(on, start, start + len(words))


def storm(text: str) -> Article:
    return article(text, "Storm", published="2025-03-03", site="Coast Post")


def nothing(_: str) -> str | None:
    return None


def test_marks_follow_their_article_through_the_older_texts_that_the_library_keeps(library: Library) -> None:
    old = storm(OLD)
    library.add([old])
    marks = [
        mark(old, w) for w in ("The mayor saw the damage himself.", "The storm sank three ships.", "All went home.")
    ]
    assert list(standing(library, marks, nothing).marks) == marks
    library.add([storm(NEW)])
    found = standing(library, marks, nothing)
    assert [m.id for m in found.marks] == [m.id for m in marks]
    assert [m.state for m in found.marks] == [AnchorState.ORPHANED, AnchorState.ANCHORED, AnchorState.MOVED]
    assert found.changed == {marks[1].id: "The storm sank four ships."}


def test_a_text_kept_beside_the_notes_comes_before_the_librarys_own(library: Library) -> None:
    old = storm(OLD)
    library.add([storm(NEW)])
    asked: list[str] = []

    def text_of(revision: str) -> str:
        asked.append(revision)
        return OLD

    (found,) = standing(library, [mark(old, "sank three ships")], text_of).marks
    assert asked == [old.revision]
    assert NEW[found.target.start : found.target.end] == "sank four ships"


def test_marks_on_articles_that_the_library_does_not_hold_stay_as_they_are(library: Library) -> None:
    one = mark(storm(OLD), "All went home.")
    assert list(standing(library, [one], nothing).marks) == [one]
    assert standing(library, [], nothing).changed == {}
