"""Is a role given only as it can be meant: a name, an identity, provinces that exist?"""

from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline.access import people
from data_pipeline.access.principal import Identity
from data_pipeline.errors import TepatError
from data_pipeline.settings import Settings

SITI = Identity("https://masuk.example.go.id", "7")


def test_a_province_officer_has_provinces_that_exist(tmp_path: Path) -> None:
    given = people.grant(Settings(tmp_path), SITI, "Siti", "provincial", ["35", "51"], by="test")
    assert given.province_codes == ("35", "51")
    assert people.all_of(Settings(tmp_path))[SITI] == given


@pytest.mark.parametrize(
    ("role_code", "codes", "told"),
    [
        ("provincial", ["35", "77"], "No province called '77'"),
        ("provincial", ["3578"], "No province called '3578'"),
        ("provincial", [], "expected province codes"),
        ("analyst", ["35"], "expected no province code"),
    ],
)
def test_a_role_that_cannot_be_meant_is_refused_and_not_kept(
    tmp_path: Path, role_code: str, codes: list[str], told: str
) -> None:
    with pytest.raises(TepatError, match=told):
        people.grant(Settings(tmp_path), SITI, "Siti", role_code, codes, by="test")
    assert people.all_of(Settings(tmp_path)) == {}
