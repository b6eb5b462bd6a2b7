"""Quotes with speakers, and entities: pure functions of an article's text."""

from __future__ import annotations

from newsreader.analysis.model import Analysis, Entity, EntityLabel, Quote, QuoteKind

__all__ = ["Analysis", "Entity", "EntityLabel", "Quote", "QuoteKind"]
