"""P15: does every kind of tampering show, with one receipt held outside?"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data_pipeline import archive, audit, audit_log, heads, ledger, receipts
from data_pipeline.access import people
from data_pipeline.access.principal import Identity
from data_pipeline.chain import Chain, Facts, canonical
from data_pipeline.heads import Head
from data_pipeline.settings import Settings
from tests.ingest.conftest import csv, station_in
from tests.trust import figures

Lines = list[bytes]
Change = Callable[[Lines, int], Lines]


def edit(lines: Lines, place: int) -> Lines:
    """Somebody else did it."""
    facts = json.loads(lines[place])
    name = next(name for name in ("who", "sender", "by") if name in facts)
    return [*lines[:place], canonical(facts | {name: "nobody"}), *lines[place + 1 :]]


def edit_with_its_hash(lines: Lines, place: int) -> Lines:
    """The same, and the line's own hash computed anew."""
    chain = chain_of(lines[place])
    facts = json.loads(edit(lines, place)[place])
    return [*lines[:place], relinked(chain, [facts], lines[:place])[0], *lines[place + 1 :]]


def delete(lines: Lines, place: int) -> Lines:
    return lines[:place] + lines[place + 1 :]


def swap(lines: Lines, place: int) -> Lines:
    other = (place + 1) % len(lines)
    changed = list(lines)
    changed[place], changed[other] = lines[other], lines[place]
    return changed


def insert(lines: Lines, place: int) -> Lines:
    return [*lines[: place + 1], *lines[place:]]


def cut(lines: Lines, place: int) -> Lines:
    return lines[:place]


def rewrite(lines: Lines, place: int) -> Lines:
    """Without that line, and every hash behind it computed anew."""
    chain = chain_of(lines[0])
    rest = [json.loads(line) for line in lines[place + 1 :]]
    return lines[:place] + relinked(chain, rest, lines[:place])


CHANGES: list[Change] = [edit, edit_with_its_hash, delete, swap, insert, cut, rewrite]


