"""Category lines: the topics that scrapes print in one line, often with nothing between them."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

from newsreader.patterns import lazy_pattern

SECTIONS = frozenset(
    " ".join(
        """
        africa | agriculture | ai | americas | analysis | arts | asia | autos | aviation | banking | books |
        breaking | breaking news | business | canada | china | cities | climate | comment | commentary | congress |
        courts | crime | crypto | culture | cybersecurity | data | defence | defense | design | diplomacy |
        economics | economy | editorial | education | elections | energy | entertainment | environment | eu | europe
        | exclusive | explainer | explainers | fashion | features | featured | film | finance | food | football |
        gaming | germany | global | government | headlines | health | history | housing | immigration | india |
        industry | innovation | international | interviews | investigations | iran | israel | jobs | justice | labor
        | labour | latest | latest news | latin america | law | legal | life | lifestyle | live | local | long reads
        | markets | media | medicine | middle east | military | money | movies | music | national |
        national security | nature | news | obituaries | oceania | op-ed | opinion | opinions | pacific | people |
        photos | podcasts | policy | politics | press | property | racing | real estate | regional | religion |
        research | retail | reviews | russia | science | security | shipping | society | space | special reports |
        sport | sports | startups | stories | style | tech | technology | theater | theatre | top news | top stories
        | trade | transport | travel | trending | tv | u.s. | uk | ukraine | un | uncategorized | us | us news |
        u.s. news | us politics | video | videos | war | washington | weather | wildlife | women | world |
        world news
        """.split()
    ).split(" | ")
)
"""Section names of English-language news sites, lower case."""

_CAMEL = """
    AstraZeneca BioNTech BitTorrent BlackBerry BlackRock BuzzFeed ChatGPT CrowdStrike DeepMind DeepSeek DeFi DeSantis
    DevOps DoorDash EdTech ExxonMobil FedEx FinTech GitHub GlaxoSmithKline HuffPost JPMorgan LeBron LinkedIn MacBook
    MacOS MeToo OpenAI PayPal PhD PlayStation PolitiFact PowerPoint SoftBank SpaceX TikTok WhatsApp WikiLeaks YouTube
    iCloud iOS iPad iPhone macOS
