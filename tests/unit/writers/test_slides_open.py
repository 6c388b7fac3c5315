"""Does LibreOffice open the slides and show every one of them?"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pptx import Presentation

from data_pipeline.briefing import slides
from tests.unit.writers import documents

OFFICE = shutil.which("soffice")
READER = shutil.which("pdftotext")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LibreOffice's own folder: making it takes longer than converting a deck."""
    return tmp_path_factory.mktemp("profile")


@pytest.mark.skipif(OFFICE is None or READER is None, reason="needs soffice and pdftotext")
@pytest.mark.parametrize("name", ["document", "hostile"])
def test_every_slide_becomes_a_page_with_its_title(
    tmp_path: Path, profile: Path, name: str
) -> None:
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(slides.write(getattr(documents, name)()))
    place = f"-env:UserInstallation={profile.as_uri()}"
    command = [str(OFFICE), place, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(deck)], check=True, capture_output=True, timeout=120)
    text = subprocess.run(
        [str(READER), "-layout", str(tmp_path / "deck.pdf"), "-"],
        check=True,
        capture_output=True,
        timeout=60,
    ).stdout.decode("utf-8")
    pages = text.removesuffix("\f").split("\f")
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(str(deck)).slides]
    assert len(pages) == len(titles)
    for page, title in zip(pages, titles, strict=True):
        assert title.split()[0] in page
        assert "SIMULASI" in page
