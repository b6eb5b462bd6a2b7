"""The spaCy backend gives mentions of the same kind as the shipped model."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from newsreader.analysis.backends.spacy import BackendError, find_mentions
from newsreader.analysis.entities import find_clusters, find_entities
from newsreader.analysis.model import EntityLabel

INSTALLED = importlib.util.find_spec("spacy") is not None
TEXT = "Ann Roe runs Harbour Watch in Tarnby. On Monday Roe paid $5."


@pytest.fixture
def pipeline(tmp_path: Path) -> str:
    spacy: Any = pytest.importorskip("spacy", reason="spaCy is not installed")
    made = spacy.blank("en")
    ruler = made.add_pipe("entity_ruler")
    patterns = {"Ann Roe": "PERSON", "Roe": "PERSON", "Harbour Watch": "ORG", "Tarnby": "GPE", "Monday": "DATE"}
    ruler.add_patterns([{"label": label, "pattern": words} for words, label in patterns.items()])
    made.to_disk(tmp_path / "pipeline")
    return str(tmp_path / "pipeline")


def test_mentions_come_from_the_pipeline(pipeline: str) -> None:
    found = [(m.text, m.label) for m in find_mentions(TEXT, pipeline)]
    assert found == [
        ("Ann Roe", EntityLabel.PERSON),
        ("Harbour Watch", EntityLabel.ORG),
        ("Tarnby", EntityLabel.PLACE),
        ("Roe", EntityLabel.PERSON),
    ]


def test_merging_dates_and_amounts_stay_the_same(pipeline: str) -> None:
    entities = {e.name: e.label for e in find_entities(TEXT, spacy=pipeline)}
    assert entities["Monday"] is EntityLabel.DATE
    assert entities["$5"] is EntityLabel.MONEY
    assert {c.name: len(c.mentions) for c in find_clusters(TEXT, spacy=pipeline)}["Ann Roe"] == 2


@pytest.mark.skipif(not INSTALLED, reason="spaCy is not installed")
def test_a_missing_pipeline_is_told_in_one_line() -> None:
    with pytest.raises(BackendError, match="spaCy has no pipeline 'none_such'"):
        find_mentions(TEXT, "none_such")


@pytest.mark.skipif(INSTALLED, reason="spaCy is installed")
def test_without_spacy_the_reader_is_told_what_to_install() -> None:
    with pytest.raises(BackendError, match="pip install spacy"):
        find_mentions(TEXT, "en_core_web_sm")
