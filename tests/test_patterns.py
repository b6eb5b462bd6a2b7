"""Patterns that wait for their first use."""

import re

import pytest

from newsreader.patterns import lazy_pattern


def test_a_pattern_is_compiled_with_its_first_use_and_only_then(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    really = re.compile

    def compile_and_note(written: str, flags: int) -> re.Pattern[str]:
        compiled.append(written)
        return really(written, flags)

    monkeypatch.setattr(re, "compile", compile_and_note)
    word = lazy_pattern(r"[a-z]+", re.I)
    assert compiled == []
    assert word.fullmatch("Word")
    assert word.sub("-", "a 1 B") == "- 1 -"
    assert word.match("1") is None
    assert compiled == [r"[a-z]+"]


def test_bytes_have_patterns_too() -> None:
    assert lazy_pattern(rb"\d").findall(b"1 2") == [b"1", b"2"]


def test_what_a_compiled_pattern_knows_is_known() -> None:
    assert lazy_pattern(r"(?P<year>\d{4})").groupindex == {"year": 1}
