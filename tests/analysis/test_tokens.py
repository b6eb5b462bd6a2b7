"""Tokens lie in the text, in order, and cover everything that is not white space."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.analysis import analyze, tokens
from newsreader.analysis.quotes.marks import paragraph_spans
from newsreader.analysis.tokens import PIECE, ArticleTokens, folded, line_tokens, token_spans
from newsreader.article import Span


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


TEXTS = st.text(alphabet=st.sampled_from("aéB.5-‐–’'‘“_& \u00a0\n\u2028nts"), max_size=120)


@given(TEXTS)
def test_paragraphs_have_the_tokens_that_they_have_alone(text: str) -> None:
    whole = ArticleTokens(text)
    for span in paragraph_spans(text):
        assert whole.between(*span) == token_spans(text, *span)


@given(TEXTS)
def test_a_folded_text_has_the_tokens_that_it_has_alone(text: str) -> None:
    assert ArticleTokens(text).folded == token_spans(folded(text))


@given(TEXTS)
def test_lines_have_the_tokens_that_they_have_alone(text: str) -> None:
    position, lines = 0, []
    for line in text.split("\n"):
        lines.append(token_spans(text, position, position + len(line)))
        position += len(line) + 1
    assert list(line_tokens(text)) == [line for line in lines if line]


def test_an_article_is_split_into_tokens_once(monkeypatch: pytest.MonkeyPatch) -> None:
    split: list[str] = []

    def counting(text: str, start: int = 0, end: int | None = None) -> list[Span]:
        split.append(text[start:end])
        return token_spans(text, start, end)

    monkeypatch.setattr(tokens, "token_spans", counting)
    analyze("“The quay will close,” said Helle Brandt.\n\nThe board of Tarnby said that it was old.")
    assert len(split) == 1
