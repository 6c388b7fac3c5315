"""Do the proxy samples agree with one another and with the Streamlit that is pinned?"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
import streamlit

from data_pipeline.settings import ROOT

SAMPLES = ("nginx.conf", "Caddyfile")
POLICY = re.compile(r'Content-Security-Policy "([^"]+)"')


def policy(name: str) -> str:
    found = POLICY.search((ROOT / "deploy" / name).read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def test_both_samples_have_one_policy() -> None:
    assert policy("nginx.conf") == policy("Caddyfile")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_policy_lets_the_inline_script_of_streamlit_run_and_no_other(name: str) -> None:
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    inline = re.findall(r"<script>(.*?)</script>", page.read_text(encoding="utf-8"), re.DOTALL)
    told = {base64.b64encode(hashlib.sha256(it.encode()).digest()).decode() for it in inline}
    assert told == set(re.findall(r"'sha256-([^']+)'", policy(name)))
    assert "script-src 'self' 'unsafe-inline'" not in policy(name)
    assert "'unsafe-eval'" not in policy(name)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_hides_the_machinery(name: str) -> None:
    text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    for path in ("metrics", "script-health-check", "/api/ready"):
        assert path in text


def test_no_unit_runs_as_root_or_writes_elsewhere() -> None:
    units = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
    assert len(units) == 5
    for unit in units:
        lines = unit.read_text(encoding="utf-8").splitlines()
        for line in ("User=tepat", "NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes"):
            assert line in lines, unit.name
        for line in lines:
            if line.startswith("ReadWritePaths="):
                assert line.partition("=")[2] in {"/var/lib/tepat", "/var/backups/tepat"}
