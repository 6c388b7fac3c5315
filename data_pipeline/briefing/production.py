"""How is an order carried out: from a board to archived files, and once more from the archive?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from data_pipeline import board as boards
from data_pipeline.board import Board, NoBoard, Pointer
from data_pipeline.briefing import archive, fingerprint, pack, templates
from data_pipeline.briefing.archive import Entry
from data_pipeline.briefing.document import Document
from data_pipeline.briefing.order import Order
from data_pipeline.grants import Grant
from data_pipeline.settings import Settings


@dataclass(frozen=True)
class Rendered:
    """An archived briefing made once more: its files now, and whether the numbers are the same."""

    entry: Entry
    files: dict[str, bytes]
    fingerprint: str

    @property
    def is_same(self) -> bool:
        return self.fingerprint == self.entry.fingerprint


@contextmanager
def held_board(settings: Settings, grant: Grant) -> Iterator[tuple[Board, Pointer]]:
    """The board on show as `grant` shows it, open and kept while the block runs; raises NoBoard."""
    found = boards.pointer(settings)
    if found is None:
        raise NoBoard(settings.boards_dir)
    with archive.hold(settings, found) as kept:
        board = open_kept(found, kept, grant)
        try:
            yield board, found
        finally:
            board.close()


def open_kept(pointer: Pointer, kept: Path, grant: Grant) -> Board:
    """The kept file of a board, which no later publish removes."""
    here = Settings(kept.parent)
    return boards.open_board(here, replace(pointer, file=str(kept.resolve())), grant)


def produce(settings: Settings, order: Order, board: Board, pointer: Pointer, who: str) -> Entry:
    """Make the document, write its files, archive them."""
    document = order.document(templates.asking(board))
    files = pack.write(document, order.formats)
    return archive.store(settings, order, document, files, pointer, who=who, grant=board.grant)


def again(settings: Settings, entry_id: str) -> Rendered:
    """Render an archived briefing from the board it came from."""
    entry = archive.entry(settings, entry_id)
    document = recomposed(settings, entry)
    files = pack.write(document, entry.order.formats)
    return Rendered(entry, files, fingerprint.of(document))


def recomposed(settings: Settings, entry: Entry) -> Document:
    """The document of an archived briefing, asked once more from its own board."""
    board = archive.open_board(settings, entry)
    try:
        return entry.order.document(templates.asking(board))
    finally:
        board.close()
