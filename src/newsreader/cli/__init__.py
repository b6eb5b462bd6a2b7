"""The command line: thin commands that parse, call the rooms and print."""

from __future__ import annotations


def main() -> None:
    """Run the program; the console script and ``python -m newsreader`` both start here."""
    from newsreader.cli.app import run

    run()
