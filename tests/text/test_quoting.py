import pytest

from newsreader.text.quoting import in_marks


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        ("the pump", "“the pump”"),
        ("“We wait,” she said", "“We wait,” she said"),
        ('"Wait"', '"Wait"'),
        ("„Warten“", "„Warten“"),
        ("", "“”"),
    ],
)
def test_a_passage_that_begins_with_a_mark_gets_no_second_one(passage: str, shown: str) -> None:
    assert in_marks(passage) == shown
