"""Files of notes written through a template, and brought up to date by mark.

The same marks always give the same bytes: no time of writing stands in a file, only that at which the newest of its
marks was changed. What comes from the article is escaped by the template, so that no line of it can become a heading, a
link or HTML; notes are the reader's own and are written as they are, but for what could end their block. A file that is
there already is merged; see `newsreader.exports.merging`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.exports.blocks import Base
from newsreader.exports.files import file_stem, files_by_id, free_path, read_text
from newsreader.exports.merging import Merged, Page, fresh, merge
from newsreader.exports.subject import Subject
from newsreader.exports.syntax import ID_KEY
from newsreader.exports.variables import ArticleView, PageView, Setting

if TYPE_CHECKING:
    from newsreader.exports.templating import NoteTemplate

MANY = "notes"
"""What stands for the id of the article in a file with the marks of several."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A file that is to be written: where, and what goes into it.

    Attributes:
        path: The file; where something else stands there, a numbered name beside it is taken.
        subjects: The articles with their marks.
        name: The id that its front matter holds.
        others: Ids that it may hold until now.
    """

    path: Path
    subjects: tuple[Subject, ...]
    name: str
    others: tuple[str, ...] = ()


def render(subjects: Sequence[Subject], template: NoteTemplate | None = None, setting: Setting | None = None) -> str:
    """Write marks as a new file, ending with a line feed; for a template of a file a mark, as many files in a row.

    Raises:
        TemplateError: If the template cannot be rendered.
    """
    template = template or _usual()
    if template.header.file != "mark":
        return fresh(page_of(subjects, template, setting))
    return "\n".join(fresh(page_of([one], template, setting)) for s in subjects for one in _apart(s))


def page_of(
    subjects: Sequence[Subject],
    template: NoteTemplate | None = None,
    setting: Setting | None = None,
    name: str | None = None,
) -> Page:
    """What a file on these articles says.

    Args:
        subjects: The articles with their marks.
        template: How it is written; the first preset if None is given.
        setting: The query and the meanings of the colours.
        name: The id of the file; by default that of its one article or mark.

    Raises:
        TemplateError: If the template cannot be rendered.
    """
    template, setting = template or _usual(), setting or Setting()
    syntax, alone = template.syntax, template.header.file == "mark"
    articles = [ArticleView.of(s, setting, syntax) for s in subjects]
    page = PageView.of(articles, setting)
    mark = articles[0].marks[0] if alone and articles and articles[0].marks else None
    front = template.front(page, articles[0] if len(articles) == 1 else None, mark)
    front[ID_KEY] = syntax.id_line(_name_of(subjects, template) if name is None else name)
    sections = []
    for subject, article in zip(subjects, articles, strict=True):
        pairs = zip(subject.marks, article.marks, strict=True)
        bases = tuple(Base(m, template.parts(page, article, view)) for m, view in pairs)
        sections.append((template.heading(page, article, mark), bases))
    return Page(front, tuple(sections), syntax)


def plan(
    subjects: Sequence[Subject], to: Path, template: NoteTemplate | None = None, setting: Setting | None = None
) -> Iterator[Plan]:
    """The files that an export to a file or a folder writes.

    A path with an ending that is no folder is one file for all. In a folder a template decides what a file holds; a
    file that is there is found by the id in its front matter, whatever it is called.

    Raises:
        TemplateError: If the template cannot be rendered.
    """
    template, setting = template or _usual(), setting or Setting()
    syntax, kind = template.syntax, template.header.file
    ids = tuple(s.id for s in subjects)
    if not is_folder(to):
        yield Plan(to, tuple(subjects), _name_of(subjects, template), (MANY, *ids))
        return
    if kind == "all":
        stem = file_stem(_file_name(subjects, template, setting) or setting.query or MANY, MANY)
        yield Plan(to / f"{stem}{syntax.ending}", tuple(subjects), MANY, ids)
        return
    there = files_by_id(to, syntax)
    for subject in subjects if kind == "article" else [one for s in subjects for one in _apart(s)]:
        name = _name_of([subject], template)
        stem = file_stem(_file_name([subject], template, setting) or subject.title, name)
        yield Plan(there.get(name) or to / f"{stem}{syntax.ending}", (subject,), name)


def is_folder(path: Path) -> bool:
    """Whether a path that is to be written to is a folder: it is one, or has no ending."""
    return path.is_dir() or not path.suffix


def _apart(subject: Subject) -> list[Subject]:
    """An article once for each of its marks."""
    return [replace(subject, marks=(mark,)) for mark in subject.marks]


def _name_of(subjects: Sequence[Subject], template: NoteTemplate) -> str:
    if template.header.file == "mark":
        return subjects[0].marks[0].id
    return subjects[0].id if len(subjects) == 1 and template.header.file == "article" else MANY


def _file_name(subjects: Sequence[Subject], template: NoteTemplate, setting: Setting) -> str:
    articles = [ArticleView.of(s, setting, template.syntax) for s in subjects]
    mark = articles[0].marks[0] if template.header.file == "mark" else None
    return template.file_name(PageView.of(articles, setting), articles[0] if len(articles) == 1 else None, mark)


def bring_up_to_date(
    planned: Plan,
    known: Collection[str] = (),
    template: NoteTemplate | None = None,
    setting: Setting | None = None,
    *,
    restore: bool = False,
) -> tuple[Path, Merged, str]:
    """Work out what an export would write to a file, without writing it.

    Args:
        planned: The file and what goes into it.
        known: Ids of all marks in the notes, which a merge leaves alone.
        template: How it is written; the first preset if None is given.
        setting: The query and the meanings of the colours.
        restore: Whether blocks that were taken out of the file are written again.

    Returns:
        The file to write, what to write, and what is there now (empty if nothing).

    Raises:
        ExportError: If the file cannot be read.
        TemplateError: If the template cannot be rendered.
    """
    page = page_of(planned.subjects, template, setting, planned.name)
    path = free_path(planned.path, (planned.name, *planned.others), page.syntax)
    old = read_text(path)
    return (path, merge(old, page, known, restore=restore), old) if old else (path, Merged(fresh(page)), "")


def _usual() -> NoteTemplate:
    from newsreader.exports.templating import load_template

    return load_template()
