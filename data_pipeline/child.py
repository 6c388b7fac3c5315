"""How is work run that may crash, hang or swallow memory, without taking the worker along?

A fresh process per call: forked from a small server that has only imported (never from the worker,
whose database threads a fork would break), or spawned where there is no such server.
"""

from __future__ import annotations

import errno
import gc
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import forkserver, spawn
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data_pipeline.errors import TepatError

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext
    from multiprocessing.process import BaseProcess

# What a child that reads a file needs; another imports the rest for itself. pyarrow loads the last
# two at its first arrays, which would cost every child 6 ms.
PRELOADED = [
    "data_pipeline.parsing",
    "data_pipeline.contract.reader",
    "dateutil.relativedelta",
    "numpy.ma",
]
HAS_FORKSERVER = "forkserver" in multiprocessing.get_all_start_methods()
OUT_OF_SPACE = 75
SERVER_DIED = 255
DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS}
TRACE_FILE = "trace.txt"
STARTED_FILE = "started"
_preparation = spawn.get_preparation_data


def _without_main(name: str) -> dict[str, Any]:
    """What a child is told at its start, less the script its parent ran.

    Inside Streamlit that script is a page: the child would import it, and so draw it, and die.
    """
    told = _preparation(name)
    return {key: told[key] for key in told if not key.startswith("init_main")}


# There is no other way to say so; the functions children run are all in modules.
setattr(spawn, "get_preparation_data", _without_main)  # noqa: B010 - mypy forbids plain assignment


@dataclass(frozen=True)
class Limits:
    """What one child may use; None is no limit. Memory counts with what the child starts with.

    A library comes to use up to 65 MB of what it had reserved before the limit was set: 432 MB keep
    the whole below 512.

    The processor decides about a file; the clock is for a child that hangs, and so generous that a
    busy machine does not get a good file refused.
    """

    wall_seconds: float = 120
    cpu_seconds: int | None = 9
    memory_bytes: int | None = 432 << 20


class ChildDied(TepatError):
    """The child ended without finishing: a crash, a limit, or an error nobody expected."""

    def __init__(self, ending: str, trace: str = "") -> None:
        super().__init__(f"The child process ended early ({ending}); expected a result.")
        self.ending, self.trace = ending, trace


class ChildInterrupted(TepatError):
    """The child was stopped from outside, so its end says nothing about the file."""

    def __init__(self, ending: str) -> None:
        super().__init__(f"The child process was stopped ({ending}); the work is tried again.")


class DiskFull(TepatError):
    """The child could not write its result."""

    def __init__(self, workspace: Path) -> None:
        super().__init__(
            f"No room to write in {workspace.parent}. Free disk space; the work is tried again."
        )


def run(
    function: Callable[..., object], *arguments: Any, workspace: Path, limits: Limits = Limits()
) -> None:
    """Run a module-level function in a child and wait; its results are the files in `workspace`.

    Raises ChildDied, ChildInterrupted or DiskFull.
    """
    process = _context().Process(target=_guarded, args=(function, arguments, workspace, limits))
    try:
        process.start()
    except (EOFError, ConnectionError) as error:  # gone before it had read a byte of its work
        raise ChildInterrupted(type(error).__name__) from error
    process.join(limits.wall_seconds)
    if process.is_alive():
        process.kill()
        process.join()
        raise ChildDied(f"no answer in {limits.wall_seconds:g} seconds")
    _judge(process, workspace)


def warm_up() -> None:
    """Start the server that children are forked from, so that the first file need not wait."""
    if HAS_FORKSERVER:
        _context()
        forkserver.ensure_running()


def _context() -> ForkServerContext | SpawnContext:
    if not HAS_FORKSERVER:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    # A parent that has pandas has children that write briefings: 0.2 s for each to import it.
    context.set_forkserver_preload([*PRELOADED, *({"pandas"} & sys.modules.keys())])
    return context


def _judge(process: BaseProcess, workspace: Path) -> None:
    code = process.exitcode
    process.close()
    if code == 0:
        return
    if code == OUT_OF_SPACE:
        raise DiskFull(workspace)
    # Ctrl+C and a service manager reach the whole group, and a child that could not even begin
    # has seen nothing of the file: no verdict.
    has_begun = (workspace / STARTED_FILE).exists()
    if code in {-signal.SIGINT, -signal.SIGTERM, SERVER_DIED} or not has_begun:
        raise ChildInterrupted(_ending(code))
    trace = workspace / TRACE_FILE
    raise ChildDied(_ending(code), trace.read_text(encoding="utf-8") if trace.exists() else "")


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"exit code {code}"


def _guarded(
    function: Callable[..., object], arguments: tuple[Any, ...], workspace: Path, limits: Limits
) -> None:
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_IGN)
    _set_limits(limits)
    gc.freeze()  # what the server imported is shared: going through it would copy it
    (workspace / STARTED_FILE).touch()
    try:
        function(*arguments)
    except OSError as error:
        if error.errno in DISK_ERRORS:  # there is no room for a trace either
            sys.exit(OUT_OF_SPACE)
        _leave_trace(workspace)
        sys.exit(1)
    except Exception:  # noqa: BLE001  the parent reads the trace and judges
        _leave_trace(workspace)
        sys.exit(1)


def _leave_trace(workspace: Path) -> None:
    (workspace / TRACE_FILE).write_text(traceback.format_exc(), encoding="utf-8")


def _set_limits(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_CORE, 0)
    if limits.cpu_seconds is not None:
        _lower(resource.RLIMIT_CPU, limits.cpu_seconds)
    # macOS accepts RLIMIT_AS and does not keep it
    if limits.memory_bytes is not None and sys.platform == "linux":
        address_space_bytes, resident_bytes = _memory_at_start()
        _lower(
            resource.RLIMIT_AS, address_space_bytes + max(0, limits.memory_bytes - resident_bytes)
        )


def _lower(limit: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(limit)
    ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (ceiling, ceiling))


def _memory_at_start() -> tuple[int, int]:
    """Address space and memory of this process, in bytes; libraries reserve more than they use."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[:2]
    page_bytes = os.sysconf("SC_PAGE_SIZE")
    return int(pages[0]) * page_bytes, int(pages[1]) * page_bytes
