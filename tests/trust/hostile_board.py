"""A published board on which every text that came from outside wants to do harm."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Final

from tests.sql.conftest import World
from tests.ui import boards

SHIPMENTS: Final = 8
SHA256: Final = "d" * 64
NAMED_REGION: Final = "33.21"


def published(texts: Sequence[str]) -> Path:
    """The texts in turn stand in every field a sender, a person or a register can fill."""
    world, turn = World(), cycle(texts)
    _stock(world, turn)
    for number in range(SHIPMENTS):
        _shipment(world, number, turn)
    _refusals(world, texts)
    _actions(world, turn)
    for sequence, text in zip(range(200), turn, strict=False):
        told = {"sequence": sequence, "text": text}
        world.connection.execute(
            "update raw_delivery set file_name = $text, sender = $text where sequence = $sequence",
            told,
        )
    named = {"name": texts[0], "region_code": NAMED_REGION}
    world.connection.execute(
        "update seed.main.seed_regions set name = $name where region_code = $region_code", named
    )
    return boards.published(world)


def _stock(world: World, turn: cycle[str]) -> None:
    for item, dapil, pcs in world.needs(boards.SURABAYA):
        for day, pieces in (("2024-01-05", pcs), ("2024-01-08", pcs // 2)):
            world.stock(
                boards.SURABAYA,
                item,
                f"{day} 08:00",
                dapil_code=dapil,
                usable_pcs=pieces,
                received_pcs=pieces,
                ordered_pcs=pcs,
                damaged_pcs=pcs // 10,
                source_name=next(turn),
                reporter_name=next(turn),
            )


def _shipment(world: World, number: int, turn: cycle[str]) -> None:
    """Late, in the wrong place, of the wrong kind: whatever makes a page show a consignment."""
    is_arrived = number % 2 == 0
    planned = datetime(2024, 1, 3 + number % 3, 3)
    world.shipment(
        f"{next(turn)}{number}",
        "ss_dpr",
        "2024-01-08 08:00",
        dapil_code="35",
        quantity_pcs=5000,
        origin_code=next(turn),
        carrier_name=next(turn),
        source_name=next(turn),
        reporter_name=next(turn),
        shipment_status="received" if is_arrived else "in_transit",
        planned_arrival_at=planned,
        arrived_at=planned + timedelta(days=1) if is_arrived else None,
        received_place=next(turn) if is_arrived else None,
        received_item_code="ss_dpd" if is_arrived else None,
        received_dapil_code=next(turn) if is_arrived else None,
        received_pcs=4000 if is_arrived else None,
        receipt_condition="damaged" if is_arrived else None,
    )


def _refusals(world: World, texts: Sequence[str]) -> None:
    world.connection.execute(
        "insert into raw_delivery by name select $sha as delivery_sha256, 150 as sequence,"
        " 'x' as file_name, 'stock_snapshot' as feed_code, '1.0' as contract_version,"
        " 'standard' as profile_code, 10 as byte_count, 2 as row_count, 1 as loaded_count,"
        " 1 as refused_count, 'partly' as outcome, $at as received_at, 'x' as sender",
        {"sha": SHA256, "at": world.as_of},
    )
    for number, text in enumerate(texts, start=2):
        facts = json.dumps({"column": "region_code", "value": text})
        world.connection.execute(
            "insert into raw_refused_row values"
            " ($sha, $number, 'region_code', $text, 'UNKNOWN_REGION', $facts, $text)",
            {"sha": SHA256, "number": number, "text": text, "facts": facts},
        )


def _actions(world: World, turn: cycle[str]) -> None:
    codes = {"acknowledge": {}, "assign": {"owner_name": next(turn)}, "comment": {}}
    ends = {"override_status": "amber", "expires_at": datetime(2024, 1, 9)}
    for code, more in (codes | {"override": ends | {"owner_name": next(turn)}}).items():
        world.given(
            "raw_action_event",
            event_at=datetime(2024, 1, 7, 12),
            action_code=code,
            region_code=boards.SURABAYA,
            item_code="-",
            cause_code="-",
            author_name=next(turn),
            comment_text=next(turn),
            **more,
        )
