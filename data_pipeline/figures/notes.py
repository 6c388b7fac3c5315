"""What did people note about this region or country, and when? Named marks beside a curve."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pandas as pd

from data_pipeline.figures.chart import Mark, Table
from data_pipeline.figures.legible import shortened as cut
from data_pipeline.figures.naming import shortened
from data_pipeline.figures.reader import Reader

NOTES: Final = ("event_at", "region_name", "comment_text", "author_name", "region_code")
# More names than this above a curve hide one another; the table has them all.
MOST_MARKS: Final = 4
LONGEST: Final = 40


def notes(reader: Reader, *, region_code: str = "") -> Table:
    """Notes on whole regions, or on one of them; newest first."""
    found = _notes(reader)
    if region_code:
        found = found[found["region_code"] == region_code].reset_index(drop=True)
    title = reader.say("table.notes.title", n=reader.counted(len(found), "note"))
    return reader.table("notes", found, NOTES, title=title)


def marks(reader: Reader, since: datetime) -> tuple[Mark, ...]:
    """The notes from that moment on as named lines, oldest first; none where there are too many."""
    found = _notes(reader)
    found = found[found["event_at"] >= since]
    if len(found) > MOST_MARKS:
        return ()
    names = cutoff(shortened(found["region_name"]), found["comment_text"])
    moments = [at.to_pydatetime() for at in found["event_at"]]
    return tuple(Mark(at, name) for at, name in zip(moments[::-1], names[::-1], strict=True))


def cutoff(places: pd.Series, texts: pd.Series) -> list[str]:
    """'Kab. Asmat: jalan putus …': short enough to stand beside its line."""
    told = zip(places, texts, strict=True)
    return [cut(f"{place}: {' '.join(text.split())}", LONGEST) for place, text in told]


def _notes(reader: Reader) -> pd.DataFrame:
    actions = reader.scoped("actions")
    is_note = (actions["action_code"] == "comment") & (actions["item_code"] == "-")
    return actions[is_note].reset_index(drop=True)
