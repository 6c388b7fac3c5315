"""What stands on the tasks page? Whose tasks, of which region, answered or not."""

from __future__ import annotations

from typing import Final

import pandas as pd

from pages.components import filters, region_parts, risk_parts

FILTERS: Final = ("owner", "answer")
COLUMNS: Final = (
    "status",
    "decide_by",
    "region_name",
    "item_name",
    "cause_name",
    "entry_status",
    "owner_name",
    "tps_not_ready",
    "open_hours",
)
LOG: Final = (
    "event_at",
    "action_code",
    "region_name",
    "item_name",
    "cause_name",
    "plan_code",
    "override_status",
    "owner_name",
    "comment_text",
    "author_name",
    "delivery_sequence",
)


def choose(every_task: pd.DataFrame) -> dict[str, str]:
    """The region, the owner and the response looked for, as choices of the tasks; '' = all."""
    region_parts.follow_link()
    region = filters.current_region() or ""
    return {"region": region} | risk_parts.draw_filters(every_task, FILTERS)


def in_words(choices: dict[str, str], every_task: pd.DataFrame) -> str:
    """The choices but the region, as a person reads them."""
    return risk_parts.in_words({**choices, "region": ""}, every_task)
