"""How does a browser talk to Streamlit? A tab by its websocket protocol, nothing drawn.

It does what the front end does: sends the widgets' values, keeps the address the server writes,
asks for a fragment anew as often as the server told it to, and, where the page holds the component
that follows the published board, listens for that and lets the page run again once it is newer.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final, Self

from streamlit.components.v2.bidi_component.constants import EVENT_DELIM
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from websockets import Origin, Subprotocol
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from benchmarks.dialects import Dialect, Run
from benchmarks.follower import Follower
from benchmarks.load import PATIENCE_S, Wrong
from benchmarks.peers.board import STATUSES

LARGEST_MESSAGE: Final = 64 * 1024 * 1024
SECOND_ANSWER_S: Final = 5.0
BUSY_S: Final = 0.2
ASK_AGAIN_S: Final = 4.0


# Of a board, a province and its counts: are they right?
Judge = Callable[[int, str, list[int]], bool]


class StreamlitVisitor:
    """An open tab; `labels` are the province widget's options, `judge` says whether a board has
    those four counts of a province. `runs` are the runs of its pages that have ended, the latest
    last."""

    def __init__(
        self,
        url: str,
        socket: ClientConnection,
        dialect: Dialect,
        labels: dict[str, str],
        judge: Judge,
    ) -> None:
        self._url, self._socket, self._dialect = url, socket, dialect
        self._labels, self._judge = labels, judge
        self.runs: list[Run] = []
        self.follower: Follower | None = None
        self.cut_count = 0
        self._running: Run | None = None
        self._pages: dict[str, str] = {}
        self._state = WidgetState()
        self._query = self._page = self._newest_id = self._cut = self._fragment = ""
        self._shown, self._is_told = 0, False
        self._answered = asyncio.Event()
        self._ticks: dict[str, asyncio.Task[None]] = {}
        self._telling: asyncio.Task[None] | None = None
        self._listening = asyncio.create_task(self._listen())
        self._listening.add_done_callback(self._hang_up)

    @classmethod
    async def arrive(cls, url: str, dialect: Dialect, labels: dict[str, str], judge: Judge) -> Self:
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
        visitor = cls(url, socket, dialect, labels, judge)
        try:
            await visitor._run()
        except (asyncio.CancelledError, Wrong):
            await visitor.close()
            raise
        return visitor

    async def choose(self, choice: str) -> None:
        """Choose the province of that code."""
        if self._fragment:
            await self._insist(choice)
        else:
            await self._choose_once(choice)

    async def _choose_once(self, choice: str) -> None:
        self._take(choice)
        run = await self._run()
        if not self._is_right(run, choice):
            # A run that a new board began may have ended just before this one was asked for.
            run = await self._next_answer()
        if run.error or not self._is_right(run, choice):
            raise Wrong(run.error or f"{choice} on board {self._board_of(run)}: {run.numbers}")

    def _take(self, choice: str) -> None:
        self._state = WidgetState(id=self._state.id)
        self._dialect.set_value(self._state, self._labels[choice])

    async def turn_to(self, page: str) -> None:
        """Open another page by the menu, '' is the first; an error it shows stands in `runs`."""
        self._page = self._pages[page]
        run = await self._run()
        while run.page != page:  # the page left behind may have come to its end meanwhile
            run = await self._run_ended()

    def _is_right(self, run: Run, province_code: str) -> bool:
        """Whether it shows the counts that the board it names has of that province."""
        shown = run.numbers[-self._dialect.numbers_a_run :][: len(STATUSES)]
        return len(shown) == len(STATUSES) and self._judge(
            self._board_of(run), province_code, shown
        )

    def _board_of(self, run: Run) -> int:
        """The board a run names; that of its page where only a part has run; 0 where none does."""
        return max(run.versions, default=self._shown)

    async def close(self) -> None:
        for task in (self._listening, self._telling, *self._ticks.values()):
            if task:
                task.cancel()
        if self.follower:
            self.follower.close()
        await self._socket.close()

    async def _run(self) -> Run:
        self._answered.clear()
        await self._ask()
        return await self._run_ended()

    async def _insist(self, choice: str) -> None:
        """Ask until the choice is answered, as the explorer's script does: of two runs that meet
        the first may end without what the second draws."""
        self._answered.clear()
        patience_s = ASK_AGAIN_S
        while True:
            self._take(choice)
            await self._ask(self._fragment)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._right_run(choice), patience_s)
                return
            patience_s *= 2

    async def _right_run(self, choice: str) -> None:
        while not self._is_right(run := await self._run_ended(), choice):
            if run.error:
                raise Wrong(run.error)

    async def _run_ended(self) -> Run:
        await self._answered.wait()
        self._answered.clear()
        if self._cut:
            raise Wrong(self._cut)
        return self.runs[-1]

    async def _next_answer(self) -> Run:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._run_ended(), SECOND_ANSWER_S)
        return self.runs[-1]

    async def _ask(
        self, fragment_id: str = "", trigger: WidgetState | None = None, *, is_tick: bool = False
    ) -> None:
        asked = BackMsg()
        asked.rerun_script.query_string = self._query
        asked.rerun_script.page_script_hash = self._page
        asked.rerun_script.page_name = "" if self._page else self._dialect.page
        asked.rerun_script.fragment_id = fragment_id
        asked.rerun_script.is_auto_rerun = is_tick
        if self._state.WhichOneof("value"):
            asked.rerun_script.widget_states.widgets.append(self._state)
        if trigger:
            asked.rerun_script.widget_states.widgets.append(trigger)
        await self._socket.send(asked.SerializeToString())

    async def _hear_version(self, version: int, spread_s: float) -> None:
        """As the component's script does it: a newer board is told once, and not all at once."""
        if self._is_told or version == self._shown:
            return
        self._is_told = True
        self._telling = asyncio.create_task(self._tell(version, random.random() * spread_s))

    async def _tell(self, version: int, wait_s: float) -> None:
        await asyncio.sleep(wait_s)
        while self._running is not None:
            await asyncio.sleep(BUSY_S)
        name = f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{self._newest_id}{EVENT_DELIM}events"
        told = json.dumps([{"event": "version", "value": version}])
        with suppress(ConnectionClosed):  # the listener tells of a line that is cut
            await self._ask(trigger=WidgetState(id=name, json_trigger_value=told))

    async def _listen(self) -> None:
        async for content in self._socket:
            message = ForwardMsg()
            message.ParseFromString(content if isinstance(content, bytes) else content.encode())
            self._hear(message)

    def _hang_up(self, listening: asyncio.Task[None]) -> None:
        """Nothing more will be heard: whoever waits is told why."""
        if not listening.cancelled():
            self._cut = repr(listening.exception() or "the server closed the line")
            self._answered.set()

    def _hear(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._see(message.delta.new_element, message.delta.fragment_id)
        elif kind == "new_session":
            self._begin(list(message.metadata.run.fragment_ids))
        elif kind == "navigation":
            self._pages = {
                it.url_pathname: it.page_script_hash for it in message.navigation.app_pages
            }
            names = {page_hash: name for name, page_hash in self._pages.items()}
            # Asked for without it, a part that lets its page run again lets the first page run.
            self._page = message.navigation.page_script_hash
            self._now().page = names.get(self._page, "")
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self._follow(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "stop_auto_rerun":
            for fragment_id in message.stop_auto_rerun.fragment_ids:
                self._stop(fragment_id)
        elif kind == "script_finished":
            self._end(message.script_finished)

    def _begin(self, fragment_ids: list[str]) -> None:
        """A page's run begins, or that of the part with the choice; what another part shows
        belongs to the page it stands on."""
        if not fragment_ids or self._fragment in fragment_ids:
            self._running = Run()

    def _now(self) -> Run:
        """The run that what is heard belongs to."""
        return self._running or self.runs[-1]

    def _end(self, status: int) -> None:
        """A run has ended. Where a fragment follows at once, the server tells only the latter's
        end, so that any end is the end of the page's run; one that is begun anew has not ended."""
        if self._running is None or status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        self._running.ended_at = time.time()
        self.runs.append(self._running)
        self._running = None
        self._answered.set()

    def _see(self, element: Element, fragment_id: str) -> None:
        # Where two parts are due at once, the server tells the beginning of the first only.
        if self._running is None and fragment_id and fragment_id == self._fragment:
            self._running = Run()
        if found := self._dialect.is_province(element):
            self._state.id, self._fragment = found, fragment_id
        self._now().note(element, self._dialect)
        name, version = self._dialect.newest(element)
        if name:
            self._newest_id = name
            self._follow_from(version)

    def _follow_from(self, version: int) -> None:
        """As the component's script does it: it begins anew for each version that is shown."""
        if self.follower and version == self._shown:
            return
        if self._telling:
            self._telling.cancel()
        if self.follower:
            self.cut_count += self.follower.cut_count
            self.follower.close()
        self._shown, self._is_told = version, False
        self.follower = Follower(self._url, self._hear_version)

    def _follow(self, fragment_id: str, seconds: float) -> None:
        self._stop(fragment_id)
        self._ticks[fragment_id] = asyncio.create_task(self._tick(fragment_id, seconds))

    def _stop(self, fragment_id: str) -> None:
        if fragment_id in self._ticks:
            self._ticks.pop(fragment_id).cancel()

    async def _tick(self, fragment_id: str, seconds: float) -> None:
        # The listener tells of a line that is cut.
        with suppress(ConnectionClosed):
            while True:
                await asyncio.sleep(seconds)
                await self._ask(fragment_id, is_tick=True)
