"""Did the right goods arrive: district, kind, place, seal, quantity? Receipt against waybill."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pandas as pd

from data_pipeline.figures.chart import NAME, Chart, Series, Table
from data_pipeline.figures.naming import with_dapil
from data_pipeline.figures.reader import Reader
from data_pipeline.formats import is_missing

# Gravest first, as the query orders them.
KINDS: Final = (
    "wrong_dapil",
    "wrong_kind",
    "wrong_place",
    "unregistered_place",
    "unsealed",
    "damaged",
    "short",
    "over",
    "not_inspected",
)
RECEIPTS: Final = (
    "mismatch",
    "region_name",
    "unit_name",
    "expected_text",
    "found_text",
    "quantity_pcs",
    "received_pcs",
    "difference_pcs",
    "arrived_at",
    "is_sealed",
    "receipt_condition",
    "shipment_code",
    "province_name",
    "region_code",
    "item_code",
    "dapil_code",
)
COUNTED: Final = ("mismatch", "shipment_count", "region_count")
Side = Callable[[Reader, dict[Any, Any]], str]


def receipts(
    reader: Reader, *, region_code: str | None = None, kinds: tuple[str, ...] = ()
) -> Table:
    """Consignments received otherwise than the waybill says; of one region, all that arrived.

    `kinds` narrows to those mismatches; empty = all.
    """
    told = _compared(reader, region_code)
    if kinds:
        told = told[_has_any(told, kinds)].reset_index(drop=True)
    wrong = told[told["is_inspected"] & told["is_mismatch"]]
    arrived = _arrived(reader, region_code)
    facts = {
        "n": reader.number(len(wrong)),
        "inspected": reader.counted(arrived["inspected_count"].sum(), "consignment"),
        "waiting": reader.number((~told["is_inspected"]).sum()),
    }
    case = "title_region" if region_code else "title"
    nothing = "clear" if arrived["arrived_count"].sum() else "empty"
    return reader.table(
        "receipts",
        told,
        RECEIPTS,
        title=reader.say(f"table.receipts.{case}", **facts),
        empty=reader.say(f"table.receipts.{nothing}", **facts),
        note=reader.say("table.receipts.note"),
    )


def kinds(reader: Reader, *, region_code: str | None = None) -> Chart:
    """How many consignments show each kind of mismatch, most frequent first."""
    told = _compared(reader, region_code)
    counted = _by_kind(reader, told[told["is_mismatch"]])
    rows = counted.assign(**{NAME: counted["mismatch"]})
    facts = {
        "n": reader.counted(next(iter(counted["shipment_count"]), 0), "consignment"),
        "most": next(iter(counted["mismatch"]), ""),
    }
    case = "title" if len(counted) else "title_none"
    return Chart(
        kind="bars",
        rows=rows,
        series=(Series("shipment_count", reader.label("shipment_count"), "soft"),),
        data=counted,
        columns=COUNTED,
        **reader.words("receipt_kinds", reader.say(f"receipt_kinds.{case}", **facts)),
    )


def _compared(reader: Reader, region_code: str | None) -> pd.DataFrame:
    """The answer with what the waybill said and what was found, in words."""
    found = with_dapil(reader.scoped("receipt_mismatches", region_code))
    rows = found.to_dict("records")
    return found.assign(
        mismatch=[_mismatch(reader, row) for row in rows],
        expected_text=[_differing(reader, row, EXPECTED) for row in rows],
        found_text=[_differing(reader, row, FOUND) for row in rows],
    )


def _arrived(reader: Reader, region_code: str | None) -> pd.DataFrame:
    counts = reader.scoped("receipt_counts")
    return counts[counts["region_code"] == region_code] if region_code else counts


def _has_any(told: pd.DataFrame, kinds: tuple[str, ...]) -> list[bool]:
    return [not set(codes).isdisjoint(kinds) for codes in told["mismatch_codes"]]


def _by_kind(reader: Reader, wrong: pd.DataFrame) -> pd.DataFrame:
    """A row a kind that occurs: how many consignments, in how many regions."""
    of_kind = {kind: wrong[_has_any(wrong, (kind,))] for kind in KINDS}
    found = {kind: rows for kind, rows in of_kind.items() if len(rows)}
    counted = pd.DataFrame(
        {
            "mismatch": [reader.say(f"receipts.mismatch.{kind}") for kind in found],
            "shipment_count": [len(rows) for rows in found.values()],
            "region_count": [rows["region_code"].nunique() for rows in found.values()],
        }
    )
    return counted.sort_values("shipment_count", ascending=False, kind="stable", ignore_index=True)


def _mismatch(reader: Reader, row: dict[Any, Any]) -> str:
    """'Dapil lain, Tanpa segel', or that everything matches."""
    codes = row["mismatch_codes"]
    if len(codes) == 0:
        return reader.say("receipts.matches")
    return ", ".join(reader.say(f"receipts.mismatch.{code}") for code in codes)


def _differing(reader: Reader, row: dict[Any, Any], side: dict[str, Side]) -> str | None:
    """One side of every difference: '51.08-1', 'Bilik · 800'; nothing where there is none."""
    told = [side[code](reader, row) for code in row["mismatch_codes"] if code in side]
    return ", ".join(told) or None


def _value(column: str, like: str = "") -> Side:
    """A value of the row, told as the catalogue tells that column or the one it is like."""
    return lambda reader, row: reader.cell(row[column], like or column)


def _word(key: str) -> Side:
    return lambda reader, row: reader.say(f"receipts.{key}")


def _place(reader: Reader, row: dict[Any, Any]) -> str:
    """The name of the place of receipt; a place outside the register is told as it was typed."""
    name = row["received_place_name"]
    return str(row["received_place"] if is_missing(name) else name)


EXPECTED: Final[dict[str, Side]] = {
    "wrong_dapil": _value("dapil_code"),
    "wrong_kind": _value("item_name"),
    "wrong_place": _value("destination_name", like="region_name"),
    "unregistered_place": _value("destination_name", like="region_name"),
    "unsealed": _word("sealed"),
    "damaged": _word("good"),
    "short": _value("quantity_pcs"),
    "over": _value("quantity_pcs"),
}
FOUND: Final[dict[str, Side]] = {
    "wrong_dapil": _value("received_dapil_code", like="dapil_code"),
    "wrong_kind": _value("received_item_name", like="item_name"),
    "wrong_place": _place,
    "unregistered_place": _place,
    "unsealed": _word("unsealed"),
    "damaged": _value("receipt_condition"),
    "short": _value("received_pcs"),
    "over": _value("received_pcs"),
}
