"""Write the empty snapshot files a sender fills in: CSV and XLSX, in both languages."""

from __future__ import annotations

import argparse
from pathlib import Path

from data_pipeline.contract import feeds, templates
from data_pipeline.text import LANGUAGES

FORMATS = {"csv": templates.as_csv, "xlsx": templates.as_xlsx}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directory", type=Path)


def run(options: argparse.Namespace) -> int:
    options.directory.mkdir(parents=True, exist_ok=True)
    for feed in feeds.FEEDS:
        for language in LANGUAGES:
            for ending, render in FORMATS.items():
                path = options.directory / f"{feed.feed_code}.{language}.{ending}"
                path.write_bytes(render(feed, language))
                print(path)
    return 0
