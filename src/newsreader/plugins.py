"""What other packages add: sources, exporters and analysers, found by entry points.

A package names them in its ``pyproject.toml``; see `docs/extending.md`. Nothing of it is loaded before a source, a
format or an analyser is asked for that is not our own, so that what is installed costs no time at the start.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from newsreader.errors import NewsreaderError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

SOURCES = "newsreader.sources"
"""Group of functions ``(data: bytes, name: str) -> Iterable[Article]``, each named by the file ending that it reads."""

EXPORTERS = "newsreader.exporters"
"""Group of functions ``(subjects: Sequence[Subject]) -> str``, each named as its format; files end in that name."""

ANALYZERS = "newsreader.analyzers"
"""Group of functions ``(text: str, *, published: str) -> Analysis``, each named as the setting ``analyzer`` says."""


class PluginError(NewsreaderError):
    """Something that another package adds is not there, cannot be loaded, or failed."""


@cache
def added(group: str) -> dict[str, EntryPoint]:
    """What the installed packages add to a group, by name; of two of one name the first."""
    from importlib.metadata import entry_points

    found: dict[str, EntryPoint] = {}
    for point in entry_points(group=group):
        found.setdefault(point.name, point)
    return found


def version_of(group: str, name: str) -> str:
    """Name and version of the package that adds something; the name alone if nothing does."""
    point = added(group).get(name)
    return f"{name} {point.dist.name} {point.dist.version}" if point and point.dist else name


def call(group: str, name: str, *args: Any, **kwargs: Any) -> Any:
    """Load what a package adds, and call it.

    Raises:
        PluginError: If nothing of that name is added, it cannot be loaded, or fails; errors of our own pass through.
    """
    function = _loaded(group, name)
    try:
        return function(*args, **kwargs)
    except NewsreaderError:
        raise
    except Exception as error:  # whatever somebody else's code does wrong, the rest goes on
        raise PluginError(f"{_from(group, name)} failed: {type(error).__name__}: {_line(error)}") from error


def _loaded(group: str, name: str) -> Callable[..., Any]:
    point = added(group).get(name)
    if point is None:
        known = ", ".join(sorted(added(group))) or "none is installed"
        raise PluginError(f"there is no {_kind(group)} {name!r}; {known}")
    try:
        loaded: Callable[..., Any] = point.load()
    except Exception as error:
        raise PluginError(f"{_from(group, name)} cannot be loaded: {type(error).__name__}: {_line(error)}") from error
    return loaded


def _from(group: str, name: str) -> str:
    point = added(group).get(name)
    package = f" of {point.dist.name}" if point is not None and point.dist is not None else ""
    return f"the {_kind(group)} {name!r}{package}"


def _kind(group: str) -> str:
    return group.rpartition(".")[2].removesuffix("s")


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
