from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.text.clean import MAX_MARKS, clean_line, clean_text, drawable

FORBIDDEN = (
    set(map(chr, range(0x20))) - {"\n", "\t"}
    | set(map(chr, range(0x7F, 0xA0)))
    | set("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff\xad\u200e\u061c\uffff")
)

hostile = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x1b\x9b\x9d\x90\x9c\x07\x18[]P\\;0mJHk\n\t\r\x85\x0b\x0c\b\u2028\u2029\u202e\u2067\u2069\u200b\u200c\u200d"
            "\u200e\u200f\ufe0f\ufe0e\u0301\u0e47\u094d\u05e9\u06cc\u0915a \xa0\xad\ufeff👩👨❤🏴\U000e0067\U000e0062"
            "\U000e0065\U000e006e\U000e007f\U000e0100\u034f\ud800\uffff\x92"
        ),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("before\x1b]52;c;SGVsbG8=\x07after", "beforeafter"),
        ("before\x1b]52;c;SGVsbG8=\x1b\\after", "beforeafter"),
        ("before\x9d0;a title\x9cafter", "beforeafter"),
        ("a \x1b]8;;http://evil.example/\x1b\\link\x1b]8;;\x1b\\ here", "a link here"),
        ("a \x1b[31mred\x1b[0m word", "a red word"),
        ("a \x9b1;31mred word", "a red word"),
        ("q\x1bP$qm\x1b\\q", "qq"),
        ("g\x1b_Gi=1\x1b\\g", "gg"),
        ("charset \x1b(0switched", "charset switched"),
        ("cut off \x1b[", "cut off "),
        ("cut off \x1b", "cut off "),
    ],
)
def test_a_control_sequence_goes_as_a_whole(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


def test_an_unterminated_string_sequence_ends_with_its_line() -> None:
    assert clean_text("kept \x1b]0;swallowed\nkept too") == "kept \nkept too"


def test_a_new_sequence_ends_an_unterminated_one() -> None:
    assert clean_text("\x1b]0;title\x1b[31mshown") == "shown"


@pytest.mark.parametrize(
    "between", ["\r", "\r\n", "\x85", "\x0b", "\x0c", "\u2028", "\x1b[5C", "\x1b[2J", "\x1bE", "\b\b"]
)
def test_words_are_never_glued_together(between: str) -> None:
    assert clean_text(f"one{between}two").split() == ["one", "two"]


def test_a_paragraph_separator_starts_a_new_block() -> None:
    assert clean_text("one\u2029two") == "one\n\ntwo"


def test_no_break_and_thin_spaces_become_ordinary_ones() -> None:
    assert clean_text("20\u202f000\xa0people") == "20 000 people"


def test_curly_quotes_dashes_and_markup_stay() -> None:
    kept = "“It’s [sic] – <b>so</b> &#27; said,” :smile: [/nope]"
    assert clean_text(kept) == kept


def test_windows_quotes_read_as_latin_are_repaired() -> None:
    assert clean_text("\x93It\x92s so\x94 \x96 she said") == "“It’s so” – she said"


@pytest.mark.parametrize("kept", ["👩\u200d👩\u200d👧", "نمی\u200cخواهم", "❤\ufe0f\u200d🔥", "क्\u200d", "שלום\u200f!"])
def test_joiners_and_marks_that_shape_the_text_stay(kept: str) -> None:
    assert clean_text(kept) == kept


def test_the_flag_of_scotland_keeps_its_tags_and_hidden_text_does_not() -> None:
    flag = "🏴" + "".join(chr(0xE0000 + ord(c)) for c in "gbsct") + "\U000e007f"
    hidden = "".join(chr(0xE0000 + ord(c)) for c in "do this")
    assert clean_text(flag + hidden) == flag


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\xad", "\u2060", "\ufeff", "\u200d", "\u200c", "\u200f", "\u202e", "\ud800"]
)
def test_invisible_characters_inside_a_word_go(hidden: str) -> None:
    assert clean_text(f"pay{hidden}pal") == "paypal"


@pytest.mark.parametrize("mark", ["\u0301", "\u0e47", "\u20dd", "\ufe0f"])
def test_a_tower_of_marks_is_cut(mark: str) -> None:
    cut = clean_text("e" + mark * 2000 + "nd")
    assert cut.startswith("e" + mark)
    assert cut.endswith("nd")
    assert len(cut) <= 3 + MAX_MARKS


def test_a_line_has_no_line_ends_and_single_spaces() -> None:
    assert clean_line(" A\u2029title\r\nover \t lines\u200f\x1b[2J ") == "A title over lines"


@pytest.mark.parametrize(
    "unit",
    [
        "\x1b]",
        "\x1b",
        "\x1b[0;",
        "\x9b",
        "\u0301",
        "\u200d",
        "\U000e0067",
        "\x1b]8;;\x1b",
        "\r",
        "\u05e9\u200d",
        " \xa0",
    ],
)
def test_a_long_hostile_text_is_cleaned_without_backtracking(unit: str) -> None:
    raw = unit * (300_000 // len(unit))
    assert not FORBIDDEN & set(clean_text(raw))
    assert len(drawable(raw)) == len(raw)


@given(hostile)
def test_cleaning_leaves_nothing_forbidden_and_is_idempotent(raw: str) -> None:
    text, line = clean_text(raw), clean_line(raw)
    assert not FORBIDDEN & set(text)
    assert not any(unicodedata.category(c) == "Cs" for c in text)
    assert clean_text(text) == text
    assert clean_line(line) == line
    assert "\n" not in line
    assert line == line.strip()


@given(hostile)
def test_drawing_keeps_the_length_and_draws_nothing_forbidden(raw: str) -> None:
    drawn = drawable(raw)
    assert len(drawn) == len(raw)
    assert not FORBIDDEN & set(drawn)


@given(hostile)
def test_drawing_changes_nothing_that_is_clean(raw: str) -> None:
    assert drawable(clean_text(raw)) == clean_text(raw)


def test_an_escape_is_drawn_as_a_picture_of_itself() -> None:
    assert drawable("a\x1b[2Jb\x7f\u202ec") == "a␛[2Jb␡\ufffdc"
