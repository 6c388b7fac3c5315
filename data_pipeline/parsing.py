"""What is in a delivered file? Read in a child process, so that a hostile file harms nobody."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from data_pipeline import child, lean
from data_pipeline.contract.profiles import Profile
from data_pipeline.contract.reading import Reading
from data_pipeline.contract.reasons import Refusal
from data_pipeline.contract.registers import Registers

LIMITS = child.Limits()


@dataclass(frozen=True)
class Job:
    """One file to read: its bytes at `path`, its name as sent, and the time it is judged at."""

    path: Path
    file_name: str
    profile: Profile
    now: datetime


def read(jobs: Sequence[Job], registers: Registers, limits: child.Limits = LIMITS) -> list[Reading]:
    """The contents of each file, all read in one child; `rows` lack the columns nobody filled.

    Raises ChildDied when the child did not finish, ChildInterrupted or DiskFull when that was no
    fault of the file.
    """
    with tempfile.TemporaryDirectory(prefix="tepat-") as name:
        workspace = Path(name)
        child.run(read_into, workspace, jobs, registers, workspace=workspace, limits=limits)
        return [_load(workspace, number) for number in range(len(jobs))]


def read_into(workspace: Path, jobs: Sequence[Job], registers: Registers) -> None:
    """The child's part: read each file and leave what was found as files in the workspace."""
    # Here, not above: whoever asks for a reading loads none of the reader's libraries.
    from data_pipeline.contract import reader

    lean.do_without_pandas()
    for number, job in enumerate(jobs):
        reading = reader.read(
            job.path,
            file_name=job.file_name,
            profile=job.profile,
            registers=registers,
            now=job.now,
        )
        _save(workspace, number, reading)


def _save(workspace: Path, number: int, reading: Reading) -> None:
    _save_table(workspace / f"{number}.rows", _filled(reading.rows))
    _save_table(workspace / f"{number}.refused", reading.refused)
    refusal = reading.refusal
    facts = {
        "feed_code": reading.feed_code,
        "row_count": reading.row_count,
        "refusal": [refusal.reason_code, dict(refusal.facts)] if refusal else None,
    }
    (workspace / f"{number}.json").write_text(json.dumps(facts), encoding="utf-8")


def _load(workspace: Path, number: int) -> Reading:
    facts = json.loads((workspace / f"{number}.json").read_text(encoding="utf-8"))
    return Reading(
        feed_code=facts["feed_code"],
        rows=_load_table(workspace / f"{number}.rows"),
        refused=_load_table(workspace / f"{number}.refused"),
        row_count=facts["row_count"],
        refusal=Refusal(*facts["refusal"]) if facts["refusal"] else None,
    )


def _filled(table: pa.Table) -> pa.Table:
    """The columns that hold anything; the others are null, as the database knows without them."""
    names = zip(table.column_names, table.columns, strict=True)
    return table.select([name for name, column in names if column.null_count < len(column)])


def _save_table(path: Path, table: pa.Table) -> None:
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


def _load_table(path: Path) -> pa.Table:
    if sys.platform == "win32":  # a mapped file could not be removed there
        with pa.OSFile(str(path), "rb") as file:
            return pa.ipc.open_file(file).read_all()
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()
