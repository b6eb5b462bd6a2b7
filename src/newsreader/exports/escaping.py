"""Foreign text written so that it reads as the words it is: in Markdown, in Org, as a tag, as a link between notes."""

from __future__ import annotations

import json
import re

from newsreader.exports.parts import dashed
from newsreader.exports.syntax import ORG, UNSEEN, Syntax
from newsreader.text.clean import clean_line, clean_text

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$&^=!{}%])")
_LEADING = re.compile(r"^(\s*)([-+](?=\s|$)|-(?=[-\s]*$)|\d+[.)](?=\s|$))")
_PROPERTY = re.compile(r"(?<=\S)::(?=\s|$)")
_PLAIN_TAG = re.compile(r"[^\W_][\w/-]*")

# https://orgmode.org/worg/org-syntax.html: what begins an element, and what begins an object.
_ORG_ELEMENT = re.compile(
    r"^(?=[ \t]*(?:\*|#|:\S|\||[-+][ \t]|[-+]$|-{5}|\d+[.)]|\[fn:|%%\(|\\begin|CLOCK:|[A-Z]+:))", re.M
)
_ORG_OBJECT = re.compile(r"(?:(?<=^)|(?<=[\s\-('\"{]))([*/_=~+])(?=\S)|([\[<{$\\^_@])(?=\S)", re.M)
_ORG_SCHEME = re.compile(r"(?<=[A-Za-z0-9+])(:)(?=\S)")
_ORG_STRUCTURE = re.compile(
    r"^(?=\*+(?: |$)|[ \t]*(?:#\+|# |#$|:[\w-]+:[ \t]*$|DEADLINE:|SCHEDULED:|CLOSED:|CLOCK:|\\begin))", re.M
)


def escape(text: str) -> str:
    """Escape one line of foreign text for Markdown, so that it reads as the words it is."""
    escaped = _LEADING.sub(lambda m: m[1] + m[2][:-1] + "\\" + m[2][-1], _SPECIAL.sub(r"\\\1", text))
    return _PROPERTY.sub(r":\\:", escaped)


def block_quote(text: str) -> str:
    """Foreign text as a quotation of Markdown, line by line."""
    return "\n".join(f"> {escape(line)}".rstrip() for line in clean_text(text).strip().split("\n"))


def escape_org(text: str) -> str:
    """Escape foreign text for Org, which knows no backslash: a space without width parts what would be markup."""
    text = _ORG_SCHEME.sub(UNSEEN + r"\1", text)
    text = _ORG_OBJECT.sub(lambda m: m[0] + UNSEEN, text)
    return _ORG_ELEMENT.sub(UNSEEN, text)


def write_note(note: str, syntax: Syntax) -> str:
    """The reader's note as it stands in a block: as it is, but for lines that would end the block or its section."""
    text = clean_text(note).strip()
    return syntax.guarded(_ORG_STRUCTURE.sub(UNSEEN, text) if syntax is ORG else text)


def write_tag(tag: str) -> str:
    """A tag as ``#tag``, or as ``#[[a tag]]`` where blanks or signs would leave its end in doubt."""
    cleaned = clean_line(tag)
    return f"#{cleaned}" if _PLAIN_TAG.fullmatch(cleaned) else f"#[[{escape(cleaned)}]]"


def write_tag_org(tag: str) -> str:
    """The same for Org, where two brackets would be a link."""
    return escape_org(write_tag(tag)).replace("[[", f"[{UNSEEN}[")


def write_tag_dashed(tag: str) -> str:
    """A tag for programs whose tags have no blanks: ``#two-words``; empty where nothing is left of it."""
    name = dashed(clean_line(tag))
    return f"#{name}" if name else ""


def wiki_link(name: str) -> str:
    """A link to the note of that name, ``[[Jane Roe]]``; signs that such a name cannot have become blanks."""
    inside = " ".join(re.sub(r"[\[\]|#^\\/:*?\"<>`$~=_&{}]", " ", clean_line(name)).split())
    return f"[[{inside}]]" if inside else ""


def yaml_value(value: object) -> str:
    """A value of front matter: JSON, which is YAML too."""
    return json.dumps(value, ensure_ascii=False, default=str)


def property_value(text: str) -> str:
    """Foreign text as the value of a property of Logseq: one line that links to nothing by itself."""
    return re.sub(r"(?:\[\[|\]\]|#(?=\S)|\(\(|\{\{)", lambda m: " ".join(m[0]) + " ", clean_line(text)).strip()
