"""Marks of the app on their way out: written through a template, or shown as they would be written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.article import Article
from newsreader.paths import templates_dir
from newsreader.patterns import lazy_pattern

if TYPE_CHECKING:
    from newsreader.analysis import Analysis
    from newsreader.exports.subject import Subject
    from newsreader.exports.templating import NoteTemplate
    from newsreader.exports.variables import Setting, Variable
    from newsreader.notes.annotation import Annotation
    from newsreader.tui.notebook import Notebook

Known = Mapping[str, tuple[Article, "Analysis"]]
"""Articles that are at hand with what is known of them, by id; others are looked up in the library."""

_DATA = lazy_pattern(r"((?:<!--|#) (?:/mark|newsreader)) [\w+/=]{24,}")

MOST_SHOWN = 40
"""Marks in a preview."""


class Carrying:
    """Writes marks out; everything here is called on the thread of the notes.

    Attributes:
        folder: Where files go: those of `PLAIN` into it, those of other templates into a folder of their name in it.
    """

    def __init__(self, notebook: Notebook, folder: Path, meanings: Mapping[str, str]) -> None:
        """Prepare.

        Args:
            notebook: The notes.
            folder: Where files go.
            meanings: What the colours mean to the reader.
        """
        self.folder = folder
        self._notebook = notebook
        self._meanings = meanings

    def templates(self) -> list[tuple[str, str]]:
        """Name and purpose of every template that can be read."""
        from newsreader.exports.templating import TemplateError, load_template, template_files

        found = []
        for name, _ in template_files(templates_dir()):
            try:
                found.append((name, load_template(name, templates_dir()).header.about))
            except TemplateError as error:
                found.append((name, str(error)))
        return found

    def preview(self, ids: Sequence[str], template_name: str, query: str = "", known: Known | None = None) -> str:
        """What new files of the first `MOST_SHOWN` marks would say, without the data in their markers.

        Raises:
            TemplateError: The template cannot be read or rendered.
        """
        from newsreader.exports.pages import render
        from newsreader.exports.syntax import clean_for_print

        template = self._template(template_name)
        text = render(self._subjects(ids[:MOST_SHOWN], known or {}), template, self._setting(query))
        return clean_for_print(_DATA.sub(r"\1 …", text))

    def variables(self, ids: Sequence[str], query: str = "", known: Known | None = None) -> list[Variable]:
        """What a template can say, with the first of some marks as the example."""
        from newsreader.exports.syntax import MARKDOWN
        from newsreader.exports.variables import ArticleView, PageView, variables

        setting = self._setting(query)
        (subject, *_) = self._subjects(ids[:1], known or {})
        article = ArticleView.of(subject, setting, MARKDOWN)
        return list(variables(PageView.of([article], setting), article, article.marks[0]))

    def write(self, ids: Sequence[str], template_name: str, query: str = "", known: Known | None = None) -> str:
        """Write marks of any articles into files, or bring those that are there up to date.

        Args:
            ids: The marks.
            template_name: A preset, or a template of the reader's own.
            query: What chose the marks, empty if nothing did.
            known: Articles at hand.

        Returns:
            What was done, for the reader.

        Raises:
            NewsreaderError: A file cannot be written, or the template not be rendered.
        """
        from newsreader.exports.files import write_text
        from newsreader.exports.pages import bring_up_to_date, plan
        from newsreader.exports.templating import PRESETS

        template, setting = self._template(template_name), self._setting(query)
        subjects = self._subjects(ids, known or {})
        folder = self.folder if template_name == PRESETS[0] else self.folder / template_name
        every = {mark.id for mark in self._notebook.store().all()}
        written, conflicts = [], 0
        for planned in plan(subjects, folder, template, setting):
            path, merged, old = bring_up_to_date(planned, every, template, setting)
            if merged.text != old:
                write_text(path, merged.text, old)
            written.append(path)
            conflicts += len(merged.conflicts)
        count = sum(len(subject.marks) for subject in subjects)
        where = str(written[0]) if len(written) == 1 else f"{len(written):,} files in {folder}"
        said = f"{count:,} mark{'s' * (count != 1)} written to {where}"
        return f"{said}; {conflicts} differ in file and notes: newsreader import joins them" if conflicts else said

    def _template(self, name: str) -> NoteTemplate:
        from newsreader.exports.templating import load_template

        return load_template(name, templates_dir())

    def _setting(self, query: str) -> Setting:
        from newsreader.exports.variables import Setting

        return Setting(query, self._meanings)

    def _subjects(self, ids: Sequence[str], known: Known) -> list[Subject]:
        from newsreader.exports.subject import Subject

        grouped: dict[str, list[Annotation]] = defaultdict(list)
        for one in ids:
            if (mark := self._notebook.store().get(one)) is not None:
                grouped[mark.article.id].append(mark)
        subjects = []
        for article_id, marks in grouped.items():
            article, analysis = known.get(article_id) or self._notebook.look_up(article_id)
            if article is None:
                subjects.append(Subject.of(None, marks))
            else:
                subjects.append(Subject.on(article, marks, self._notebook.settled(marks, article), analysis))
        return subjects
