"""Command line: `python -m data_pipeline <command>`; without a command it lists them.

Exit codes: 0 done · 1 done, but some rows were refused or the audit found something · 2 refused, or
the command was not understood · 3 an error, told in one line · 4 no answer yet.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from data_pipeline import settings, troubles
from data_pipeline.errors import TepatError

COMMANDS = {
    "watch": ("data_pipeline.commands.watch", "take in what comes into the inbox, and publish"),
    "ingest": ("data_pipeline.commands.ingest", "deliver files and print their receipts"),
    "check": ("data_pipeline.commands.check", "say what would be refused, without sending"),
    "publish": ("data_pipeline.commands.publish", "build a new board"),
    "briefing": ("data_pipeline.commands.briefing", "make slides, PDF, sheets and texts"),
    "alerts": ("data_pipeline.commands.alerts", "tell people what has turned bad"),
    "people": ("data_pipeline.commands.people", "who may come in, and as what"),
    "demo": ("data_pipeline.demo.cli", "the simulated election"),
    "templates": ("data_pipeline.commands.templates", "write the empty snapshot files"),
    "rebuild": ("data_pipeline.commands.rebuild", "make the database anew from the archive"),
    "backup": ("data_pipeline.commands.backup", "copy everything that cannot be made again"),
    "restore": ("data_pipeline.commands.restore", "make a data directory from a backup"),
    "audit": (
        "data_pipeline.commands.audit",
        "has anything been changed since it was acknowledged?",
    ),
}
FAILED = 3
INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code."""
    name = arguments[0] if arguments else "--help"
    if name not in COMMANDS:
        return _help(name)
    module = importlib.import_module(COMMANDS[name][0])
    parser = argparse.ArgumentParser(
        prog=f"python -m data_pipeline {name}",
        description=module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    exit_code: int = module.run(parser.parse_args(arguments[1:]))
    return exit_code


def guarded(arguments: Sequence[str]) -> int:
    """`main` for people: an error is one line, and the log has the rest."""
    try:
        return main(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except TepatError as error:
        print(f"Error: {error}", file=sys.stderr)
    except Exception as error:  # noqa: BLE001  the last line of defence: nobody is shown a traceback
        here = settings.load()
        number = troubles.keep(here, error, f"command {arguments[0]}")
        where = f"{number} (see {troubles.path_of(here)})"
        print(f"Error {where}: {type(error).__name__}: {error}", file=sys.stderr)
    return FAILED


def _help(name: str) -> int:
    is_asked = name in {"-h", "--help", "help"}
    lines = [f"  {command:<10} {what}" for command, (_, what) in COMMANDS.items()]
    if not is_asked:
        print(f"There is no command {name!r}.", file=sys.stderr)
    opening = "python -m data_pipeline <command> [--help]\n"
    print("\n".join([opening, *lines]), file=sys.stdout if is_asked else sys.stderr)
    return 0 if is_asked else 2


if __name__ == "__main__":
    sys.exit(guarded(sys.argv[1:]))
