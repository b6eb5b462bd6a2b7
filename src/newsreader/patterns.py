"""Regular expressions that are compiled when they are first used.

The standard library compiles in Python: the patterns for plain text alone took 60 ms, as long as a tenth of a
start, and most texts ask for few of them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast

_METHODS = ("match", "fullmatch", "search", "sub", "split", "findall", "finditer")


class _Waiting(Generic[AnyStr]):
    """Stands for a pattern; compiled with the first method that is asked for, and no slower after that."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self._written: tuple[AnyStr, int] = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._written)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(written: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression, as `re.compile` takes it; one that is wrong fails when it is used.

    Args:
        written: The expression.
        flags: Of the module `re`.
    """
    return cast("re.Pattern[AnyStr]", _Waiting(written, flags))
