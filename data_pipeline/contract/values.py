"""What is the value of one cell, read by its column's declaration and the source's profile?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from data_pipeline.contract.cells import Cell, Unread
from data_pipeline.contract.columns import Column
from data_pipeline.contract.limits import CLOCK_SKEW, EARLIEST, LATEST
from data_pipeline.contract.profiles import Profile
from data_pipeline.contract.reasons import Fault
from data_pipeline.contract.registers import Registers

Value = str | int | float | bool | datetime | None

# [0-9] and never \d: \d also matches the digits of other scripts
WHOLE = re.compile(r"[0-9]+")
MINUS = re.compile(r"-[0-9][0-9.,]*")
GROUPED = re.compile(r"[0-9]{1,3}(?:[., ][0-9]{3})+")
LOOKS_NUMERIC = re.compile(r"[0-9][0-9.,]*")
ISO_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2})"
    r"(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
DAY_FIRST_TIME = re.compile(
    r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4}) ([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?"
)
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*|-")
TOTALS = {"total", "jumlah", "grand total", "subtotal", "sub total", "jumlah total", "sum"}
FLAGS = {
    "true": True,
    "yes": True,
    "ya": True,
    "1": True,
    "false": False,
    "no": False,
    "tidak": False,
    "0": False,
}


@dataclass(frozen=True)
class Context:
    """What a cell is read against besides its column."""

    profile: Profile
    registers: Registers
    now: datetime


Parser = Callable[[Cell, Column, Context], Value | Fault]


def read_value(cell: Cell, column: Column, context: Context) -> Value | Fault:
    """The typed value of a cell, None when it is empty, or the first fault found in it."""
    if isinstance(cell, Unread):
        return Fault(cell.reason_code)
    if isinstance(cell, str) and column.kind != "text":
        cell = cell.strip(" ")
    if isinstance(cell, str) and not cell.strip(" "):
        cell = column.default
    if cell == "":
        return Fault("MISSING_VALUE") if column.is_required else None
    return PARSERS[column.kind](cell, column, context)


def _count(cell: Cell, column: Column, context: Context) -> Value | Fault:
    if isinstance(cell, str):
        return _count_of_text(cell, column, context.profile)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return Fault("NOT_A_WHOLE_NUMBER")
    if isinstance(cell, float) and not cell.is_integer():
        return Fault("NOT_A_WHOLE_NUMBER")
    return _within(int(cell), column)


def _count_of_text(text: str, column: Column, profile: Profile) -> Value | Fault:
    if WHOLE.fullmatch(text):
        return _within_text(text, column)
    mark = profile.thousands_mark
    if mark and re.fullmatch(rf"[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{3}})+", text):
        return _within_text(text.replace(mark, ""), column)
    if MINUS.fullmatch(text):
        return Fault("NEGATIVE")
    return Fault("GROUPED_NUMBER" if GROUPED.fullmatch(text) else "NOT_A_WHOLE_NUMBER")


def _within_text(digits: str, column: Column) -> Value | Fault:
    # int() itself refuses texts of more than 4,300 digits
    digits = digits.lstrip("0") or "0"
    return _within(int(digits[:20]), column)


def _within(number: int, column: Column) -> Value | Fault:
    if number < column.lowest:
        return Fault("NEGATIVE")
    if number > column.highest:
        return Fault("TOO_LARGE", {"limit": int(column.highest)})
    return number


def _degrees(cell: Cell, column: Column, context: Context) -> Value | Fault:
    if isinstance(cell, str):
        mark = context.profile.decimal_mark
        if not re.fullmatch(rf"-?[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{1,12}})?", cell):
            return Fault("NOT_A_NUMBER", {"mark": mark})
        cell = float(cell.replace(mark, "."))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return Fault("NOT_A_NUMBER", {"mark": context.profile.decimal_mark})
    if not column.lowest <= cell <= column.highest:
        return Fault("OUT_OF_RANGE", {"low": int(column.lowest), "high": int(column.highest)})
    return float(cell)


def _time(cell: Cell, column: Column, context: Context) -> Value | Fault:
    try:
        moment = _moment(cell, context.profile)
    except (ValueError, OverflowError):
        return Fault("NO_SUCH_TIME")
    if isinstance(moment, Fault):
        return moment
    latest = LATEST if column.may_be_future else context.now + CLOCK_SKEW
    if moment > latest:
        return Fault("FUTURE_TIME", {"now": f"{latest:%Y-%m-%dT%H:%MZ}"})
    return moment if moment >= EARLIEST else Fault("TIME_TOO_OLD", {"limit": EARLIEST.year})


def _moment(cell: Cell, profile: Profile) -> datetime | Fault:
    """Naive UTC; ValueError or OverflowError for a day or an hour that does not exist."""
    if isinstance(cell, datetime):
        return _in_utc(cell.replace(tzinfo=None), cell.utcoffset(), profile)
    if not isinstance(cell, str):
        return Fault("NOT_A_TIME")
    if found := ISO_TIME.fullmatch(cell):
        *parts, fraction, zone = found.groups()
        numbers = [int(part or 0) for part in parts]
        micros = int((fraction or "").ljust(6, "0"))
        year, month, day, hour, minute, second = numbers
        local = datetime(year, month, day, hour, minute, second, micros)
        return _in_utc(local, _offset(zone), profile)
    if profile.date_order == "dmy" and (found := DAY_FIRST_TIME.fullmatch(cell)):
        day, month, year, hour, minute, second = (int(part or 0) for part in found.groups())
        return _in_utc(datetime(year, month, day, hour, minute, second), None, profile)
    return Fault("TOTALS_ROW" if cell.casefold() in TOTALS else "NOT_A_TIME")


def _offset(zone: str | None) -> timedelta | None:
    """'+07:00', '+0700' or 'Z' as what local time is ahead of UTC."""
    if zone is None or zone == "Z":
        return None if zone is None else timedelta(0)
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours > 14 or minutes > 59:
        raise ValueError(zone)
    ahead = timedelta(hours=hours, minutes=minutes)
    return -ahead if zone[0] == "-" else ahead


def _in_utc(local: datetime, ahead: timedelta | None, profile: Profile) -> datetime | Fault:
    ahead = profile.offset if ahead is None else ahead
    return Fault("TIME_WITHOUT_ZONE") if ahead is None else local - ahead


def _code(cell: Cell, column: Column, context: Context) -> Value | Fault:
    if isinstance(cell, int) and not isinstance(cell, bool):
        cell = str(cell)
    if not isinstance(cell, str):
        return Fault("CODE_AS_NUMBER")
    if cell.casefold() in TOTALS:
        return Fault("TOTALS_ROW")
    if column.register == "none":
        return _free_code(cell, column)
    codes = context.registers.codes(column.register)
    if cell in codes:
        return cell
    if f"{cell}0" in codes:
        return Fault("ZERO_LOST", {"nearest": f"{cell}0"})
    return Fault(f"UNKNOWN_{column.register.upper()}")


def _free_code(text: str, column: Column) -> Value | Fault:
    if len(text) > column.longest:
        return Fault("TEXT_TOO_LONG", {"came": len(text), "limit": column.longest})
    return text if CODE.fullmatch(text) else Fault("NOT_A_CODE")


def _text(cell: Cell, column: Column, context: Context) -> Value | Fault:
    text = cell if isinstance(cell, str) else str(cell)
    if column.is_example_refused and text == column.example:
        return Fault("EXAMPLE_ROW")
    if len(text) > column.longest:
        return Fault("TEXT_TOO_LONG", {"came": len(text), "limit": column.longest})
    # a no-break space pasted from a web page is harmless, all other invisible signs are not
    return text if text.replace("\u00a0", " ").isprintable() else Fault("CONTROL_CHARACTER")


def _choice(cell: Cell, column: Column, context: Context) -> Value | Fault:
    known = {word: code for code, local in column.choices for word in (code, local)}
    if isinstance(cell, str) and cell in known:
        return known[cell]
    return Fault("NOT_A_CHOICE", {"known": ", ".join(known)})


def _flag(cell: Cell, column: Column, context: Context) -> Value | Fault:
    if isinstance(cell, bool):
        return cell
    text = cell.casefold() if isinstance(cell, str) else str(cell)
    return FLAGS[text] if text in FLAGS else Fault("NOT_A_FLAG", {"known": ", ".join(FLAGS)})


PARSERS: dict[str, Parser] = {
    "count": _count,
    "degrees": _degrees,
    "time": _time,
    "code": _code,
    "text": _text,
    "choice": _choice,
    "flag": _flag,
}
