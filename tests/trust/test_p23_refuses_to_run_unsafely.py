"""P23: does each bad setting keep the dashboard from starting, with one clear line?"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data_pipeline import lock
from data_pipeline.access import people, startup
from data_pipeline.access.principal import Identity
from data_pipeline.access.startup import Facts
from data_pipeline.settings import ROOT, Settings

AUTH = {
    "redirect_uri": "https://tepat.example.go.id/oauth2callback",
    "cookie_secret": "x" * 32,
    "client_id": "tepat",
    "client_secret": "hidden",
    "server_metadata_url": "https://masuk.example.go.id/.well-known/openid-configuration",
}
ADMIN = Identity("https://masuk.example.go.id", "1")


def demo(tmp_path: Path, **told: Any) -> Facts:
    return replace(Facts(Settings(tmp_path), {"TEPAT_ACCESS": "demo"}, "127.0.0.1"), **told)


def oidc(tmp_path: Path, **told: Any) -> Facts:
    """A server that may start: an administrator, a provider, a proxy before it."""
    settings = Settings(tmp_path)
    if not people.all_of(settings):
        people.grant(settings, ADMIN, "Admin", "admin", by="test")
    environment = {"TEPAT_ACCESS": "oidc", "TEPAT_BEHIND_PROXY": "yes"}
    return replace(Facts(settings, environment, "0.0.0.0", AUTH), **told)


def test_a_safe_server_starts(tmp_path: Path) -> None:
    assert startup.problems(demo(tmp_path)) == []
    assert startup.problems(oidc(tmp_path)) == []


@pytest.mark.parametrize("told", ["", "open", "DEMO"])
def test_somebody_must_say_how_people_come_in(tmp_path: Path, told: str) -> None:
    (line,) = startup.problems(demo(tmp_path, environment={"TEPAT_ACCESS": told}))
    assert "TEPAT_ACCESS" in line


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"address": "0.0.0.0"}, "server.address"),
        ({"address": ""}, "every interface"),
        ({"auth": AUTH}, "[auth]"),
        ({"environment": {"TEPAT_ACCESS": "demo", "TEPAT_BEHIND_PROXY": "yes"}}, "behind a proxy"),
        ({"environment": {"TEPAT_ACCESS": "demo", "TEPAT_WORKER": "no"}}, "TEPAT_WORKER"),
        ({"has_xsrf_protection": False}, "enableXsrfProtection"),
        ({"error_details": "full"}, "showErrorDetails"),
    ],
)
def test_a_demonstration_stays_on_this_machine(
    tmp_path: Path, told: dict[str, Any], named: str
) -> None:
    (line,) = startup.problems(demo(tmp_path, **told))
    assert named in line


@pytest.mark.parametrize("name", sorted(AUTH))
def test_a_provider_is_described_whole(tmp_path: Path, name: str) -> None:
    lacking = {key: value for key, value in AUTH.items() if key != name}
    (line,) = startup.problems(oidc(tmp_path, auth=lacking))
    assert name in line


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("cookie_secret", "short", "5 bytes"),
        ("redirect_uri", "http://tepat.example.go.id/oauth2callback", "https"),
        ("server_metadata_url", "http://masuk.example.go.id/metadata", "https"),
    ],
)
def test_a_provider_is_described_safely(tmp_path: Path, name: str, value: str, named: str) -> None:
    (line,) = startup.problems(oidc(tmp_path, auth=AUTH | {name: value}))
    assert name in line
    assert named in line
    assert "hidden" not in line


def test_not_every_interface_without_a_proxy(tmp_path: Path) -> None:
    (line,) = startup.problems(oidc(tmp_path, environment={"TEPAT_ACCESS": "oidc"}))
    assert "TEPAT_BEHIND_PROXY" in line


def test_somebody_must_be_able_to_grant_roles(tmp_path: Path) -> None:
    facts = oidc(tmp_path)
    people.disable(facts.settings, ADMIN, by="test")
    (line,) = startup.problems(facts)
    assert "people add --role admin" in line


def test_a_role_table_that_was_changed_by_hand_is_not_trusted(tmp_path: Path) -> None:
    facts = oidc(tmp_path)
    path = people.path_of(facts.settings)
    path.write_text(path.read_text("utf-8").replace('"admin"', '"analyst"'), "utf-8")
    lines = startup.problems(facts)
    assert "people.jsonl, line 1" in lines[0]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_nobody_else_may_change_the_data_or_read_the_secrets(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.touch(mode=0o644)
    (line,) = startup.problems(demo(tmp_path, secrets_path=secrets))
    assert "chmod 600" in line
    secrets.chmod(0o600)
    tmp_path.chmod(0o777)
    (line,) = startup.problems(demo(tmp_path, secrets_path=secrets))
    assert "chmod o-w" in line


def test_one_worker_at_a_time(tmp_path: Path) -> None:
    with lock.hold(Settings(tmp_path), "another worker"):
        (line,) = startup.problems(demo(tmp_path))
        assert "another worker" in line
        environment = {"TEPAT_ACCESS": "demo", "TEPAT_WORKER": "external"}
        assert startup.problems(demo(tmp_path, environment=environment)) == []


def test_the_server_itself_says_so_and_ends(tmp_path: Path) -> None:
    environment = {**os.environ, "TEPAT_ACCESS": "", "TEPAT_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0"]
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == startup.EXIT_CODE
    assert "TEPAT_ACCESS is ''" in ended.stderr
    assert "Traceback" not in ended.stderr
