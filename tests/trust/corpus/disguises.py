"""Files that are not what their name says, and names that want to be more than a name."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

from tests.trust.corpus.kit import Case, Outcome, numbered, refused, table, taken

NOT_AS_NAMED = refused("CONTENT_NOT_AS_NAMED")
NOT_KNOWN = refused("NAME_NOT_KNOWN")


def zipped(name: str, data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, data)
    return file.getvalue()


def tarred(data: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        entry = tarfile.TarInfo("stok.csv")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return file.getvalue()


def good(number: int) -> bytes:
    return table(numbered(number)).encode()


def content(name: str, data: bytes, outcome: Outcome = NOT_AS_NAMED) -> Case:
    return Case(f"{name} named .csv", lambda: data, outcome)


def name(file_name: str, number: int, outcome: Outcome) -> Case:
    return Case(f"name {file_name[:40]!r}", lambda: good(number), outcome, file_name)


CONTENTS = (
    content("an error page", b"<html><body>502 Bad Gateway</body></html>"),
    content("an error page after blanks", b"\r\n  <!DOCTYPE html><p>Masuk</p>"),
    content("an error page with BOM", b"\xef\xbb\xbf<!DOCTYPE html><p>Login</p>"),
    content(
        "an error page in UTF-16",
        "<html>502</html>".encode("utf-16"),
        refused("HEADER_NOT_FOUND"),
    ),
    content("an error in plain text", b"502 Bad Gateway\n", refused("HEADER_NOT_FOUND")),
    content("an SQL dump", b"INSERT INTO stok VALUES (1);\n", refused("HEADER_NOT_FOUND")),
    content("XML", b'<?xml version="1.0"?><stok/>'),
    content("JSON", b'{"error": "unauthorized"}'),
    content("a JSON list", b'[{"region_code": "35.78"}]'),
    content("RTF", rb"{\rtf1 stok}"),
    content("PDF", b"%PDF-1.7\n"),
    content("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512),
    content("a zip", zipped("stok.csv", good(10))),
    content("gzip", gzip.compress(good(11), mtime=0)),
    content("7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 64),
    content("RAR", b"Rar!\x1a\x07\x00" + b"\0" * 64),
    content("Parquet", b"PAR1" + b"\0" * 64 + b"PAR1"),
    content("a database", b"SQLite format 3\0" + b"\0" * 64),
    content("tar", tarred(good(12)), refused("HEADER_UNKNOWN_COLUMN")),
    content("a program", b"\x7fELF" + b"\0" * 64, refused("HEADER_NOT_FOUND")),
    content("a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, refused("NOT_UTF8")),
    Case("CSV named .xlsx", lambda: good(13), NOT_AS_NAMED, "stok.xlsx"),
    Case("CSV named .parquet", lambda: good(14), NOT_AS_NAMED, "stok.parquet"),
    Case("a page named .xlsx", lambda: b"<html><table></table></html>", NOT_AS_NAMED, "a.xlsx"),
    Case("an encrypted workbook", lambda: b"\xd0\xcf\x11\xe0" * 99, NOT_AS_NAMED, "a.xlsx"),
)

NAMES = (
    name("STOK.CSV", 20, taken(1)),
    name("stok.tsv", 21, taken(1)),
    name("stok.txt", 22, taken(1)),
    name("stok (1) final REVISI.csv", 23, taken(1)),
    name("../../etc/cron.d/stok.csv", 24, taken(1)),
    name("C:\\Users\\x\\stok.csv", 25, taken(1)),
    name("<script>alert(1)</script>.csv", 26, taken(1)),
    name("=cmd|' /C calc'!A0.csv", 27, taken(1)),
    name("'; drop table raw_delivery; --.csv", 28, taken(1)),
    name("a\nb\x00c\u202ed.csv", 29, taken(1)),
    name("x" * 5000 + ".csv", 30, taken(1)),
    name("stok", 31, NOT_KNOWN),
    name("stok.xls", 32, NOT_KNOWN),
    name("stok.xlsm", 33, NOT_KNOWN),
    name("stok.ods", 34, NOT_KNOWN),
    name("stok.csv.gz", 35, NOT_KNOWN),
    name("stok.csv.exe", 36, NOT_KNOWN),
    name(".csv", 37, NOT_KNOWN),
    name("stok.csv ", 38, NOT_KNOWN),
)

CASES = (*CONTENTS, *NAMES)
