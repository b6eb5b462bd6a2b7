"""The texts that marks were made on, kept beside the notes."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import text_revision
from newsreader.notes.texts import RevisionTexts

TEXT = "The storm sank three ships off Turku.\n\nAll went home. " * 40


@given(st.text(st.characters(), max_size=200))
def test_a_kept_text_comes_back_to_the_code_point(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    texts = RevisionTexts(tmp_path_factory.mktemp("texts"))
    texts.keep(text)
    assert texts.get(text_revision(text)) == text


def test_a_text_is_written_once_and_takes_less_room_than_it_is_long(tmp_path: Path) -> None:
    RevisionTexts(tmp_path).keep(TEXT)
    (file,) = tmp_path.iterdir()
    assert file.stat().st_size < len(TEXT) / 5
    written = file.stat().st_ino
    RevisionTexts(tmp_path).keep(TEXT)
    assert [f.stat().st_ino for f in tmp_path.iterdir()] == [written]


@pytest.mark.parametrize("cut", [0, 1, 30])
def test_a_damaged_text_counts_as_not_kept_and_is_written_anew(tmp_path: Path, cut: int) -> None:
    RevisionTexts(tmp_path).keep(TEXT)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:cut])
    texts = RevisionTexts(tmp_path)
    assert texts.get(text_revision(TEXT)) is None
    texts.keep(TEXT)
    assert texts.get(text_revision(TEXT)) == TEXT


def test_a_text_under_the_name_of_another_is_not_believed(tmp_path: Path) -> None:
    RevisionTexts(tmp_path).keep(TEXT)
    (file,) = tmp_path.iterdir()
    other = text_revision("other")
    file.rename(file.with_stem(other))
    assert RevisionTexts(tmp_path).get(other) is None


@pytest.mark.parametrize("name", ["../notes", "", "a/b", "x" * 200])
def test_names_that_lead_elsewhere_are_no_revisions(tmp_path: Path, name: str) -> None:
    assert RevisionTexts(tmp_path / "texts").get(name) is None


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        texts = RevisionTexts(tmp_path)
        with pytest.raises(OSError, match="No space"):
            texts.keep(TEXT)
        assert list(tmp_path.iterdir()) == []
    texts.keep(TEXT)
    assert texts.get(text_revision(TEXT)) == TEXT


def test_the_texts_of_two_notes_files_become_one(tmp_path: Path) -> None:
    one, other = RevisionTexts(tmp_path / "one"), RevisionTexts(tmp_path / "other")
    one.keep("first")
    other.keep("second")
    (tmp_path / "other" / "broken.z").write_bytes(b"broken")
    one.take(other)
    assert {one.get(text_revision(t)) for t in ("first", "second")} == {"first", "second"}
    assert len(list((tmp_path / "one").iterdir())) == 2
