"""Make a data directory from a backup: every hash compared, the database built anew.

TEPAT_DATA_DIR says where; it must be empty. Exit code 1 when something does not agree. The board
is published at the next start.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from data_pipeline import backup, settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path)


def run(options: argparse.Namespace) -> int:
    here = settings.load()
    restored = backup.restore(here, options.folder.resolve())
    print(f"{restored.deliveries} deliveries restored to {here.data_dir}, state {restored.state}")
    for finding in restored.findings:
        print(f"FOUND: {finding}")
    return 1 if restored.findings else 0
