"""Folding of typography."""

from hypothesis import given
from hypothesis import strategies as st

from newsreader.text.fold import fold_typography


def test_typography_becomes_plain() -> None:
    assert fold_typography("“Don’t”\u00a0—\n«no»") == '"Don\'t" - "no"'


@given(st.text())
def test_folding_keeps_offsets_and_is_done_at_once(text: str) -> None:
    folded = fold_typography(text)
    assert len(folded) == len(text)
    assert fold_typography(folded) == folded
