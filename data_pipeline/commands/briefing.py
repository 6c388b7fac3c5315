"""Make a briefing from the published board: slides, PDF, workbook, light page and chat text.

Every briefing is archived under data/briefings/; --out also puts the files where you say.
  briefing national --as-of 2024-01-08T07:00 --out DIR
  briefing province --province 35
  briefing province --each province       one pack for each of the 38 provinces
  briefing region --region 35.78          the sheet of one regency, city or overseas post
  briefing region --each region --province 35
  briefing --again 20240108-000012-national-a1b2c3
"""

from __future__ import annotations

import argparse
import getpass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from data_pipeline import audit_log, clock, settings
from data_pipeline.briefing import archive, pack, production, series, templates
from data_pipeline.briefing.archive import Entry
from data_pipeline.briefing.order import Order
from data_pipeline.errors import TepatError
from data_pipeline.grants import EVERYWHERE
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES

BOTH = "both"
WHO = "cli"
JAKARTA = timezone(timedelta(hours=7))


class NothingAsked(TepatError):
    """Neither a template nor an archived briefing was named."""

    def __init__(self) -> None:
        super().__init__(
            f"No briefing named; expected one of {', '.join(templates.TEMPLATES)}, or --again ID."
        )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("template", nargs="?", choices=list(templates.TEMPLATES))
    parser.add_argument(
        "--province", default="", metavar="CODES", help="province codes, such as 35 or 35,51"
    )
    parser.add_argument("--region", default="", metavar="CODE", help="region code, such as 35.78")
    parser.add_argument("--each", choices=series.KINDS, help="one pack for each of them")
    parser.add_argument(
        "--as-of",
        type=_moment,
        metavar="TIME",
        help="the newest judged moment at or before it, such as 2024-01-08T07:00 (WIB) or with its"
        " own offset; without it, the newest",
    )
    parser.add_argument("--language", choices=[*LANGUAGES, BOTH], default="id")
    parser.add_argument(
        "--formats", type=_listed, default=pack.FORMATS, help=f"of {','.join(pack.FORMATS)}"
    )
    parser.add_argument("--sections", type=_listed, default=(), help="only these sections")
    parser.add_argument("--out", type=Path, metavar="DIR", help="also write the files here")
    parser.add_argument("--jobs", type=int, help="processes for --each; all cores unless told")
    parser.add_argument("--again", metavar="ID", help="render an archived briefing once more")


def run(options: argparse.Namespace) -> int:
    here = settings.load()
    if options.again:
        return _again(here, options)
    if not options.template:
        raise NothingAsked
    pack.checked(options.formats)
    archive.sweep(here)
    with production.held_board(here, EVERYWHERE) as (opened, pointer):
        ask = templates.asking(opened)
        orders = series.expanded(ask, _orders(options), options.each or "")
        one_by_one = (production.produce(here, it, opened, pointer, WHO) for it in orders)
        together = series.produce(
            here, pointer, orders, who=WHO, grant=opened.grant, jobs=options.jobs
        )
        for entry in together if options.each else one_by_one:
            _tell(here, entry, options.out)
    return 0


def _orders(options: argparse.Namespace) -> list[Order]:
    languages = LANGUAGES if options.language == BOTH else (options.language,)
    provinces = tuple(_listed(options.province)) if options.province else ()
    return [
        Order(
            options.template,
            language,
            Scope(options.as_of, provinces),
            options.region,
            tuple(options.sections),
            pack.checked(options.formats),
        )
        for language in languages
    ]


def _again(here: Settings, options: argparse.Namespace) -> int:
    """Exit code 1 when the numbers are no longer the same."""
    rendered = production.again(here, options.again)
    if options.out:
        _log(here, rendered.entry)
        _write(options.out, rendered.files)
    verdict = "the same numbers" if rendered.is_same else "OTHER NUMBERS"
    print(
        f"{options.again}: {verdict} "
        f"(now {rendered.fingerprint}, then {rendered.entry.fingerprint})"
    )
    return 0 if rendered.is_same else 1


def _tell(here: Settings, entry: Entry, out: Path | None) -> None:
    _log(here, entry)
    files = {file.name: archive.content(here, entry, file.name) for file in entry.files}
    home = archive.folder_of(here, entry.id)
    if out:
        _write(out, files)
        home = out
    print(f"{entry.id}  board {entry.version}, as of {entry.as_of} UTC, {entry.title}")
    for name, content in files.items():
        print(f"  {home / name}  {len(content) / 1000:,.0f} kB")


def _log(here: Settings, entry: Entry) -> None:
    """Before a file is handed out, the audit log has it."""
    order = entry.order
    audit_log.record(
        here,
        f"{WHO}:{getpass.getuser()}",
        "export",
        what=f"briefing:{entry.id}",
        format="+".join(order.formats),
        version=entry.version,
        as_of=f"{entry.as_of}Z",
        provinces=order.scope.province_codes,
        region=order.region_code,
    )


def _write(out: Path, files: dict[str, bytes]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _moment(text: str) -> datetime:
    """Naive UTC; a time without an offset is meant in WIB."""
    try:
        told = datetime.fromisoformat(text)
        return clock.parse((told if told.tzinfo else told.replace(tzinfo=JAKARTA)).isoformat())
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
