"""How does a person's word get into the record? As a file of one row, by the way of every file.

It is archived, chained in the ledger, read strictly and answered by a receipt like a snapshot; a
board shows it a moment later. There is no other store of what people entered.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, fields
from datetime import datetime

from data_pipeline import clock, inbox
from data_pipeline.settings import Settings

PROFILE_CODE = "standard"
FILE_NAME = "action_event.csv"


@dataclass(frozen=True)
class Action:
    """What somebody did about an entry; names are those of the feed `action_event`.

    `author_name` is a post or office, not a person. `expires_at` is naive UTC.
    """

    action_code: str
    region_code: str
    author_name: str
    item_code: str = "-"
    cause_code: str = "-"
    owner_name: str = ""
    plan_code: str = ""
    override_status: str = ""
    expires_at: datetime | None = None
    comment_text: str = ""


def record(settings: Settings, action: Action, sender: str) -> str:
    """Hands the action to the inbox, dated now; returns the sha256 for `inbox.wait`.

    Whether it is accepted (an override needs a reason, an owner and an end within 72 hours) is
    said by its receipt.
    """
    content = as_csv(action, clock.now(settings))
    return inbox.submit(settings, FILE_NAME, content, PROFILE_CODE, sender)


def as_csv(action: Action, event_at: datetime) -> bytes:
    """The file: a header and one row."""
    cells = {field.name: getattr(action, field.name) for field in fields(action)}
    row = {"event_at": event_at} | cells
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(row)
    writer.writerow(_cell(value) for value in row.values())
    return out.getvalue().encode("utf-8")


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds") + "Z"
    # A line break would end the row; the reader takes one line as one row.
    return " ".join(str(value or "").split())
