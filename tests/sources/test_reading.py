from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.sources import SourceError, read_source, read_sources

SCRAPE = (
    "EuropeTransport\n\nFerry late again\n\nThe ferry came in at noon, an hour late.\n\n"
    "It left at one.\n\nSource link\n"
)
HEAVY = ("lxml", "trafilatura", "yaml", "markdown_it", "feedparser", "urllib3", "textual")


def failure(source: str, stdin: bytes = b"") -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_source(source, stdin=io.BytesIO(stdin))
    return caught.value


def test_a_file_gives_its_article(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(SCRAPE, encoding="utf-8")
    (article,) = read_source(str(path))
    assert article.title == "Ferry late again"
    assert article.source == str(path)


def test_a_folder_is_walked_in_sorted_order_and_hidden_files_are_left(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.text", ".hidden/d.txt", ".e.txt", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Title of {name}\n\nThe text of it.", encoding="utf-8")
    assert [Path(article.source).name for article in read_source(str(tmp_path))] == ["a.md", "b.txt", "c.text"]


def test_reading_goes_on_after_a_bad_file_and_says_what_failed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(SCRAPE, encoding="utf-8")
    errors: list[SourceError] = []
    missing = str(tmp_path / "missing.txt")
    articles = list(read_sources([missing, str(tmp_path)], on_error=errors.append))
    assert [article.title for article in articles] == ["Ferry late again"]
    assert [error.source for error in errors] == [missing, str(tmp_path / "a.txt")]
    assert read_source(str(tmp_path)) == articles


def test_each_failure_is_one_line_that_names_the_source(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b" \n")
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\x7fELF" + bytes(200))
    (tmp_path / "folder").mkdir()
    wanted = {
        str(empty): "empty",
        str(binary): "binary",
        str(tmp_path / "folder"): "no articles",
        str(tmp_path / "missing.txt"): "no such file",
        "ftp://harbour.example/x": "only http and https",
    }
    for source, words in wanted.items():
        message = str(failure(source))
        assert words in message
        assert source in message
        assert "\n" not in message


def test_the_name_of_a_file_cannot_command_the_terminal() -> None:
    assert "\x1b" not in str(failure("no\x1b]0;x\x07such\nfile"))


def test_a_folder_of_which_nothing_can_be_read_says_why(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"")
    assert "2 files" in str(failure(str(tmp_path)))


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "permission denied" in str(failure(str(tmp_path / "x.txt")))


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsreader.sources.reading.MAX_BYTES", 10)
    path = tmp_path / "long.txt"
    path.write_text(SCRAPE, encoding="utf-8")
    assert "larger than" in str(failure(str(path)))
    assert "larger than" in str(failure("-", SCRAPE.encode()))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no device files")
def test_a_device_is_not_read() -> None:
    assert "device" in str(failure("/dev/zero"))


def test_standard_input_tells_text_markdown_and_pages_apart() -> None:
    (plain,) = read_source("-", stdin=io.BytesIO(SCRAPE.encode()))
    (markdown,) = read_source("-", stdin=io.BytesIO(b"---\ntitle: Ferry\n---\n\nIt *came* at noon."))
    assert plain.categories == ("Europe", "Transport")
    assert (markdown.title, markdown.text) == ("Ferry", "It came at noon.")
    assert "empty" in str(failure("-", b""))


def test_opening_plain_text_imports_nothing_heavy(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(SCRAPE, encoding="utf-8")
    script = (
        "import sys; from newsreader.sources import read_source; read_source(sys.argv[1]);"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
