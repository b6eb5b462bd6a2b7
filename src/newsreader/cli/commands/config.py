"""``newsreader config``: the settings file."""

from __future__ import annotations

import click

from newsreader.cli.common import common_options, print_json, print_text, say
from newsreader.paths import config_file


@click.group()
@common_options
def config() -> None:
    """Show, edit or find the settings.

    \b
    newsreader config show
    newsreader config edit
    """


@config.command()
@click.argument("names", nargs=-1, metavar="[NAME ...]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each setting.")
@common_options
def show(names: tuple[str, ...], as_json: bool) -> None:
    """Say what each setting, or each that is named, is and means.

    \b
    newsreader config show
    newsreader config show theme measure
    newsreader config show --json
    """
    from newsreader.config import load_config
    from newsreader.config_pages import held

    path = config_file()
    settings = {one.name: one for one in held(load_config(path))}
    if unknown := [name for name in names if name not in settings]:
        raise click.UsageError(f"no setting is called {unknown[0]}; there are {', '.join(settings)}")
    for one in [settings[name] for name in names or settings]:
        if as_json:
            print_json(
                {
                    "name": one.name,
                    "value": one.value,
                    "default": one.default,
                    "changed": one.changed,
                    "allowed": one.setting.allowed,
                    "meaning": one.setting.meaning,
                    "live": one.setting.live,
                }
            )
        else:
            print_text(f"{one.name} = {one.value}{f'   (default {one.default})' if one.changed else ''}")
            print_text(f"    {one.setting.meaning}")
    say(f"The settings are read from {path}" + ("" if path.exists() else ", which is not there yet"))


@config.command()
@common_options
def path() -> None:
    """Print where the settings file is.

    \b
    newsreader config path
    """
    click.echo(str(config_file()))


@config.command()
@common_options
def edit() -> None:
    """Open the settings file in $VISUAL or $EDITOR, and check it.

    \b
    EDITOR=nano newsreader config edit
    """
    from newsreader.config import load_config
    from newsreader.config_pages import begin_file

    file = config_file()
    begin_file(file)
    click.edit(filename=str(file))
    load_config(file)
    say(f"{file} is all right")
