"""What the documentation shows to programmers is run as it stands there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import newsreader

DOCS = Path(__file__).parents[1] / "docs"


def code(page: str, language: str = "python") -> str:
    text = (DOCS / page).read_text(encoding="utf-8")
    return "\n\n".join(re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL))


def test_the_interface_for_programs_does_what_its_page_shows(tmp_path: Path) -> None:
    program = f"from pathlib import Path\nfolder = Path({str(tmp_path)!r})\n{code('api.md')}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_every_name_of_the_interface_is_there_and_no_other() -> None:
    assert all(getattr(newsreader, name) is not None for name in newsreader.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = newsreader.nonsense


def test_importing_the_package_loads_nothing_of_it() -> None:
    program = "import newsreader, sys; print([m for m in sys.modules if m.startswith('newsreader.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture
def extras(tmp_path: Path) -> Path:
    """A folder with the package of the page on extending, as if it were installed."""
    folder = tmp_path / "site"
    info = folder / "newsextras-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: newsextras\nVersion: 1.2\n")
    points = code("extending.md", "toml").replace("[project.entry-points.", "[").replace('"', "").replace(' = "', " = ")
    broken = "[newsreader.exporters]\nbroken = newsextras:broken\nabsent = newsextras:absent\n"
    (info / "entry_points.txt").write_text(points.replace("[newsreader.exporters]\n", broken))
    (folder / "newsextras.py").write_text(
        f"{code('extending.md')}\n\ndef broken(subjects):\n    raise RuntimeError('out of order')\n"
    )
    return folder


@pytest.fixture
def run(tmp_path: Path, extras: Path, monkeypatch: pytest.MonkeyPatch) -> "Run":
    monkeypatch.setenv("PYTHONPATH", str(extras))
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    return Run(tmp_path)


class Run:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "story.lines").write_text("The title\nHe said LOUD words.\n")

    def __call__(self, *words: str, status: int = 0) -> str:
        command = [sys.executable, "-m", "newsreader", *words]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        self.errors = done.stderr
        return done.stdout


def test_a_source_of_another_package_is_opened_and_found_in_folders(run: Run) -> None:
    assert run("show", "story.lines", "--format", "text").splitlines() == ["The title", "", "He said LOUD words."]
    assert "The title" in run("add", str(run.folder))


def test_an_analyser_of_another_package_is_chosen_by_a_setting(run: Run) -> None:
    (run.folder / "home").mkdir()
    (run.folder / "home" / "config.toml").write_text('analyzer = "shouting"\n')
    assert "SOMEBODY ? (direct): LOUD" in run("analyze", "story.lines")
    (run.folder / "home" / "config.toml").write_text('analyzer = "whispering"\n')
    run("analyze", "story.lines", status=1)
    assert "there is no analyzer 'whispering'; shouting" in run.errors


def test_an_exporter_of_another_package_is_a_format_and_a_broken_one_is_one_line(run: Run) -> None:
    (article,) = newsreader.read(b"The title\n\nHe said LOUD words.\n", name="story.txt")
    mark = newsreader.Annotation.on(article, 3, 12)
    (run.folder / "home").mkdir()
    with newsreader.NoteStore.open(run.folder / "home" / "notes.json") as notes:
        notes.add(mark)
    assert run("export", "--format", "passages") == f"{mark.target.exact}\n"
    run("export", "--format", "passages", "--to", "out/")
    (path,) = (run.folder / "out").iterdir()
    assert path.suffix == ".passages"
    run("export", "--format", "broken", status=1)
    assert "the exporter 'broken' of newsextras failed: RuntimeError: out of order" in run.errors
    run("export", "--format", "absent", status=1)
    assert "the exporter 'absent' of newsextras cannot be loaded: AttributeError" in run.errors
    run("export", "--format", "nonsense", status=2)
    assert "there is no format 'nonsense'" in run.errors
