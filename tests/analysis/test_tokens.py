"""Tokens lie in the text, in order, and cover everything that is not white space."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.analysis.tokens import PIECE, folded, line_tokens, token_spans


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Mr. Roe’s 30-day plan.", "Mr. | Roe | ’s | 30 | - | day | plan | ."),
        ("The U.S.-backed deal", "The | U.S. | - | backed | deal"),
        ("He left the U.S.", "He | left | the | U.S."),
        ("They don’t, we’ll", "They | do | n’t | , | we | ’ll"),
        ("J. P. Lind & AT&T", "J. | P. | Lind | & | AT&T"),
        ("O’Brien paid 1,200.50", "O’Brien | paid | 1,200.50"),
        ("Feb. 28, no sep.", "Feb. | 28 | , | no | sep | ."),
        ("wait... what—now", "wait | ... | what | — | now"),
    ],
)
def test_english_is_split_into_words_and_marks(text: str, tokens: str) -> None:
    assert " | ".join(text[s.start : s.end] for s in token_spans(text)) == tokens


@given(st.text(max_size=300))
def test_tokens_are_in_order_and_leave_out_only_white_space(text: str) -> None:
    spans = token_spans(text)
    last = 0
    for start, end in spans:
        assert last <= start < end
        assert not text[last:start].strip()
        assert not any(c.isspace() for c in text[start:end])
        last = end
    assert not text[last:].strip()


@given(st.text(alphabet=st.characters(), max_size=200))
def test_folding_keeps_every_offset(text: str) -> None:
    plain = folded(text)
    assert len(plain) == len(text)
    plain.encode()


def test_a_long_line_comes_in_pieces() -> None:
    sizes = [len(tokens) for tokens in line_tokens("a " * (PIECE + 10) + "\nb")]
    assert sizes == [PIECE, 10, 1]
