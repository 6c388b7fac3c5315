"""What does `python -m data_pipeline demo …` offer?"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from data_pipeline.demo import live, loading
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES, say

SEED = 7


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `demo` with load, live and write."""
    demo = subparsers.add_parser("demo", help=say("en", "demo.help"))
    demo.add_argument("--language", choices=LANGUAGES, default="en")
    actions = demo.add_subparsers(dest="action", required=True)
    load = actions.add_parser("load", help=say("en", "demo.help_load"))
    load.add_argument("--seed", type=int, default=SEED)
    load.add_argument("--until", type=date.fromisoformat)
    play = actions.add_parser("live", help=say("en", "demo.help_live"))
    play.add_argument("--every", type=_positive, default=4.0, metavar="SECONDS")
    play.add_argument("--hours", type=_positive, default=2.0)
    write = actions.add_parser("write", help=say("en", "demo.help_write"))
    write.add_argument("folder", type=Path)
    write.add_argument("--seed", type=int, default=SEED)
    write.add_argument("--from", dest="first", type=date.fromisoformat)
    write.add_argument("--to", dest="until", type=date.fromisoformat)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Do what was asked; 0 when it was done. Raises TepatError with what to do."""
    actions = {"load": _load, "live": _live, "write": _write}
    actions[arguments.action](arguments, settings)
    return 0


def _load(arguments: argparse.Namespace, settings: Settings) -> None:
    loaded = loading.load(settings, arguments.seed, arguments.until)
    if loaded is None:
        print(say(arguments.language, "demo.already", folder=settings.data_dir))
        return
    print(
        say(
            arguments.language,
            "demo.loaded",
            files=loaded.file_count,
            rows=loaded.loaded_count,
            refused=loaded.refused_count,
            version=loaded.board_version,
        )
    )


def _live(arguments: argparse.Namespace, settings: Settings) -> None:
    for now, count in live.run(settings, arguments.every, arguments.hours):
        print(
            say(arguments.language, "demo.step", now=f"{now:%Y-%m-%d %H:%M}", files=count),
            flush=True,
        )
    print(say(arguments.language, "demo.over"))


def _write(arguments: argparse.Namespace, settings: Settings) -> None:
    count = loading.write(
        settings.election_code, arguments.seed, arguments.folder, arguments.first, arguments.until
    )
    print(say(arguments.language, "demo.written", files=count, folder=arguments.folder))


def _positive(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not above zero")
    return value
