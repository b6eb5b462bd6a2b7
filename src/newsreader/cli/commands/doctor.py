"""``newsreader doctor``: check the library and the notes, and repair what can be repaired."""

from __future__ import annotations

import click

from newsreader.cli.common import common_options, fail, print_json, print_text, settings
from newsreader.errors import NewsreaderError


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each thing that was found.")
@common_options
def doctor(as_json: bool) -> None:
    """Check library and notes, repair what can be, lose nothing.

    \b
    newsreader doctor
    newsreader doctor --notes other/notes.json
    """

    def tell(part: str, problem: str, repair: str, well: str) -> None:
        if as_json:
            print_json({"part": part, "problem": problem, "repair": repair, "well": not problem})
        else:
            print_text(f"{part}: {f'{problem}: {repair}'.removesuffix(': ') if problem else well}")

    paths = settings().paths
    try:
        from newsreader.library.doctor import examine

        findings = examine(paths.library)
        for finding in findings:
            tell("library", finding.problem, finding.repair, "")
        if not findings:
            tell("library", "", "", f"well ({paths.library})" if paths.library.exists() else "none yet")
    except NewsreaderError as error:
        fail(error)
    try:
        from newsreader.notes.store import NoteStore

        with NoteStore.open(paths.notes) as store:
            if store.read_only:
                fail("another program has the notes open; close it and try again")
            elif store.report:
                tell("notes", store.report, "", "")
            else:
                tell("notes", "", "", f"well, {len(store)} marks ({paths.notes})")
    except NewsreaderError as error:
        fail(error)
