"""Parts of a screen that are imported and made when they are first used, so that the first picture waits for none."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Generic, TypeVar, cast

Part = TypeVar("Part")


class Later(Generic[Part]):
    """Stands for an attribute of a screen until it is asked for; the part is made with the screen and stays.

    Written in the class of the screen: ``browsing: Later[Browsing] = Later("performers.browsing:Browsing")``.
    """

    def __init__(self, place: str) -> None:
        """Know where the part is.

        Args:
            place: Its module in `newsreader.tui` and its class there.
        """
        self._place = place

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, screen: Any, owner: type) -> Part:
        module, _, kind = self._place.partition(":")
        made = getattr(import_module(f"newsreader.tui.{module}"), kind)(screen)
        vars(screen)[self._name] = made  # found before this, from now on
        return cast(Part, made)
