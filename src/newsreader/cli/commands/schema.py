"""``newsreader schema``: the shapes of what is printed with --json."""

from __future__ import annotations

import json

import click

from newsreader.cli.common import common_options


@click.command()
@click.argument("name", required=False)
@common_options
def schema(name: str | None) -> None:
    """Print the shapes of JSON output as JSON Schema, or that of NAME.

    \b
    newsreader schema
    newsreader schema mark
    """
    from newsreader.cli.shapes import SHAPES
    from newsreader.cli.shapes import schema as schema_of

    if name is not None and name not in SHAPES:
        raise click.UsageError(f"there is no shape {name!r}; there are {', '.join(SHAPES)}")
    found = schema_of(name) if name is not None else {shape: schema_of(shape) for shape in SHAPES}
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
