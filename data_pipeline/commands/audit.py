"""Has anything been changed since it was acknowledged? Ledger, archive, receipts and database.

A rewritten ledger is found with a receipt kept elsewhere: --receipt FILE. The database is looked at
only while no worker runs; --replay also loads the archive anew and compares the two states.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from data_pipeline import audit, settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--replay", action="store_true", help="compare with a fresh load")
    parser.add_argument(
        "--receipt", type=Path, action="append", default=[], help="a receipt kept elsewhere"
    )


def run(options: argparse.Namespace) -> int:
    report = audit.run(settings.load(), kept=options.receipt, with_replay=options.replay)
    for line in report.facts:
        print(line)
    for finding in report.findings:
        print(f"FOUND: {finding}")
    return 1 if report.findings else 0
