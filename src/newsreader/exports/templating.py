"""Templates of exported files: the presets, and the reader's own.

A template begins with a comment that says what it makes, and has a Jinja block for every part of the file::

    {# about: what it is for
       syntax: markdown            or logseq, or org
       parts: quote label note     the parts of a mark's block in their order
       gap: 1                      blank lines between them
       file: article               one file for each article, each mark, or all #}
    {% block front %}...           the front matter, a key a line
    {% block heading %}...         what stands above the marks of an article
    {% block quote %}...           and so on, one for each part
    {% block name %}...            what a new file is called

Blocks that are not there are taken from the template that it extends. What stands outside of blocks is not written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.runtime import Context

from newsreader.errors import NewsreaderError
from newsreader.exports.parts import Parts
from newsreader.exports.sandbox import LARGEST, Sandbox
from newsreader.exports.syntax import SYNTAXES, Syntax
from newsreader.exports.variables import ArticleView, MarkView, PageView

PRESETS = ("plain", "obsidian", "logseq", "org", "zettel", "report")
"""The templates that come with the program; the first is the one that is used if none is named."""

FILE_OF = ("article", "mark", "all")
"""What a template can make one file of."""

_PRESET_FOLDER = Path(__file__).with_name("templates")
_ENDINGS = (".md.j2", ".org.j2")
_HEADER = re.compile(r"\s*\{#-?(.*?)-?#\}", re.DOTALL)
_HEADER_LINE = re.compile(r"(about|syntax|parts|gap|file):\s*(.*)")
_NAME = re.compile(r"[\w-]+")
_LARGEST_SOURCE = 1_000_000
_FAULTS = (
    JinjaError,
    AssertionError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
)


class TemplateError(NewsreaderError):
    """A template that cannot be read or rendered: which, on what line, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the comment at the head of a template says.

    Attributes:
        about: What it is for.
        syntax: The language of the files.
        parts: The parts of a block in order.
        gap: Blank lines between two of them.
        file: What one file holds: an article, a mark or all.
    """

    about: str
    syntax: Syntax
    parts: tuple[str, ...]
    gap: int
    file: str


class NoteTemplate:
    """One template, ready to render."""

    def __init__(self, name: str, where: Path, header: Header, compiled: Template, sandbox: Sandbox) -> None:
        """Keep what `load_template` has read."""
        self.name = name
        self.where = where
        self.header = header
        self._compiled = compiled
        self._sandbox = sandbox

    @property
    def syntax(self) -> Syntax:
        """The language of the files."""
        return self.header.syntax

    def front(self, page: PageView, article: ArticleView | None, mark: MarkView | None) -> dict[str, str]:
        """The lines of the front matter by key.

        Args:
            page: The file.
            article: Its article, None for one with several.
            mark: Its mark, None for a file that is not of one mark alone.

        Raises:
            TemplateError: As all that render do.
        """
        text = self._render("front", page, article, mark)
        lines = [line for line in text.split("\n") if line.strip()]
        return {key: line for key, line in self.syntax.entries(lines) if key}

    def heading(self, page: PageView, article: ArticleView, mark: MarkView | None) -> str:
        """What stands above the marks of an article."""
        return self.syntax.guarded(self._render("heading", page, article, mark))

    def parts(self, page: PageView, article: ArticleView, mark: MarkView) -> Parts:
        """The parts of a mark's block."""
        pieces = ((name, self.syntax.guarded(self._render(name, page, article, mark))) for name in self.header.parts)
        return Parts.of(pieces, "\n" * (self.header.gap + 1))

    def file_name(self, page: PageView, article: ArticleView | None, mark: MarkView | None) -> str:
        """What a new file is called, before it is made safe."""
        return " ".join(self._render("name", page, article, mark).split())

    def _render(self, block: str, page: PageView, article: ArticleView | None, mark: MarkView | None) -> str:
        values = {"page": page, "article": article} | ({"mark": mark} if mark is not None else {})
        self._sandbox.begin()
        try:
            context = self._compiled.new_context(values)
            own = dict(context.blocks)
            context.blocks = _Muted({name: [_nothing] for name in own})
            outside = "".join(self._compiled.root_render_func(context))
            for name, inherited in context.blocks.items():
                context.blocks[name] = [*own.get(name, []), *inherited[1:]]
            functions = context.blocks.get(block)
            text = _joined(functions[0](context)) if functions else ""
        except _FAULTS as error:
            raise self._error(error) from error
        if outside.strip():
            raise TemplateError(f"{self.where}: {outside.strip()[:40]!r} stands outside of any block; put it into one")
        return text.strip("\n")

    def _error(self, error: Exception) -> TemplateError:
        """What went wrong, and on which line of which template."""
        if isinstance(error, TemplateSyntaxError | TemplateNotFound):
            return _fault(error, self.where)
        where, line = str(self.where), 0
        trace = error.__traceback__
        while trace is not None:
            running = trace.tb_frame.f_globals.get("__jinja_template__")
            if isinstance(running, Template):
                where, line = running.filename or where, running.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
        what = " ".join(str(error).split()) or type(error).__name__
        return TemplateError(f"{where}, line {line}: {what}" if line else f"{where}: {what}")


def _nothing(_context: Context) -> Iterator[str]:
    return iter(())


class _Muted(dict[str, list[Callable[[Context], Iterator[str]]]]):
    """Blocks that write nothing in their place, each before those of the templates that are extended."""

    def setdefault(self, name: str, _default: object = None) -> list[Callable[[Context], Iterator[str]]]:
        return super().setdefault(name, [_nothing])


