"""What do the words of election logistics mean?"""

from __future__ import annotations

from typing import Final

from data_pipeline.figures.chart import Table
from data_pipeline.figures.reader import Reader

COLUMNS: Final = ("term", "term_other", "meaning", "topic_name", "source")
OTHER: Final = {"id": "en", "en": "id"}


def glossary(reader: Reader, *, wanted: str = "") -> Table:
    """Every term with its name in the other language; `wanted` keeps those that hold that text."""
    found = reader.rows("glossary")
    told = found.assign(
        term=found["name"],
        term_other=found[f"name_{OTHER[reader.language]}"],
        topic_name=[reader.say(f"glossary.topic.{code}") for code in found["topic_code"]],
    )
    sought = told[["term", "term_other", "meaning"]].agg(" ".join, axis=1).str.lower()
    told = told[sought.str.contains(wanted.strip().lower(), regex=False)].reset_index(drop=True)
    title = reader.say("table.glossary.title", n=reader.counted(len(told), "term"))
    return reader.table("glossary", told, COLUMNS, title=title)
