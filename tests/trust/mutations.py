"""How is a valid file spoilt at random: its bytes, its cells, its structure, in each format?"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from tests.trust.corpus import workbook as xlsx
from tests.trust.corpus.kit import STOCK, table

ROWS = [STOCK | {"region_code": f"35.{71 + place}"} for place in range(8)]
NAMES = list(STOCK)
TABLE = [NAMES, *(list(row.values()) for row in ROWS)]
CSV = table(*ROWS).encode()
SIGNS = (
    b"\n",
    b"\r\n",
    b"\r",
    b'"',
    b",",
    b";",
    b"\0",
    b"\xff",
    b"\xc3\xa9",
    b"",
    b" ",
    b"=",
    b"-",
)
WORDS = ("", "1.234", "٣", "35.7", "Total", '"', '""', STOCK["snapshot_at"], "-5", "1e9", " ", "=1")
XML_SIGNS = (
    b"<",
    b">",
    b"</row>",
    b"<c>",
    b' t="s"',
    b' t="e"',
    b' r="A1"',
    b"<f/>",
    b"&amp;",
    b"\0",
)


@dataclass(frozen=True)
class Mutant:
    """A spoilt file; `row_count` is known where lines can be counted without reading them."""

    file_name: str
    data: bytes
    row_count: int | None = None


Change = tuple[float, int, bytes]  # where (0 to 1), how many bytes go, what comes


def changes(signs: Sequence[bytes]) -> st.SearchStrategy[list[Change]]:
    """Up to six places where bytes are cut, replaced or put in."""
    sign = st.sampled_from(signs) | st.binary(max_size=3)
    change = st.tuples(st.floats(0, 1), st.integers(0, 6), sign)
    return st.lists(change, min_size=1, max_size=6)


def mutated(data: bytes, wanted: Sequence[Change]) -> bytes:
    for share, length, sign in wanted:
        place = int(share * len(data))
        data = data[:place] + sign + data[place + length :]
    return data


def filled_lines(data: bytes) -> int:
    """Lines below the header that hold more than spaces and the delimiter, counted apart."""
    lines = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n")
    return sum(bool(line.strip(b" ,")) for line in lines[1:])


texts = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = (
    texts
    | st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
)


def csv_bytes() -> st.SearchStrategy[Mutant]:
    def spoil(wanted: list[Change]) -> Mutant:
        data = mutated(CSV, wanted)
        # a file in UTF-16 has other line ends
        is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        return Mutant("a.csv", data, None if is_wide else filled_lines(data))

    return changes(SIGNS).map(spoil)


def csv_lines() -> st.SearchStrategy[Mutant]:
    """Lines left out, repeated and in another order, the header among them."""
    lines = CSV.decode().splitlines()
    chosen = st.lists(st.sampled_from(lines), min_size=1, max_size=12)
    delimiter = st.sampled_from([",", ";", "\t", "|", ":"])
    return st.tuples(chosen, delimiter).map(
        lambda drawn: Mutant("a.csv", "\n".join(drawn[0]).replace(",", drawn[1]).encode())
    )


def csv_cells() -> st.SearchStrategy[Mutant]:
    rows = st.lists(st.lists(texts, min_size=5, max_size=7), max_size=6)
    return rows.map(
        lambda drawn: Mutant("a.csv", "\n".join(map(",".join, [NAMES, *drawn])).encode())
    )


def csv_columns() -> st.SearchStrategy[Mutant]:
    """Columns in another order, left out or twice."""
    chosen = st.lists(st.sampled_from(range(len(NAMES))), min_size=1, max_size=9)
    return chosen.map(
        lambda places: Mutant(
            "a.csv", "\n".join(",".join(row[place] for place in places) for row in TABLE).encode()
        )
    )


def book_cells() -> st.SearchStrategy[Mutant]:
    rows = st.lists(st.lists(values, min_size=4, max_size=8), max_size=6)

    def spoil(drawn: Sequence[Sequence[object]]) -> Mutant:
        printable = [[tidy(value) for value in row] for row in drawn]
        return Mutant("a.xlsx", xlsx.zipped(xlsx.parts(xlsx.sheet(xlsx.rows(NAMES, *printable)))))

    return rows.map(spoil)


def tidy(value: object) -> object:
    """XML holds no control signs; they are spoilt elsewhere."""
    return "".join(filter(str.isprintable, value)) if isinstance(value, str) else value


PARTS = xlsx.parts(xlsx.sheet(xlsx.rows(*TABLE)))
BOOKS = {
    method: xlsx.zipped(PARTS, method) for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
}


def book_parts() -> st.SearchStrategy[Mutant]:
    """One part spoilt and everything packed again, so that checksums hold."""

    def spoil(drawn: tuple[str, list[Change]]) -> Mutant:
        name, wanted = drawn
        return Mutant("a.xlsx", xlsx.zipped({**PARTS, name: mutated(PARTS[name], wanted)}))

    weighted = [*PARTS, *[xlsx.SHEET] * len(PARTS)]
    return st.tuples(st.sampled_from(weighted), changes(XML_SIGNS)).map(spoil)


def book_bytes() -> st.SearchStrategy[Mutant]:
    book = st.sampled_from(list(BOOKS.values()))
    return st.tuples(book, changes(SIGNS)).map(
        lambda drawn: Mutant("a.xlsx", mutated(drawn[0], drawn[1]))
    )


def columnar(columns: dict[str, pa.Array], **options: object) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file, **options)
    return file.getvalue()


GOOD = {name: pa.array([row[name] for row in ROWS]) for name in NAMES}
COLUMNAR = (
    columnar(GOOD, compression="none"),
    columnar(GOOD, compression="none", use_dictionary=False),
    columnar(GOOD, compression="zstd", row_group_size=3),
)


def parquet_bytes() -> st.SearchStrategy[Mutant]:
    return st.tuples(st.sampled_from(COLUMNAR), changes(SIGNS)).map(
        lambda drawn: Mutant("a.parquet", mutated(drawn[0], drawn[1]))
    )


def of_kind(kind: pa.DataType, cells: st.SearchStrategy[object]) -> st.SearchStrategy[pa.Array]:
    count = len(ROWS)
    drawn = st.lists(cells | st.none(), min_size=count, max_size=count)
    return drawn.map(lambda found: pa.array(found, kind))


columns = st.one_of(
    of_kind(pa.string(), texts),
    of_kind(pa.int64(), st.integers(-(2**63), 2**63 - 1)),
    of_kind(pa.float64(), st.floats()),
    of_kind(pa.bool_(), st.booleans()),
    of_kind(
        pa.timestamp("us", "UTC"), st.datetimes(min_value=datetime(1, 1, 2), timezones=st.just(UTC))
    ),
    of_kind(pa.binary(), st.binary(max_size=4)),
)


def parquet_cells() -> st.SearchStrategy[Mutant]:
    replaced = st.dictionaries(st.sampled_from([*NAMES, "damaged_pcs", "x"]), columns, max_size=3)
    return replaced.map(lambda drawn: Mutant("a.parquet", columnar({**GOOD, **drawn})))


def anything() -> st.SearchStrategy[Mutant]:
    """Bytes at random under every name, with and without the marks of a format."""
    names = st.sampled_from(["a.csv", "a.xlsx", "a.parquet", "a"])
    marks = st.sampled_from([(b"", b""), (b"PK\x03\x04", b""), (b"PAR1", b"PAR1")])
    return st.tuples(names, marks, st.binary(max_size=400)).map(
        lambda drawn: Mutant(drawn[0], drawn[1][0] + drawn[2] + drawn[1][1])
    )


KINDS: tuple[Callable[[], st.SearchStrategy[Mutant]], ...] = (
    csv_bytes,
    csv_lines,
    csv_cells,
    csv_columns,
    book_cells,
    book_parts,
    book_bytes,
    parquet_bytes,
    parquet_cells,
    anything,
)
