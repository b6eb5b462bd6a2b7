"""Templates: found by name, joined to those they extend, told what is wrong with them, and kept in their sandbox."""

from pathlib import Path

import pytest

from newsreader.article import Article
from newsreader.exports.pages import bring_up_to_date, page_of, plan, render
from newsreader.exports.sandbox import FILTERS
from newsreader.exports.subject import Subject
from newsreader.exports.templating import PRESETS, TemplateError, load_template, template_files
from newsreader.exports.variables import VIEWS, ArticleView, MarkView, PageView, Setting, variables
from newsreader.notes.annotation import Annotation

ARTICLE = Article.of(
    ["The ferry stops for a week.", "A pump came by train."],
    title="Ferry stops",
    url="https://f.example/ferry",
    site="Harbour Post",
    published="2026-03-01",
)


def subject(*tags: str, note: str = "Who pays?") -> Subject:
    made = Annotation.on(ARTICLE, 4, 9, note=note, tags=tags)
    return Subject.of(ARTICLE, [made], {made.id: "Maija Lehto"}, {made.id: ("Maija Lehto",)})


def own(folder: Path, source: str, name: str = "mine.md.j2") -> str:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(source, encoding="utf-8")
    return name.partition(".")[0]


def rendered(folder: Path, source: str) -> str:
    return render([subject("t")], load_template(own(folder, source), folder))


def test_a_template_of_the_readers_own_changes_only_what_it_names(tmp_path: Path) -> None:
    page = rendered(tmp_path, '{% extends "plain" %}{% block label %}Tags: {{ mark.tags | join("; ") }}{% endblock %}')
    assert "Tags: t" in page
    assert "*yellow*" not in page
    assert "> ferry" in page
    assert 'title: "Ferry stops"' in page


def test_a_block_can_show_what_it_takes_the_place_of(tmp_path: Path) -> None:
    page = rendered(tmp_path, '{% extends "plain" %}{% block note %}Mine: {{ super() }}{% endblock %}')
    assert "Mine: Who pays?" in page


def test_a_template_names_its_own_parts_and_their_order(tmp_path: Path) -> None:
    page = rendered(
        tmp_path,
        '{# parts: who note\n   gap: 0 #}{% extends "plain" %}{% block who %}{{ mark.speaker }}:{% endblock %}',
    )
    assert "Maija Lehto:\nWho pays?\n<!-- /mark" in page
    assert "> ferry" not in page


def test_the_readers_own_template_goes_before_a_preset_of_its_name(tmp_path: Path) -> None:
    own(tmp_path, '{% extends "obsidian" %}{% block heading %}Mine{% endblock %}', "plain.md.j2")
    assert "\nMine\n" in render([subject()], load_template("plain", tmp_path))
    names = dict(template_files(tmp_path))
    assert names["plain"].parent == tmp_path
    assert list(names) == list(PRESETS)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% block note %}{{ mark.nonsense }}{% endblock %}", r"line 1: .*no attribute 'nonsense'"),
        ("{% block note %}\n\n{{ mark.text | nonsense }}{% endblock %}", r"line 3: No filter named 'nonsense'"),
        ("{% block note %}{% if %}{% endblock %}", r"line 1: "),
        ('{% extends "nothing" %}', r"there is no template 'nothing' to extend"),
        ('{% extends "mine" %}', r"extends itself"),
        ("{# parts: note note #}", r"names each part of a mark once"),
        ("{# file: page #}", r"there is no file: page; there are article, mark, all"),
        ("{# syntax: word #}", r"there is no syntax 'word'"),
        ("{# gap: many #}", r"0, 1 or 2 blank lines"),
        ("{# colour: red #}", r"line 1: .*about: syntax: parts: gap: file:"),
        ("Hello {% block note %}{% endblock %}", r"'Hello' stands outside of any block"),
        ("{% block note %}{{ mark.tags }}{% endblock %}", r"a list cannot be printed; use \| join"),
        ("{% block note %}{{ mark }}{% endblock %}", r"a mark cannot be printed; name a part of it"),
    ],
)
def test_what_is_wrong_with_a_template_is_said_in_one_line(tmp_path: Path, source: str, said: str) -> None:
    with pytest.raises(TemplateError, match=said) as caught:
        rendered(tmp_path, source)
    assert "mine.md.j2" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_template_that_is_not_there_is_named_with_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="obsidien: no such template; did you mean obsidian"):
        load_template("obsidien", tmp_path)