def relinked(chain: Chain, facts: list[Facts], before: Lines) -> Lines:
    """The lines as whoever knows the program would write them."""
    last = json.loads(before[-1]) if before else None
    made = []
    for line in facts:
        last = chain.link(last, line)
        made.append(canonical(last))
    return made


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with deliveries and an audit log over two months."""
    folder = tmp_path_factory.mktemp("p15") / "data"
    station = station_in(folder)
    for number in range(figures.form(fast=4, full=30)):
        moment = f"2024-01-08T08:{number:02}:00+07:00"
        station.deliver(csv(f"{moment},35.78,tinta,100,{number}", f"{moment},35.00,tinta,1,1"))
        audit_log.record(station.settings, "p-1", "export", what="shortages", rows=number)
        identity = Identity("https://id.example", f"p-{number}")
        people.grant(station.settings, identity, f"Post {number}", "observer", by="p-1")
    station.warehouse.close()
    return folder


@pytest.fixture
def tampered(original: Path, tmp_path: Path) -> Settings:
    shutil.copytree(original, tmp_path / "data")
    return Settings(tmp_path / "data")


def found(settings: Settings, held: list[Head]) -> list[str]:
    return audit.run(settings, held=held, with_database=False).findings


def chain_file(settings: Settings, name: str) -> Path:
    chains = {"ledger": settings.ledger_path, "people": people.path_of(settings)}
    return chains.get(name) or audit_log.months(settings)[-1]


def chain_of(line: bytes) -> Chain:
    chains = (audit_log.CHAIN, ledger.CHAIN, people.CHAIN)
    return next(it for it in chains if it.hash_name.encode() in line)


@pytest.mark.parametrize("name", heads.CHAINS)
def test_every_change_of_a_chain_is_found(tampered: Settings, name: str) -> None:
    held = heads.newest(tampered)
    assert found(tampered, held) == []
    path = chain_file(tampered, name)
    lines = path.read_bytes().splitlines()
    missed = []
    for change in CHANGES:
        for place in range(len(lines)):
            path.write_bytes(b"".join(line + b"\n" for line in change(lines, place)))
            findings = found(tampered, held)
            if not any(path.name in told or told.startswith(name) for told in findings):
                missed.append((change.__name__, place, findings))
    tried = len(CHANGES) * len(lines)
    told = f"{tried} changes, {tried - len(missed)} found"
    figures.record("P15", told, holds=not missed, subject=name)
    assert missed == []


@pytest.mark.parametrize("kind", ["edit", "cut", "delete", "swap", "insert"])
def test_every_change_of_the_archive_is_found(tampered: Settings, kind: str) -> None:
    lines = ledger.read(tampered.ledger_path)
    paths = [archive.path_of(tampered, line.delivery_sha256) for line in lines]
    missed = []
    for place, path in enumerate(paths):
        kept = {each: each.read_bytes() for each in paths}
        change_archive(kind, path, paths[place - 1])
        if not any("Archive file" in told for told in found(tampered, [])):
            missed.append(place)
        (path.parent / ("f" * 64)).unlink(missing_ok=True)
        for each, content in kept.items():
            each.unlink(missing_ok=True)
            each.write_bytes(content)
    told = f"{len(paths)} changes, {len(paths) - len(missed)} found"
    figures.record("P15", told, holds=not missed, subject=f"archive, {kind}")
    assert missed == []
    assert found(tampered, []) == []


def change_archive(kind: str, path: Path, other: Path) -> None:
    content, strange = path.read_bytes(), other.read_bytes()
    path.unlink()
    if kind == "edit":
        path.write_bytes(content.replace(b"tinta", b"bilik"))
    elif kind == "cut":
        path.write_bytes(content[:-10])
    elif kind == "swap":
        path.write_bytes(strange)
    elif kind == "insert":
        path.write_bytes(content)
        (path.parent / ("f" * 64)).write_bytes(b"smuggled in")


def test_a_directory_rewritten_as_a_whole_needs_what_is_held_outside(tampered: Settings) -> None:
    """Ledger, archive, receipts and audit log all made anew, and all agree with one another."""
    held = heads.newest(tampered)
    keep = len(ledger.read(tampered.ledger_path)) - 1
    for folder in ("archive", "receipts", "audit"):
        shutil.rmtree(tampered.data_dir / folder)
    for path in (tampered.ledger_path, tampered.warehouse_path, people.path_of(tampered)):
        path.unlink()
    station = station_in(tampered.data_dir)
    for number in range(keep):
        station.deliver(csv(f"2024-01-08T08:{number:02}:00+07:00,35.78,tinta,900,900"))
        audit_log.record(tampered, "p-1", "export", what="nothing")
    station.warehouse.close()
    assert found(tampered, []) == []
    assert len(found(tampered, held[:1])) == 1
    assert len(found(tampered, held)) == 3


def test_a_receipt_in_the_hands_of_its_sender_is_enough(tampered: Settings, tmp_path: Path) -> None:
    last = ledger.read(tampered.ledger_path)[-1]
    kept = tmp_path / "kept.json"
    shutil.copy(receipts.path_of(tampered, last.delivery_sha256), kept)
    lines = tampered.ledger_path.read_bytes().splitlines(keepends=True)
    tampered.ledger_path.write_bytes(b"".join(lines[:-1]))
    shutil.rmtree(tampered.data_dir / "audit")
    archive.path_of(tampered, last.delivery_sha256).unlink()
    receipts.path_of(tampered, last.delivery_sha256).unlink()
    assert found(tampered, []) == []
    report = audit.run(tampered, kept=[kept], with_database=False)
    assert len(report.findings) == 1
    assert "is not what the ledger says" in report.findings[0]


def test_what_went_wrong_where_is_said(tampered: Settings) -> None:
    path = tampered.ledger_path
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], *lines[2:]]))
    assert "ledger.jsonl, line 2: sequence 3; expected sequence 2" in found(tampered, [])[0]
    path.write_bytes(b"".join(lines[:-1]))
    head = heads.parse(f"ledger:{len(lines)}:{json.loads(lines[-1])['ledger_hash']}")
    told = f"ledger: ends at line {len(lines) - 1}, but line {len(lines)} was handed out"
    assert told in found(tampered, [head])


def test_a_delivery_only_the_log_has_shows(tampered: Settings) -> None:
    number = len(ledger.read(tampered.ledger_path)) + 1
    audit_log.record(tampered, "worker", "delivery", delivery=number)
    assert found(tampered, []) == [f"Ledger: #{number} is not the line the audit log names"]
