"""Is a zipped workbook small and harmless enough to be opened at all?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from zipfile import ZipFile

from data_pipeline.contract.limits import UNPACKED_BYTES, ZIP_ENTRIES
from data_pipeline.contract.reasons import FileRefused, shorten

PROGRAM = re.compile(r"vbaProject|vbaData|/activeX/|/embeddings/|/ctrlProps/|macrosheets", re.I)
LINK = re.compile(r"/externalLinks/|connections\.xml$|/queryTables/", re.I)
MACRO_TYPE = re.compile(rb"macroEnabled", re.I)
DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)


def check(archive: ZipFile) -> None:
    """Raise FileRefused for too much content, programs, links to elsewhere, or a DOCTYPE.

    Only the directory is trusted with sizes: zipfile itself never unpacks more than it declares.
    """
    entries = archive.infolist()
    if len(entries) > ZIP_ENTRIES:
        raise FileRefused("ZIP_TOO_MANY_ENTRIES", came=len(entries), limit=ZIP_ENTRIES)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED_BYTES:
        raise FileRefused("ZIP_TOO_LARGE", came=unpacked, limit=UNPACKED_BYTES)
    names = archive.namelist()
    refuse_repeats(names)
    for name in names:
        check_name(name)
    for name in names:  # whatever it is called: any part can be declared a sheet
        check_text(name, archive.read(name))


def refuse_repeats(names: Sequence[str]) -> None:
    """Of two parts with one name, which is the sheet depends on the program that reads."""
    repeated = [name for name, times in Counter(map(str.casefold, names)).items() if times > 1]
    if repeated:
        detail = shorten(f"two parts are called {repeated[0]}")
        raise FileRefused("UNREADABLE", format="XLSX", detail=detail)


def check_name(name: str) -> None:
    """Refuse a part whose name says that it is a program or a link."""
    if PROGRAM.search(name):
        raise FileRefused("HAS_MACROS", came=shorten(name))
    if LINK.search(name):
        raise FileRefused("HAS_EXTERNAL_LINKS", came=shorten(name))


def check_text(name: str, text: bytes) -> None:
    """Refuse a part that declares entities or a macro type; UTF-16 is looked through as well."""
    plain = text.replace(b"\0", b"")  # parsers know UTF-16 without its BOM, too
    if DOCTYPE.search(plain):
        raise FileRefused("HAS_DOCTYPE", came=shorten(name))
    if name == "[Content_Types].xml" and MACRO_TYPE.search(plain):
        raise FileRefused("HAS_MACROS", came=shorten(name))
