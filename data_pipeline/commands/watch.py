"""Take in whatever comes into data/inbox and publish, until told to stop (Ctrl+C or SIGTERM)."""

from __future__ import annotations

import argparse

from data_pipeline import lean, settings, watch


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--parent",
        type=int,
        metavar="PID",
        help="end when this process, which started the worker, is gone (not on Windows)",
    )


def run(options: argparse.Namespace) -> int:
    here = settings.load()
    lean.do_without_pandas()
    stop = watch.stop_on_signal()
    watch.log_to_file(here)
    watch.run(here, stop, options.parent)
    return 0
