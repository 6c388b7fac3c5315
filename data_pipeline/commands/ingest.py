"""Deliver files and print their receipts.

A running worker gets them through the inbox; without one they are taken in here and published.
"""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Iterable
from pathlib import Path

from data_pipeline import arrivals, clock, inbox, ingest, lock, publish, recovery, settings
from data_pipeline.errors import TepatError
from data_pipeline.receipts import Receipt
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES, say

EXIT_CODES = {"accepted": 0, "partly": 1, "refused": 2}
NO_ANSWER = 4


class NoSuchFile(TepatError):
    """A path that is no file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not a file; expected a snapshot as .csv, .xlsx or .parquet.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--profile", default=arrivals.STANDARD_PROFILE, help="how numbers are written"
    )
    parser.add_argument("--sender", default=None, help="who sends; default: your login name")
    parser.add_argument("--wait", type=float, default=60, metavar="SECONDS", help="for each answer")
    parser.add_argument("--language", choices=LANGUAGES, default="id")


def run(options: argparse.Namespace) -> int:
    here = settings.load()
    for path in options.files:
        if not path.is_file():
            raise NoSuchFile(path)
    sender = options.sender or f"cli:{getpass.getuser()}"
    answers = (
        _send(here, options, sender) if lock.is_held(here) else _take_in(here, options, sender)
    )
    worst = 0
    for path, receipt in answers:
        print(told(options.language, path, receipt), flush=True)
        worst = max(worst, EXIT_CODES[receipt.outcome] if receipt else NO_ANSWER)
    return worst


def told(language: str, path: Path, receipt: Receipt | None) -> str:
    """One receipt in a sentence, and why the file was refused if it was."""
    if receipt is None:
        return say(language, "ingest.waiting", file=path.name)
    kind = "duplicate" if receipt.duplicate_of else receipt.outcome
    lines = [say(language, f"ingest.{kind}", **vars(receipt))]
    if receipt.refusal_code:
        lines.append(say(language, f"reader.{receipt.refusal_code}", **receipt.refusal_facts))
    return "\n  ".join(lines)


def _send(
    here: Settings, options: argparse.Namespace, sender: str
) -> Iterable[tuple[Path, Receipt | None]]:
    sent = [
        (path, inbox.submit(here, path.name, path.read_bytes(), options.profile, sender))
        for path in options.files
    ]
    for path, sha256 in sent:
        yield path, inbox.wait(here, sha256, options.wait)


def _take_in(
    here: Settings, options: argparse.Namespace, sender: str
) -> Iterable[tuple[Path, Receipt | None]]:
    with lock.hold(here, "python -m data_pipeline ingest"):
        warehouse, _ = recovery.start(here)
        with warehouse:
            sent = [
                arrivals.Sent(path, path.name, options.profile, sender) for path in options.files
            ]
            receipts = ingest.deliver_all(here, sent, warehouse)
            yield from zip(options.files, receipts, strict=True)
            publish.publish(warehouse, here, as_of=clock.now(here))
