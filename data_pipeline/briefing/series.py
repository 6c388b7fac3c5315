"""How does one order become a pack for each recipient, on all cores?"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path
from typing import Final

from tqdm import tqdm

from data_pipeline.board import Board, Pointer
from data_pipeline.briefing import kept_boards, production, templates
from data_pipeline.briefing.archive import Entry
from data_pipeline.briefing.order import Order
from data_pipeline.briefing.templates import abroad
from data_pipeline.errors import TepatError
from data_pipeline.figures.reader import Ask
from data_pipeline.grants import Grant
from data_pipeline.settings import Settings

KINDS: Final = ("province", "region")
# The board a worker process works from; a pool has no other way to hand over an open one.
_OPEN: dict[str, Board] = {}


class NotForEach(TepatError):
    """That template is not made once for each province or region."""

    def __init__(self, template: str, kind: str) -> None:
        super().__init__(
            f"The briefing {template!r} is not made for each {kind}. "
            "--each province goes with province, observer, h7 and evaluation; "
            "--each region with region."
        )


def expanded(ask: Ask, orders: Sequence[Order], kind: str) -> list[Order]:
    """The orders themselves, or one for each province or region they are about."""
    if not kind:
        return list(orders)
    return [one for order in orders for one in _each(ask, order, kind)]


def produce(
    settings: Settings,
    pointer: Pointer,
    orders: Sequence[Order],
    *,
    who: str,
    grant: Grant,
    jobs: int | None,
) -> Iterator[Entry]:
    """Each order carried out and archived, as they are finished, with a progress bar."""
    kept = kept_boards.keep(settings, pointer)
    # Spawned, everywhere alike: a fork would share the parent's open database.
    pool = ProcessPoolExecutor(
        max_workers=min(jobs or os.cpu_count() or 1, len(orders)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_open,
        initargs=(pointer, kept, grant),
    )
    try:
        tasks = [pool.submit(_produce, settings, order, pointer, who) for order in orders]
        for task in tqdm(as_completed(tasks), total=len(tasks), unit="pack", desc="briefing"):
            yield task.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _each(ask: Ask, order: Order, kind: str) -> Iterator[Order]:
    reach = templates.template(order.template).reach
    if kind == "region":
        yield from _each_region(ask, order, reach)
    else:
        yield from _each_province(ask, order, reach)


def _each_province(ask: Ask, order: Order, reach: str) -> Iterator[Order]:
    """The 38 provinces; Luar Negeri has a template of its own."""
    if reach not in ("province", "any"):
        raise NotForEach(order.template, "province")
    chosen = order.scope.province_codes
    for code in sorted(ask("provinces")["province_code"]):
        if code in chosen or (not chosen and code != abroad.ABROAD):
            yield replace(order, scope=replace(order.scope, province_codes=(code,)))


def _each_region(ask: Ask, order: Order, reach: str) -> Iterator[Order]:
    if reach != "region":
        raise NotForEach(order.template, "region")
    regions = ask("regions")
    chosen = order.scope.province_codes
    if chosen:
        regions = regions[regions["province_code"].isin(chosen)]
    for code in regions["region_code"]:
        yield replace(order, scope=replace(order.scope, province_codes=()), region_code=code)


def _open(pointer: Pointer, kept: Path, grant: Grant) -> None:
    _OPEN["board"] = production.open_kept(pointer, kept, grant)


def _produce(settings: Settings, order: Order, pointer: Pointer, who: str) -> Entry:
    return production.produce(settings, order, _OPEN["board"], pointer, who)
