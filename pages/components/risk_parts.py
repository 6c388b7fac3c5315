"""What stands on the risk page? Two grids whose cells narrow the register, and its filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from data_pipeline.figures.chart import Chart
from data_pipeline.figures.risk import GATES
from pages.components import permalink, status, tables
from pages.components.text import number, say

CELL_KEY: Final = "cell"
LEVEL_KEY: Final = "level"
CLEARED: Final = "_risk_cleared"
FILTERS: Final = ("cause", "status", "answer", "owner")
ANSWERS: Final = ("open", "acknowledged", "assigned", "planned")
COLUMNS: Final = (
    "status",
    "risk_score",
    "region_name",
    "item_name",
    "cause_name",
    "decide_by",
    "tps_not_ready",
    "entry_status",
    "plan_code",
    "open_hours",
    "owner_name",
)
FAINTEST, DARKEST = 0.10, 0.55
HIGHEST_RISK: Final = 25
MATRIX_ROWS: Final = 12


def draw_matrix(chart: Chart) -> dict[str, str]:
    """Province by gate with counts by colour; the cell chosen as choices of the register."""
    counts = chart.data
    worst = counts.assign(words=[_counts(row) for row in counts.to_dict("records")])
    order = list(counts["province_code"].drop_duplicates())
    gates = list(GATES)
    words = worst.pivot(index="province_code", columns="gate_code", values="words")
    tints = worst.assign(tint=[_tint(row) for row in counts.to_dict("records")]).pivot(
        index="province_code", columns="gate_code", values="tint"
    )
    names = counts.drop_duplicates("province_code").set_index("province_code")["province_name"]
    rows, columns = names.loc[order], [say(f"reasons.gate_name.{gate}") for gate in gates]
    place = _grid(
        tables.label("province_name"),
        list(rows),
        columns,
        words.loc[order, gates].to_numpy().tolist(),
        tints.loc[order, gates].to_numpy().tolist(),
        alt=chart.alt,
        key="risk_matrix",
        height=tables.fitting_px(len(order), MATRIX_ROWS),
    )
    code = "" if place is None else _matrix_code(order[place[0]], place[1] - 1)
    asked = permalink.picked(CELL_KEY, place, code)
    province, _, gate = asked.partition(".")
    is_known = province in order and (not gate or gate in gates)
    return {"province": province, "gate": gate} if is_known else {}


def draw_levels(chart: Chart) -> dict[str, str]:
    """Likelihood by impact with counts; the cell chosen as a choice of the register."""
    cells = chart.data.assign(
        words=[number(count) if count else "" for count in chart.data["entry_count"]],
        tint=[_risk_tint(row) for row in chart.data.to_dict("records")],
    )
    likely = list(cells["likelihood_level"].drop_duplicates())
    grave = list(cells["impact_level"].drop_duplicates())
    values = (
        cells.pivot(index="likelihood_level", columns="impact_level", values=name)
        .loc[likely, grave]
        .to_numpy()
        .tolist()
        for name in ("words", "tint")
    )
    place = _grid(
        say("risk.levels"),
        list(cells["likelihood_name"].drop_duplicates()),
        list(cells["impact_name"].drop_duplicates()),
        *values,
        alt=chart.alt,
        key="risk_levels",
    )
    code = "" if place is None or not place[1] else f"{likely[place[0]]}x{grave[place[1] - 1]}"
    asked = permalink.picked(LEVEL_KEY, place, code)
    is_known = asked in {f"{one}x{other}" for one in likely for other in grave}
    return {"level": asked} if is_known else {}


def draw_filters(found: pd.DataFrame, names: tuple[str, ...] = FILTERS) -> dict[str, str]:
    """The filters of the register over all its entries; '' = all."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        return {name: _filter(name, OPTIONS[name](found)) for name in names}


def pick_cause(row: pd.Series | None) -> None:
    """The register shows the entries of that cause; all of them when it is let go."""
    st.session_state["cause"] = None if row is None else row["cause_code"]


def in_words(choices: Mapping[str, str], found: pd.DataFrame) -> str:
    """The choices as a person reads them: 'Maluku, Jumlah, Kurang'."""
    return ", ".join(_word(name, code, found) for name, code in choices.items() if code)


def _word(name: str, code: str, found: pd.DataFrame) -> str:
    if name in OPTIONS:
        return OPTIONS[name](found).get(code, code)
    if name == "gate":
        return say(f"reasons.gate_name.{code}")
    if name == "level":
        return say("risk.level", level=code.replace("x", " × "))
    provinces = dict(zip(found["province_code"], found["province_name"], strict=True))
    return str(provinces.get(code, code))


