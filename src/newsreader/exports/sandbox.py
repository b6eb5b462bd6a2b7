"""Where templates run: Jinja's sandbox with only what a template of notes needs, and limits on what it may use.

A template may come from somebody else. It reaches the variables it is given and nothing more: no attribute that begins
with an underscore, no method of a text that could fill the memory, no file but templates. Steps of loops, calls and the
size of texts are counted, so that none runs for long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from types import MethodType
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, filters, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from newsreader.exports import escaping
from newsreader.exports.files import file_slug

STEPS = 1_000_000
"""Turns of loops and calls in one rendering."""

LARGEST = 16_000_000
"""Code points of any text that a template makes."""

LONGEST_RANGE = 10_000
"""Numbers in a ``range``."""

_TEXT_METHODS = frozenset(
    "capitalize casefold count endswith find isalnum isalpha isdigit lower lstrip partition removeprefix removesuffix "
    "rpartition rstrip split splitlines startswith strip title upper".split()
)
_KEPT_FILTERS = (
    "batch capitalize count d default dictsort first groupby int join last length list lower map max min reject "
    "rejectattr round select selectattr slice sort sum title trim truncate unique upper wordcount"
).split()
_COUNTED, _JOINED = "steps of a loop", "texts side by side"  # No template can name these filters.


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of templates."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, loader: BaseLoader) -> None:
        """Make an environment that finds other templates through a loader."""
        super().__init__(
            loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, optimized=False
        )
        self._steps = 0
        self.finalize = _printable
        self.globals = {"range": self._range}
        self.filters = {name: filters.FILTERS[name] for name in _KEPT_FILTERS}
        self.filters |= {name: _in_few(filters.FILTERS[name]) for name in ("batch", "slice")}
        self.filters |= {"join": self._join, "replace": self._replace, _COUNTED: self._counted, _JOINED: self._side}
        self.filters |= FILTERS

    def begin(self) -> None:
        """Count anew."""
        self._steps = 0

    def _step(self, count: int = 1) -> None:
        self._steps += count
        if self._steps > STEPS:
            raise SecurityError(f"more than {STEPS:,} steps; the template loops too much")

    def _counted(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self._step()
            yield value

    def _range(self, *limits: int) -> range:
        made = range(*limits)
        if len(made) > LONGEST_RANGE:
            raise SecurityError(f"a range of {len(made):,} numbers; at most {LONGEST_RANGE:,} are allowed")
        return made

    def _side(self, values: list[Any]) -> str:
        return self._join(values)

    def _join(self, values: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
        """The filter ``join``, with its outcome measured before it is made."""
        if attribute is not None:
            values = (self.getattr(value, attribute) for value in values)
        texts = [str(_printable(value)) for value in self._counted(values)]
        _measured(sum(map(len, texts)) + len(str(between)) * len(texts))
        return str(between).join(texts)

    def _replace(self, text: str, old: str, new: str) -> str:
        """The filter ``replace``."""
        text, old, new = str(text), str(old), str(new)
        _measured(len(text) + (text.count(old) if old else len(text)) * len(new))
        return text.replace(old, new)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call from a template; the odd names leave all others to keyword arguments."""
        __self._step()
        return super().call(__context, __obj, *args, **kwargs)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute."""
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        if isinstance(obj, int | float | bytes):
            return False
        return bool(super().is_safe_attribute(obj, attr, value))

    def wrap_str_format(self, value: Any) -> None:
        """Leave ``format`` to `is_safe_attribute`, which refuses it: its widths fill the memory."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon, as far as the outcome stays small."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or (operator == "%" and not numbers):
            raise SecurityError(f"the operator {operator} is not for templates")
        if numbers:
            if abs(left) > 1e15 or abs(right) > 1e15:
                raise SecurityError("a number too large to reckon with")
        elif operator == "*":
            _measured(max(int(n) * len(x) for n, x in ((left, right), (right, left)) if isinstance(n, int)))
        else:
            _measured(len(left) + len(right))
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template and put the counters in."""
        tree: nodes.Template = _Counters().visit(super()._parse(source, name, filename))
        tree.set_environment(self)
        return tree


class _Counters(NodeTransformer):
    """Lets every loop be counted and every text that is put together be measured."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, _COUNTED, [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        pieces = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(pieces, _JOINED, [], [], None, None, lineno=node.lineno)


def _in_few(split: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that splits a list, with a limit on how many are made or filled up to."""

    def limited(values: Any, count: int, fill_with: Any = None) -> Any:
        if count > LONGEST_RANGE:
            raise SecurityError(f"lists of {count:,}; at most {LONGEST_RANGE:,} are allowed")
        return split(values, count, fill_with)

    return limited


def _measured(size: int) -> None:
    if size > LARGEST:
        raise SecurityError(f"a text of {size:,} characters; at most {LARGEST:,} are allowed")


def _printable(value: Any) -> Any:
    """What a template may print: a list or an object is a mistake, and would print as Python."""
    if value is None:
        raise TypeError("there is nothing here to print; use | default('')")
    if isinstance(value, list | tuple | dict | set):
        raise TypeError("a list cannot be printed; use | join(', ') or a loop")
    if isinstance(value, MethodType | type):
        raise TypeError("that is no variable; newsreader export --variables shows those there are")
    if type(value).__module__ == "newsreader.exports.variables":
        raise TypeError(f"a {type(value).__name__.removesuffix('View').lower()} cannot be printed; name a part of it")
    return value


def _date(value: str, form: str = "%Y-%m-%d") -> str:
    """A time in another form; what is no time stays as it is."""
    if len(form) > 100:
        raise ValueError("a form of a date of more than 100 characters")
    try:
        return datetime.fromisoformat(str(value)).strftime(form)
    except ValueError:
        return str(value)


def _words(text: str, count: int = 8) -> str:
    """The first words of a text, on one line."""
    words = str(text).split()
    return " ".join(words[:count]) + ("…" if len(words) > count else "")


def _indent(text: str, width: int = 2) -> str:
    """Every line of a text moved to the right."""
    _measured(len(text) + min(width, LARGEST) * (str(text).count("\n") + 1))
    return "\n".join(" " * width + line if line else line for line in str(text).split("\n"))


def _block_id(text: str) -> str:
    """What Obsidian takes for the id of a block."""
    return re.sub(r"[^A-Za-z0-9]+", "-", str(text)).strip("-").lower()


def _tags(tags: Iterable[str], write: Callable[[str], str]) -> str:
    return " ".join(written for tag in tags if (written := write(tag)))


FILTERS: dict[str, Callable[..., str]] = {
    "md": lambda text: escaping.escape(" ".join(str(text).split())),
    "quote": lambda text: escaping.block_quote(str(text)),
    "org": lambda text: escaping.escape_org(" ".join(str(text).split())),
    "org_lines": lambda text: escaping.escape_org(str(text)),
    "property": lambda text: escaping.property_value(str(text)),
    "yaml": escaping.yaml_value,
    "tags": lambda tags: _tags(tags, escaping.write_tag),
    "org_tags": lambda tags: _tags(tags, escaping.write_tag_org),
    "dashed": lambda tag: escaping.write_tag_dashed(str(tag)).removeprefix("#"),
    "dashed_tags": lambda tags: _tags(tags, escaping.write_tag_dashed),
    "wikilink": lambda name: escaping.wiki_link(str(name)),
    "date": _date,
    "words": _words,
    "slug": lambda text: file_slug(str(text)),
    "indent": _indent,
    "block_id": _block_id,
}
"""Our own filters by name; docs/templates.md says what each is for."""
