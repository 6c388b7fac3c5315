"""How does a browser talk to Dash? A tab by its HTTP callbacks, nothing drawn."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any, Final

import httpx

from benchmarks.load import PATIENCE_S, Wrong
from benchmarks.peers.board import STATUSES

TICK_S: Final = 1.0


class DashVisitor:
    """An open tab: it asks whether there is a new board every second, as the page does."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        callbacks: dict[str, dict[str, Any]],
        labels: dict[str, str],
        expected: dict[str, list[int]],
    ) -> None:
        self._client, self._callbacks = client, callbacks
        self._labels, self._expected = labels, expected
        self._shown = 0
        self._ticking: asyncio.Task[None] | None = None

    async def open(self, shown: int) -> None:
        """The page's first callbacks; `shown` is the version its layout was made with."""
        self._shown = shown
        await self._ask("province", "All provinces")
        self._ticking = asyncio.create_task(self._tick())

    async def choose(self, province_code: str) -> None:
        answer = await self._ask("province", self._labels[province_code])
        texts = [
            answer["response"][f"number-{place}"]["children"] for place in range(len(STATUSES))
        ]
        found = [int(re.sub(r"\D", "", text)) for text in texts]
        if found != self._expected[province_code]:
            raise Wrong(f"{province_code}: {found}, not {self._expected[province_code]}")

    async def close(self) -> None:
        if self._ticking:
            self._ticking.cancel()
        await self._client.aclose()

    async def _tick(self) -> None:
        ticks = 0
        while True:
            await asyncio.sleep(TICK_S)
            ticks += 1
            await self._ask("tick", ticks)

    async def _ask(self, changed: str, value: object) -> dict[str, Any]:
        """What the callback that listens to `changed` answers; {} when nothing is new."""
        callback = self._callbacks[changed]
        values = {changed: value, "seen": self._shown}
        body = {
            "output": callback["output"],
            "outputs": outputs(callback["output"]),
            "inputs": [{**it, "value": values[it["id"]]} for it in callback["inputs"]],
            "state": [{**it, "value": values[it["id"]]} for it in callback["state"]],
            "changedPropIds": [f"{changed}.{callback['inputs'][0]['property']}"],
        }
        answer = await self._client.post("_dash-update-component", json=body)
        answer.raise_for_status()
        found: dict[str, Any] = json.loads(answer.content or "{}")
        return found


def outputs(told: str) -> object:
    """'..a.x...b.y..' as the list of outputs a browser sends, 'a.x' as one."""
    pairs = [one.rsplit(".", 1) for one in told.strip(".").split("...")]
    parts = [{"id": name, "property": prop} for name, prop in pairs]
    return parts if told.startswith("..") else parts[0]


async def arrive(
    url: str, shown: int, labels: dict[str, str], expected: dict[str, list[int]]
) -> DashVisitor:
    """A tab on the page, once it is drawn for the first time."""
    client = httpx.AsyncClient(base_url=url, timeout=PATIENCE_S)
    (await client.get("_dash-layout")).raise_for_status()
    told = (await client.get("_dash-dependencies")).json()
    callbacks = {it["inputs"][0]["id"]: it for it in told}
    visitor = DashVisitor(client, callbacks, labels, expected)
    await visitor.open(shown)
    return visitor
