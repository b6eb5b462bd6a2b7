"""``newsreader doctor``: check the library and the notes, and repair what can be repaired."""

from __future__ import annotations

import click

from newsreader.cli.common import common_options, fail, print_text, settings
from newsreader.errors import NewsreaderError


@click.command()
@common_options
def doctor() -> None:
    """Check library and notes; repair what can be repaired, lose nothing."""
    paths = settings().paths
    try:
        from newsreader.library.doctor import examine

        findings = examine(paths.library)
        for finding in findings:
            print_text(f"library: {finding.problem}: {finding.repair}")
        if not findings:
            print_text(f"library: well ({paths.library})" if paths.library.exists() else "library: none yet")
    except NewsreaderError as error:
        fail(error)
    try:
        from newsreader.notes.store import NoteStore

        with NoteStore.open(paths.notes) as store:
            if store.read_only:
                fail("another program has the notes open; close it and try again")
            elif store.report:
                print_text(f"notes: {store.report}")
            else:
                print_text(f"notes: well, {len(store)} marks ({paths.notes})")
    except NewsreaderError as error:
        fail(error)
