"""Shells complete the words of newsreader, and the manual says what the program does."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.cli.app import COMMANDS
from newsreader.cli.completing import script
from newsreader.cli.manual import entries, man_page
from tests.cli.test_commands import Program, program

PYTHON = shlex.quote(sys.executable)
ROOT = Path(__file__).parents[2]
__all__ = ["program"]


def offered(program: Program, words: str, count: int) -> list[str]:
    """What bash would be told for the word after some others."""
    program.variables.update({"_NEWSREADER_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(count)})
    lines = program().splitlines()
    program.variables.clear()
    return [line.partition(",")[2] for line in lines if line.startswith("plain,")]


def test_commands_options_and_articles_are_offered(program: Program) -> None:
    assert set(COMMANDS) <= set(offered(program, "newsreader ", 1))
    assert offered(program, "newsreader ex", 1) == ["export"]
    assert offered(program, "newsreader notes me", 2) == ["merge", "merge-driver"]
    assert "--template" in offered(program, "newsreader export --te", 2)
    program("add", "ferry.txt")
    (found,) = offered(program, "newsreader show a", 2)
    assert found in program("list")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_is_one_that_it_can_read(shell: str, tmp_path: Path) -> None:
    text = script(shell)
    assert "newsreader" in text
    if (found := shutil.which(shell)) is not None:
        path = tmp_path / "completion"
        path.write_text(text)
        subprocess.run([found, "-n", path], check=True, timeout=30)


def test_bash_completes_with_it(program: Program) -> None:
    if shutil.which("bash") is None:
        pytest.skip("there is no bash here")
    lines = [
        f'newsreader() {{ {PYTHON} -m newsreader "$@"; }}',
        script("bash").replace("$1)", f"{PYTHON} -m newsreader)"),
        "COMP_WORDS=(newsreader anal) COMP_CWORD=1",
        "_newsreader_completion newsreader",
        'echo "${COMPREPLY[@]}"',
    ]
    done = subprocess.run(
        ["bash", "-c", "\n".join(lines)], capture_output=True, text=True, timeout=60, cwd=program.folder, check=False
    )
    assert done.stdout.split() == ["analyze"], done.stderr


def test_fish_shows_the_whole_of_what_a_command_does(program: Program) -> None:
    assert 'string split --max 1 ","' in script("fish")
    if (fish := shutil.which("fish")) is None:
        pytest.skip("there is no fish here")
    newsreader = f"function newsreader; {PYTHON} -m newsreader $argv; end\n"
    called = script("fish").replace(" newsreader);", f" {PYTHON} -m newsreader);")
    done = subprocess.run(
        [fish, "-c", f'{newsreader}{called}complete -C "newsreader feeds refr"; complete -C "newsreader fee"'],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=program.folder,
        check=False,
    )
    assert done.stdout.splitlines() == [
        "refresh\tAsk the feeds that are due for new articles.",
        "feeds\tAdd, list, refresh and remove feeds.",
    ], done.stderr


def test_every_command_says_what_it_does_and_shows_how() -> None:
    silent = [e.name for e in entries() if not e.text or not e.examples]
    assert silent == []


def test_the_man_page_is_one() -> None:
    page = man_page()
    assert [line for line in page.split("\n") if line.startswith(".SH")][:2] == [".SH NAME", ".SH SYNOPSIS"]
    if (man := shutil.which("man")) is not None and (groff := shutil.which("groff")) is not None:
        done = subprocess.run([groff, "-man", "-ww", "-z"], input=page, capture_output=True, text=True, check=True)
        assert (man, done.stderr) == (man, "")


def test_the_pages_taken_from_the_program_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "pages.py", "--check"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, f"run make pages: {done.stdout}{done.stderr}"
