from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources import SourceError, archives
from newsreader.sources.archives import Archive
from tests.sources.archives import zipped


def test_members_are_read_by_name() -> None:
    archive = Archive(zipped({"a/b.txt": "one", "c.txt": "two"}), "x.zip")
    assert list(archive.names()) == ["a/b.txt", "c.txt"]
    assert archive.read("a/b.txt") == b"one"
    assert "../c.txt" not in archive


def test_a_bomb_is_refused_by_what_it_unpacks_to() -> None:
    archive = Archive(zipped({"bomb": bytes(20_000_000)}), "bomb.zip")
    with pytest.raises(SourceError, match="unpacks to far more"):
        archive.read("bomb")


def test_a_bomb_of_many_members_is_refused_by_their_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_TOTAL", 2_000_000)
    archive = Archive(zipped({str(i): bytes(900_000) for i in range(3)}), "bomb.zip")
    archive.read("0")
    archive.read("1")
    with pytest.raises(SourceError, match="unpacks to far more"):
        archive.read("2")


def test_a_declared_size_is_not_believed() -> None:
    data = zipped({"a": bytes(20_000_000)})
    size = (20_000_000).to_bytes(4, "little")
    archive = Archive(data.replace(size, (10).to_bytes(4, "little")), "liar.zip")
    try:
        assert len(archive.read("a")) <= 10
    except SourceError as error:
        assert "\n" not in str(error)


def test_an_archive_of_too_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)
    with pytest.raises(SourceError, match="more than 2 files"):
        Archive(zipped({"a": "", "b": "", "c": ""}), "x.zip")


def test_an_encrypted_or_missing_member_is_an_error() -> None:
    data = bytearray(zipped({"a": "text"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    with pytest.raises(SourceError, match="cannot be unpacked"):
        Archive(bytes(data), "x.zip").read("a")
    with pytest.raises(SourceError, match="lacks"):
        Archive(bytes(data), "x.zip").read("b")


@given(st.binary(max_size=80), st.integers(0, 200), st.binary(min_size=1, max_size=4))
def test_a_damaged_archive_is_an_error_and_never_a_crash(content: bytes, at: int, patch: bytes) -> None:
    data = bytearray(zipped({"a.txt": content, "b.txt": "two"}))
    data[at % len(data) : at % len(data) + len(patch)] = patch
    try:
        archive = Archive(bytes(data), "x.zip")
        for name in archive.names():
            archive.read(name)
    except SourceError:
        pass


def test_any_beginning_of_an_archive_is_an_error() -> None:
    data = zipped({"a.txt": "one"})
    for cut in range(len(data)):
        with pytest.raises(SourceError):
            Archive(data[:cut], "x.zip")
    assert zipfile.is_zipfile(io.BytesIO(data))


def test_a_member_without_a_name_is_no_crash() -> None:
    data = zipped({"a": "one"})
    nameless = data.replace(b"a", b"\0")
    assert list(Archive(nameless, "x.zip").names()) == [""]
