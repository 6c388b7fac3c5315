"""Build a new board from what is loaded, for now or for any past moment.

A running worker publishes by itself; stop it before you publish by hand.
"""

from __future__ import annotations

import argparse
from datetime import datetime

from data_pipeline import clock, lock, publish, recovery, settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-of",
        type=_moment,
        default=None,
        metavar="TIME",
        help="what was known at that time, for example 2024-01-08T10:00:00+07:00",
    )


def run(options: argparse.Namespace) -> int:
    here = settings.load()
    with lock.hold(here, "python -m data_pipeline publish"):
        warehouse, _ = recovery.start(here)
        with warehouse:
            pointer = publish.publish(warehouse, here, as_of=options.as_of or clock.now(here))
    print(f"Board {pointer.version} as of {pointer.as_of} (UTC)")
    return 0


def _moment(text: str) -> datetime:
    try:
        return clock.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
