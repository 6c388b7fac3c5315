"""Which limits decide the colours, from when, and on whose word?"""

from __future__ import annotations

from typing import Final

import pandas as pd

from data_pipeline import cells, formats
from data_pipeline.figures.chart import Table
from data_pipeline.figures.reader import Reader
from data_pipeline.formats import UNKNOWN, is_missing
from data_pipeline.text import say

COLUMNS: Final = (
    "gate_name",
    "rule_name",
    "class_name",
    "window",
    "amber_limit",
    "red_limit",
    "citation",
    "rules_version",
)
# In what each rule measures; the others are shares.
HOURS: Final = ("report_age", "open_hours")
TIMES: Final = ("rate_ratio",)
ALWAYS: Final = 9999


def risk_rules(reader: Reader) -> Table:
    """The limits in force, gate by gate."""
    rules = reader.rows("risk_rules")
    told = rules.assign(
        gate_name=[reader.say(f"rules.gate.{code}") for code in rules["gate_code"]],
        rule_name=[reader.say(f"rules.rule.{code}") for code in rules["rule_code"]],
        class_name=[reader.say(f"rules.class.{code}") for code in _classes(rules)],
        window=[_window(reader, row) for row in rules.to_dict("records")],
        amber_limit=_limits(reader, rules, "amber_at"),
        red_limit=_limits(reader, rules, "red_at"),
    )
    version = next(iter(rules["rules_version"]), UNKNOWN)
    title = reader.say(
        "table.risk_rules.title", n=reader.counted(len(told), "limit"), version=version
    )
    return reader.table("risk_rules", told, COLUMNS, title=title)


def _classes(rules: pd.DataFrame) -> pd.Series:
    return rules["item_class"].replace({"*": "all"})


def _window(reader: Reader, row: dict[str, int]) -> str:
    """'H-30 … H-15', open at the end that has no limit."""
    first, last = row["from_days_before"], row["to_days_before"]
    if first == ALWAYS and last == -ALWAYS:
        return reader.say("rules.always")
    if first == ALWAYS:
        return reader.say("rules.until", days=last)
    if last == -ALWAYS:
        return reader.say("rules.from", days=first)
    return reader.say("rules.between", first=first, last=last)


def _limits(reader: Reader, rules: pd.DataFrame, column: str) -> list[str]:
    pairs = zip(rules["rule_code"], rules[column], strict=True)
    return [_limit(reader.language, code, value) for code, value in pairs]


def _limit(language: str, rule_code: str, value: float | None) -> str:
    if value is None or is_missing(value):
        return UNKNOWN
    if rule_code in HOURS:
        return formats.hours(language, value) if value else say(language, "figures.rules.at_once")
    if rule_code in TIMES:
        return f"{formats.number(language, value, decimals=1)} ×"
    return cells.of_format(language, value, "ratio")
