"""A small seeded election in a data directory of its own, and one more file to send into it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.server import ROOT, environment

HEADER = "snapshot_at,region_code,item_code,dapil_code,received_pcs,usable_pcs,source_name"


@dataclass(frozen=True)
class World:
    """A data directory with a published board of the simulated election."""

    data_dir: Path

    @property
    def now(self) -> str:
        """The simulated time, ISO 8601 in UTC."""
        clock = json.loads((self.data_dir / "clock.json").read_text(encoding="utf-8"))
        return str(clock["now"])


def small_world(data_dir: Path, *options: str) -> World:
    """`demo load` into an empty directory; CalledProcessError with its output when it fails."""
    pipeline(data_dir, "demo", "load", *options)
    return World(data_dir)


def pipeline(data_dir: Path, *arguments: str) -> str:
    """What `python -m data_pipeline <arguments>` prints when it works on that directory."""
    command = [sys.executable, "-m", "data_pipeline", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(data_dir), capture_output=True, text=True
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def drop(data_dir: Path, name: str, text: str) -> None:
    """Put a file into the inbox as a careful sender does: written aside, then renamed."""
    inbox = data_dir / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    unfinished = inbox / f".{name}.tmp"
    unfinished.write_text(text, encoding="utf-8")
    unfinished.rename(inbox / name)


def send_a_snapshot(data_dir: Path) -> None:
    """One more file of this moment: the ink of Kota Surabaya."""
    row = f"{World(data_dir).now},35.78,tinta,-,12,12,test"
    drop(data_dir, "surabaya.csv", f"{HEADER}\n{row}\n")
