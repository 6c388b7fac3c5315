"""How is a row of a picture called where there is one line for it?"""

from __future__ import annotations

from typing import Final

from data_pipeline.figures.legible import one_line

# What the name of a region or a post begins with; what stands on the lines below it is a thing.
PLACES: Final = ("Kab. ", "Kabupaten ", "Kota ", "PPLN ")


def row_name(name: str) -> str:
    """'Kab. Asmat, Surat suara DPR' from two lines; a wrapped name is put together."""
    place, _, thing = str(name).partition("\n")
    joint = ", " if place.startswith(PLACES) and thing else " "
    return one_line(f"{place}{joint}{' '.join(thing.split())}".strip())
