"""The incidents of 2018-2024 that Tepat must tell, planted as raw rows in a few regions.

Klungkung's damaged ballots, Demak's flood, Batam's wrong kind, Buleleng's wrong district, Taipei's
early mail, Intan Jaya's withdrawn carrier, boxes lost on the road: quantities as published, places
moved to the regions a small world keeps.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.sql.conftest import World

SURABAYA, KLUNGKUNG, DEMAK, JAYAPURA, TAIPEI = "35.78", "51.05", "33.21", "91.71", "991301"
TOLD_AT = "2024-01-08 08:00"
ARRIVED_AT = datetime(2024, 1, 6, 3)


def planted() -> World:
    """Every region reports in full and on time, apart from what went wrong."""
    world = World()
    for region in (SURABAYA, DEMAK, KLUNGKUNG):
        for item, dapil, pcs in world.needs(region):
            _report(world, region, item, dapil, pcs)
    _damage(world)
    _flood(world)
    _shipments(world)
    return world


def _report(world: World, region: str, item: str, dapil: str, pcs: int) -> None:
    if (region, item) == (KLUNGKUNG, "ss_ppwp"):
        return
    world.complete(region, item, dapil, pcs, "2024-01-07 10:00")
    world.complete(region, item, dapil, pcs, TOLD_AT)


def _damage(world: World) -> None:
    """Klungkung: 5,378 of the president's ballots damaged, more than its reserve of 2 %."""
    need = world.need(KLUNGKUNG, "ss_ppwp")
    stages = ("ordered", "shipped", "received", "sorted")
    counts = {f"{stage}_pcs": need for stage in stages}
    world.stock(
        KLUNGKUNG,
        "ss_ppwp",
        TOLD_AT,
        dapil_code="00",
        usable_pcs=need - 5378,
        damaged_pcs=5378,
        replaced_pcs=0,
        **counts,
    )


def _flood(world: World) -> None:
    """Demak: the warehouse is under water, how many boxes nobody knows yet."""
    world.stock(DEMAK, "kotak_suara", "2024-01-08 09:00", hazard_code="flood", received_pcs=5000)


def _shipments(world: World) -> None:
    good = {"shipment_status": "received", "receipt_condition": "good", "is_sealed": True}
    received = good | {"planned_arrival_at": ARRIVED_AT, "arrived_at": ARRIVED_AT}
    _ship(world, "KIND", "ss_dprd_prov", "35", received, received_item_code="ss_dpr")
    _ship(world, "DISTRICT", "ss_dpr", "35", received, received_dapil_code="36")
    _ship(world, "UNSEALED", "ss_dpd", "35", received, is_sealed=False)
    _ship(world, "PLACE", "tinta", "-", received, received_place="G-51.05")
    _ship(world, "UNKNOWN", "bilik", "-", received, received_place="Aula swasta")
    on_the_road = {"planned_arrival_at": datetime(2024, 1, 12), "departed_at": ARRIVED_AT}
    _ship(world, "CARRIER", "segel", "-", on_the_road, shipment_status="carrier_withdrawn")
    _ship(world, "LOST", "sampul", "-", on_the_road, shipment_status="lost")
    _ship(world, "BLOCKED", "formulir", "-", on_the_road, shipment_status="blocked")
    late = {"planned_arrival_at": datetime(2024, 1, 4), "shipment_status": "in_transit"}
    _ship(world, "LATE", "dct", "-", late, eta_at=datetime(2024, 1, 12))


def _ship(
    world: World, code: str, item: str, dapil: str, known: dict[str, Any], **wrong: Any
) -> None:
    same = {"received_item_code": item, "received_dapil_code": dapil, "received_pcs": 500}
    arrived = same | {"received_place": "G-35.78"} if "arrived_at" in known else {}
    row = arrived | {"carrier_name": "PT Pos", "quantity_pcs": 500} | known | wrong
    world.shipment(f"SJ-{code}", item, TOLD_AT, dapil_code=dapil, **row)
