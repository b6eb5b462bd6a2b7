"""What a template can say of a page, an article and a mark: every variable with its meaning.

All texts in here are clean: nothing that a terminal could obey, no bidirectional overrides, no invisible characters.
They are not escaped for the language of the file; the filters of `newsreader.exports.filters` do that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Self

from newsreader.article import BlockKind
from newsreader.exports.escaping import write_note
from newsreader.exports.links import source_link, web_address
from newsreader.exports.subject import Subject
from newsreader.exports.syntax import Syntax
from newsreader.notes.annotation import AnchorState, Annotation
from newsreader.text.clean import clean_line, clean_text


def _said(meaning: str, default: Any = "") -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True)
class Setting:
    """What an export knows beside articles and marks.

    Attributes:
        query: The query that chose the marks, empty if none did.
        meanings: What the colours mean to the reader, by colour.
    """

    query: str = ""
    meanings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class MarkView:
    """One mark."""

    id: str = _said("the mark's id, a ULID")
    text: str = _said("the marked words; may have several lines")
    before: str = _said("up to 32 characters before them")
    after: str = _said("up to 32 characters after them")
    note: str = _said("the reader's note, Markdown, ready for this file")
    tags: tuple[str, ...] = _said("the tags without #", ())
    all_tags: tuple[str, ...] = _said("the tags, then those written in the note as #tag", ())
    color: str = _said("yellow, green, blue, pink or purple")
    meaning: str = _said("what the colour means to the reader")
    speaker: str = _said("who says the words, empty if nobody known")
    people: tuple[str, ...] = _said("people named in the words", ())
    section: str = _said("the heading above the words")
    paragraph: int = _said("the number of their paragraph from 1, 0 if unknown", 0)
    link: str = _said("address of the original at these words, encoded for links; empty if it has none")
    now: str = _said("what the publisher made of the words, empty where they are the same")
    state: str = _said("anchored, moved, changed or orphaned")
    lost: bool = _said("whether the words are gone from the text", False)
    created: str = _said("when it was made, ISO 8601 in UTC")
    modified: str = _said("when it was changed last")

    @classmethod
    def of(cls, mark: Annotation, subject: Subject, setting: Setting, syntax: Syntax) -> Self:
        """Look at a mark of an article."""
        section, paragraph = _place(mark, subject)
        return cls(
            id=clean_line(mark.id),
            text=clean_text(mark.target.exact).strip(),
            before=clean_text(mark.target.prefix),
            after=clean_text(mark.target.suffix),
            note=write_note(mark.note, syntax),
            tags=_lines(mark.tags),
            all_tags=_lines(mark.all_tags),
            color=mark.color.value,
            meaning=clean_line(setting.meanings.get(mark.color.value, mark.color.value)),
            speaker=clean_line(subject.speakers.get(mark.id, "")),
            people=_lines(subject.people.get(mark.id, ())),
            section=section,
            paragraph=paragraph,
            link=source_link(subject.url, subject.passage(mark), subject.article.text if subject.article else None),
            now=clean_text(subject.now(mark)).strip(),
            state=subject.state(mark),
            lost=subject.at(mark).state is AnchorState.ORPHANED,
            created=clean_line(mark.created),
            modified=clean_line(mark.modified),
        )


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article with its marks."""

    id: str = _said("the article's id")
    title: str = _said("the headline")
    byline: str = _said("the authors as printed")
    url: str = _said("address of the original as it is")
    link: str = _said("the same, encoded for links; empty if it is none of the web")
    site: str = _said("name of the publication")
    published: str = _said("date or time of publication, ISO 8601")
    categories: tuple[str, ...] = _said("topics", ())
    people: tuple[str, ...] = _said("people who speak or are named in the marks", ())
    marks: tuple[MarkView, ...] = _said("the marks in order of the text", ())
    modified: str = _said("when the newest of the marks was changed")

    @classmethod
    def of(cls, subject: Subject, setting: Setting, syntax: Syntax) -> Self:
        """Look at an article."""
        marks = tuple(MarkView.of(m, subject, setting, syntax) for m in subject.marks)
        named = (name for m in marks for name in ((m.speaker, *m.people) if m.speaker else m.people))
        return cls(
            id=clean_line(subject.id),
            title=clean_line(subject.title),
            byline=clean_line(subject.byline),
            url=clean_line(subject.url),
            link=web_address(subject.url),
            site=clean_line(subject.site),
            published=clean_line(subject.published),
            categories=_lines(subject.categories),
            people=tuple(dict.fromkeys(named)),
            marks=marks,
            modified=clean_line(subject.modified),
        )


@dataclass(frozen=True, slots=True)
class PageView:
    """The file as a whole."""

    title: str = _said("the title of the one article, or what is common to several")
    query: str = _said("the query that chose the marks, empty if none did")
    modified: str = _said("when the newest of the marks was changed")
    articles: tuple[ArticleView, ...] = _said("the articles of the file", ())

    @classmethod
    def of(cls, articles: Sequence[ArticleView], setting: Setting) -> Self:
        """Look at the articles of a file."""
        query = clean_line(setting.query)
        title = articles[0].title if len(articles) == 1 else query or f"Notes on {len(articles)} articles"
        return cls(title, query, max((a.modified for a in articles), default=""), tuple(articles))


VIEWS: Mapping[str, type[Any]] = MappingProxyType({"page": PageView, "article": ArticleView, "mark": MarkView})
"""The variables of a template by name."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable as it is shown to somebody who writes a template.

    Attributes:
        name: As a template names it, ``mark.text``.
        type: What it holds: text, list, number, yes or no.
        meaning: What it says.
        example: What it holds for a mark.
    """

    name: str
    type: str
    meaning: str
    example: str


_TYPES = {"str": "text", "int": "number", "bool": "yes or no"}


def variables(page: PageView, article: ArticleView, mark: MarkView) -> Iterator[Variable]:
    """All variables, with a mark and its article as examples."""
    for name, value in (("page", page), ("article", article), ("mark", mark)):
        for known in fields(value):
            held = getattr(value, known.name)
            of_views = "articles" if known.name == "articles" else "marks" if known.name == "marks" else ""
            kind = f"list of {of_views}" if of_views else _TYPES.get(str(known.type), "list of texts")
            example = f"{len(held)} of them" if of_views else _example(held)
            yield Variable(f"{name}.{known.name}", kind, known.metadata["meaning"], example)


def _example(held: object) -> str:
    shown = ", ".join(held) if isinstance(held, tuple) else str(held)
    shown = " ".join(shown.split())
    return f"{shown[:59]}…" if len(shown) > 60 else shown


def _lines(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for value in values if (line := clean_line(value))))


def _place(mark: Annotation, subject: Subject) -> tuple[str, int]:
    """The heading above a mark and the number of its paragraph, where it stands in the present text."""
    article, here = subject.article, subject.at(mark)
    target = here.target
    if article is None or here.state is AnchorState.ORPHANED or target.end > len(article.text):
        return "", 0
    section, paragraph = "", 0
    for block in article.blocks:
        if block.start > target.start:
            break
        if block.kind is BlockKind.HEADING:
            section = clean_line(article.text[block.start : block.end])
        else:
            paragraph += 1
    return section, paragraph
