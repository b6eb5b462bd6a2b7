"""Every command that prints JSON prints the shape that is documented for it."""

import json
from pathlib import Path
from typing import Any

import pytest

from newsreader.cli.shapes import SHAPES, VERSION, schema
from tests.cli.test_commands import FERRY, Program, with_marks
from tests.sources.loopback import Answer, serving

FEED = """<rss version="2.0"><channel><title>Post</title><item><title>Ferry</title><guid>1</guid>
<link>{0}/ferry</link><description>The ferry sails.</description></item></channel></rss>"""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "texts.jsonl").write_text(
        "\n".join(json.dumps({"id": str(n), "title": "Ferry", "text": FERRY}) for n in range(2)) + "\n"
    )
    made = Program(tmp_path)
    with_marks(made)
    made("add", "ferry.txt")
    return made


KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "null": (type(None),),
}


def is_of(value: object, kind: str) -> bool:
    return isinstance(value, KINDS[kind]) and isinstance(value, bool) is (kind == "boolean")


def fault(value: Any, found: dict[str, Any], where: str = "") -> str:
    """What is wrong with a value by a schema of ours; empty if nothing is. Fields nobody documented are wrong too."""
    if "anyOf" in found:
        return "" if any(not fault(value, one) for one in found["anyOf"]) else f"{where}: {value!r}"
    if not is_of(value, found["type"]):
        return f"{where}: {value!r} is no {found['type']}"
    if found["type"] == "array":
        return next((f for n, item in enumerate(value) if (f := fault(item, found["items"], f"{where}[{n}]"))), "")
    if found["type"] == "object" and "properties" in found:
        if missing := set(found["required"]) - set(value):
            return f"{where}: lacks {missing}"
        if unknown := set(value) - set(found["properties"]):
            return f"{where}: {unknown} are not documented"
        named = found["properties"]
        return next((f for k, v in value.items() if (f := fault(v, named[k], f"{where}.{k}"))), "")
    return ""


def words_of(command: str, mark: str, article: str) -> list[str]:
    head, _, option = command.partition(" --")
    given = {
        "show": ["ferry.txt"],
        "analyze": [] if "texts" in option else ["ferry.txt"],
        "related": [] if "texts" in option else ["ferry.txt"],
        "add": ["ferry.txt"],
        "search": ["ferry"],
        "remove": [article],
        "notes delete": [mark],
        "notes show": [mark],
        "notes search": ["color:pink"],
    }
    extra = ["texts.jsonl"] if "texts" in option else []
    return [*head.split(), *f"--{option}".split(), *extra, *given.get(head, [])]


COMMANDS = [(name, command) for name, shape in SHAPES.items() for command in shape.commands if "feeds" not in command]


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[c for _, c in COMMANDS])
def test_what_a_command_prints_has_the_documented_shape(program: Program, name: str, command: str) -> None:
    mark = json.loads(program("notes", "list", "--json").splitlines()[0])["id"]
    article = json.loads(program("list", "--json").splitlines()[0])["id"]
    lines = program(*words_of(command, mark, article)).splitlines()
    assert lines
    for line in lines:
        assert fault(json.loads(line), schema(name)) == ""


def test_feeds_are_printed_in_their_shape(program: Program) -> None:
    with serving() as server:
        server.answers["/rss"] = Answer(FEED.format("https://post.example").encode())
        added = program("feeds", "add", server.url("/rss"), "--json").splitlines()
        refreshed = program("feeds", "refresh", "--json").splitlines()
    listed = program("feeds", "list", "--json").splitlines()
    for lines, name in ((added, "feed"), (listed, "feed"), (refreshed, "refreshed feed")):
        assert lines
        for line in lines:
            assert fault(json.loads(line), schema(name)) == ""


def test_the_shapes_are_printed_with_their_version(program: Program) -> None:
    found = json.loads(program("schema"))
    assert set(found) == set(SHAPES)
    assert {one["version"] for one in found.values()} == {VERSION}
    assert json.loads(program("schema", "mark")) == found["mark"]
    program("schema", "nonsense", status=2)
    assert "there is no shape 'nonsense'" in program.errors


def test_every_option_for_json_has_a_shape(program: Program) -> None:
    from newsreader.cli.manual import entries

    known = {command.partition(" --")[0] for shape in SHAPES.values() for command in shape.commands}
    having = {e.name.removeprefix("newsreader ") for e in entries() if any("--json" in o for o, _ in e.options)}
    assert having - known == set()
