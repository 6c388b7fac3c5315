"""Is every entry of the audit log kept, in order, whoever writes at the same time?"""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from data_pipeline import audit_log, clock
from data_pipeline.errors import UnknownName
from data_pipeline.settings import ROOT, Settings

WRITER = """
import sys
from pathlib import Path
from data_pipeline import audit_log
from data_pipeline.settings import Settings
for number in range(60):
    kind = "export" if number % 20 == 19 else "view"
    audit_log.record(Settings(Path(sys.argv[1])), sys.argv[2], kind, page=str(number))
"""


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


def test_several_processes_write_one_chain_and_each_keeps_its_order(here: Settings) -> None:
    command = [sys.executable, "-c", WRITER, str(here.data_dir)]
    writers = [subprocess.Popen([*command, name], cwd=ROOT) for name in "abc"]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    found = list(audit_log.verified(here))
    assert len(found) == 180
    for name in "abc":
        pages = [int(entry.facts["page"]) for entry in found if entry.who == name]
        assert pages == list(range(60))


def test_an_export_is_on_disk_at_once_and_takes_the_views_before_it_along(here: Settings) -> None:
    audit_log.record(here, "p-1", "view", page="overview")
    audit_log.record(here, "p-1", "export", what="shortages")
    assert [entry.kind for entry in audit_log.verified(here)] == ["view", "export"]


def test_a_view_is_on_disk_within_a_second(here: Settings) -> None:
    audit_log.record(here, "p-1", "view", page="overview")
    limit = time.monotonic() + 1
    while not audit_log.months(here) and time.monotonic() < limit:
        time.sleep(0.02)
    assert [entry.facts for entry in audit_log.verified(here)] == [{"page": "overview"}]


def test_the_chain_goes_on_into_the_next_month(
    here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for moment in (datetime(2024, 1, 31), datetime(2024, 2, 1), datetime(2024, 1, 31)):
        monkeypatch.setattr(clock, "wall_now", lambda moment=moment: moment)
        audit_log.record(here, "p-1", "sign_in")
    assert [path.name for path in audit_log.months(here)] == ["2024-01.jsonl", "2024-02.jsonl"]
    assert [entry.sequence for entry in audit_log.verified(here)] == [1, 2, 3]
    audit_log.months(here)[0].unlink()
    with pytest.raises(audit_log.AuditLogBroken, match="sequence 2; expected sequence 1"):
        list(audit_log.verified(here))


def test_a_torn_last_line_is_cut_and_the_chain_goes_on(here: Settings) -> None:
    audit_log.record(here, "p-1", "sign_in")
    [path] = audit_log.months(here)
    path.write_bytes(path.read_bytes() + b'{"at":"2024')
    assert len(list(audit_log.verified(here))) == 1
    audit_log.record(here, "p-1", "sign_out")
    assert [entry.kind for entry in audit_log.verified(here)] == ["sign_in", "sign_out"]


def test_what_cannot_be_written_is_not_answered(here: Settings) -> None:
    (here.data_dir / "audit").write_text("in the way")
    with pytest.raises(OSError, match="audit"):
        audit_log.record(here, "p-1", "export", what="shortages")
    (here.data_dir / "audit").unlink()
    audit_log.record(here, "p-1", "export", what="deviations")
    assert [entry.facts["what"] for entry in audit_log.verified(here)] == ["deviations"]


def test_a_kind_nobody_knows_is_refused(here: Settings) -> None:
    with pytest.raises(UnknownName, match="sign_in"):
        audit_log.record(here, "p-1", "look")


def test_a_day_is_cut_out(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in (7, 8, 9):
        moment = datetime(2024, 1, day, 23, 59)
        monkeypatch.setattr(clock, "wall_now", lambda moment=moment: moment)
        audit_log.record(here, "p-1", "export", what='"at":"2024-01-08T00:00', rows=day)
    cut = audit_log.entries(here, datetime(2024, 1, 8), datetime(2024, 1, 9))
    assert [entry.facts["rows"] for entry in cut] == [8]
