"""What was found in one file? Everybody may know; the reader itself needs libraries few have."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from data_pipeline.contract.reasons import Refusal

REFUSED_SCHEMA = pa.schema(
    [
        ("line_number", pa.int32()),
        ("column_name", pa.string()),
        ("value_text", pa.string()),
        ("reason_code", pa.string()),
        ("facts_json", pa.string()),
        ("line_text", pa.string()),
    ]
)


@dataclass(frozen=True)
class Reading:
    """The outcome of one file. `row_count` = loaded + refused rows; 0 when the file was refused."""

    feed_code: str | None
    rows: pa.Table
    refused: pa.Table
    row_count: int
    refusal: Refusal | None = None

    @property
    def loaded_count(self) -> int:
        return int(self.rows.num_rows)

    @property
    def refused_count(self) -> int:
        """Rows refused; a row with faults in several columns counts once."""
        return self.row_count - self.loaded_count

    @property
    def outcome(self) -> str:
        """'accepted', 'partly' or 'refused' (no row was taken)."""
        if self.refusal or not self.loaded_count:
            return "refused"
        return "partly" if self.refused_count else "accepted"
