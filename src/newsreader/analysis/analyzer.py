"""The analysis as a reader has set it up: with their own dictionary, and the pipeline they chose."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from newsreader import plugins
from newsreader.analysis import ANALYZER_VERSION, Analysis, analyze
from newsreader.analysis.dictionary import Dictionary, load_dictionary


@dataclass(frozen=True)
class Analyzer:
    """Analyses texts in one way.

    Attributes:
        dictionary: The reader's own names.
        spacy: The installed spaCy pipeline that finds names; empty for the shipped model.
        added: The analyser of another package that does all instead; empty for our own. It gets no dictionary.
    """

    dictionary: Dictionary = field(default_factory=Dictionary)
    spacy: str = ""
    added: str = ""

    @classmethod
    def with_dictionary(cls, path: Path, spacy: str = "", added: str = "") -> Analyzer:
        """Read the reader's dictionary from a file; none is an empty one.

        Raises:
            DictionaryError: If the file cannot be used.
        """
        return cls(load_dictionary(path), spacy, added)

    @cached_property
    def version(self) -> str:
        """Names this way of analysing: stored results of another one are out of date."""
        package = plugins.version_of(plugins.ANALYZERS, self.added) if self.added else ""
        own = repr((self.dictionary, self.spacy, package)).encode("utf-8", "replace")
        plain = self == Analyzer()
        return ANALYZER_VERSION if plain else f"{ANALYZER_VERSION}-{hashlib.blake2b(own, digest_size=4).hexdigest()}"

    def __call__(self, text: str, published: str = "") -> Analysis:
        """Analyse a text; see `newsreader.analysis.analyze`.

        Raises:
            PluginError: If the analyser of another package cannot be used.
        """
        if self.added:
            found = plugins.call(plugins.ANALYZERS, self.added, text, published=published)
            if not isinstance(found, Analysis):
                raise plugins.PluginError(f"the analyzer {self.added!r} gave no Analysis")
            return found
        return analyze(text, published=published, dictionary=self.dictionary, spacy=self.spacy)
