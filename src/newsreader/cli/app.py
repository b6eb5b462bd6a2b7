"""The root command: finds the command, or opens the reader, and turns errors into one line and a status."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from newsreader import __version__
from newsreader.cli.common import Settings, common_options
from newsreader.errors import NewsreaderError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "show": "show:show",
    "analyze": "analyze:analyze",
    "related": "related:related",
    "add": "library:add",
    "list": "library:list_articles",
    "remove": "library:remove",
    "search": "library:search",
    "feeds": "feeds:feeds",
    "notes": "notes:notes",
    "export": "export:export",
    "import": "importing:import_file",
    "doctor": "doctor:doctor",
    "config": "config:config",
    "completion": "completion:completion",
    "schema": "schema:schema",
    "serve": "serve:serve",
}
"""Every command by name: its module in `newsreader.cli.commands` and its function there."""

_OPEN = "open"
_OF_OPEN = ("--plain", "--width")
"""Options of opening, which stands without its name."""


class LazyGroup(click.Group):
    """Loads a command when it is called; words that name none are sources to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        place = "reader:open_reader" if cmd_name == _OPEN else COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, function = place.partition(":")
        command: click.Command = getattr(importlib.import_module(f"newsreader.cli.commands.{module}"), function)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the hidden command for opening before what is no command."""
        if ctx.resilient_parsing and not args:  # a shell asks what may come first
            return super().parse_args(ctx, args)
        position = 0
        while position < len(args) and args[position].startswith("-") and args[position] != "-":
            word = args[position]
            if word.partition("=")[0] in _OF_OPEN:
                return super().parse_args(ctx, [*args[:position], _OPEN, *args[position:]])
            position += 1 + (word in ("--data-dir", "--notes"))
            if word in ("--help", "-h", "--version"):
                return super().parse_args(ctx, args)
        if position >= len(args) or args[position] not in COMMANDS:
            args = [*args[:position], _OPEN, *args[position:]]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands that begin so; where none does, files."""
        from click.shell_completion import CompletionItem

        return super().shell_complete(ctx, incomplete) or [CompletionItem(incomplete, type="file")]


@click.group(
    cls=LazyGroup,
    invoke_without_command=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without a command, newsreader opens the SOURCES in the reader: files, folders, addresses, - for standard "
    "input; without sources it opens the library. With --plain it reads them out in plain lines and takes typed "
    "commands, for screen readers and simple terminals; --width 0 leaves lines as long as they are."
    "\n\n\b\nnewsreader\nnewsreader article.txt saved-pages/\nnewsreader https://paper.example/story\n"
    "newsreader --plain article.txt\nnewsreader COMMAND --help",
    subcommand_metavar="[SOURCE ...] | COMMAND ...",
)
@click.version_option(__version__, prog_name="newsreader", message="%(prog)s %(version)s")
@common_options
@click.pass_context
def root(context: click.Context) -> None:
    """Read the news closely: who said what, your marks, your notes."""
    context.ensure_object(Settings)


def run(args: list[str] | None = None) -> None:
    """Run the program and exit: 0 done, 1 could not do it, 2 used wrongly."""
    sys.exit(status_of(args))


def status_of(args: list[str] | None = None) -> int:
    """Run the program.

    Args:
        args: The words of the command line; those of the process by default.

    Returns:
        The exit status.
    """
    found = Settings()
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        status = root.main(args, prog_name="newsreader", standalone_mode=False, obj=found)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        return 130
    except click.UsageError as error:
        error.show()
        return 2
    except click.ClickException as error:
        click.echo(f"newsreader: {error.format_message()}", err=True)
        return 1
    except SystemExit:  # what click makes of a reader of our output that has closed its end
        return 1 if found.failed else 0
    except BrokenPipeError:
        _drop_output()
        return 1 if found.failed else 0
    except OSError as error:
        _drop_output()
        click.echo(f"newsreader: {_said(error)}", err=True)
        return 1
    except NewsreaderError as error:
        from newsreader.text.clean import clean_line

        click.echo(f"newsreader: {clean_line(str(error))}", err=True)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _unexpected(error, found)
    return 1 if found.failed else int(status or 0)


def _drop_output() -> None:
    """Let what is left of the output go, which nobody can take: to write it at the end would fail again."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _said(error: OSError) -> str:
    """What could not be read or written, and what to do."""
    from newsreader.text.clean import clean_line

    where = clean_line(str(error.filename)) if error.filename else "the output"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{where}: cannot be written, the disk is full; make room and try again"
    return f"{where}: {error.strerror or type(error).__name__}; check that it is there and may be used"


def _unexpected(error: Exception, found: Settings) -> int:
    """Log what nobody foresaw and say where."""
    import logging

    path = found.paths.log
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        logging.basicConfig(filename=path, encoding="utf-8", format="%(asctime)s %(levelname)s %(name)s: %(message)s")
        logging.getLogger(__name__).error("unexpected", exc_info=error)
        where = f"; details are in {path}"
    except OSError:
        where = ""
    click.echo(f"newsreader: something went wrong ({type(error).__name__}){where}", err=True)
    return 1
