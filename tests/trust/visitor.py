"""What does a reader's browser hear? A session over the real websocket, with nothing drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin, Subprotocol
from websockets.sync.client import connect
from websockets.sync.connection import Connection

LARGEST_MESSAGE: Final = 64 * 1024 * 1024
BOARD: Final = re.compile(r"(?:Papan|Board) v([0-9.,]+)\]|papan v([0-9.,]+),|board v([0-9.,]+),")


@dataclass
class Seen:
    """One run of a page: the versions of the boards it showed, its errors, how much it said."""

    page: str
    versions: set[int] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    element_count: int = 0


@contextmanager
def visiting(base: str, patience_seconds: float = 120.0) -> Iterator[Visitor]:
    """A tab that is open while the block runs."""
    with connect(
        base.replace("http://", "ws://") + "/_stcore/stream",
        origin=Origin(base),
        subprotocols=[Subprotocol("streamlit")],
        max_size=LARGEST_MESSAGE,
        open_timeout=patience_seconds,
    ) as socket:
        yield Visitor(socket, patience_seconds)


class Visitor:
    """An open tab: `look` opens a page and listens until its script has ended; `runs` has them all.

    A new board makes the page run again by itself: each run is held to one version.
    """

    def __init__(self, socket: Connection, patience_seconds: float) -> None:
        self._socket = socket
        self._patience_seconds = patience_seconds
        self._running = Seen("")
        self.runs: list[Seen] = []

    def look(self, page: str, **query: str) -> Seen:
        """Open that page of the registry; TimeoutError when its script does not end."""
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode(query)
        asked.rerun_script.page_name = "" if page == "overview" else page
        self._socket.send(asked.SerializeToString())
        before = len(self.runs)
        while len(self.runs) == before:
            self._hear(page)
        return self.runs[-1]

    def _hear(self, page: str) -> None:
        """Take in one message; a script that has ended is one more of the runs."""
        content = self._socket.recv(timeout=self._patience_seconds)
        assert isinstance(content, bytes)
        message = ForwardMsg()
        message.ParseFromString(content)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._running = Seen(page)
        elif kind == "delta":
            _note(message, self._running)
        elif kind == "script_finished":
            self._end(message.script_finished)

    def _end(self, status: int) -> None:
        """A fragment runs by itself every second, on the page of the run before it."""
        if status == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY and self.runs:
            self.runs[-1].versions |= self._running.versions
            self.runs[-1].errors += self._running.errors
        elif status != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.runs.append(self._running)
        self._running = Seen(self._running.page)


def _note(message: ForwardMsg, seen: Seen) -> None:
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    seen.element_count += kind is not None
    if kind == "exception":
        seen.errors.append(f"{element.exception.type}: {element.exception.message}")
    if kind == "alert" and "E-" in element.alert.body:
        seen.errors.append(element.alert.body)
    if kind == "markdown":
        for told in BOARD.findall(element.markdown.body):
            seen.versions.add(int(re.sub("[.,]", "", "".join(told))))
