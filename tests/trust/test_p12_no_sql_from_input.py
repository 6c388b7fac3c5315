"""P12: can anything that comes from outside become SQL, or reach a file?"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from data_pipeline import board, queries
from data_pipeline.board import Board
from data_pipeline.grants import EVERYWHERE, provinces
from data_pipeline.queries import Scope
from data_pipeline.settings import ROOT, SQL_DIR, Settings
from tests.trust import provinces as world

# A question reads named relations; a schema, a file or a setting has no place in one.
FORBIDDEN = re.compile(
    r"\b(?:read_\w+|glob|query_table|query|getvariable|getenv|sniff_csv|duckdb_\w+|pragma_\w+)\s*\("
    r"|\b(?:attach|detach|copy|install|load|pragma|set|export|import|call|use|insert|update|delete|"
    r"create|drop|alter|kept|main|information_schema)\b"
    r"|(?<!distinct )\bfrom\s+'",
    re.IGNORECASE,
)
# They build and load what a board is made of; every name they put together is declared here.
COMPOSERS = {
    "data_pipeline/carry.py",
    "data_pipeline/gate.py",
    "data_pipeline/history.py",
    "data_pipeline/models.py",
    "data_pipeline/publish.py",
    "data_pipeline/seeds.py",
    "data_pipeline/loading.py",
    "data_pipeline/warehouse.py",
    "data_pipeline/recovery.py",
}
RUNS_SQL = {"execute", "executemany", "sql", "query"}
ATTACKS = (
    "select * from read_csv('/etc/passwd')",
    "select * from read_text('/etc/passwd')",
    "select * from read_blob('/etc/passwd')",
    "select * from read_parquet('/etc/passwd')",
    "select * from '/etc/passwd'",
    "select * from glob('/etc/*')",
    "attach '{out}/other.duckdb' as other",
    "attach '/etc/passwd' as other (type sqlite)",
    "copy mart_region_status to '{out}/out.csv'",
    "copy kept.mart_region_status from '/etc/passwd'",
    "export database '{out}'",
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "set memory_limit = '64GB'",
    "pragma enable_profiling",
    "pragma threads = 64",
    "delete from kept.mart_region_status",
    "update kept.board_meta set version = 0",
    "drop view mart_region_status",
    "create or replace view mart_region_status as from kept.mart_region_status",
    "create table kept.planted (a integer)",
)
PAYLOADS = (
    "35' or '1'='1",
    "'; set variable granted_everywhere = true; --",
    "getvariable('granted_everywhere')",
    "35') or true or list_contains(['35",
    "$province_codes",
    "%",
    "_",
    "\x00",
    "../../etc/passwd",
    "read_csv('/etc/passwd')",
)


@pytest.fixture(scope="module")
def officer() -> Iterator[Board]:
    opened = board.current(Settings(world.published()), provinces(world.OWN))
    with closing(opened):
        yield opened


def code_of(path: Path) -> str:
    without_comments = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
    return re.sub(r"'(?:[^']|'')*'", "''", without_comments)


@pytest.mark.parametrize(
    "path", sorted((SQL_DIR / "queries").glob("*.sql")), ids=lambda it: it.stem
)
def test_a_question_names_relations_and_nothing_else(path: Path) -> None:
    assert not FORBIDDEN.search(code_of(path))
    assert ";" not in code_of(path).strip().rstrip(";")


def sources() -> Iterator[Path]:
    for folder in ("data_pipeline", "pages"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def composed(tree: ast.AST) -> Iterator[int]:
    """Lines on which something put together from parts is run as SQL."""
    for node in ast.walk(tree):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if is_call and node.func.attr in RUNS_SQL and node.args and not _is_whole(node.args[0]):  # type: ignore[attr-defined]
            yield node.lineno  # type: ignore[attr-defined]


def _is_whole(told: ast.expr) -> bool:
    is_formatted = isinstance(told, ast.Call) and getattr(told.func, "attr", "") in {
        "format",
        "join",
        "replace",
    }
    return not isinstance(told, ast.JoinedStr | ast.BinOp) and not is_formatted


def test_only_what_builds_a_board_puts_sql_together() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in sources()
        if list(composed(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert found <= COMPOSERS


def test_the_lint_finds_sql_put_together() -> None:
    for planted in (
        "c.execute(f'select {name}')",
        "c.sql('select ' + name)",
        "c.execute('select {}'.format(name))",
        "c.execute('select %s' % name)",
    ):
        assert list(composed(ast.parse(planted)))
    assert not list(composed(ast.parse("c.execute(TEXT, {'name': name})")))


def test_a_board_is_opened_in_one_place_and_pages_never_reach_it() -> None:
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        if name.startswith("pages/"):
            assert "duckdb" not in text, name
        if name.startswith(("pages/", "data_pipeline/figures/")):
            assert ".connection" not in text, name


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_locked_connection_refuses(officer: Board, tmp_path: Path, attack: str) -> None:
    with officer.connection.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(attack.format(out=tmp_path)).fetchall()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_parameter_stays_a_value(officer: Board, payload: str) -> None:
    scope = Scope(province_codes=(payload,))
    assert queries.region_status(officer, scope).empty
    assert queries.unit_status(officer, Scope(), payload).empty
    assert queries.refused_rows(officer, payload).empty
    assert queries.stage_overview(officer, Scope(), payload).empty
    assert world.has_rows(officer)


def test_one_reader_never_inherits_the_grant_of_another(officer: Board) -> None:
    whole = officer.seen_by(EVERYWHERE)
    for _ in range(3):
        assert len(queries.regions(whole)) == len(world.REGIONS)
        assert set(queries.regions(officer)["province_code"]) == {world.OWN}


def test_after_every_attack_the_board_is_the_same(tmp_path: Path) -> None:
    settings = Settings(world.published())
    published = board.pointer(settings)
    assert published
    path = settings.boards_dir / published.file
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with closing(board.current(settings, provinces(world.OWN))) as opened:
        for attack in ATTACKS:
            with opened.connection.cursor() as cursor, pytest.raises(duckdb.Error):
                cursor.execute(attack.format(out=tmp_path)).fetchall()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
