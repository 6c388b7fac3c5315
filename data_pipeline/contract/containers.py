"""Which container is a file in, and is it really the one its name says?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from data_pipeline.contract import csv_file, parquet_file, xlsx_file
from data_pipeline.contract.cells import Sheet
from data_pipeline.contract.limits import FILE_BYTES
from data_pipeline.contract.reasons import FileRefused, shorten

READERS: dict[str, Callable[[Path], Sheet]] = {
    ".csv": csv_file.read,
    ".tsv": csv_file.read,
    ".txt": csv_file.read,
    ".xlsx": xlsx_file.read,
    ".parquet": parquet_file.read,
}
MAGIC = {
    b"PK\x03\x04": "ZIP/XLSX",
    b"PK\x05\x06": "ZIP/XLSX",
    b"PAR1": "Parquet",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"\x1f\x8b": "GZIP",
    b"7z\xbc\xaf": "7Z",
    b"Rar!": "RAR",
    b"SQLite": "SQLite",
    b"<": "HTML/XML",
    b"{": "JSON",
    b"[": "JSON",
}
EXPECTED = {".xlsx": "ZIP/XLSX", ".parquet": "Parquet"}


def read(path: Path, file_name: str) -> Sheet:
    """The sheet of a file by its name's ending; FileRefused when name, size or bytes disagree."""
    ending = Path(file_name).suffix.lower()
    if ending not in READERS:
        raise FileRefused("NAME_NOT_KNOWN", came=shorten(file_name), known=", ".join(READERS))
    size = path.stat().st_size
    if size > FILE_BYTES:
        raise FileRefused("FILE_TOO_LARGE", came=size, limit=FILE_BYTES)
    found = kind_of(path)
    if found != EXPECTED.get(ending, "text"):
        raise FileRefused("CONTENT_NOT_AS_NAMED", came=shorten(file_name), found=found)
    return unpacked(READERS[ending], path, ending)


def unpacked(reader: Callable[[Path], Sheet], path: Path, ending: str) -> Sheet:
    """The sheet; whatever a library raises over hostile bytes is a refusal of the file."""
    try:
        return reader(path)
    except FileRefused:
        raise
    except MemoryError:
        raise  # the child process that reads is out of memory: its parent tells the sender
    except Exception as fault:
        detail = shorten(f"{type(fault).__name__}: {fault}")
        raise FileRefused("UNREADABLE", format=ending[1:].upper(), detail=detail) from fault


def kind_of(path: Path) -> str:
    """What the first bytes of a file say it is; 'text' when they say nothing."""
    with path.open("rb") as file:
        start = file.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise FileRefused("FILE_EMPTY")
    return next((kind for magic, kind in MAGIC.items() if start.startswith(magic)), "text")
