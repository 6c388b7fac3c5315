"""Which actions are refused: an override without reason or beyond 72 hours, a task for nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.contract.kit import faults
from tests.unit.contract.test_declaration import read_template

HEADER = (
    "event_at,action_code,region_code,item_code,cause_code,author_name,owner_name,plan_code,"
    "override_status,expires_at,comment_text"
)
NOW = "2024-01-08T08:00:00+07:00"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("acknowledge,35.78,ss_dpr,J.short,Subbag Logistik,,,,,", []),
        ("assign,35.78,ss_dpr,J.short,Subbag Logistik,,,,,", [("owner_name", "NEEDED_FOR")]),
        ("choose_plan,35.78,ss_dpr,J.short,Subbag Logistik,,,,,", [("plan_code", "NEEDED_FOR")]),
        ("override,35.78,-,-,Ketua,Divisi,,green,2024-01-10T08:00:00+07:00,hitung ulang", []),
        (
            "override,35.78,-,-,Ketua,Divisi,,green,2024-01-12T08:00:00+07:00,hitung ulang",
            [("expires_at", "SPAN_OUT_OF_LIMIT")],
        ),
        (
            "override,35.78,-,-,Ketua,Divisi,,green,2024-01-07T08:00:00+07:00,hitung ulang",
            [("expires_at", "SPAN_OUT_OF_LIMIT")],
        ),
        (
            "override,35.78,-,-,Ketua,,,green,,",
            [
                ("comment_text", "NEEDED_FOR"),
                ("expires_at", "NEEDED_FOR"),
                ("owner_name", "NEEDED_FOR"),
            ],
        ),
        ("override,35.78,-,-,Ketua,Divisi,,grey,,x", [("override_status", "NOT_A_CHOICE")]),
        ("hapus,35.78,-,-,Ketua,,,,,", [("action_code", "NOT_A_CHOICE")]),
        ("acknowledge,35.99,-,-,Ketua,,,,,", [("region_code", "UNKNOWN_REGION")]),
    ],
)
def test_an_action_is_judged_by_its_kind(
    cells: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    text = f"{HEADER}\n{NOW},{cells}\n"
    found = faults(read_template(tmp_path, text.encode(), "csv"))
    codes = {(column, reason) for _, column, reason in found}
    assert set(expected) <= codes
    assert bool(codes) == bool(expected)
