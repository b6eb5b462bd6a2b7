"""What is offered for a mark that lost its place."""

from newsreader.article import Article, Span
from newsreader.notes.annotation import Annotation
from newsreader.tui.screens.place_chooser import PlaceChooser

TEXT = "The committee of the northern harbour met in the customs house on Monday and saw the pumps arrive by the noon "
TEXT += "train."


def around(words: str) -> str:
    mark = Annotation.on(Article.of([TEXT]), 0, 3)
    start = TEXT.index(words)
    prompt = PlaceChooser(mark, [Span(start, start + len(words))], TEXT).fitting(words)[0].prompt
    return str(prompt).splitlines()[1]


def test_what_stands_around_a_place_is_cut_between_words() -> None:
    assert around("saw the pumps") == (
        "… northern harbour met in the customs house on Monday and […] arrive by the noon train."
    )
    assert around("The committee") == "[…] of the northern harbour met in the customs house on Monday …"
