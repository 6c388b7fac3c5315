"""How would one write the same rules in Polars? Refused rows by reason, sound ones typed and kept.

It is spared what Tepat also does: quoted cells, other encodings, notations of other profiles, the
line and the sentence of each refusal.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import polars as pl

from data_pipeline.contract.registers import Registers

NAMES = (
    "snapshot_at",
    "revision",
    "region_code",
    "item_code",
    "dapil_code",
    "received_pcs",
    "usable_pcs",
    "damaged_pcs",
    "source_name",
)
KEY = ("snapshot_at", "revision", "region_code", "item_code", "dapil_code")
COUNTS = ("revision", "received_pcs", "usable_pcs", "damaged_pcs")
TIME = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$"


class Rules:
    """The contract's rules for these columns as expressions."""

    def __init__(self, registers: Registers, now: datetime) -> None:
        self._now = now
        pairs = {"item_code": [], "dapil_code": []}  # type: dict[str, list[str]]
        for item, dapil in sorted(registers.dapils):
            pairs["item_code"].append(item)
            pairs["dapil_code"].append(dapil)
        self._pairs = pl.DataFrame(pairs).with_columns(is_pair=pl.lit(True)).lazy()
        self._regions, self._items = sorted(registers.regions), sorted(registers.items)

    def read(self, path: Path, kept: Path) -> tuple[int, dict[str, int]]:
        """How many rows were kept, and how many were refused for which reason."""
        judged = self._judged(cells(path)).collect()
        sound = judged.filter(pl.col("reason").is_null())
        is_repeat = ~pl.struct(KEY).is_first_distinct()
        repeats = sound.select(is_repeat.sum()).item()
        sound.filter(~is_repeat).drop("reason").write_parquet(kept)
        counts = judged.drop_nulls("reason")["reason"].value_counts().iter_rows()
        refused = {str(reason): int(times) for reason, times in counts}
        if repeats:
            refused["DUPLICATE_ROW"] = repeats
        return len(sound) - repeats, refused

    def _judged(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        at = pl.col("snapshot_at").str.to_datetime("%Y-%m-%dT%H:%M:%S%z", strict=False)
        joined = rows.join(self._pairs, on=["item_code", "dapil_code"], how="left")
        typed = [pl.col(name).cast(pl.Int64, strict=False) for name in COUNTS]
        return joined.with_columns(
            reason=self._reason(at), snapshot_at=at.dt.replace_time_zone(None)
        ).with_columns(typed)

    def _reason(self, at: pl.Expr) -> pl.Expr:
        broken = pl.coalesce(*(count_reason(name) for name in COUNTS))
        return (
            pl.when(pl.col("is_whole").not_())
            .then(pl.lit("WRONG_CELL_COUNT"))
            .when(pl.col("region_code").eq(""))
            .then(pl.lit("MISSING_VALUE"))
            .when(pl.col("snapshot_at").str.contains(TIME).not_() | at.is_null())
            .then(pl.lit("NOT_A_TIME"))
            .when(at.dt.replace_time_zone(None) > self._now)
            .then(pl.lit("FUTURE_TIME"))
            .when(pl.col("region_code").is_in(self._regions).not_())
            .then(pl.lit("UNKNOWN_REGION"))
            .when(pl.col("item_code").is_in(self._items).not_())
            .then(pl.lit("UNKNOWN_ITEM"))
            .when(pl.col("is_pair").is_null())
            .then(pl.lit("DAPIL_NOT_OF_ITEM"))
            .otherwise(broken)
        )


def count_reason(name: str) -> pl.Expr:
    """Why a quantity cannot be read; null when it can."""
    cell = pl.col(name)
    return (
        pl.when(cell.str.contains(r"^[0-9]{1,10}$") | cell.eq(""))
        .then(None)
        .when(cell.str.starts_with("-"))
        .then(pl.lit("NEGATIVE"))
        .when(cell.str.contains(r"^[0-9]{1,3}([., ][0-9]{3})+$"))
        .then(pl.lit("GROUPED_NUMBER"))
        .otherwise(pl.lit("NOT_A_WHOLE_NUMBER"))
    )


def cells(path: Path) -> pl.LazyFrame:
    """The cells as texts. A CSV is read by lines: Polars' own reader drops surplus cells unsaid."""
    if path.suffix == ".parquet":
        return pl.scan_parquet(path).with_columns(is_whole=pl.lit(True))
    lines = pl.scan_csv(
        path, has_header=False, skip_rows=1, separator="\x1f", quote_char=None, new_columns=["line"]
    )
    line = pl.col("line")
    cut = line.str.split_exact(",", len(NAMES) - 1).struct.rename_fields(list(NAMES))
    is_whole = line.str.count_matches(",", literal=True) == len(NAMES) - 1
    return lines.select(cut.alias("cut"), is_whole.alias("is_whole")).unnest("cut")
