"""How does a text stand in HTML? Cleaned, on one line, escaped; nothing reaches the page raw."""

from __future__ import annotations

from html import escape

from data_pipeline.figures.legible import one_line


def told(text: object, longest: int = 600) -> str:
    """Text for an element or a quoted attribute."""
    return escape(one_line(text, longest), quote=True)
