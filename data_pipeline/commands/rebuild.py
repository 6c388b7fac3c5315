"""Make the database anew from archive and ledger, and publish; the old one goes to data/aside."""

from __future__ import annotations

import argparse
import sys

from data_pipeline import clock, lock, publish, recovery, settings
from data_pipeline import warehouse as database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose: everything the ledger lists is loaded."""


def run(options: argparse.Namespace) -> int:
    here = settings.load()
    with lock.hold(here, "python -m data_pipeline rebuild"):
        warehouse, found = recovery.rebuild(here, _show)
        with warehouse:
            print(f"{found.replayed} deliveries loaded, state {database.state_hash(warehouse)}")
            publish.publish(warehouse, here, as_of=clock.now(here))
    for sequence in found.changed:
        print(f"#{sequence} reads otherwise than when it was acknowledged", file=sys.stderr)
    for sequence, sentence in found.failed.items():
        print(f"#{sequence} was not loaded: {sentence}", file=sys.stderr)
    return 1 if found.failed else 0


def _show(done: int, total: int) -> None:
    print(f"{done} of {total}", file=sys.stderr, flush=True)
