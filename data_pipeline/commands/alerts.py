"""Tell people what has turned bad, by mail and webhook, until somebody answers.

  alerts run             the process: looks at each new board, sends, and stays (--once: one round)
  alerts check           is recipients.toml in order, and who would be told what now?
  alerts test --to ROLE  sends one test message to everybody of that role (or name)
  alerts list            open alerts, and how far the messages have come
  alerts acknowledge ID --who NAME
docs/alerts.md explains recipients.toml.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
from collections.abc import Iterator

from data_pipeline import clock, durable, formats, logs, settings, watch
from data_pipeline.alerts import acknowledgements, checking, desk, journal
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=LANGUAGES, default="id")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    run_parser = actions.add_parser("run", help="watch the board and send")
    run_parser.add_argument("--once", action="store_true", help="one round, then end")
    run_parser.add_argument(
        "--parent", type=int, metavar="PID", help="end when this process is gone (not on Windows)"
    )
    actions.add_parser("check", help="is all set up, and who would be told what now?")
    test = actions.add_parser("test", help="send one test message")
    test.add_argument("--to", required=True, metavar="ROLE", help="a role or a name of the file")
    actions.add_parser("list", help="open alerts and the outbox")
    answer = actions.add_parser("acknowledge", help="I have seen this and I am on it")
    answer.add_argument("alert_id", metavar="ID")
    answer.add_argument("--who", required=True, metavar="NAME")
    answer.add_argument("--note", default="")


def run(options: argparse.Namespace) -> int:
    here = settings.load()
    if options.action == "run":
        with _logged(here):
            desk.run(here, watch.stop_on_signal(), options.parent, is_once=options.once)
        return 0
    if options.action == "acknowledge":
        return _acknowledge(here, options)
    told = {
        "check": lambda: checking.check(here, options.language),
        "test": lambda: checking.test(here, options.language, options.to),
        "list": lambda: checking.listed(here, options.language),
    }[options.action]()
    print("\n".join(told.lines))
    return 0 if told.is_fine else 1


def _acknowledge(here: Settings, options: argparse.Namespace) -> int:
    given = acknowledgements.acknowledge(
        here, options.alert_id, options.who, clock.wall_now(), options.note
    )
    at = formats.moment(options.language, given.at)
    print(checking.say(options.language, "acknowledged", id=given.alert_id, who=given.who, at=at))
    return 0


@contextlib.contextmanager
def _logged(here: Settings) -> Iterator[None]:
    """Everything to data/alerts/alerts.log (kept small) and to the terminal; never a secret."""
    durable.make_directory(journal.home(here))
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    handlers = logs.handlers(journal.home(here) / "alerts.log")
    for handler in handlers:
        root.addHandler(handler)
    try:
        yield
    finally:
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()
