"""Copy everything that cannot be made again into a folder: archive, ledger, journals, briefings.

The worker and the pages may go on meanwhile. Use the same folder again: only what is new is copied.
Keep the heads that are printed somewhere else; `restore` and `audit` compare with them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from data_pipeline import backup, settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path)


def run(options: argparse.Namespace) -> int:
    made = backup.make(settings.load(), options.folder.resolve())
    print(f"{made.deliveries} deliveries, {len(made.files)} files in {options.folder}")
    print(*made.heads, sep="\n")
    return 0
