"""The simulated election: a labelled make-believe one over the real regions, needs and calendar.

load fills an empty data directory with its history and publishes it; live lets its clock run and
drops fresh snapshots in the inbox; write only writes the snapshot files to a folder.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from data_pipeline import settings
from data_pipeline.demo import live, loading
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES, say

SEED = 7


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=LANGUAGES, default="id")
    actions = parser.add_subparsers(dest="action", required=True)
    load = actions.add_parser("load", help="fill an empty data directory and publish")
    load.add_argument("--seed", type=int, default=SEED)
    load.add_argument("--until", type=date.fromisoformat, help="last day, as 2024-01-08")
    play = actions.add_parser("live", help="let the simulated clock run")
    play.add_argument("--every", type=_positive, default=4.0, metavar="SECONDS")
    play.add_argument("--hours", type=_positive, default=2.0, help="simulated hours a step")
    write = actions.add_parser("write", help="only write the files, laid out as an inbox")
    write.add_argument("folder", type=Path)
    write.add_argument("--seed", type=int, default=SEED)
    write.add_argument("--from", dest="first", type=date.fromisoformat)
    write.add_argument("--to", dest="until", type=date.fromisoformat)


def run(options: argparse.Namespace) -> int:
    here = settings.load()
    actions = {"load": _load, "live": _live, "write": _write}
    actions[options.action](options, here)
    return 0


def _load(options: argparse.Namespace, here: Settings) -> None:
    loaded = loading.load(here, options.seed, options.until)
    if loaded is None:
        print(say(options.language, "demo.already", folder=here.data_dir))
        return
    print(
        say(
            options.language,
            "demo.loaded",
            files=loaded.file_count,
            rows=loaded.loaded_count,
            refused=loaded.refused_count,
            version=loaded.board_version,
        )
    )


def _live(options: argparse.Namespace, here: Settings) -> None:
    for now, count in live.run(here, options.every, options.hours):
        told = say(options.language, "demo.step", now=f"{now:%Y-%m-%d %H:%M}", files=count)
        print(told, flush=True)
    print(say(options.language, "demo.over"))


def _write(options: argparse.Namespace, here: Settings) -> None:
    count = loading.write(
        here.election_code, options.seed, options.folder, options.first, options.until
    )
    print(say(options.language, "demo.written", files=count, folder=options.folder))


def _positive(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not above zero")
    return value
