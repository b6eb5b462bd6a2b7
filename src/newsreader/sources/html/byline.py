"""Names of authors and dates in the lines around a headline, and the cleaning of names found elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any

from newsreader.sources.dates import find_date, iso_date
from newsreader.text.clean import clean_line

_BEFORE_NAME = re.compile(
    r"^(?:(?:(?:written|reported|posted|published|words|story|article|artikel|beitrag|text|texte|texto)\s+)?"
    r"(?:by|von|par|por|di|door|af|av)\b:?"
    r"|(?:(?:view|see|more|zeige|alle)\s+)?(?:all\s+|alle\s+)?(?:posts|articles|beiträge|artikel)\s+(?:by|from|von)\b"
    r"|zum\s+profil\s+von\b|(?:autor(?:in)?|author|auteur|autore|redakteur(?:in)?|text|foto)\s*[:：]|责任编辑："
    r"|author\b|autor\b)\s*",
    re.I,
)
_AFTER_NAME = re.compile(
    r"\s+(?:(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?(?:\s.*)?$|(?:posted|updated|published|last|says|said|vor|před|stand|il\s+y\s+a"
    r"|tiempo|lectura|min\.?|minutes?|\d).*$)",
    re.I,
)
# After two words at least, so that "Staff Reporter" and the like stay whole.
_ROLE = re.compile(
    r"(?<=\w\s)(?P<name>\S+)\s+(?:(?:senior|staff|games|news|political|chief)\s+)*(?:editor|reporter|correspondent)$",
    re.I,
)
_NO_NAME = re.compile(
    r"(?:no\s+author|name|user\s?name|author|autor|admin(?:istrator)?|wordpressadmin|posted|follow|editor|staff|guest"
    r"|unknown|anonymous|by|[\W\d_]+|last|last\s+updated.*|ph\.?\s?d\.?|m\.?d\.?|m\.?a\.?|rd|jr\.?|esq\.?|https?:.*|.*@.*)",
    re.I,
)
_SEPARATOR = re.compile(r"\s*[;|•·/]\s*|\s*,\s+|\s+(?:and|und|et|y|e|&|\+)\s+")
_PARTICLES = frozenset("de da di van von der den la le bin al el du".split())
_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?:\s+[^\W\d_][\w.’'-]*){1,4}")
_BYLINE = re.compile(r"(?:by|von|par|por|door|text|autor(?:in)?|author)\b\s*:?\s*(?P<names>.*)", re.I)
_NOT_PUBLISHED = re.compile(r"updated|aktualisiert|modified|registriert|joined|stand:", re.I)
_MARKED = re.compile(r"(?:^|[-_ ])(?:by-?line|author|autor|authors|writer)(?:[-_ ]|name|$)", re.I)

_NEAR = 260
"""Code points after the headline in which a byline or date is looked for."""

_SHORT = 48
"""Code points of a line that is only a date or only a byline, with its label."""


_SILENT = ("script", "style", "noscript", "svg", "button", "template", "title")


@dataclass(frozen=True, slots=True)
class NearHeadline:
    """What the lines after the headline say; both may be empty."""

    names: tuple[str, ...] = ()
    published: str = ""


def clean_names(written: str | Iterable[str], site: str = "") -> tuple[str, ...]:
    """Single names from the ways in which pages print them.

    Labels ("By", "Posts by"), dates, academic degrees, the site's own name beside a person's, and words that are no
    names are left out.
    """
    pieces = [written] if isinstance(written, str) else list(written)
    names: list[str] = []
    for piece in pieces:
        unlabelled = _BEFORE_NAME.sub("", clean_line(piece))
        for part in _SEPARATOR.split(unlabelled):
            name = _undoubled(_ROLE.sub(r"\g<name>", _AFTER_NAME.sub("", _BEFORE_NAME.sub("", part))).strip(" ,.-–—:"))
            if name and len(name) <= 80 and not _NO_NAME.fullmatch(name):
                names.append(name)
    unique = list(dict.fromkeys(names))
    persons = [name for name in unique if not _is_of_site(name, site)]
    return tuple(persons or unique)


def is_site_name(names: tuple[str, ...], site: str) -> bool:
    """Whether a byline only repeats the name of the site."""
    return bool(names) and all(_is_of_site(name, site) for name in names)


def near_headline(tree: Any) -> NearHeadline:
    """Read the short lines that follow the headline of a parsed page."""
    names: tuple[str, ...] = ()
    published = ""
    labelled = False
    for line in _lines_after(tree, next(tree.iter("h1"), None)):
        if len(line) > _SHORT:
            continue
        if not published and not _NOT_PUBLISHED.search(line):
            published = iso_date(line) or find_date(line)
        byline = _BYLINE.match(line)
        candidate = byline["names"] if byline else line if labelled else ""
        labelled = bool(byline and not byline["names"].strip())
        if not names and candidate:
            names = _person_names(candidate)
    return NearHeadline(names or _marked_names(tree), published)


def first_dated_line(tree: Any) -> str:
    """The date of the first short line of a page that holds one, for pages that state none where others do."""
    for line in _lines(tree.iter()):
        if len(line) <= _SHORT * 2 and any(map(str.isdigit, line)) and not _NOT_PUBLISHED.search(line):
            day = find_date(line)
            if day:
                return day
    return ""


def _lines_after(tree: Any, headline: Any) -> Iterator[str]:
    if headline is None:
        return
    inside = set(headline.iter())
    elements = dropwhile(lambda element: element is not headline, tree.iter())
    seen = 0
    for line in _lines(element for element in elements if element not in inside):
        yield line
        seen += len(line)
        if seen > _NEAR:
            return


def _lines(elements: Iterable[Any]) -> Iterator[str]:
    """The pieces of text of elements, clean, in the order of the page."""
    for element in elements:
        silent = element.tag in _SILENT or not isinstance(element.tag, str)
        for text in ("" if silent else element.text, element.tail):
            if text and (line := clean_line(text)):
                yield line


def _marked_names(tree: Any) -> tuple[str, ...]:
    """A name in an element that says it holds the author."""
    for element in tree.iter("a", "span", "p", "div", "address", "li", "b", "strong"):
        label = f"{element.get('rel') or ''} {element.get('itemprop') or ''} {element.get('class') or ''}"
        if len(label) < 150 and _MARKED.search(label):
            line = clean_line("".join(element.itertext()))
            if 3 <= len(line) <= 60 and (names := _person_names(line)) and not _in_comments(element):
                return names
    return ()


def _person_names(line: str) -> tuple[str, ...]:
    """Names in a line that may be anything: two to four words, all but particles with a capital."""
    return tuple(name for name in clean_names(line) if _NAME.fullmatch(name) and _capitalized(name))


def _capitalized(name: str) -> bool:
    return all(word[0].isupper() or not word[0].islower() or word in _PARTICLES for word in name.split())


def _in_comments(element: Any) -> bool:
    return any(
        "comment" in f"{box.get('class') or ''} {box.get('id') or ''}".lower() for box in element.iterancestors()
    )


def _undoubled(name: str) -> str:
    """Links with a hidden label print a name twice."""
    half = len(name) // 2
    return name[:half] if len(name) > 8 and name[:half] == name[half + 1 :] and name[half] == " " else name


def _is_of_site(name: str, site: str) -> bool:
    folded, whole = re.sub(r"\W", "", name.casefold()), re.sub(r"\W", "", site.casefold())
    return bool(folded and whole) and (folded == whole or (len(folded) > 2 and whole.startswith(folded)) or folded in
                                       (whole + "com", whole + "de"))  # fmt: skip