def _joined(pieces: Iterator[str]) -> str:
    found, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > LARGEST:
            raise ValueError(f"more than {LARGEST:,} characters are written")
        found.append(piece)
    return "".join(found)


def load_template(name: str = PRESETS[0], folder: Path | None = None) -> NoteTemplate:
    """Find a template.

    Args:
        name: A preset, a template in the reader's folder without its ending, or the path of a file.
        folder: The reader's own templates; one of them goes before a preset of its name.

    Raises:
        TemplateError: If there is none, or it cannot be read.
    """
    finder = _Finder(folder, name)
    path = finder.path_of(name)
    if path is None:
        import difflib

        known = [n for n, _ in template_files(folder)]
        near = difflib.get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        raise TemplateError(f"{name}: no such template; {hint}")
    sandbox = Sandbox(finder)
    try:
        header = _header_of(path, finder, ())
        compiled = sandbox.get_template(name)
    except (JinjaError, RecursionError) as error:
        raise _fault(error, path) from error
    return NoteTemplate(name, path, header, compiled, sandbox)


def template_files(folder: Path | None = None) -> list[tuple[str, Path]]:
    """Names and files of all templates: the presets, then the reader's own."""
    finder = _Finder(folder)
    own = sorted(p for p in folder.iterdir() if p.name.endswith(_ENDINGS)) if folder and folder.is_dir() else []
    names = dict.fromkeys((*PRESETS, *(p.name.removesuffix(".j2").rpartition(".")[0] for p in own)))
    return [(name, path) for name in names if (path := finder.path_of(name)) is not None]


class _Finder(BaseLoader):
    """Finds templates by name, and nothing else on the disk."""

    def __init__(self, folder: Path | None, asked: str = "") -> None:
        self._folder = folder
        self._asked = asked

    def path_of(self, name: str) -> Path | None:
        """The file of a template; a path counts only if it is one."""
        if _NAME.fullmatch(name):
            folders = [f for f in (self._folder, _PRESET_FOLDER) if f is not None]
            found = (folder / f"{name}{ending}" for folder in folders for ending in _ENDINGS)
            return next((path for path in found if path.is_file()), None)
        path = Path(name).expanduser()
        return path if path.is_file() else None

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        path = self.path_of(template)
        if path is None or (template != self._asked and not _NAME.fullmatch(template)):
            raise TemplateNotFound(template)
        return read_source(path), str(path), None


def read_source(path: Path) -> str:
    """The text of a template.

    Raises:
        TemplateError: If it cannot be read, or is no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TemplateError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    if len(data) > _LARGEST_SOURCE:
        raise TemplateError(f"{path}: larger than a template may be ({_LARGEST_SOURCE:,} bytes)")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TemplateError(f"{path}: is not UTF-8 text; save it as such") from error


def _header_of(path: Path, finder: _Finder, seen: tuple[Path, ...]) -> Header:
    """The header of a template, with what the one that it extends says where it says nothing."""
    if path in seen:
        raise TemplateError(f"{path}: extends itself")
    source = read_source(path)
    own = _header_lines(source, path)
    extended = next(iter(Sandbox(finder).parse(source, filename=str(path)).find_all(nodes.Extends)), None)
    above: Header | None = None
    if extended is not None and isinstance(extended.template, nodes.Const):
        found = finder.path_of(str(extended.template.value))
        if found is None:
            raise TemplateError(
                f"{path}, line {extended.lineno}: there is no template {extended.template.value!r} to extend"
            )
        above = _header_of(found, finder, (*seen, path))
    org = path.name.endswith(".org.j2")
    syntax = SYNTAXES.get(own.get("syntax", above.syntax.name if above else "org" if org else "markdown"))
    if syntax is None:
        raise TemplateError(f"{path}: there is no syntax {own['syntax']!r}; there are {', '.join(SYNTAXES)}")
    parts = tuple(own["parts"].split()) if "parts" in own else above.parts if above else ("quote", "label", "note")
    if len(set(parts)) != len(parts) or not parts or {"front", "heading", "name"} & set(parts):
        raise TemplateError(f"{path}: parts: names each part of a mark once, such as: quote label note")
    file = own.get("file", above.file if above else FILE_OF[0])
    if file not in FILE_OF:
        raise TemplateError(f"{path}: there is no file: {file}; there are {', '.join(FILE_OF)}")
    gap = own.get("gap", str(above.gap) if above else "1")
    if gap not in ("0", "1", "2"):
        raise TemplateError(f"{path}: gap: is 0, 1 or 2 blank lines, not {gap!r}")
    return Header(own.get("about", above.about if above else ""), syntax, parts, int(gap), file)


def _header_lines(source: str, path: Path) -> dict[str, str]:
    found = _HEADER.match(source)
    lines: dict[str, str] = {}
    for number, line in enumerate(found[1].split("\n") if found else (), 1):
        if not line.strip():
            continue
        entry = _HEADER_LINE.fullmatch(line.strip())
        if entry is None:
            raise TemplateError(
                f"{path}, line {number}: {line.strip()[:40]!r}: the first comment has lines about: syntax: parts: "
                "gap: file: alone"
            )
        lines[entry[1]] = entry[2].strip()
    return lines


def _fault(error: Exception, path: Path) -> TemplateError:
    if isinstance(error, TemplateSyntaxError):
        return TemplateError(f"{error.filename or path}, line {error.lineno}: {error.message}")
    if isinstance(error, TemplateNotFound):
        return TemplateError(f"{path}: there is no template {error.name!r} to extend or include")
    return TemplateError(f"{path}: {' '.join(str(error).split())}")
