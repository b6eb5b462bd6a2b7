"""The reader's own editor, for notes and settings."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported


def own_editor() -> str:
    """The editor of the reader, ``$VISUAL`` or ``$EDITOR``; empty if none is set."""
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""


def edit_outside(app: App[Any], text: str, say: Callable[[str], None]) -> str | None:
    """Edit a text in ``$VISUAL`` or ``$EDITOR``, given as a file.

    Args:
        app: Is put aside meanwhile.
        text: What to begin with.
        say: Told why it was not possible.

    Returns:
        The text as it was saved, None if nothing shall change.
    """
    editor = own_editor()
    if not editor:
        say("$EDITOR is not set; a opens the editor of the program")
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "note.md"
        path.write_text(text, encoding="utf-8", errors="replace")
        if not run_editor(app, editor, path, say):
            return None
        return path.read_text(encoding="utf-8", errors="replace").strip()


def run_editor(app: App[Any], editor: str, path: Path, say: Callable[[str], None]) -> bool:
    """Put the app aside and open a file in an editor.

    Args:
        app: Is put aside meanwhile.
        editor: A command, with options of its own if need be.
        path: The file.
        say: Told why it was not possible.

    Returns:
        Whether the editor ended well.
    """
    try:
        with app.suspend():
            done = subprocess.run([*shlex.split(editor), str(path)], check=False)
    except SuspendNotSupported:
        say(f"This terminal cannot make room for {editor}")
        return False
    except (OSError, ValueError) as error:
        say(f"{editor} could not be started: {error}")
        return False
    if done.returncode != 0:
        say(f"{editor} ended with status {done.returncode}; nothing was changed")
    return done.returncode == 0
