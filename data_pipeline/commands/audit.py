"""Has anything been changed since it was acknowledged? Ledger, archive, audit log, database.

  audit            look at everything
  audit head       print the heads of ledger and audit log, to be kept by somebody else
  audit log        print the audit log as lines of JSON; --day 2024-01-08 for one day (UTC)

A chain that was cut or rewritten as a whole is found with what was held elsewhere: --receipt FILE
or --head ledger:12:3f…, as receipts and briefings print it. The database is looked at only while no
worker runs; --replay also loads the archive anew and compares the two states.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from data_pipeline import audit, audit_log, heads, settings
from data_pipeline.audit_log import Entry
from data_pipeline.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=("verify", "head", "log"), default="verify")
    parser.add_argument("--replay", action="store_true", help="compare with a fresh load")
    parser.add_argument(
        "--receipt", type=Path, action="append", default=[], help="a receipt kept elsewhere"
    )
    parser.add_argument(
        "--head", action="append", default=[], metavar="HEAD", help="a head kept elsewhere"
    )
    parser.add_argument("--day", type=_day, help="of the audit log, as 2024-01-08")


def run(options: argparse.Namespace) -> int:
    here = settings.load()
    if options.what == "head":
        print(*heads.newest(here), sep="\n")
        return 0
    if options.what == "log":
        for entry in _entries(here, options.day):
            print(json.dumps(asdict(entry), ensure_ascii=False))
        return 0
    return _verify(here, options)


def _verify(here: Settings, options: argparse.Namespace) -> int:
    held = [heads.parse(text) for text in options.head]
    report = audit.run(here, kept=options.receipt, held=held, with_replay=options.replay)
    for line in report.facts:
        print(line)
    for finding in report.findings:
        print(f"FOUND: {finding}")
    return 1 if report.findings else 0


def _entries(here: Settings, day: datetime | None) -> Iterator[Entry]:
    if day is None:
        return audit_log.entries(here)
    return audit_log.entries(here, day, day + timedelta(days=1))


def _day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d")
    except ValueError as error:
        told = f"{text!r} is no day; expected for example 2024-01-08"
        raise argparse.ArgumentTypeError(told) from error
