"""Say what would be refused in a file, and why, without sending it."""

from __future__ import annotations

import argparse
from pathlib import Path

from data_pipeline import arrivals, settings
from data_pipeline.commands.ingest import NoSuchFile
from data_pipeline.contract import check
from data_pipeline.text import LANGUAGES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--profile", default=arrivals.STANDARD_PROFILE, help="how numbers are written"
    )
    parser.add_argument("--language", choices=LANGUAGES, default="id")


def run(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        raise NoSuchFile(options.file)
    here = settings.load()
    code, report = check.run(options.file, options.profile, options.language, here.election_code)
    print(report)
    return code
