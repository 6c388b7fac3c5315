"""Does an acknowledged file survive kill -9? `python -m tests.trust.kills [KILLS] [SEED]`

Each cycle starts the real worker, drops files into its inbox and kills it at a random moment. Then
every receipt it gave is compared with the ledger, the archive, the database and the board.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from data_pipeline import archive, board, heartbeat, inbox, ledger, receipts, recovery
from data_pipeline import warehouse as database
from data_pipeline.grants import EVERYWHERE
from data_pipeline.receipts import Receipt
from data_pipeline.settings import ROOT, Settings

FILES_A_CYCLE = 4
ROWS_A_FILE = 20
START_SECONDS = 20.0
STANDSTILL_SECONDS = 60.0
# What a kill aims at: how often, and within how many seconds after that moment it falls.
AIMS = {
    "anywhere from the start": (2, 4.0),
    "between files": (4, 0.3),
    "just after a commit": (3, 0.01),
    "while publishing": (1, 2.0),
}
HEADER = "snapshot_at,region_code,item_code,received_pcs,usable_pcs"


@dataclass
class Figures:
    """What a run found. Everything under `faults` must be empty."""

    kills: int = 0
    acknowledged: int = 0
    seconds: float = 0
    while_killing: int = 0
    aimed: Counter[str] = field(default_factory=Counter)
    healed: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [
            f"{self.kills} kills in {self.seconds:.0f} s, {self.acknowledged} files acknowledged",
            f"{self.while_killing} of them by workers that were killed",
            f"aimed: {_told(self.aimed)}",
            f"put right at the next start: {_told(self.healed)}",
            f"lost, half or unopenable: {len(self.faults)}",
        ]
        return "\n".join([*lines, *self.faults])


def run(data_dir: Path, kills: int, seed: int = 1) -> Figures:
    """Kill the worker that often, then let it finish and compare the state with a rebuild."""
    settings = Settings(data_dir)
    settings.inbox_dir.mkdir(parents=True, exist_ok=True)
    dice = random.Random(seed)
    figures = Figures()
    begin = time.monotonic()
    for cycle in range(kills):
        _drop_files(settings, cycle, dice)
        figures.aimed[_kill_worker(settings, dice)] += 1
        _compare(settings, figures)
        figures.kills += 1
        _show(figures, kills)
    figures.while_killing = figures.acknowledged
    _finish(settings, figures, kills * FILES_A_CYCLE)
    figures.seconds = time.monotonic() - begin
    return figures


def _drop_files(settings: Settings, cycle: int, dice: random.Random) -> None:
    for number in range(FILES_A_CYCLE):
        minute = (cycle * FILES_A_CYCLE + number) % (60 * 24)
        moment = f"2024-01-{1 + cycle % 28:02}T{minute // 60:02}:{minute % 60:02}:00Z"
        rows = [_row(moment, place, dice) for place in range(ROWS_A_FILE)]
        path = settings.inbox_dir / f".{cycle}-{number}.csv"
        path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
        path.rename(settings.inbox_dir / f"{cycle}-{number}.csv")


def _row(moment: str, place: int, dice: random.Random) -> str:
    region = f"35.{1 + place:02}" if place < ROWS_A_FILE - 1 else "35.00"  # one unknown region
    pieces = dice.randrange(1_000_000)
    return f"{moment},{region},tinta,{pieces},{pieces}"


def _kill_worker(settings: Settings, dice: random.Random) -> str:
    """Start a worker, kill it at the aimed moment, and say what was aimed at.

    Most of a worker's life is waiting, so blind kills would hardly ever meet a write.
    """
    aim = dice.choices(list(AIMS), weights=[weight for weight, _ in AIMS.values()])[0]
    before = _receipt_count(settings)
    worker = _start(settings)
    until = before + dice.randrange(FILES_A_CYCLE)
    if aim in {"between files", "just after a commit"}:
        _await(lambda: _receipt_count(settings) >= until, worker)
    if aim == "just after a commit":
        written = _log_bytes(settings)
        _await(lambda: _log_bytes(settings) != written, worker, pause=0)
    if aim == "while publishing":
        _await(lambda: _state(settings, worker.pid) == "publishing", worker)
    time.sleep(dice.uniform(0, AIMS[aim][1]))
    worker.kill()
    worker.wait()
    return aim


def _start(settings: Settings) -> subprocess.Popen[bytes]:
    environment = {"TEPAT_DATA_DIR": str(settings.data_dir)}
    return subprocess.Popen(
        [sys.executable, "-m", "data_pipeline", "watch"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _compare(settings: Settings, figures: Figures) -> None:
    """Restart in this process and look for anything that was promised and is not there."""
    promised = _acknowledged(settings)
    halves = len(list((settings.inbox_dir / inbox.TAKEN_DIR).rglob("*.csv")))
    warehouse, found = recovery.start(settings)
    with warehouse:
        lines = ledger.read(settings.ledger_path)
        figures.faults += _faults(settings, promised, lines, database.rows(warehouse, "deliveries"))
    if found.moved_aside:
        figures.faults.append(f"unopenable: {found.reasons}")
    figures.healed["torn ledger lines"] += bool(found.torn_bytes)
    figures.healed["ledger lines completed"] += len(found.completed)
    figures.healed["deliveries replayed"] += found.replayed
    figures.healed["receipts written"] += found.receipts_written
    figures.healed["files left half-taken"] += halves
    figures.acknowledged = len(lines)


def _faults(
    settings: Settings,
    promised: list[Receipt],
    lines: list[Receipt],
    rows: list[tuple[object, ...]],
) -> list[str]:
    by_sha256 = {line.delivery_sha256: line for line in lines}
    loaded = {row[0]: row for row in rows}
    found = []
    for receipt in promised:
        name = f"#{receipt.sequence} {receipt.file_name}"
        row = loaded.get(receipt.delivery_sha256)
        if by_sha256.get(receipt.delivery_sha256) != receipt:
            found.append(f"{name}: lost from the ledger")
        if not archive.is_intact(settings, receipt.delivery_sha256):
            found.append(f"{name}: lost from the archive")
        if row is None or row[-2:] != (receipt.loaded_count, receipt.refused_count):
            found.append(f"{name}: lost or half in the database ({row})")
        if (receipt.loaded_count, receipt.refused_count) != (ROWS_A_FILE - 1, 1):
            found.append(f"{name}: acknowledged with {receipt.loaded_count} rows")
    if len(loaded) != len(rows) or len(loaded) != len(lines):
        found.append(f"{len(rows)} deliveries in the database, {len(lines)} in the ledger")
    return found + _board_faults(settings)


def _board_faults(settings: Settings) -> list[str]:
    if board.pointer(settings) is None:
        return []
    try:
        board.current(settings, EVERYWHERE).close()
    except Exception as error:  # noqa: BLE001  whatever it is, the published board cannot be read
        return [f"board: {error}"]
    return []


def _finish(settings: Settings, figures: Figures, expected: int) -> None:
    """Let a worker work off the inbox, then compare with a database built from the archive."""
    worker = _start(settings)
    while (before := _left(settings, worker.pid, expected)) and worker.poll() is None:
        # On a loaded machine a file may take seconds: only a worker that stands still has failed.
        _await(
            lambda: _left(settings, worker.pid, expected) < before, worker, STANDSTILL_SECONDS, 0.2
        )
        if _left(settings, worker.pid, expected) == before:
            figures.faults.append(f"{before} things undone for {STANDSTILL_SECONDS:.0f} s")
            break
    worker.terminate()
    if worker.wait() != 0:
        figures.faults.append(f"the worker ended with code {worker.returncode}")
    _compare(settings, figures)
    warehouse, _ = recovery.start(settings)
    state = database.state_hash(warehouse)
    warehouse.close()
    warehouse, _ = recovery.rebuild(settings)
    if database.state_hash(warehouse) != state:
        figures.faults.append("the rebuilt state differs")
    warehouse.close()
    if figures.acknowledged != expected:
        figures.faults.append(f"{figures.acknowledged} of {expected} files acknowledged")
    if left := inbox.waiting(settings):
        figures.faults.append(f"{len(left)} files left in the inbox")


def _left(settings: Settings, pid: int, expected: int) -> int:
    """How much a worker still has to do: files to answer or to clear away, and to come to rest."""
    is_at_rest = _state(settings, pid) == "idle"
    return expected - _receipt_count(settings) + len(inbox.waiting(settings)) + (not is_at_rest)


def _await(
    is_so: Callable[[], bool],
    worker: subprocess.Popen[bytes],
    seconds: float = START_SECONDS,
    pause: float = 0.005,
) -> None:
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline and worker.poll() is None:
        time.sleep(pause)


def _log_bytes(settings: Settings) -> int:
    path = settings.warehouse_path.with_name("warehouse.duckdb.wal")
    return path.stat().st_size if path.exists() else 0


def _receipt_count(settings: Settings) -> int:
    """How many files were answered; a file killed before it was removed is answered twice."""
    return len(list(settings.receipts_dir.glob("?" * 64 + ".json")))


def _state(settings: Settings, pid: int) -> str | None:
    beat = heartbeat.read(settings)
    return beat.state if beat and beat.pid == pid else None


def _acknowledged(settings: Settings) -> list[Receipt]:
    """What senders have been told: the receipt files that are there."""
    found = [receipts.read(path) for path in settings.receipts_dir.glob("*.json")]
    return [receipt for receipt in found if receipt and receipt.duplicate_of is None]


def _told(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counted.most_common()) or "nothing"


def _show(figures: Figures, kills: int) -> None:
    if figures.kills % 20 == 0 or figures.faults:
        print(f"{figures.kills} of {kills}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:3]]
    with tempfile.TemporaryDirectory(prefix="tepat-kill-") as name:
        result = run(Path(name) / "data", *(numbers or [200]))
    print(result)
    sys.exit(1 if result.faults else 0)
