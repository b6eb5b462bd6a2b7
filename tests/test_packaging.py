"""The wheel: built, installed into an environment of its own, and run without the checkout."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "NEWSREADER"))}
    environment["NEWSREADER_HOME"] = str(cwd / "home")
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=CHECKOUT)
    (built,) = folder.glob("newsreader-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment that holds the wheel and borrows only the dependencies of the running one."""
    folder = tmp_path_factory.mktemp("a new home")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = ("install", "--quiet", "--no-deps", "--no-index", "--no-compile", wheel)
    run(sys.executable, "-m", "pip", "--python", python, *install, cwd=folder)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def test_styles_and_samples_are_inside_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("styles", "sample_articles"):
        for path in (CHECKOUT / folder).iterdir():
            assert f"newsreader/{folder}/{path.name}" in names
    assert "newsreader/py.typed" in names


def test_data_files_of_the_package_are_inside_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = CHECKOUT / "src" / "newsreader"
    wanted = [p for p in package.rglob("*") if p.is_file() and p.suffix != ".pyc"]
    assert wanted
    assert not [p for p in wanted if f"newsreader/{p.relative_to(package).as_posix()}" not in names]


def test_the_installed_program_runs_without_the_checkout(installed: Path) -> None:
    home = installed.parent.parent.parent
    where = run(installed, "-c", "import newsreader; print(newsreader.__file__)", cwd=home)
    assert Path(where.strip()).is_relative_to(installed.parent.parent)
    program = installed.parent / "newsreader"
    assert run(program, "--version", cwd=home).startswith("newsreader")
    samples = run(installed, "-c", "from newsreader.paths import samples_dir; print(samples_dir())", cwd=home).strip()
    shown = run(program, "show", Path(samples) / "northlight-tiny.txt", "--format", "text", cwd=home)
    assert "Kestrel-88" in shown