""".split()
_WHOLE_WORDS = lazy_pattern("|".join(sorted(map(re.escape, _CAMEL), key=len, reverse=True)))
_ACRONYMS = ("NATO", "COVID", "OPEC", "ASEAN", "BRICS", "LGBTQ", "USA", "UAE", "UFO", "FBI", "CIA", "NBA", "NFL", "MLB",
             "IMF", "WHO", "US", "UK", "EU", "UN", "AI", "TV", "IT", "VR")  # fmt: skip
_ACRONYM_RUN = lazy_pattern("|".join(_ACRONYMS))
_SMALL_WORDS = frozenset({"and", "of", "the", "in", "on", "for", "&", "-", "–", "/"})
_SEPARATED = lazy_pattern(r"\s*[,|•·/›»;]\s*|\s{2,}")
_MAX_LINE = 160


_SPOKEN = frozenset('"“”‘?!')


def _is_sentence(line: str) -> bool:
    return line.endswith((".", "!", "?", "…")) or not _SPOKEN.isdisjoint(line)


def split_categories(line: str, known: Collection[str] = SECTIONS) -> tuple[str, ...]:
    """Split a category line such as ``DefenseFeaturedInternationalPolicy``.

    The parts begin at a capital after a small letter or digit and at the last capital of an acronym that a word
    follows (``USPolitics``); a space stays inside its part. Names that have a capital inside, like McDonald or YouTube,
    are not split.

    Args:
        line: One clean line.
        known: Section names in lower case that help to tell a category line from a headline.

    Returns:
        The categories in their order, without repeats; empty if the line does not have the shape of a category line.
    """
    line = line.strip()
    if not 2 <= len(line) <= _MAX_LINE or (_is_sentence(line) and line.casefold() not in known):
        return ()
    if line.casefold() in known:
        return (line,)
    separated = [part for part in _SEPARATED.split(line) if part]
    if len(separated) > 1:
        mashed = [piece for part in separated for piece in _split_mashed(part)]
        return tuple(dict.fromkeys(mashed)) if _share_known(mashed, known) == 1.0 else ()
    words = line.split()
    if not all(
        word[0].isupper() or word[0].isdigit() or _WHOLE_WORDS.match(word) or word in _SMALL_WORDS for word in words
    ):
        return ()
    parts = _split_mashed(line)
    boundaries = len(parts) - 1
    if boundaries < 1 or any(len(part) < 2 for part in parts):
        return ()
    share = _share_known(parts, known)
    mashed_only = len(words) == 1
    if (
        (mashed_only and (boundaries >= 2 or share > 0))
        or share >= 0.5
        or (boundaries >= 3 and len(words) <= boundaries)
    ):
        return tuple(dict.fromkeys(parts))
    return ()


def learnt_sections(counts: Iterable[tuple[str, int]], least: int = 3) -> frozenset[str]:
    """The vocabulary of section names that a library's articles teach, to be given to `split_categories`.

    Args:
        counts: Every category, and how many articles have it; two spellings of a name count together.
        least: In how many articles a name must have been seen; once may be a wrong split.

    Returns:
        `SECTIONS` and the names learnt, lower case.
    """
    articles: Counter[str] = Counter()
    for name, count in counts:
        articles[name.casefold()] += count
    return SECTIONS | {name for name, count in articles.items() if count >= least}


def read_sections(path: Path) -> frozenset[str]:
    """The vocabulary that was kept in a file; `SECTIONS` alone if there is none that can be read."""
    try:
        names = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return SECTIONS
    return SECTIONS | {name for name in names if name}


def write_sections(path: Path, sections: frozenset[str]) -> None:
    """Keep a vocabulary, one name a line; one that cannot be written is learnt again the next time."""
    contents = "".join(f"{name}\n" for name in sorted(sections - SECTIONS) if name.isprintable())
    with contextlib.suppress(OSError):
        if contents or path.exists():
            path.write_text(contents, encoding="utf-8", errors="replace")


def _share_known(parts: list[str], known: Collection[str]) -> float:
    return sum(part.casefold() in known for part in parts) / len(parts)


def _split_mashed(line: str) -> list[str]:
    parts: list[str] = []
    start = 0
    position = 0
    while position < len(line):
        if whole := _WHOLE_WORDS.match(line, position):
            if position > start and line[position - 1] != " ":
                parts.append(line[start:position])
                start = position
            position = whole.end()
            if position < len(line) and line[position].isupper():
                parts.append(line[start:position])
                start = position
            continue
        if position > start and _begins_part(line, position):
            parts.append(line[start:position])
            start = position
        position += 1
    parts.append(line[start:])
    return [piece for part in parts if part.strip() for piece in _split_acronyms(part.strip())]


def _begins_part(line: str, at: int) -> bool:
    """Whether a new part begins at ``at``, judged by the characters around it."""
    before, here = line[at - 1], line[at]
    after = line[at + 1] if at + 1 < len(line) else ""
    if not here.isupper():
        return False
    if before.islower():
        # McDonald, O'Brien and the like.
        return not (
            line[max(0, at - 2) : at] == "Mc" and (at < 3 or not line[at - 3].isalpha() or line[at - 3].islower())
        )
    if before.isdigit():
        return after.islower()
    if before.isupper():
        return after.islower() and at >= 2 and (line[at - 2].isupper() or line[at - 2].isdigit())
    return before in ".)" and at >= 3 and line[at - 2].isupper() and line[at - 3] == "." and after.islower()


def _split_acronyms(part: str) -> list[str]:
    """``USUK`` is two categories if it is known acronyms from end to end."""
    if part.isupper() and part.isalpha() and len(part) > 3:
        found = _ACRONYM_RUN.findall(part)
        if "".join(found) == part:
            return list(found)
    return [part]
