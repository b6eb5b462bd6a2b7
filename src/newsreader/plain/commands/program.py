"""Help, writing notes out, and leaving."""

from __future__ import annotations

from pathlib import Path

from newsreader.plain import commands
from newsreader.plain.commands.command import Command
from newsreader.plain.session import CommandError, Session


def export(session: Session, words: str) -> None:
    """Write the notes of the open article as Markdown."""
    from newsreader.exports.files import write_text
    from newsreader.exports.pages import bring_up_to_date, plan
    from newsreader.exports.subject import Subject

    article = session.current()
    settled = list(session.marks().values())
    if not settled:
        raise CommandError("there is nothing to export: this article has no marks yet")
    made = session.holdings.notes.of_article(article.id)
    known = {mark.id for mark in session.holdings.notes.all()}
    to = Path(words).expanduser() if words else session.holdings.paths.root / "exports"
    (planned,) = plan([Subject.on(article, made, settled, session.holdings.analysis(article))], to)
    path, merged, old = bring_up_to_date(planned, known)
    if merged.text != old:
        write_text(path, merged.text, old)
    session.say(f"The notes are written to {path}")


def show_help(session: Session, words: str) -> None:
    """List the commands, or say how one is used."""
    if not words:
        for command in commands.all_commands():
            session.say(f"{command.name}: {command.help}")
        session.say("help COMMAND says how a command is written.")
        return
    command = commands.command_named(words)
    session.say(f"{command.name}: {command.help}")
    for form in command.usage.split(";"):
        session.say(f"Write: {form.strip()}")
    if command.aliases:
        session.say(f"Also called {' or '.join(command.aliases)}.")


def leave(session: Session, words: str) -> None:
    """Leave the program."""
    session.done = True


COMMANDS = (
    Command("export", export, "export; export FILE", "Writes the notes of this article as Markdown."),
    Command("help", show_help, "help; help mark", "Lists the commands, or says how one is used.", ("h", "?")),
    Command("quit", leave, "quit", "Leaves; everything is saved already.", ("exit", "bye")),
)
"""The commands of this subject."""