ESCAPES = [
    "{{ mark.__class__ }}",
    "{{ mark.text.__class__.__mro__ }}",
    "{{ mark.text.format(mark) }}",
    "{{ ''.join.__globals__ }}",
    "{{ mark.of.__func__ }}",
    "{{ mark.of }}",
    "{{ mark.text | truncate(3, True, 'x' * 1000) }}",
    "{{ mark.text | batch(100000000, 'x') | list | length }}",
    "{{ mark.text | slice(100000000) | list | length }}",
    "{{ self.__init__.__globals__ }}",
    "{{ namespace }}",
    "{{ cycler.__init__ }}",
    "{{ lipsum }}",
    "{{ mark.text | attr('__class__') }}",
    "{{ (mark.text,) | map(attribute='__class__') | first }}",
    "{% include '/etc/hostname' %}",
    "{% include '../secret' %}",
    "{% from '/etc/hostname' import x %}",
    "{{ 'a' * 100000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 'a'.ljust(100000000) }}",
    "{{ 'a'.replace('a', 'b' * 1000) | replace('b', 'c' * 1000000) }}",
    "{% for a in range(10000) %}{% for b in range(10000) %}{% endfor %}{% endfor %}",
    "{% for a in range(100000000) %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% set a = 'aaaaaaaaaa' %}{% for b in range(9) %}{% for c in range(1000) %}{{ a ~ a ~ a ~ a }}{% endfor %}"
    "{% endfor %}{{ (a * 1000) * 10000 }}",
]


@pytest.mark.parametrize("source", ESCAPES)
def test_a_template_reaches_its_variables_and_nothing_else(tmp_path: Path, source: str) -> None:
    (tmp_path / "secret").write_text("a secret")
    with pytest.raises(TemplateError):
        rendered(tmp_path / "templates", f"{{% block note %}}{source}{{% endblock %}}")


def test_every_variable_has_a_meaning_and_can_be_used(tmp_path: Path) -> None:
    shown = list(variables(*views()))
    assert len(shown) == sum(len(view.__dataclass_fields__) for view in VIEWS.values())
    for variable in shown:
        assert variable.meaning
        expression = variable.name if variable.type in ("text", "number", "yes or no") else f"{variable.name} | length"
        where = "front" if variable.name.startswith("page") else "note"
        rendered(tmp_path, f'{{% extends "plain" %}}{{% block {where} %}}x: {{{{ {expression} }}}}{{% endblock %}}')


def test_the_documentation_names_every_variable_and_filter() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
    names = [name for view in VIEWS.values() for name in view.__dataclass_fields__]
    assert [name for name in (*names, *FILTERS) if f"`{name}`" not in documented] == []


def views() -> tuple[PageView, ArticleView, MarkView]:
    template = load_template()
    article = ArticleView.of(subject("t"), Setting(), template.syntax)
    return PageView.of([article], Setting()), article, article.marks[0]


def test_a_template_decides_what_one_file_holds(tmp_path: Path) -> None:
    marks = [Annotation.on(ARTICLE, 4, 9), Annotation.on(ARTICLE, 29, 35)]
    other = Article.of(["Another text."], title="Other", url="https://f.example/other")
    subjects = [Subject.of(ARTICLE, marks), Subject.of(other, [Annotation.on(other, 0, 7)])]
    counts = {name: len(list(plan(subjects, tmp_path, load_template(name)))) for name in ("plain", "zettel", "report")}
    assert counts == {"plain": 2, "zettel": 3, "report": 1}
    (report,) = plan(subjects, tmp_path, load_template("report"), Setting(query="tag:budget"))
    assert "budget" in report.path.name
    path, merged, old = bring_up_to_date(report, (), load_template("report"), Setting(query="tag:budget"))
    assert (path, old) == (report.path, "")
    assert merged.text.index("## Ferry stops") < merged.text.index("## Other")
    assert "Harbour Post, 2026-03-01" in merged.text


def test_the_same_marks_make_the_same_page_of_every_preset() -> None:
    one = subject("t", "two words")
    for preset in PRESETS:
        template = load_template(preset)
        assert page_of([one], template) == page_of([one], template)
        assert template.header.about
