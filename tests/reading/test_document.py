"""The laws of the wrapped document."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article, BlockKind
from newsreader.reading.document import CHUNK, WrappedDocument
from newsreader.reading.layout import DocumentNote
from newsreader.text.cells import cell_len
from newsreader.text.graphemes import is_boundary

ALPHABET = st.sampled_from(
    "abc  de.\n東京、「」é\u0301👩\u200d🇨🇦x❤\ufe0f🏽1\u20e3क\u094dषाשל\u200f\t\x1b\x9b\u202e\u3000\u200b\ud800"
)
PARTS = st.lists(st.tuples(st.sampled_from(list(BlockKind)), st.text(ALPHABET, min_size=1, max_size=60)), max_size=6)
WIDTHS = st.integers(8, 60)


def document(parts: list[tuple[BlockKind, str]], width: int, spacing: int = 1) -> WrappedDocument:
    article = Article.of(parts)
    return complete(WrappedDocument(article.text, article.blocks, width, spacing=spacing))


def complete(doc: WrappedDocument) -> WrappedDocument:
    doc.install([(i, doc.measure(i)) for i in doc.pending(0)])
    return doc


def text_rows(doc: WrappedDocument) -> list[int]:
    rows = [doc.row(y) for y in range(doc.height)]
    return [r.start for r in rows if r.note is None and not r.gap]


@given(PARTS, WIDTHS, st.integers(1, 2))
def test_text_rows_tile_the_text(parts: list[tuple[BlockKind, str]], width: int, spacing: int) -> None:
    doc = document(parts, width, spacing)
    starts = text_rows(doc)
    assert starts[0] == 0
    assert all(a < b for a, b in itertools.pairwise(starts))
    assert starts[-1] <= len(doc.text)


@given(PARTS, WIDTHS)
def test_no_row_is_wider_than_the_document_and_none_cuts_a_grapheme(
    parts: list[tuple[BlockKind, str]], width: int
) -> None:
    doc = document(parts, width)
    for y in range(doc.height):
        row = doc.row(y)
        assert cell_len(doc.line(row).text) + row.indent <= doc.width
        assert is_boundary(doc.text, row.start)


@given(PARTS, WIDTHS, st.data())
def test_the_row_of_an_offset_holds_it(parts: list[tuple[BlockKind, str]], width: int, data: st.DataObject) -> None:
    doc = document(parts, width)
    offset = data.draw(st.integers(0, max(0, len(doc.text) - 1)))
    y = doc.row_of(offset)
    row = doc.row(y)
    assert row.start <= offset
    following = [s for s in text_rows(doc) if s > row.start]
    assert not following or offset < following[0]


@given(PARTS, WIDTHS, st.data())
def test_note_rows_stand_under_the_row_of_their_mark(
    parts: list[tuple[BlockKind, str]], width: int, data: st.DataObject
) -> None:
    doc = document([*parts, (BlockKind.PARAGRAPH, "end")], width)
    offsets = data.draw(st.lists(st.integers(0, len(doc.text) - 1), max_size=4))
    doc.set_notes(DocumentNote(o, str(k), "a note of several words") for k, o in enumerate(offsets))
    for y in range(doc.height):
        row = doc.row(y)
        if row.note is not None:
            above = doc.row(doc.row_of(offsets[int(row.note_id)]))
            assert above.start == row.start
            assert y > doc.row_of(offsets[int(row.note_id)])
    shown = {doc.row(y).note_id for y in range(doc.height)} - {""}
    assert shown == {str(k) for k in range(len(offsets))}


def test_a_long_text_opens_with_only_what_is_looked_at_laid_out() -> None:
    text = "\n\n".join(["words and more words " * 20] * 2000)
    article = Article.of(text.split("\n\n"))
    doc = WrappedDocument(article.text, article.blocks, 70)
    doc.row(0)
    assert doc.unmeasured >= len(article.text) // (2 * CHUNK) - 1
    middle = doc.row_of(len(text) // 2)
    assert doc.row(middle).start <= len(text) // 2
    assert doc.unmeasured >= len(article.text) // (2 * CHUNK) - 3


def test_one_endless_line_is_cut_into_chunks() -> None:
    doc = WrappedDocument("x" * 200_000, (), 80)
    assert len(doc.pending(0)) > 5
    assert doc.row(doc.row_of(150_000)).start <= 150_000


def test_list_items_stand_close_and_paragraphs_apart() -> None:
    doc = document([(BlockKind.PARAGRAPH, "p"), (BlockKind.LIST_ITEM, "a"), (BlockKind.LIST_ITEM, "b")], 20)
    assert [doc.row(y).block for y in range(doc.height)] == [0, -1, 1, 2]


def test_japanese_marks_do_not_begin_a_row() -> None:
    doc = complete(WrappedDocument("東京東京、東京", (), 8))
    assert [doc.text[doc.row(y).start : doc.row(y).end] for y in range(doc.height)] == ["東京東", "京、東京"]
