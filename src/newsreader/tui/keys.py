"""From key presses to actions: sequences like ``gg`` and ``]q``, and counts like ``3}``.

A key is written as the character it types ("j", "G", "]") or by its name ("enter", "ctrl+d", "space"). A sequence is
its keys separated by blanks: "g g". No sequence may be the beginning of another one in the same context, so a press is
never ambiguous and nothing has to wait for a timeout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from textual import events

from newsreader.errors import NewsreaderError

MOST = 9_999
"""The largest count."""

_SHOWN = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "S-Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "backspace": "Bksp",
}


class KeymapError(NewsreaderError):
    """A keymap that cannot be used."""


def key_of(event: events.Key) -> str:
    """The name of a pressed key as keymaps write it."""
    if event.character is not None and event.is_printable and event.character != " ":
        return event.character
    return event.key


def shown(sequence: str) -> str:
    """A sequence as help and hints print it: "g g" as ``gg``, "ctrl+d" as ``C-d``."""
    return "".join(_SHOWN.get(k, k.replace("ctrl+", "C-").replace("alt+", "M-")) for k in sequence.split())


class Pressed(NamedTuple):
    """A complete sequence: the action, and the count typed before it, None without one."""

    action: str
    times: int | None


class Keymap:
    """The sequences of one context, each with its action."""

    def __init__(self, sequences: Mapping[str, str]) -> None:
        """Check and take sequences.

        Args:
            sequences: Action by sequence.

        Raises:
            KeymapError: If a sequence is the beginning of another one.
        """
        self.sequences = {tuple(s.split()): action for s, action in sequences.items()}
        for sequence in self.sequences:
            for size in range(1, len(sequence)):
                if (shorter := self.sequences.get(sequence[:size])) is not None:
                    raise KeymapError(
                        f"key {shown(' '.join(sequence[:size]))} ({shorter}) hides "
                        f"{shown(' '.join(sequence))} ({self.sequences[sequence]}): give one of them another key"
                    )

    def action(self, keys: tuple[str, ...]) -> str | None:
        """The action of a complete sequence."""
        return self.sequences.get(keys)

    def following(self, keys: tuple[str, ...]) -> dict[str, str]:
        """What can come behind the keys pressed so far: action by the rest of the sequence."""
        size = len(keys)
        return {" ".join(s[size:]): a for s, a in self.sequences.items() if len(s) > size and s[:size] == keys}


class KeyReader:
    """Collects keys until they make a sequence.

    Attributes:
        keys: What was pressed of a sequence.
        digits: The count typed before it.
    """

    def __init__(self) -> None:
        self.keys: tuple[str, ...] = ()
        self.digits = ""
        self._map = Keymap({})

    @property
    def pending(self) -> str:
        """What was pressed and waits for more, for the status line."""
        return self.digits + shown(" ".join(self.keys))

    def reset(self) -> None:
        """Forget what was pressed."""
        self.keys, self.digits = (), ""

    def press(self, key: str, keymap: Keymap) -> Pressed | bool:
        """Take one key.

        Returns:
            The action when the sequence is complete, True while more is awaited, False if the key means nothing here.
        """
        self._map = keymap
        if not self.keys and key.isdigit() and (self.digits or keymap.action((key,)) is None):
            self.digits = (self.digits + key)[:4]
            return True
        keys = (*self.keys, key)
        if (action := keymap.action(keys)) is not None:
            count = min(int(self.digits), MOST) if self.digits else None
            self.reset()
            return Pressed(action, count)
        if keymap.following(keys):
            self.keys = keys
            return True
        waited = bool(self.keys or self.digits)
        self.reset()
        return waited

    def hints(self) -> dict[str, str]:
        """What can follow: action by the rest of the sequence."""
        return self._map.following(self.keys) if self.keys else {}


def keymap_of(bindings: Iterable[tuple[str, Iterable[str]]]) -> Keymap:
    """Build a keymap from actions and their sequences.

    Raises:
        KeymapError: If two actions claim one sequence, or one sequence begins another.
    """
    sequences: dict[str, str] = {}
    for action, keys in bindings:
        for sequence in keys:
            if (other := sequences.get(sequence)) is not None and other != action:
                raise KeymapError(f"key {shown(sequence)} is given to both {other} and {action}: change one of them")
            sequences[sequence] = action
    return Keymap(sequences)
