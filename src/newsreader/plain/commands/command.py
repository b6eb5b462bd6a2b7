"""What a command is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newsreader.plain.session import Session


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        name: The word that calls it.
        perform: Does it, given the words behind its name.
        usage: How it is written, as sentences begin with it: ``read 2..4``; several forms are divided by semicolons.
        help: What it does, one sentence.
        aliases: Other words that call it.
    """

    name: str
    perform: Callable[[Session, str], None]
    usage: str
    help: str
    aliases: tuple[str, ...] = ()
