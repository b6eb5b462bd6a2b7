"""All commands in words, taken from their definitions: as a page of Markdown and as a man page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import click

from newsreader import __version__

_FILES = (
    ("notes.json", "the marks and notes, a TinyDB file, with a journal beside it"),
    ("library.sqlite", "all articles that were opened or fetched"),
    ("config.toml", "the settings; newsreader config path says where"),
    ("templates/", "templates of exported files, beside the settings"),
    ("dictionary.toml", "names that the analysis shall know, beside the settings"),
)
_VARIABLES = (
    ("NEWSREADER_HOME", "the data folder"),
    ("NEWSREADER_CONFIG", "the settings file"),
    ("VISUAL, EDITOR", "the editor for notes and settings"),
    ("NO_COLOR", "no colours"),
)
_STATUS = (("0", "done"), ("1", "something could not be done; it was said"), ("2", "used wrongly"))


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph; one with examples keeps its lines."""

    text: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A command in words.

    Attributes:
        name: With the commands above it: ``newsreader notes merge``.
        usage: Its words in order.
        text: What it does, in paragraphs.
        options: Each option and what it decides.
    """

    name: str
    usage: str
    text: tuple[Part, ...]
    options: tuple[tuple[str, str], ...]

    @property
    def examples(self) -> list[str]:
        """The lines that show how it is used."""
        return [line for part in self.text if part.kept for line in part.text.split("\n")]


def entries() -> list[Entry]:
    """Every command, each group before its own."""
    from newsreader.cli.app import root

    return list(_walk(root, click.Context(root, info_name="newsreader")))


def _walk(command: click.Command, context: click.Context) -> Iterator[Entry]:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    parts = (_part(p) for p in re.split(r"\n\s*\n", f"{command.help or ''}\n\n{command.epilog or ''}") if p.strip())
    records = (p.get_help_record(context) for p in command.get_params(context))
    options = tuple(record for record in records if record and record[1])
    yield Entry(context.command_path, usage, tuple(parts), options)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None and not found.hidden:
                yield from _walk(found, click.Context(found, info_name=name, parent=context))


def _part(text: str) -> Part:
    """A paragraph; click keeps the lines of one that begins with a backspace."""
    lines = [line.strip() for line in text.strip().split("\n")]
    if lines[0] == "\x08":
        return Part("\n".join(lines[1:]), kept=True)
    return Part(" ".join(lines))


def markdown() -> str:
    """The page of the documentation."""
    lines = ["# Commands", "", "Taken from the program; `newsreader COMMAND --help` says the same."]
    for entry in entries():
        lines += ["", f"{'#' * min(4, 1 + len(entry.name.split()))} {entry.name}", "", "```", entry.usage, "```"]
        for part in entry.text:
            lines += ["", "```sh", part.text, "```"] if part.kept else ["", _plain(part.text)]
        if own := _own(entry):
            lines += ["", "| option | |", "|---|---|"]
            lines += [f"| `{_cell(words)}` | {_plain(_cell(meaning))} |" for words, meaning in own]
    lines += ["", "## Options of every command", "", "| option | |", "|---|---|"]
    lines += [f"| `{_cell(words)}` | {_cell(meaning)} |" for words, meaning in _common(entries()[0])]
    return "\n".join(lines) + "\n"


def man_page() -> str:
    """The man page, in roff."""
    first, *others = entries()
    lines = [
        f'.TH NEWSREADER 1 "" "newsreader {__version__}" "User Commands"',
        ".SH NAME",
        f"newsreader \\- {_roff(first.text[0].text.rstrip('.').lower())}",
        ".SH SYNOPSIS",
        ".B newsreader",
        "[\\fISOURCE\\fR ...]",
        ".br",
        ".B newsreader",
        "\\fICOMMAND\\fR ...",
        ".SH DESCRIPTION",
        *(_roff(part.text) for part in first.text[1:]),
        ".SH COMMANDS",
    ]
    for entry in others:
        lines += [".TP", f".B {_roff(entry.usage.removeprefix('newsreader '))}"]
        for number, part in enumerate(entry.text):
            lines += [".sp"] * bool(number)
            lines += [".nf", _roff(part.text), ".fi"] if part.kept else [_roff(part.text)]
        for words, meaning in _own(entry):
            lines += [".RS", ".TP", f".B {_roff(words)}", _roff(meaning), ".RE"]
    lines += [".SH OPTIONS OF EVERY COMMAND"]
    for words, meaning in _common(first):
        lines += [".TP", f".B {_roff(words)}", _roff(meaning)]
    for title, rows in (("ENVIRONMENT", _VARIABLES), ("FILES", _FILES), ("EXIT STATUS", _STATUS)):
        lines += [f".SH {title}"]
        for words, meaning in rows:
            lines += [".TP", f".B {_roff(words)}", _roff(meaning)]
    return "\n".join(lines) + "\n"


_SHARED = ("--data-dir", "--notes ", "--quiet", "--help")


def _own(entry: Entry) -> list[tuple[str, str]]:
    return [o for o in entry.options if not o[0].startswith(_SHARED)]


def _common(entry: Entry) -> list[tuple[str, str]]:
    return [o for o in entry.options if o[0].startswith(_SHARED)]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _plain(text: str) -> str:
    return re.sub(r"([*_<>])", r"\\\1", text)


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in escaped.split("\n"))
