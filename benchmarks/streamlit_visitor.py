"""How does a browser talk to Streamlit? A tab by its websocket protocol, nothing drawn.

It does what the front end does: sends the widgets' values, keeps the address the server writes,
and asks for a fragment anew as often as the server told it to.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets import Origin, Subprotocol
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from benchmarks.load import PATIENCE_S, Wrong
from benchmarks.peers.board import STATUSES

LARGEST_MESSAGE: Final = 64 * 1024 * 1024
SECOND_ANSWER_S: Final = 5.0
ENDS: Final = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)
BADGE: Final = re.compile(r":(?:red|orange|gray|green)-badge\[[^\]]*?([\d.,]+)\]")


@dataclass(frozen=True)
class Dialect:
    """What differs between two apps: their province widget, and where their numbers stand."""

    is_province: Callable[[Element], str]
    set_value: Callable[[WidgetState, str], None]
    numbers: Callable[[Element], list[int]]
    numbers_a_run: int


def _tepat_widget(element: Element) -> str:
    found = element.multiselect.id
    return found if found.endswith("-prov") else ""


def _plain_widget(element: Element) -> str:
    return element.selectbox.id if element.selectbox.label == "Province" else ""


def _badges(element: Element) -> list[int]:
    found = BADGE.findall(element.markdown.body) if element.HasField("markdown") else []
    return [_integer(text) for text in found] if len(found) == len(STATUSES) else []


def _metric(element: Element) -> list[int]:
    return [_integer(element.metric.body)] if element.HasField("metric") else []


def _integer(text: str) -> int:
    return int(re.sub("[.,]", "", text))


TEPAT: Final = Dialect(
    _tepat_widget, lambda state, label: state.string_array_value.data.append(label), _badges, 4
)
PLAIN: Final = Dialect(
    _plain_widget, lambda state, label: setattr(state, "string_value", label), _metric, 5
)


class StreamlitVisitor:
    """An open tab; `labels` are the province widget's options and `expected` the four counts of
    each province."""

    def __init__(
        self,
        socket: ClientConnection,
        dialect: Dialect,
        labels: dict[str, str],
        expected: dict[str, list[int]],
    ) -> None:
        self._socket, self._dialect = socket, dialect
        self._labels, self._expected = labels, expected
        self._state = WidgetState()
        self._query = self._page = ""
        self._numbers: list[int] = []
        self._exception = ""
        self._answered = asyncio.Event()
        self._ticks: dict[str, asyncio.Task[None]] = {}
        self._listening = asyncio.create_task(self._listen())

    async def open(self) -> None:
        """The first run of the page."""
        await self._run()

    async def choose(self, province_code: str) -> None:
        self._state = WidgetState(id=self._state.id)
        self._dialect.set_value(self._state, self._labels[province_code])
        await self._run()
        if not self._is_right(province_code):
            # A run that a new board began may have ended just before this one was asked for.
            await self._next_answer()
        if self._exception or not self._is_right(province_code):
            expected = self._expected.get(province_code)
            raise Wrong(self._exception or f"{province_code}: {self._numbers}, not {expected}")

    def _is_right(self, province_code: str) -> bool:
        """The counts of that province, or any four while boards change under the visitors."""
        expected = self._expected.get(province_code)
        shown = self._numbers[-self._dialect.numbers_a_run :][: len(STATUSES)]
        return len(shown) == len(STATUSES) and expected in (None, shown)

    async def close(self) -> None:
        for task in (self._listening, *self._ticks.values()):
            task.cancel()
        await self._socket.close()

    async def _run(self) -> None:
        self._answered.clear()
        self._numbers, self._exception = [], ""
        await self._ask()
        await self._answered.wait()

    async def _next_answer(self) -> None:
        self._answered.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._answered.wait(), SECOND_ANSWER_S)

    async def _ask(self, fragment_id: str = "") -> None:
        asked = BackMsg()
        asked.rerun_script.query_string = self._query
        asked.rerun_script.page_script_hash = self._page
        asked.rerun_script.fragment_id = fragment_id
        asked.rerun_script.is_auto_rerun = bool(fragment_id)
        if self._state.WhichOneof("value"):
            asked.rerun_script.widget_states.widgets.append(self._state)
        await self._socket.send(asked.SerializeToString())

    async def _listen(self) -> None:
        try:
            async for content in self._socket:
                message = ForwardMsg()
                message.ParseFromString(content if isinstance(content, bytes) else content.encode())
                self._hear(message)
        except ConnectionClosed as error:
            self._exception = str(error)
            self._answered.set()

    def _hear(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._see(message.delta.new_element)
        elif kind == "new_session":
            self._page = message.new_session.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self._follow(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "script_finished":
            self._end(message.script_finished)

    def _end(self, status: int) -> None:
        """A run has ended. Where a fragment follows at once, the server tells only the latter's
        end: it ends the page's run too, once the numbers have come."""
        is_fragment = status == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
        if status in ENDS or (is_fragment and self._numbers):
            self._answered.set()

    def _see(self, element: Element) -> None:
        self._state.id = self._dialect.is_province(element) or self._state.id
        self._numbers += self._dialect.numbers(element)
        if element.HasField("exception"):
            self._exception = element.exception.message

    def _follow(self, fragment_id: str, seconds: float) -> None:
        if fragment_id in self._ticks:
            self._ticks[fragment_id].cancel()
        self._ticks[fragment_id] = asyncio.create_task(self._tick(fragment_id, seconds))

    async def _tick(self, fragment_id: str, seconds: float) -> None:
        # The listener tells of a line that is cut.
        with suppress(ConnectionClosed):
            while True:
                await asyncio.sleep(seconds)
                await self._ask(fragment_id)


async def arrive(
    url: str, dialect: Dialect, labels: dict[str, str], expected: dict[str, list[int]]
) -> StreamlitVisitor:
    """A tab on the page of that address, once it has run."""
    socket = await connect(
        url.replace("http://", "ws://") + "_stcore/stream",
        origin=Origin(url.rstrip("/")),
        subprotocols=[Subprotocol("streamlit")],
        max_size=LARGEST_MESSAGE,
        open_timeout=PATIENCE_S,
        ping_interval=None,  # a browser sends none
        compression=None,
    )
    visitor = StreamlitVisitor(socket, dialect, labels, expected)
    try:
        await visitor.open()
    except asyncio.CancelledError:
        await visitor.close()
        raise
    return visitor
