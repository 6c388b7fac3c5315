"""What does a stock snapshot hold: how many pieces of each item has each region, by stage?"""

from __future__ import annotations

from data_pipeline.contract.columns import Column, Feed
from data_pipeline.contract.common_columns import (
    DAPIL,
    ITEM,
    REPORTER,
    REVISION,
    SNAPSHOT_AT,
    SOURCE,
    pieces,
)

QUANTITIES = (
    pieces("ordered_pcs", "dipesan", "2300000", "Jumlah dipesan.", "Pieces ordered."),
    pieces(
        "produced_pcs",
        "diproduksi",
        "2300000",
        "Jumlah selesai dicetak/dibuat.",
        "Pieces produced.",
    ),
    pieces(
        "shipped_pcs",
        "dikirim",
        "2290000",
        "Jumlah dikirim ke daerah.",
        "Pieces sent to the region.",
    ),
    pieces("received_pcs", "diterima", "2280000", "Jumlah diterima di gudang.", "Pieces received."),
    pieces(
        "usable_pcs",
        "baik",
        "2270000",
        "Lembar/buah baik yang dipertanggungjawabkan daerah; tidak berkurang bila diteruskan.",
        "Good pieces the region accounts for; not reduced when they are sent on.",
    ),
    pieces(
        "damaged_pcs", "rusak", "4000", "Jumlah rusak atau cacat.", "Pieces damaged or misprinted."
    ),
    pieces(
        "replaced_pcs",
        "diganti",
        "1000",
        "Jumlah pengganti yang diterima.",
        "Replacements received.",
    ),
    pieces("sorted_pcs", "disortir", "2000000", "Jumlah selesai disortir.", "Pieces sorted."),
    pieces("folded_pcs", "dilipat", "1500000", "Jumlah selesai dilipat.", "Pieces folded."),
    pieces(
        "packed_pcs", "dikemas", "0", "Jumlah dikemas per TPS.", "Pieces packed by polling station."
    ),
    pieces(
        "at_kecamatan_pcs", "di_kecamatan", "0", "Jumlah tiba di PPK.", "Pieces at the subdistrict."
    ),
    pieces(
        "at_tps_pcs", "di_tps", "0", "Jumlah ditandatangani KPPS.", "Pieces signed for by KPPS."
    ),
    pieces("returned_pcs", "dikembalikan", "0", "Jumlah kembali dari TPS.", "Pieces returned."),
    pieces("destroyed_pcs", "dimusnahkan", "0", "Jumlah dimusnahkan.", "Pieces destroyed."),
)
HAZARD = Column(
    name="hazard_code",
    header_id="bahaya",
    kind="choice",
    choices=(
        ("flood", "banjir"),
        ("leak", "bocor"),
        ("fire", "kebakaran"),
        ("quake", "gempa"),
        ("unrest", "kerusuhan"),
    ),
    description_id="Bahaya di gudang; jumlah yang terkena boleh belum diketahui.",
    description_en="Hazard at the warehouse; the quantity hit may still be unknown.",
)

STOCK = Feed(
    feed_code="stock_snapshot",
    table_name="raw_stock_snapshot",
    title_id="Snapshot stok: jumlah kumulatif per daerah, barang, dan dapil",
    title_en="Stock snapshot: cumulative quantities by region, item and contest area",
    columns=(
        SNAPSHOT_AT,
        REVISION,
        Column(
            name="region_code",
            header_id="kode_wilayah",
            kind="code",
            role="key",
            is_required=True,
            register="region",
            example="35.78",
            description_id="Kode Kemendagri kabupaten/kota (35.78) atau kode perwakilan (990101).",
            description_en="Kemendagri code of the regency/city (35.78) or overseas post (990101).",
        ),
        ITEM,
        DAPIL,
        *QUANTITIES,
        HAZARD,
        SOURCE,
        REPORTER,
    ),
    one_of=(*(column.name for column in QUANTITIES), HAZARD.name),
)
