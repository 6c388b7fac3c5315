"""P17, P18: does access end at the next run of a page, and never begin without the provider?"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from data_pipeline.access import demo, passes, people, refused, sessions
from data_pipeline.access.principal import Identity
from data_pipeline.access.refused import Refused
from data_pipeline.settings import ROOT, Settings
from data_pipeline.text import say
from pages import access
from pages.registry import PAGES
from tests.trust import provinces as world
from tests.ui import boards

ISSUER = "https://masuk.example.go.id"
ANALYST = Identity(ISSUER, "analyst")
OFFICER = Identity(ISSUER, "officer")
ADMIN = Identity(ISSUER, "admin")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A data directory with a board and three people, behind a provider."""
    (tmp_path / "boards").symlink_to(world.published() / "boards")
    settings = Settings(tmp_path)
    people.grant(settings, ANALYST, "Ana", "analyst", by="test")
    people.grant(settings, OFFICER, "Siti", "provincial", [world.OWN], by="test")
    people.grant(settings, ADMIN, "Admin", "admin", by="test")
    monkeypatch.setenv("TEPAT_ACCESS", "oidc")
    monkeypatch.setenv("TEPAT_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("TEPAT_TICK_SECONDS", "86400")
    monkeypatch.setattr(access, "map_secret", lambda: b"s" * 32)
    st.cache_data.clear()
    return settings


def signed_in(identity: Identity, seconds_ago: int = 60) -> dict[str, object]:
    issued_at = int(time.time()) - seconds_ago
    claims = {"iss": identity.issuer, "sub": identity.subject, "iat": issued_at}
    return {"is_logged_in": True, **claims}


def visit(user: dict[str, object]) -> AppTest:
    page = AppTest.from_file(ROOT / "pages" / "shell.py", default_timeout=120)
    page.query_params["lang"] = "en"
    page.user = user
    return page.run()


def is_refused(page: AppTest, code: str, **facts: str) -> bool:
    """True when nothing but the reason is shown."""
    told = say("en", f"access.refused.{code}", **facts)
    return [it.value for it in page.error] == [told] and not page.dataframe and not page.exception


def test_a_role_lets_in_and_its_end_shuts_out_at_the_next_run(here: Settings) -> None:
    page, tab = visit(signed_in(ANALYST)), visit(signed_in(ANALYST))
    assert page.title[0].value == "Overview"
    people.disable(here, ANALYST, by="test")
    assert is_refused(page.run(), refused.DISABLED, name="Ana")
    assert is_refused(tab.run(), refused.DISABLED, name="Ana")


def test_a_revoked_session_is_over_in_every_tab_and_a_new_one_is_not(here: Settings) -> None:
    page, tab = visit(signed_in(ANALYST)), visit(signed_in(ANALYST))
    people.revoke(here, ANALYST, by="test")
    for old in (page.run(), tab.run(), visit(signed_in(ANALYST))):
        assert is_refused(old, refused.ENDED, name="Ana")
    assert visit(signed_in(ANALYST, seconds_ago=-2)).title[0].value == "Overview"


@pytest.mark.usefixtures("here")
def test_a_session_lasts_eight_hours_and_not_a_second_more() -> None:
    longest = sessions.LONGEST_SECONDS
    assert visit(signed_in(ANALYST, longest - 30)).title[0].value == "Overview"
    assert is_refused(visit(signed_in(ANALYST, longest)), refused.EXPIRED, name="Ana")
    assert is_refused(visit(signed_in(ANALYST, -3600)), refused.EXPIRED, name="Ana")


@pytest.mark.usefixtures("here")
def test_a_stranger_is_told_what_to_tell_the_administrator() -> None:
    page = visit(signed_in(Identity(ISSUER, "stranger")))
    assert is_refused(page, refused.UNKNOWN)
    assert page.code[0].value == f"issuer: {ISSUER}\nsubject: stranger"


@pytest.mark.usefixtures("here")
def test_the_same_subject_of_another_provider_is_somebody_else() -> None:
    page = visit(signed_in(Identity("https://elsewhere.example", "analyst")))
    assert is_refused(page, refused.UNKNOWN)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("query", ["as", "role", "prov"])
def test_nobody_comes_in_without_signing_in(query: str) -> None:
    page = AppTest.from_file(ROOT / "pages" / "shell.py", default_timeout=120)
    page.query_params.update({"lang": "en", query: "commissioner"})
    page.user = {"is_logged_in": False}
    assert is_refused(page.run(), refused.SIGNED_OUT)


def test_another_role_is_another_set_of_pages_at_once(here: Settings) -> None:
    page = visit(signed_in(ANALYST))
    people.grant(here, ANALYST, "Ana", "operator", by="test")
    page.run()
    assert not page.exception
    assert say("en", "access.not_for", role="File operator") in [it.value for it in page.info]


def test_a_file_whose_button_was_drawn_before_is_not_handed_out_after(here: Settings) -> None:
    asks = sessions.principal(here, ANALYST, int(time.time()) - 60)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "principal", lambda: asks)
        make: Callable[[], str] = access.guarded("export", lambda: "rows")
    assert make() == "rows"
    people.disable(here, ANALYST, by="test")
    with pytest.raises(Refused):
        make()


