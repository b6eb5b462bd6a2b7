"""What somebody who writes a template wants to see: the templates there are, and what they can say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.cli.common import fail, print_text, say
from newsreader.errors import NewsreaderError
from newsreader.paths import templates_dir

if TYPE_CHECKING:
    from newsreader.exports.subject import Subject
    from newsreader.exports.variables import Setting

_FILES = {"article": "a file an article", "mark": "a file a mark", "all": "one file"}


def show_templates() -> None:
    """List the presets and the reader's own templates."""
    from newsreader.exports.templating import PRESETS, load_template, template_files

    folder = templates_dir()
    for name, path in template_files(folder):
        try:
            header = load_template(name, folder).header
        except NewsreaderError as error:
            fail(error)
            continue
        where = "" if name in PRESETS and path.parent != folder else f"  ({path})"
        print_text(f"{name:10} {header.syntax.name:9} {_FILES[header.file]:17} {header.about}{where}")
    say(f"your own go to {folder}/NAME.md.j2 or NAME.org.j2")


def show_variables(subjects: Sequence[Subject], setting: Setting) -> None:
    """Show every variable of a template: its name, what it holds, what it says, and an example.

    Args:
        subjects: The article of the example with one mark; if there is none, one is made up.
        setting: The query and the meanings of the colours.
    """
    from newsreader.exports.syntax import MARKDOWN
    from newsreader.exports.variables import ArticleView, PageView, variables

    article = ArticleView.of(subjects[0] if subjects else _example(), setting, MARKDOWN)
    for known in variables(PageView.of([article], setting), article, article.marks[0]):
        print_text(f"{known.name:19} {known.type:16} {known.meaning}")
        if known.example:
            print_text(f"{'':19} {known.example}")


def _example() -> Subject:
    from newsreader.article import Article
    from newsreader.exports.subject import Subject
    from newsreader.notes.annotation import Annotation

    text = "The ferry stops for a week. “We would rather wait,” Maija Lehto said."
    article = Article.of([text], title="Ferry to Kotka stops", url="https://news.example/ferry", site="The Example")
    start = text.index("We would")
    mark = Annotation.on(article, start, start + 20, note="Who decides?", tags=("ferry", "two words"))
    return Subject.of(article, [mark], {mark.id: "Maija Lehto"}, {mark.id: ("Maija Lehto",)})