def draw_narrowed(narrowed: str) -> None:
    """What the register is narrowed to by the grids, and the way back to all of it."""
    if not narrowed:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/filter_alt: {say('risk.narrowed', to=narrowed)}")
        st.button(say("risk.show_all"), key="risk_show_all", type="tertiary", on_click=_show_all)


def _show_all() -> None:
    """Forget both cells: grids under new keys come without a chosen cell."""
    for key in (CELL_KEY, LEVEL_KEY):
        permalink.keep(key, "")
    st.session_state[CLEARED] = st.session_state.get(CLEARED, 0) + 1


def _filter(name: str, options: dict[str, str]) -> str:
    permalink.follow(name, options)
    chosen = st.selectbox(
        say(f"risk.filter.{name}"),
        list(options),
        index=None,
        format_func=lambda code: options.get(code, code),
        key=name,
        placeholder=say("risk.all"),
        width=230,
    )
    return permalink.keep(name, chosen)


def _causes(found: pd.DataFrame) -> dict[str, str]:
    return dict(zip(found["cause_code"], found["cause_name"], strict=True))


def _owners(found: pd.DataFrame) -> dict[str, str]:
    return dict(zip(found["owner_code"], found["owner_name"], strict=True))


OPTIONS: Final[dict[str, Callable[[pd.DataFrame], dict[str, str]]]] = {
    "cause": _causes,
    "status": lambda found: {
        kind: status.badge(kind) for kind in status.ORDER if (found["status"] == kind).any()
    },
    "answer": lambda found: {code: say(f"terms.entry_status.{code}") for code in ANSWERS},
    "owner": _owners,
}


def _grid(
    corner: str,
    rows: list[str],
    columns: list[str],
    words: list[list[str]],
    tints: list[list[str]],
    *,
    alt: str,
    key: str,
    height: int | None = None,
) -> tuple[int, int] | None:
    """Draw a tinted table; (row, column) of the chosen cell, column 0 being the row's name."""
    heads = [corner, *columns]
    shown = pd.DataFrame(
        [[name, *cells] for name, cells in zip(rows, words, strict=True)], columns=heads
    )
    styles = pd.DataFrame([["", *cells] for cells in tints], columns=heads)
    event: Any = st.dataframe(
        shown.style.apply(lambda _: styles, axis=None),
        hide_index=True,
        key=f"{key}_{st.session_state.get(CLEARED, 0)}",
        alt=alt,
        row_height=tables.ROW_PX,
        height=height or "auto",
        on_select="rerun",
        selection_mode="single-cell",
        column_config={corner: st.column_config.Column(pinned=True)},
    )
    cells = event["selection"]["cells"]
    return (int(cells[0][0]), heads.index(cells[0][1])) if cells else None


def _matrix_code(province: str, column: int) -> str:
    """'81.J' for a cell, '81' for the name of the province."""
    return province if column < 0 else f"{province}.{GATES[column]}"


def _counts(row: dict[str, Any]) -> str:
    """'■ 3 merah ▲ 8 ◌ 1': the worst with its word, the others by their shape."""
    found = [(kind, int(row[f"{kind}_units"])) for kind in status.ORDER if row[f"{kind}_units"]]
    if len(found) > 1:
        found = [(kind, count) for kind, count in found if kind != "green"]
    told = [f"{status.SHAPES[kind]} {number(count)}" for kind, count in found]
    return "  ".join([f"{told[0]} {status.word(found[0][0]).lower()}", *told[1:]])


def _tint(row: dict[str, Any]) -> str:
    """The worst colour, the stronger the larger its share of the regions."""
    worst = next((kind for kind in status.ORDER if row[f"{kind}_units"]), "green")
    share = row[f"{worst}_units"] / row["unit_count"] if worst != "green" else 0.0
    return _background(worst, FAINTEST + (DARKEST - FAINTEST) * share) if share else ""


def _risk_tint(row: dict[str, Any]) -> str:
    """Stronger towards the corner of the likely and grave, where there is any entry."""
    risk = row["likelihood_level"] * row["impact_level"] / HIGHEST_RISK
    return _background("red", FAINTEST + (DARKEST - FAINTEST) * risk) if row["entry_count"] else ""


def _background(kind: str, strength: float) -> str:
    red, green, blue, _ = status.rgb(status.colours()[kind])
    return f"background-color: rgba({red}, {green}, {blue}, {strength:.2f})"
