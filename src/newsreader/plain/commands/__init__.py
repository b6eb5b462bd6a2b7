"""Every command by name, and how a line finds its command."""

from __future__ import annotations

from functools import cache

from newsreader.plain.commands.command import Command
from newsreader.plain.phrases import near
from newsreader.plain.session import CommandError, Session

__all__ = ["Command", "all_commands", "command_named", "perform"]


@cache
def all_commands() -> tuple[Command, ...]:
    """All commands, by subject."""
    from newsreader.plain.commands import articles, library, marking, people, program, reading

    rooms = (reading, people, marking, articles, library, program)
    return tuple(command for room in rooms for command in room.COMMANDS)


@cache
def _by_name() -> dict[str, Command]:
    return {name: command for command in all_commands() for name in (command.name, *command.aliases)}


def command_named(name: str) -> Command:
    """A command by its name or one of its other names.

    Raises:
        CommandError: If there is none; the message suggests one that is spelt alike.
    """
    found = _by_name().get(name.lower())
    if found is None:
        like = near(name.lower(), [*_by_name()])
        meant = f"did you mean {_by_name()[like].name}? " if like else ""
        raise CommandError(f"there is no command “{name}”; {meant}help lists the commands")
    return found


def perform(session: Session, line: str) -> None:
    """Do what a line says; an empty one does nothing.

    Raises:
        NewsreaderError: If it cannot be done.
    """
    name, _, words = line.strip().partition(" ")
    if name:
        command_named(name).perform(session, words.strip())
