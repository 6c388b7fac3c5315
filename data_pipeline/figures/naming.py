"""What are these things called, in the reader's language? Columns of names for figures."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from data_pipeline.formats import OFFSETS, day
from data_pipeline.text import say


def localised(language: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Every pair of columns x_id and x_en becomes one column x, in that language."""
    stems = [name.removesuffix("_id") for name in frame.columns if name.endswith("_id")]
    named = {stem: frame[f"{stem}_{language}"] for stem in stems if f"{stem}_en" in frame.columns}
    return frame.assign(**named)


def with_dapil(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds `unit_name`: the item, with its electoral district where one applies."""
    has_dapil = frame["dapil_code"] != "-"
    dapil = ("\u00a0·\u00a0" + frame["dapil_code"]).where(has_dapil, "")
    return frame.assign(unit_name=frame["item_name"] + dapil)


def shortened(places: pd.Series) -> pd.Series:
    """'Kab. Asmat' for 'Kabupaten Asmat': short enough to stand beside a bar."""
    return places.str.replace("Kabupaten ", "Kab. ").str.replace("Administrasi ", "Adm. ")


def labelled(places: pd.Series, things: pd.Series) -> pd.Series:
    """'Kab. Asmat' above 'Dilipat': a place and what is told of it."""
    return shortened(places) + "\n" + things.astype("str")  # also when there are none


def moment_name(language: str, moment: pd.Timestamp, newest: pd.Timestamp) -> str:
    """'7 Jan' for a moment of the board, 'Kini' for the newest; days are those of Jakarta."""
    if moment == newest:
        return say(language, "figures.now")
    return day(language, moment + timedelta(hours=OFFSETS["WIB"]), has_year=False)


def moment_names(language: str, moments: pd.Series) -> pd.Series:
    """Each moment of a column by its name; the newest is now."""
    newest = moments.max()
    names = {moment: moment_name(language, moment, newest) for moment in moments.unique()}
    return moments.map(names)


def worded(language: str, codes: pd.Series, prefix: str) -> list[str | None]:
    """Codes of a closed list as words: the sentences `<prefix>.<code>`; unknown stays unknown."""
    return [say(language, f"{prefix}.{code}") if isinstance(code, str) else None for code in codes]
