"""How does a briefing become slides? `write` makes a PPTX with charts that stay charts."""

from __future__ import annotations

from data_pipeline.briefing.document import Document
from data_pipeline.briefing.slides import deck, pages

__all__ = ["write"]


def write(document: Document) -> bytes:
    """The document as PPTX, 16:9: native charts and tables, notes, alt texts, slide numbers."""
    stage = deck.Deck(document)
    pages.cover(stage)
    for section in document.sections:
        pages.section(stage, section)
    pages.sources(stage)
    return stage.to_bytes()
