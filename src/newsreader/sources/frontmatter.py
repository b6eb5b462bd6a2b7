"""Front matter: the YAML block at the head of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from newsreader.sources.dates import find_date
from newsreader.text.clean import clean_line

_FENCED = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_MAX_YAML = 64_000
"""Code points. Longer front matter is not read; aliases are refused, so nothing can grow beyond it."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter says of its article; every field may be empty."""

    title: str = ""
    byline: str = ""
    published: str = ""
    site: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""
    lead_image: str = ""
    lead_image_description: str = ""


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """Split a Markdown text, clean and with newlines only, into its front matter and its body.

    Front matter that is no YAML mapping is left in the body, so that nothing is lost.
    """
    found = _FENCED.match(text)
    if not found or len(found["yaml"]) > _MAX_YAML:
        return FrontMatter(), text
    values = _load(found["yaml"])
    if values is None:
        return FrontMatter(), text
    return _front_matter(values), text[found.end() :]


def _load(source: str) -> Mapping[str, Any] | None:
    import yaml

    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(source, Loader=yaml.SafeLoader)):
            return None
        loaded = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(loaded, dict):
        return None
    return {str(key).strip().lower(): value for key, value in loaded.items()}


def _front_matter(values: Mapping[str, Any]) -> FrontMatter:
    def first(*keys: str) -> Any:
        return next((values[key] for key in keys if values.get(key) not in (None, "", [])), "")

    return FrontMatter(
        title=_line(first("title", "headline")),
        byline=", ".join(_lines(first("byline", "author", "authors", "creator"))),
        published=_published(first("published", "date", "pubdate", "publishdate", "created")),
        site=_line(first("site", "site_name", "publication", "publisher", "newspaper")),
        url=_address(first("url", "source", "link", "canonical", "canonical_url", "original_url")),
        categories=_lines(first("categories", "category", "sections", "section", "tags", "keywords")),
        language=_line(first("language", "lang"))[:2].lower(),
        lead_image=_address(first("image", "cover", "lead_image")),
        lead_image_description=_line(first("image_alt", "caption", "lead_image_description")),
    )


def _line(value: Any) -> str:
    if isinstance(value, Mapping):
        value = value.get("name", "")
    return clean_line(str(value)) if isinstance(value, (str, int, float)) else ", ".join(_lines(value))


def _lines(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = re.split(r"\s*[,;]\s*", value)
    elif not isinstance(value, list):
        value = [value]
    lines = (_line(item) for item in value if isinstance(item, (str, int, float, dict)))
    return tuple(dict.fromkeys(line for line in lines if line))


def _published(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return find_date(_line(value))


def _address(value: Any) -> str:
    address = _line(value)
    return address if re.match(r"https?://\S+\Z", address, re.I) else ""