def map_request(word: str) -> Request:
    server = {"type": "http", "path": "/", "headers": [], "server": ("127.0.0.1", 1)}
    return Request({**server, "query_string": f"pass={word}".encode()})


def test_the_map_is_fetched_by_who_may_and_no_longer(here: Settings) -> None:
    asks = sessions.principal(here, OFFICER, int(time.time()) - 60)
    word = passes.write(asks, access.map_secret())
    assert access.of_map(map_request(word)).grant == asks.grant
    for forged in ("", "x.y", word[:-1] + "0", passes.write(asks, b"another secret")):
        with pytest.raises(Refused):
            access.of_map(map_request(forged))
    people.grant(here, OFFICER, "Siti", "provincial", ["33"], by="test")
    with pytest.raises(Refused):
        access.of_map(map_request(word))


def bearer(token: str) -> Request:
    headers = [(b"authorization", f"Bearer {token}".encode())]
    return Request({"type": "http", "path": "/", "headers": headers, "query_string": b""})


def test_a_feed_token_opens_its_owner_s_rows_until_the_role_ends(here: Settings) -> None:
    token = people.new_token(here, OFFICER, by="test")
    assert token not in people.path_of(here).read_text("utf-8")
    assert access.of_request(bearer(token)).grant.province_codes == (world.OWN,)
    people.disable(here, OFFICER, by="test")
    for word in (token, "", "guess"):
        with pytest.raises(Refused):
            access.of_request(bearer(word))


def test_an_administrator_looks_through_another_s_eyes_and_may_change_nothing(
    here: Settings,
) -> None:
    page = visit(signed_in(ADMIN))
    page.switch_page("admin/people.py").run()
    page.selectbox(key="people_chosen").set_value(OFFICER).run()
    page.button(key="people_look").click().run()
    page.switch_page("situation/overview.py").run()
    assert not page.exception
    assert any("Siti" in it.value for it in page.warning)
    looking = people.all_of(here)[OFFICER].principal(seen_by=ADMIN)
    assert looking.permissions == {"read", "receipts"}
    assert '"event":"look"' in people.path_of(here).read_text("utf-8")
    people.revoke(here, ADMIN, by="test")
    assert is_refused(page.run(), refused.ENDED, name="Admin")


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.code)
def test_every_page_names_its_permission_and_each_role_opens_some(entry: object) -> None:
    roles = [demo.principal(code) for code in demo.PEOPLE]
    assert any(role.may(entry.needs) for role in roles)  # type: ignore[attr-defined]


def test_without_a_mode_nobody_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEPAT_ACCESS", "")
    monkeypatch.setenv("TEPAT_DATA_DIR", str(boards.empty()))
    assert is_refused(visit(signed_in(ANALYST)), refused.NO_MODE)
