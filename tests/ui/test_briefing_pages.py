"""Does the builder tell and make the files, and does the archive list and prove them?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline.access import demo
from data_pipeline.briefing import archive, production, templates
from data_pipeline.briefing.order import Order
from data_pipeline.grants import EVERYWHERE
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES, say
from tests.ui import boards

BUILDER, ARCHIVE = "briefing/builder.py", "briefing/archive.py"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The troubled board in a directory of its own, to archive in."""
    shutil.copytree(boards.troubled() / "boards", tmp_path / "boards")
    return tmp_path


def archived(home: Path, language: str = "id") -> archive.Entry:
    settings = Settings(home)
    order = Order("region", language, region_code="35.78", formats=("txt",))
    with production.held_board(settings, EVERYWHERE) as (opened, pointer):
        return production.produce(settings, order, opened, pointer, "cli")


def chosen(page: AppTest, code: str) -> AppTest:
    return page.selectbox(key="briefing_template").select(code).run()


def told(page: AppTest) -> str:
    """Everything the page says, the headings of closed boxes included."""
    return "\n".join([boards.words(page), *(box.label for box in page.expander)])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [c for c, t in templates.TEMPLATES.items() if t.reach != "region"])
def test_the_preview_tells_every_section(
    monkeypatch: pytest.MonkeyPatch, language: str, code: str
) -> None:
    page = boards.open_page(monkeypatch, BUILDER, boards.troubled(), language, prov="35 Jawa Timur")
    page = chosen(page, code)
    assert not page.exception
    words = told(page)
    for section in templates.TEMPLATES[code].section_codes:
        assert say(language, f"briefing.sections.{section}.title").replace("?", "") in words


def test_a_province_is_asked_for_before_its_briefing(monkeypatch: pytest.MonkeyPatch) -> None:
    page = chosen(boards.open_page(monkeypatch, BUILDER, boards.troubled(), "en"), "province")
    assert say("en", "briefing.builder.choose_province") in boards.words(page)
    assert not page.button
    page.selectbox(key="briefing_province_").select("35").run()
    assert "Logistics readiness\\: Jawa Timur" in boards.words(page)


def test_a_region_sheet_opens_by_link(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(
        monkeypatch, BUILDER, boards.troubled(), "en", region="35.78 Kota Surabaya"
    )
    assert "Region sheet\\: Kota Surabaya" in boards.words(page)


def test_the_files_may_speak_another_language_than_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = boards.open_page(monkeypatch, BUILDER, boards.troubled(), "en")
    page.segmented_control(key="briefing_language_en").select("id").run()
    assert "Kesiapan logistik nasional" in boards.words(page)
    assert say("en", "briefing.builder.preview") in boards.words(page)


def test_sections_left_out_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, BUILDER, boards.troubled(), "en")
    page.pills(key="briefing_sections_national").set_value(["readiness", "pace"]).run()
    assert "2. Is the pace enough?" in told(page)
    page.pills(key="briefing_sections_national").set_value([]).run()
    assert say("en", "briefing.builder.choose_something") in boards.words(page)


def test_making_archives_the_files_and_offers_them(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    page = boards.open_page(monkeypatch, BUILDER, home, "en")
    page.pills(key="briefing_sections_national").set_value(["readiness"]).run()
    page.pills(key="briefing_formats").set_value(["txt"]).run()
    page.button(key="briefing_make").click().run()
    assert not page.exception
    [entry] = archive.entries(Settings(home), EVERYWHERE).entries
    assert (entry.who, entry.grant) == (demo.principal("commissioner").signature, EVERYWHERE)
    assert entry.order.sections == ("readiness",)
    assert entry.fingerprint[:12] in page.success[0].value
    [file] = entry.files
    message = archive.content(Settings(home), entry, file.name).decode()
    assert page.code[0].value == message.strip()
    assert [button.proto.label for button in page.get("download_button")][:1] == ["TXT · 1 kB"]


def test_an_empty_archive_says_how_to_fill_it(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, ARCHIVE, boards.troubled(), "id")
    assert say("id", "briefing.archive.none") in boards.words(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_archive_hands_over_and_proves(
    monkeypatch: pytest.MonkeyPatch, home: Path, language: str
) -> None:
    entry = archived(home, language)
    page = boards.open_page(monkeypatch, ARCHIVE, home, language)
    assert not page.exception
    handover = page.code[-1].value
    assert f"--again {entry.id}" in handover
    assert entry.fingerprint in handover
    page.button(key="archive_check").click().run()
    assert entry.fingerprint[:12] in page.success[0].value
    assert page.dataframe[0].proto.alt == say(language, "briefing.archive.alt", rows="1")


def test_a_falsified_fingerprint_is_found(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    entry = archived(home)
    manifest = archive.folder_of(Settings(home), entry.id) / archive.MANIFEST
    manifest.write_text(manifest.read_text().replace(entry.fingerprint, "0" * 64))
    page = boards.open_page(monkeypatch, ARCHIVE, home, "en")
    page.button(key="archive_check").click().run()
    assert "OTHER numbers" in page.error[0].value


def test_a_changed_file_is_told_not_offered(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    entry = archived(home)
    (archive.folder_of(Settings(home), entry.id) / entry.files[0].name).write_text("0 merah")
    page = boards.open_page(monkeypatch, ARCHIVE, home, "en")
    assert not page.exception
    assert "has been changed since" in page.error[0].value
