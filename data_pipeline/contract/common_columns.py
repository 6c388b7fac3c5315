"""Which columns do both feeds share, and how are common kinds of columns declared?"""

from __future__ import annotations

from data_pipeline.contract.columns import Column

SNAPSHOT_AT = Column(
    name="snapshot_at",
    header_id="waktu_snapshot",
    kind="time",
    role="key",
    is_required=True,
    example="2024-01-08T08:00:00+07:00",
    description_id="Saat angka dihitung di lapangan, bukan saat berkas dikirim.",
    description_en="When the quantities were counted, not when the file was sent.",
)
REVISION = Column(
    name="revision",
    header_id="revisi",
    kind="count",
    role="key",
    default="0",
    highest=1_000_000,
    example="0",
    description_id="Nomor ralat untuk waktu dan kunci yang sama; yang terbesar berlaku.",
    description_en="Correction number for the same time and key; the highest one counts.",
)
ITEM = Column(
    name="item_code",
    header_id="kode_barang",
    kind="code",
    role="key",
    is_required=True,
    register="item",
    example="ss_dpr",
    description_id="Kode barang dari daftar barang pemilihan ini.",
    description_en="Item code from this election's list of items.",
)
DAPIL = Column(
    name="dapil_code",
    header_id="dapil",
    kind="code",
    role="key",
    default="-",
    register="dapil",
    example="35",
    description_id="Daerah pemilihan surat suara; '-' atau kosong untuk barang tanpa dapil.",
    description_en="Contest area of a ballot; '-' or empty for items without one.",
)
SOURCE = Column(
    name="source_name",
    header_id="sumber",
    kind="text",
    role="note",
    example="SILOG",
    description_id="Sistem atau dokumen asal angka.",
    description_en="System or document the row comes from.",
)
REPORTER = Column(
    name="reporter_name",
    header_id="pelapor",
    kind="text",
    role="note",
    example="CONTOH / EXAMPLE",
    is_example_refused=True,
    description_id="Orang atau kantor yang melapor.",
    description_en="Person or office reporting.",
)


def pieces(
    name: str, header_id: str, example: str, description_id: str, description_en: str
) -> Column:
    """A quantity in pieces; an empty cell means not reported, which is not zero."""
    return Column(
        name=name,
        header_id=header_id,
        kind="count",
        unit="pcs",
        example=example,
        description_id=description_id,
        description_en=description_en,
    )


def moment(
    name: str, header_id: str, *texts: str, may_be_future: bool, example: str = ""
) -> Column:
    """A point in time; `texts` = description in Indonesian, then in English."""
    return Column(
        name=name,
        header_id=header_id,
        kind="time",
        may_be_future=may_be_future,
        example=example,
        description_id=texts[0],
        description_en=texts[1],
    )


def degrees(name: str, header_id: str, limit: int, *texts: str, example: str = "") -> Column:
    """A latitude (limit 90) or longitude (limit 180) in decimal degrees, WGS 84."""
    return Column(
        name=name,
        header_id=header_id,
        kind="degrees",
        unit="degrees",
        lowest=-limit,
        highest=limit,
        example=example,
        description_id=texts[0],
        description_en=texts[1],
    )
