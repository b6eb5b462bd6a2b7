"""The laws of the wrapped document."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article, BlockKind
from newsreader.reading.document import CHUNK, WrappedDocument
from newsreader.reading.layout import DocumentNote, as_drawn
from newsreader.reading.line import spread
from newsreader.text.cells import cell_len
from newsreader.text.graphemes import graphemes, is_boundary

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
    drawn = as_drawn(doc.text)
    for y in range(doc.height):
        row = doc.row(y)
        assert cell_len(doc.line(row).text) + row.indent <= doc.width
        assert is_boundary(drawn, row.start)


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


@given(PARTS, WIDTHS, st.data())
def test_a_row_and_its_columns_agree(parts: list[tuple[BlockKind, str]], width: int, data: st.DataObject) -> None:
    doc = document(parts, width)
    doc.justified = data.draw(st.booleans())
    for y in range(doc.height):
        row = doc.row(y)
        line = doc.line(row)
        assert line.column(line.end) <= doc.width
        assert len(line.piece(line.start, line.end)) == len(line.text) + sum(line.pads)
        for start, end in graphemes(line.text):
            if cell_len(line.text[start:end]):
                assert line.offset_at(line.column(line.start + start)) == line.start + start


@given(PARTS, st.lists(WIDTHS, min_size=1, max_size=4), st.data())
def test_another_width_keeps_the_offset_at_the_top(
    parts: list[tuple[BlockKind, str]], widths: list[int], data: st.DataObject
) -> None:
    doc = document(parts, 30)
    top = doc.row(data.draw(st.integers(0, doc.height - 1))).start
    for width in widths:
        doc.set_width(width)
        row = doc.row(doc.row_of(top))
        assert row.start <= top < max(row.stop, row.start + 1)


def test_laying_out_rows_leaves_the_numbers_of_those_above_alone() -> None:
    article = Article.of(["東京は雨。" * 200] * 100)
    doc = WrappedDocument(article.text, article.blocks, 40)
    middle = doc.row_of(60_000)
    doc.ensure_rows(middle, middle + 500)
    assert doc.row_of(60_000) == middle
    assert all(doc.row(y).start <= 60_000 for y in range(middle - 3, middle))


def test_what_is_drawn_is_safe_and_keeps_offsets() -> None:
    doc = complete(WrappedDocument("ab\x1b]0;x\x07cd\tef\u202e gh " + "o" + "\u0301" * 30, (), 12))
    shown = "".join(doc.line(doc.row(y)).text for y in range(doc.height))
    assert not set(shown) & set("\x1b\x07\t\u202e")
    assert all(cell_len(doc.line(doc.row(y)).text) <= 12 for y in range(doc.height))
    assert doc.line(doc.row(doc.row_of(9))).offset_at(0) <= 9


def test_a_justified_paragraph_ends_at_the_edge_but_for_its_last_row() -> None:
    doc = complete(WrappedDocument("one two three four five six seven eight nine ten", (), 20, justified=True))
    lines = [doc.line(doc.row(y)) for y in range(doc.height)]
    assert [line.column(line.end) for line in lines[:-1]] == [20] * (len(lines) - 1)
    assert not lines[-1].pads


def test_pads_are_shared_out_evenly() -> None:
    assert list(spread("a b c d e f g h", 3)[1::2]) == [0, 1, 0, 1, 0, 1, 0]
    assert spread("a b", 9) == spread("ab", 2) == spread("a b", 0) == b""


def test_a_deep_list_on_a_narrow_screen_keeps_room_for_its_text() -> None:
    article = Article.of([(BlockKind.LIST_ITEM, "words " * 20, 9)])
    doc = WrappedDocument(article.text, article.blocks, 18)
    assert doc.row(0).indent == 6


def test_spaces_that_hang_over_the_edge_belong_to_their_row() -> None:
    doc = complete(WrappedDocument("aaaa    bbbb", (), 4))
    first = doc.row(0)
    assert (first.start, first.end, first.stop) == (0, 4, 8)
    assert doc.row_of(6) == 0
