"""What are these things called, in the reader's language? Columns of names for figures."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

import pandas as pd

from pages.components.text import OFFSETS, day, language, say

LABEL_LENGTH: Final = 26


def localised(frame: pd.DataFrame) -> pd.DataFrame:
    """Every pair of columns x_id and x_en becomes one column x, in the reader's language."""
    suffix = f"_{language()}"
    stems = [name.removesuffix("_id") for name in frame.columns if name.endswith("_id")]
    named = {stem: frame[stem + suffix] for stem in stems if f"{stem}_en" in frame.columns}
    return frame.assign(**named)


def with_dapil(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds `unit_name`: the item, with its electoral district where one applies."""
    has_dapil = frame["dapil_code"] != "-"
    dapil = ("\u00a0·\u00a0" + frame["dapil_code"]).where(has_dapil, "")
    return frame.assign(unit_name=frame["item_name"] + dapil)


def labelled(places: pd.Series, things: pd.Series) -> pd.Series:
    """'Kab. Asmat' above 'Dilipat': short lines beside a bar, which a phone can hold."""
    short = places.str.replace("Kabupaten ", "Kab. ").str.replace("Administrasi ", "Adm. ")
    return short + "<br>" + things.map(lambda thing: "<br>".join(wrap(thing, LABEL_LENGTH)))


def moment_name(moment: pd.Timestamp, newest: pd.Timestamp) -> str:
    """'7 Jan' for a moment of the board, 'Kini' for the newest; days are those of Jakarta."""
    if moment == newest:
        return say("quality.now")
    return day(moment + pd.Timedelta(hours=OFFSETS["WIB"])).rsplit(" ", 1)[0]


def worded(codes: pd.Series, prefix: str) -> list[str | None]:
    """Codes of a closed list as words: the sentences `<prefix>.<code>`; unknown stays unknown."""
    return [say(f"{prefix}.{code}") if isinstance(code, str) else None for code in codes]
