"""Cell widths and what fits into them."""

from hypothesis import given
from hypothesis import strategies as st

from newsreader.text.cells import NOT_NARROW, cell_len, shorten
from newsreader.text.clean import drawable
from newsreader.text.graphemes import is_boundary

TEXT = st.text(st.characters() | st.sampled_from("東京é👩\u200d🇳🇴 \n\u0301—“”"), max_size=30)


@given(TEXT)
def test_what_is_called_narrow_takes_one_cell_each_and_is_drawn_as_it_is(text: str) -> None:
    line = text.replace("\n", "")
    if NOT_NARROW.search(line) is None:
        assert cell_len(line) == len(line)
        assert drawable(line) == line


@given(TEXT.map(lambda t: t.replace("\n", "")), st.integers(0, 20))
def test_a_shortened_text_fits_and_is_cut_between_characters(text: str, width: int) -> None:
    short = shorten(text, width)
    assert cell_len(short) <= width
    if cell_len(text) <= width:
        assert short == text
    elif short:
        assert short.endswith("…")
        assert text.startswith(short[:-1])
        assert is_boundary(text, len(short) - 1) or text[len(short) - 1].isspace()


def test_a_wide_character_that_does_not_fit_is_left_out() -> None:
    assert shorten("東京都", 4) == "東…"
    assert shorten("abc", 1) == "…"
    assert shorten("abc", 0) == ""
