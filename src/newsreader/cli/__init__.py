"""The command line: thin commands that parse, call the rooms and print."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program; the console script and ``python -m newsreader`` both start here.

    The version, which other programs ask for, is told without the parser of the command line: loading that would take
    most of the time.
    """
    if sys.argv[1:] == ["--version"]:
        from newsreader import __version__

        sys.stdout.write(f"newsreader {__version__}\n")
        return
    from newsreader.cli.app import run

    run()
