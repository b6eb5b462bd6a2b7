"""Writing a note in the reader's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported


def edit_outside(app: App[Any], text: str, say: Callable[[str], None]) -> str | None:
    """Edit a text in ``$VISUAL`` or ``$EDITOR``, given as a file.

    Args:
        app: Is put aside meanwhile.
        text: What to begin with.
        say: Told why it was not possible.

    Returns:
        The text as it was saved, None if nothing shall change.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not editor:
        say("$EDITOR is not set; a opens the editor of the program")
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "note.md"
        path.write_text(text, encoding="utf-8", errors="replace")
        try:
            with app.suspend():
                done = subprocess.run([*shlex.split(editor), str(path)], check=False)
        except SuspendNotSupported:
            say("This terminal cannot make room for $EDITOR; a opens the editor of the program")
            return None
        except (OSError, ValueError) as error:
            say(f"{editor} could not be started: {error}")
            return None
        if done.returncode != 0:
            say(f"{editor} ended with status {done.returncode}; the note is as it was")
            return None
        return path.read_text(encoding="utf-8", errors="replace").strip()
