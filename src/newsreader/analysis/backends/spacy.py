"""Mentions by an installed spaCy pipeline; dates, amounts and the merging of mentions stay ours.

spaCy is no dependency: ``pip install spacy`` and a pipeline of it, then name the pipeline in the settings. Importing it
takes half a second and more, so it is imported when it is first used.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from newsreader.analysis.mentions import Mention
from newsreader.analysis.model import EntityLabel
from newsreader.article import Span
from newsreader.errors import NewsreaderError

_LABELS = {
    "PERSON": EntityLabel.PERSON,
    "PER": EntityLabel.PERSON,
    "ORG": EntityLabel.ORG,
    "GPE": EntityLabel.PLACE,
    "LOC": EntityLabel.PLACE,
    "FAC": EntityLabel.PLACE,
    "EVENT": EntityLabel.EVENT,
    "NORP": EntityLabel.MISC,
    "PRODUCT": EntityLabel.MISC,
    "WORK_OF_ART": EntityLabel.MISC,
    "LAW": EntityLabel.MISC,
    "LANGUAGE": EntityLabel.MISC,
    "MISC": EntityLabel.MISC,
}
"""OntoNotes' and CoNLL's labels in ours; those of dates and amounts are left to the rules."""


class BackendError(NewsreaderError):
    """A backend that is not installed or does not load; the message says what to install."""


def find_mentions(text: str, pipeline: str) -> list[Mention]:
    """Find mentions with a spaCy pipeline.

    Args:
        text: The text.
        pipeline: The name of an installed pipeline, such as ``en_core_web_sm``, or a folder that holds one.

    Returns:
        Mentions in order of the text, without overlaps.

    Raises:
        BackendError: spaCy or the pipeline is not there.
    """
    found = []
    for entity in _load(pipeline)(text).ents:
        label = _LABELS.get(entity.label_)
        words = tuple(token.text for token in entity if not token.is_space)
        if label is not None and words:
            found.append(Mention(Span(entity.start_char, entity.end_char), label, words))
    return found


@cache
def _load(pipeline: str) -> Any:
    try:
        return import_module("spacy").load(pipeline)
    except ImportError as error:
        raise BackendError(
            "spaCy is not installed: pip install spacy, or take the backend out of the settings"
        ) from error
    except OSError as error:
        raise BackendError(f"spaCy has no pipeline {pipeline!r}: python -m spacy download {pipeline}") from error
