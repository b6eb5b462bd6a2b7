"""Title, authors, date and the like of a page, each with where it was found and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from newsreader.sources.compose import is_safe_address
from newsreader.sources.dates import iso_date
from newsreader.sources.html.byline import NearHeadline, clean_names, first_dated_line, is_site_name, near_headline
from newsreader.sources.html.linked_data import LinkedData
from newsreader.text.clean import clean_line


@dataclass(frozen=True, slots=True)
class Guess:
    """A value of a field, where it was found, and how often such a find is right (0 to 1)."""

    value: str = ""
    source: str = ""
    confidence: float = 0.0

    def __bool__(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class PageFields:
    """The fields of a page's article."""

    title: Guess
    byline: Guess
    published: Guess
    site: str
    url: str
    categories: tuple[str, ...]
    language: str
    lead_image: str
    lead_image_description: str

    @property
    def confidence(self) -> tuple[tuple[str, str], ...]:
        """The uncertain fields as `Article.confidence` holds them."""
        found = (("title", self.title), ("byline", self.byline), ("published", self.published))
        return tuple((name, f"{guess.source}:{guess.confidence:.2f}") for name, guess in found if guess)


def page_fields(tree: Any, data: LinkedData, document: Any, url: str = "") -> PageFields:
    """Collect the fields of a page.

    Args:
        tree: The parsed page.
        data: Its JSON-LD.
        document: What trafilatura found, or None.
        url: Where the page was fetched from, if it was.
    """
    metas = _metas(tree)
    site = _first(metas.get("og:site_name"), data.publisher, getattr(document, "sitename", ""))
    address = _address(tree, metas, data, document, url)
    near = near_headline(tree)
    return PageFields(
        title=_title(tree, metas, data, document, site),
        byline=_byline(metas, data, document, near, site),
        published=_published(tree, metas, data, document, near),
        site=site,
        url=address,
        categories=_categories(metas, data, document),
        language=_first(tree.get("lang") or "", data.language, metas.get("og:locale"))[:2].lower(),
        lead_image=_image(address, metas.get("og:image"), metas.get("twitter:image"), data.image),
        lead_image_description=_first(
            metas.get("og:image:alt"), metas.get("twitter:image:alt"), data.image_description
        ),
    )


def _metas(tree: Any) -> dict[str, str]:
    """The first value of every ``meta`` element by its property or name, lower case."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        value = clean_line(meta.get("content") or "")
        if key and value:
            metas.setdefault(key, value)
    return metas


def _first(*values: Any) -> str:
    return next((line for value in values if value and (line := clean_line(str(value)))), "")


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _title(tree: Any, metas: dict[str, str], data: LinkedData, document: Any, site: str) -> Guess:
    headings = [line for h1 in tree.iter("h1") if (line := clean_line("".join(h1.itertext()))) and len(line) < 300]
    shared = _without_site(metas.get("og:title", ""), site)
    if data.headline:
        return Guess(data.headline, "json-ld", 0.9)
    agreed = next((h for h in headings if shared and _fold(h) in _fold(shared) and len(_fold(h)) > 10), "")
    if agreed:
        return Guess(agreed, "h1", 0.9)
    if headings and (not site or _fold(headings[0]) != _fold(site)):
        return Guess(headings[0], "h1", 0.75)
    if shared:
        return Guess(shared, "og:title", 0.7)
    guessed = _first(getattr(document, "title", ""))
    return Guess(guessed, "trafilatura", 0.5) if guessed else Guess()


def _without_site(title: str, site: str) -> str:
    """A title without the name of the site that pages add before or after it."""
    parts = re.split(r"\s+[|–—·•»-]\s+", title)
    if len(parts) > 1 and site:
        kept = [part for part in parts if _fold(part) != _fold(site)]
        if len(kept) < len(parts) and kept:
            return title[title.index(kept[0]) : title.rindex(kept[-1]) + len(kept[-1])]
    return title


def _byline(metas: dict[str, str], data: LinkedData, document: Any, near: NearHeadline, site: str) -> Guess:
    stated = clean_names(data.authors, site)
    guessed = clean_names(_first(getattr(document, "author", "")), site)
    named = clean_names(metas.get("author", ""), site)
    candidates = (
        (stated, "json-ld", 0.85),
        (guessed, "trafilatura", 0.6),
        (near.names, "byline", 0.6),
        (named, "meta", 0.5),
    )
    found = [candidate for candidate in candidates if candidate[0]]
    # Many sites name themselves as the author of everything; a person found elsewhere is better.
    for names, source, confidence in [one for one in found if not is_site_name(one[0], site)] or found:
        return Guess(", ".join(names), source, confidence)
    return Guess()


def _published(tree: Any, metas: dict[str, str], data: LinkedData, document: Any, near: NearHeadline) -> Guess:
    day = iso_date(_first(getattr(document, "date", "")))
    stated = [
        data.published,
        iso_date(metas.get("article:published_time", "")),
        iso_date(metas.get("datepublished", "")),
    ]
    for value in stated:
        # trafilatura gives the day alone; where the page states the same day with its time, the time is kept.
        if value and (not day or value[:10] == day[:10]):
            return Guess(value, "json-ld" if value == data.published else "meta", 0.95)
    if near.published and not any(stated):
        return Guess(near.published, "headline", 0.9 if near.published[:10] == day[:10] else 0.7)
    if day:
        return Guess(day, "trafilatura", 0.8 if any(stated) else 0.6)
    return Guess(found, "search", 0.4) if (found := first_dated_line(tree)) else Guess()


def _address(tree: Any, metas: dict[str, str], data: LinkedData, document: Any, url: str) -> str:
    canonical = [
        link.get("href") or "" for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for value in (*canonical, metas.get("og:url", ""), data.url, getattr(document, "url", "") or ""):
        try:
            address = urljoin(url, value.strip()) if value.strip() else ""
        except ValueError:
            continue
        if address.startswith(("http://", "https://")) and is_safe_address(address) and _same_site(address, url):
            return address
    return url


_DEVICE_HOSTS = re.compile(r"^(?:www|m|amp|mobile|edition)\.")


def _same_site(stated: str, fetched: str) -> bool:
    """Whether a page that came from one address may say that another is its own.

    The address is the article's identity: a page must not pass for the article of another site. A saved page has only
    its own word for it.
    """
    try:
        a, b = (_DEVICE_HOSTS.sub("", urlsplit(url).hostname or "") for url in (stated, fetched))
    except ValueError:
        return False
    return not fetched or a == b or a.endswith(f".{b}") or b.endswith(f".{a}")


def _categories(metas: dict[str, str], data: LinkedData, document: Any) -> tuple[str, ...]:
    found: Iterable[str] = data.sections or (metas.get("article:section", ""),)
    names = [part.strip() for section in found for part in re.split(r"\s*[,;|]\s*|\s*/\s+", section)]
    names = [name for name in names if 1 < len(name) <= 60] or list(getattr(document, "categories", None) or [])
    return tuple(dict.fromkeys(clean_line(name) for name in names))[:12]


def _image(base: str, *addresses: str | None) -> str:
    for address in addresses:
        try:
            absolute = urljoin(base, (address or "").strip()) if address else ""
        except ValueError:
            continue
        if absolute.startswith(("http://", "https://")) and is_safe_address(absolute):
            return absolute
    return ""
