"""How does a reader take a chart or a table along? Four files, each made when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

import streamlit as st

from data_pipeline.access.roles import EXPORT
from data_pipeline.figures import declared
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.figures.facts import Facts
from data_pipeline.formats import OFFSETS
from pages import access, audited, cached
from pages.components import filters
from pages.components.text import language, say
from pages.components.views import View

Made = Chart | Table

NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9.]+")
MIMES: Final = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def offer(made: Made, view: View, *, key: str) -> None:
    """A button that opens on four: PNG, SVG, CSV, XLSX; none for who may take none along."""
    if not access.may(EXPORT):
        return
    told = facts(view)
    with st.popover(
        say("shell.download"),
        icon=":material/download:",
        type="tertiary",
        help=say("shell.download_help"),
        key=f"{key}_files",
    ):
        for extension, make in MAKERS.items():
            # Made in a thread without a session: everything it needs is handed over here.
            st.download_button(
                say(f"shell.files.{extension}"),
                data=audited.exported(
                    access.guarded(EXPORT, partial(make, made, told)),
                    made.code,
                    extension,
                    rows(made),
                    view.scope,
                ),
                file_name=name_of(made, view, told, extension),
                mime=MIMES[extension],
                key=f"{key}_{extension}",
                type="tertiary",
                on_click="ignore",
            )


def facts(view: View) -> Facts:
    """Where the numbers on this page come from, at the moment and in the places looked at."""
    where = filters.region_label(view.place) if view.place else filters.places()
    words = " · ".join(part for part in (where, view.narrowed) if part)
    return cached.facts(language(), view.scope, words)


def rows(made: Made) -> int:
    """How many rows stand in the files."""
    return len(made.frame) if isinstance(made, Table) else len(made.data)


def name_of(made: Made, view: View, told: Facts, extension: str) -> str:
    """'tepat_s-curve_35_20240108T1000_v12.png': ASCII, told apart in a folder of downloads."""
    where = view.place or "-".join(view.scope.province_codes) or "nasional"
    moment = told.as_of + timedelta(hours=OFFSETS["WIB"])
    # A chart and a table may answer the same question under one code.
    is_twin = isinstance(made, Table) and made.code in declared.FIGURES
    code = f"{made.code}-table" if is_twin else made.code
    parts = (code, where, f"{moment:%Y%m%dT%H%M}", f"v{told.version}")
    return "_".join(["tepat", *(NOT_IN_NAMES.sub("-", part) for part in parts)]) + f".{extension}"


# The drawing libraries are heavy and no page needs them before somebody asks for a file.
def _png(made: Made, told: Facts) -> bytes:
    from data_pipeline.printing import picture

    return picture.png(made, told)


def _svg(made: Made, told: Facts) -> bytes:
    from data_pipeline.printing import picture

    return picture.svg(made, told)


def _csv(made: Made, told: Facts) -> bytes:
    from data_pipeline.figures import sheet

    return sheet.table_csv(made, told)


def _xlsx(made: Made, told: Facts) -> bytes:
    from data_pipeline.figures import sheet

    return sheet.table_xlsx(made, told)


MAKERS: Final[dict[str, Callable[[Made, Facts], bytes]]] = {
    "png": _png,
    "svg": _svg,
    "csv": _csv,
    "xlsx": _xlsx,
}
