"""The page with the article and its marks: complete, and nothing escapes from what it holds."""

import re
from html import unescape

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article, BlockKind
from newsreader.exports.html import render
from newsreader.exports.subject import Subject
from newsreader.notes.annotation import AnchorState, Annotation, Color

FERRY = Article.of(
    [
        "The ferry between Turku and Kotka will stop for a week.",
        (BlockKind.HEADING, "What it costs"),
        "“We would rather stop for a week than for a year,” Maija Lehto said. Nobody likes it.",
    ],
    title="Ferry <b>stops</b> & waits",
    url="https://harbour.example/ferry?a=1&b=2",
    byline="Ada Holt",
)


def text_of(page: str, path: str) -> list[str]:
    return [element.text_content() for element in lxml.html.fromstring(page).xpath(path)]


def test_the_article_stands_there_with_its_marks_and_notes_where_they_belong() -> None:
    start = FERRY.text.index("We would")
    quoted = Annotation.on(FERRY, start, start + 27, color=Color.PINK, note="*Who* pays?\n\n#money", tags=("ferry",))
    sentence = Annotation.on(FERRY, 0, 9, color=Color.GREEN)
    page = render([Subject.of(FERRY, [quoted, sentence], {quoted.id: "Maija Lehto"})])
    assert text_of(page, "//mark") == ["The ferry", "We would rather stop for a "]
    assert text_of(page, "//h1/a") == [FERRY.title]
    assert text_of(page, "//h2") == ["What it costs"]
    (aside,) = text_of(page, "//aside")
    assert [part in aside for part in ("Maija Lehto", "Who pays?", "#ferry", "#money")] == [True] * 4
    assert text_of(page, "//article/p")[0] == "The ferry between Turku and Kotka will stop for a week."


def test_marks_over_each_other_are_all_named_and_no_word_is_doubled() -> None:
    whole = Annotation.on(FERRY, 0, 20, color=Color.BLUE)
    inner = Annotation.on(FERRY, 4, 9, color=Color.YELLOW)
    page = render([Subject.of(FERRY, [whole, inner])])
    pieces = lxml.html.fromstring(page).xpath("//mark")
    assert "".join(p.text_content() for p in pieces) == FERRY.text[:20]
    assert set(pieces[1].get("data-marks").split()) == {whole.id, inner.id}


def test_without_the_article_and_for_lost_marks_the_passage_is_quoted() -> None:
    mark = Annotation.on(FERRY, 0, 9, note="a note")
    assert text_of(render([Subject.of(None, [mark])]), "//aside/blockquote") == ["The ferry"]
    lost = mark.changed(state=AnchorState.ORPHANED)
    page = render([Subject.of(FERRY, [lost])])
    assert text_of(page, "//mark") == []
    assert text_of(page, "//aside/blockquote") == ["The ferry"]


HOSTILE = st.text(st.sampled_from("<>&\"'`/=! abjscriptonerlmg:()[]*_\x1b\u202e\n"), max_size=60) | st.sampled_from(
    ["<script>alert(1)</script>", "</style><script>", "[x](javascript:alert(1))", "![x](http://e.example/p.png)", "-->"]
)


@given(title=HOSTILE, words=HOSTILE, note=HOSTILE, tag=HOSTILE, speaker=HOSTILE)
def test_nothing_escapes(title: str, words: str, note: str, tag: str, speaker: str) -> None:
    article = Article.of([f"Before {words} after."], title=title, url="javascript:alert(1)")
    mark = Annotation.on(article, 0, len(article.text), note=note, tags=(tag,) if tag.strip() else ())
    page = render([Subject.of(article, [mark], {mark.id: speaker})])
    tree = lxml.html.fromstring(page)
    known = set(
        "html head meta title style body article header h1 p mark aside blockquote em strong a code pre".split()
    )
    known |= set("ul ol li br hr h2 h3 h4 h5 h6".split())
    assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} <= known
    for element in tree.iter():
        if isinstance(element.tag, str):
            assert not [name for name in element.attrib if name.startswith("on") or name == "src"]
            assert element.get("href", "http://").lower().startswith(("http://", "https://"))
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert re.search(r"default-src 'none'", unescape(page))
