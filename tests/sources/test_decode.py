from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources.decode import decode_text, is_binary

TEXT = "“Žádný trajekt,” řekla Jana Malá – ani jeden."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_a_byte_order_mark(encoding: str) -> None:
    assert decode_text(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised_in_latin_text(encoding: str) -> None:
    text = "The ferry was late, “again”, they said, and nobody was waiting for it at the pier."
    data = text.encode(encoding)
    assert not is_binary(data)
    assert decode_text(data) == text


def test_short_western_text_is_read_as_windows_1252() -> None:
    text = "“It’s late,” said René – again."
    assert decode_text(text.encode("cp1252")) == text


def test_the_declared_encoding_is_used_when_the_bytes_are_not_utf_8() -> None:
    text = "Паром опять опоздал, сказала Яна."
    assert decode_text(text.encode("koi8-r"), "koi8-r") == text


def test_a_wrong_declaration_does_not_spoil_utf_8() -> None:
    assert decode_text(TEXT.encode(), "iso-8859-1") == TEXT


@pytest.mark.parametrize("encoding", ["no-such-encoding", "base64", "idna\0"])
def test_a_declaration_that_names_no_text_encoding_is_ignored(encoding: str) -> None:
    assert "caf" in decode_text(b"caf\xe9", encoding)


def test_cyrillic_without_a_declaration_is_detected() -> None:
    text = "Паром опять опоздал на целый час, сказала Яна Мала, которая продаёт билеты в порту. " * 5
    assert decode_text(text.encode("cp1251")) == text


def test_stray_bytes_in_utf_8_are_read_as_windows_1252() -> None:
    data = "„Žluťoučký kůň“ řekl ".encode() + b"\x93no\x94"
    assert decode_text(data) == "„Žluťoučký kůň“ řekl “no”"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", b"\x7fELF\2\1\1" + bytes(60), bytes(range(256)) * 8]
)
def test_binary_files_are_recognised(data: bytes) -> None:
    assert is_binary(data)


def test_text_with_a_stray_control_is_no_binary_file() -> None:
    assert not is_binary(b"The ferry\0 was late and \x1b[31mnobody\x1b[0m was waiting for it. " * 3)


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "cp1252", "utf-7", "shift_jis", "x"]))
def test_any_bytes_can_be_decoded(data: bytes, declared: str) -> None:
    assert isinstance(decode_text(data, declared), str)
