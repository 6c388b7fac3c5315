"""Are briefings kept whole, with their board, and do they give the same numbers again?"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from data_pipeline import board, durable, publish
from data_pipeline.briefing import archive, fingerprint, kept_boards, production
from data_pipeline.briefing.archive import Entry
from data_pipeline.briefing.order import Order
from data_pipeline.errors import UnknownName
from data_pipeline.grants import EVERYWHERE
from data_pipeline.settings import Settings
from tests.sql.conftest import World
from tests.ui import boards

ORDER = Order("region", "id", region_code="35.78", formats=("txt",))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data directory of its own with the troubled board."""
    shutil.copytree(boards.troubled() / "boards", tmp_path / "boards")
    return Settings(tmp_path)


def made(settings: Settings, order: Order = ORDER) -> Entry:
    with production.held_board(settings, EVERYWHERE) as (opened, pointer):
        return production.produce(settings, order, opened, pointer, "cli")


def replace_board(settings: Settings) -> None:
    """Publish a board on which nobody has reported, and forget every one before it."""
    world = World()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(publish, "KEPT_BOARDS", 1)
        publish.publish(world.connection, settings, world.as_of)
    world.connection.close()


def test_a_briefing_is_kept_with_all_that_it_came_from(settings: Settings) -> None:
    entry = made(settings)
    published = board.pointer(settings)
    assert published is not None
    assert (entry.version, entry.built_at) == (published.version, published.built_at)
    assert entry.order == ORDER
    assert archive.entries(settings, EVERYWHERE).entries == (entry,)
    assert archive.entry(settings, entry.id) == entry
    [file] = entry.files
    assert "Kota Surabaya" in archive.content(settings, entry, file.name).decode()


def test_the_board_outlives_those_that_replace_it(settings: Settings) -> None:
    entry = made(settings)
    replace_board(settings)
    assert not (settings.boards_dir / "board-1.duckdb").exists()
    archive.sweep(settings)
    rendered = production.again(settings, entry.id)
    assert rendered.is_same
    assert set(rendered.files) == {file.name for file in entry.files}


def test_the_newest_moment_stays_that_of_the_board_it_was_made_from(settings: Settings) -> None:
    entry = made(settings)
    replace_board(settings)
    assert made(settings).fingerprint != entry.fingerprint
    assert fingerprint.of(production.recomposed(settings, entry)) == entry.fingerprint


def test_the_board_is_linked_not_copied(settings: Settings) -> None:
    entry = made(settings)
    kept = kept_boards.home(settings) / entry.board_file
    assert kept.samefile(settings.boards_dir / "board-1.duckdb")


def test_where_links_are_impossible_the_board_is_copied(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    entry = made(settings)
    kept = kept_boards.home(settings) / entry.board_file
    assert not kept.samefile(settings.boards_dir / "board-1.duckdb")
    assert production.again(settings, entry.id).is_same


@pytest.mark.parametrize("writes", range(3), ids=["board", "file", "manifest"])
def test_a_crash_at_any_write_leaves_nothing_half(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    kept, real = made(settings), durable.write_bytes
    done: list[Path] = []

    def fail(path: Path, content: bytes) -> None:
        if len(done) > writes:  # one more is the name of the held board
            raise OSError(28, "No space left on device")
        done.append(path)
        real(path, content)

    monkeypatch.setattr(durable, "write_bytes", fail)
    with pytest.raises(OSError, match="No space"):
        made(settings)
    monkeypatch.undo()
    assert archive.entries(settings, EVERYWHERE) == archive.Listing((kept,), ())


def test_what_a_crash_left_is_swept_and_its_board_with_it(settings: Settings) -> None:
    entry = made(settings)
    folder = archive.folder_of(settings, entry.id)
    (folder / archive.MANIFEST).unlink()
    archive.sweep(settings)
    assert folder.exists()  # young: somebody may be writing it
    os.utime(folder, (0, 0))
    archive.sweep(settings)
    assert not folder.exists()
    assert list(kept_boards.home(settings).iterdir()) == []


def test_a_held_board_survives_a_sweep(settings: Settings) -> None:
    with production.held_board(settings, EVERYWHERE) as (_board, pointer):
        replace_board(settings)
        archive.sweep(settings)
        assert kept_boards.keep(settings, pointer).exists()
    archive.sweep(settings)
    assert list(kept_boards.home(settings).iterdir()) == []


def test_a_board_already_replaced_says_so(settings: Settings) -> None:
    pointer = board.pointer(settings)
    assert pointer is not None
    replace_board(settings)
    with pytest.raises(kept_boards.BoardGone, match="Board 1 is gone"):
        kept_boards.keep(settings, pointer)


def test_a_changed_file_is_not_handed_out(settings: Settings) -> None:
    entry = made(settings)
    name = entry.files[0].name
    (archive.folder_of(settings, entry.id) / name).write_text("0 wilayah merah")
    with pytest.raises(archive.FileChanged, match=f"--again {entry.id}"):
        archive.content(settings, entry, name)


def test_a_board_of_another_release_is_not_asked(settings: Settings) -> None:
    entry = made(settings)
    with pytest.raises(archive.OtherRelease, match=entry.id):
        archive.open_board(settings, replace(entry, schema="0" * 16))


def test_a_manifest_nobody_can_read_is_named_and_the_rest_shown(settings: Settings) -> None:
    entry, broken = made(settings), made(settings)
    path = archive.folder_of(settings, broken.id) / archive.MANIFEST
    path.write_text(json.dumps({"id": broken.id}))
    assert archive.entries(settings, EVERYWHERE) == archive.Listing((entry,), (broken.id,))


def test_the_newest_stands_first(settings: Settings) -> None:
    first, second = made(settings), made(settings)
    ids = [entry.id for entry in archive.entries(settings, EVERYWHERE).entries]
    assert sorted(ids) == sorted([first.id, second.id])
    assert ids == sorted(ids, reverse=True)


@pytest.mark.parametrize("name", ["nothing", "../boards", ""])
def test_an_unknown_id_is_refused(settings: Settings, name: str) -> None:
    made(settings)
    with pytest.raises(UnknownName):
        archive.entry(settings, name)
