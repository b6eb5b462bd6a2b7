"""Sets of keys to begin with, and the reader's own put over them."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from newsreader.config import Config
from newsreader.tui.actions import check_keys

PLAIN: dict[str, tuple[str, ...]] = {
    "move.word": ("ctrl+right", "w"),
    "move.word-back": ("ctrl+left", "b"),
    "move.row-start": ("home", "0", "^"),
    "move.row-end": ("end", "$"),
    "move.page-down": ("pagedown", "space"),
    "move.page-up": ("pageup",),
    "move.top": ("ctrl+home", "g g"),
    "move.bottom": ("ctrl+end", "G"),
    "find.start": ("ctrl+f", "/"),
    "find.next": ("f3", "n"),
    "find.previous": ("shift+f3", "N"),
    "select.char": ("f8", "v"),
    "mark.make": ("f2", "H"),
    "mark.note": ("f4", "a"),
    "mark.tag": ("f6", "#"),
    "mark.delete": ("delete", "d d"),
    "mark.undo": ("ctrl+z", "u"),
    "mark.redo": ("ctrl+y", "ctrl+r"),
    "copy.sentence": ("ctrl+c", "y y"),
    "copy.selection": ("ctrl+c", "y"),
    "export.notes": ("ctrl+s", "E"),
    "jump.back": ("alt+left", "ctrl+o"),
    "jump.forward": ("alt+right", "alt+o"),
    "item.page-down": ("pagedown", "space"),
    "item.page-up": ("pageup",),
    "list.filter": ("ctrl+f", "/"),
    "list.restore": ("ctrl+z", "u"),
    "app.help": ("f1", "?"),
    "list.help": ("f1", "?"),
    "app.quit": ("ctrl+q", "Q"),
}
"""Keys as in programs that are no editors for programmers; all others stay as they are."""


def with_preset(config: Config) -> Config:
    """Settings whose keys are those of their preset with the reader's own over them.

    Raises:
        KeymapError: If keys clash or are given to no action.
    """
    preset = PLAIN if config.preset == "plain" else {}
    own = MappingProxyType({**preset, **config.keys})
    if not own:
        return config
    check_keys(tuple(own.items()))
    return replace(config, keys=own)
