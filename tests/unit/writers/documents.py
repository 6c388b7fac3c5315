"""A small briefing made by hand, one block of each kind, and names that want to do harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

import pandas as pd

from data_pipeline.briefing.document import (
    Document,
    Number,
    Numbers,
    Paragraph,
    Section,
)
from data_pipeline.figures.chart import Chart, Mark, Series, Table
from data_pipeline.figures.facts import Facts

VOTING_ON: Final = date(2024, 2, 14)
AS_OF: Final = datetime(2024, 1, 8, 3)
STATUSES: Final = ("red", "red", "amber", "grey", "green")
NAMES: Final = ("Kab. Asmat", "Kab. Nias Selatan", "Kota Surabaya", "Kab. Mappi", "Kota Bandung")
CODES: Final = ("93.04", "12.14", "35.78", "93.03", "32.73")
HOSTILE: Final = (
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://evil.example","klik")',
    "<script>alert(1)</script>",
    "Panjang " * 40,
    "سفارة جمهورية إندونيسيا",
    "印度尼西亚驻北京大使馆",
    "Pos 🗳️ Den Haag",
    "bunyi\x07lonceng\x00\x1b[31m",
    "separuh\ud83d pasangan",
    "\tTab dan\rCR",
    "@SUM(A1:A9)",
    "+62 21 319 37223",
    "\u202egnp.exe",
)


def facts(language: str = "id", *, is_simulated: bool = True) -> Facts:
    return Facts(
        language=language,
        election_name="Pemilu 2024",
        scope="Indonesia dan luar negeri" if language == "id" else "Indonesia and overseas",
        as_of=AS_OF,
        built_at=datetime(2024, 1, 8, 3, 5),
        age="2 jam" if language == "id" else "2 hours",
        version=7,
        rules_version="2024.1",
        ledger_head="ab12" * 16,
        ledger_sequence=412,
        source="Tepat · laporan KPU kabupaten/kota dan PPLN",
        is_simulated=is_simulated,
    )


def shortages(names: tuple[str, ...] = NAMES) -> pd.DataFrame:
    count = len(names)
    return pd.DataFrame(
        {
            "region_code": [CODES[at % 5] if at < 5 else f"99.{at:02}" for at in range(count)],
            "region_name": pd.Series(list(names), dtype=object),
            "status": [STATUSES[at % 5] for at in range(count)],
            "short_pcs": [1999 - 7 * at for at in range(count)],
            "short_ratio": [0.859 - 0.01 * at for at in range(count)],
            "tps_count": [412 + at for at in range(count)],
            "decide_by": [date(2024, 1, 9) + timedelta(days=at) for at in range(count)],
            "reported_at": [AS_OF - timedelta(hours=at) for at in range(count)],
            "deviation_days": [9.0 - 3 * at for at in range(count)],
        }
    )


COLUMNS: Final = (
    "region_code",
    "region_name",
    "status",
    "short_pcs",
    "short_ratio",
    "tps_count",
    "decide_by",
    "reported_at",
    "deviation_days",
)


def table(names: tuple[str, ...] = NAMES) -> Table:
    return Table(
        code="red_regions",
        title=f"{len(names)} wilayah kekurangan surat suara",
        question="Wilayah mana kekurangan?",
        alt="Wilayah yang kekurangan, terburuk lebih dulu.",
        frame=shortages(names),
        columns=COLUMNS,
    )


def bars(kind: str = "bars", names: tuple[str, ...] = NAMES) -> Chart:
    data = shortages(names)
    is_dots = kind == "dots"
    rows = pd.DataFrame(
        {
            "name": data["region_name"],
            "status": data["status"],
            "value": data["deviation_days"] if is_dots else data["short_pcs"],
            "need": 5.0 if is_dots else 2400.0,
        }
    )
    return Chart(
        code=kind,
        kind=kind,  # type: ignore[arg-type]
        title="Kab. Asmat paling jauh dari kebutuhan",
        question="Siapa kekurangan apa?",
        alt="Batang per wilayah, terburuk lebih dulu.",
        rows=rows,
        series=(Series("value", "Kurang"),),
        data=data,
        columns=COLUMNS,
        value_format="days_signed" if is_dots else "integer",
        tick=Series("need", "Tenggat" if is_dots else "Kebutuhan") if kind != "bars" else None,
        note="Garis tepi hitam = kebutuhan." if kind != "bars" else "",
    )


def stacked() -> Chart:
    data = shortages()
    rows = pd.DataFrame(
        {
            "name": data["region_name"],
            "usable": [0.1, 0.2, 0.5, 0.25, 1.02],
            "coming": [0.04, 0.3, 0.2, 0.25, 0.0],
            "late": [0.0, 0.1, 0.3, 0.25, 0.0],
            "missing": [0.86, 0.4, 0.0, 0.25, 0.0],
            "need": 1.0,
        }
    )
    return Chart(
        code="shortage_make_up",
        kind="stacked",
        title="Di Kab. Asmat 86 % surat suara belum ada",
        question="Kekurangan itu terdiri atas apa?",
        alt="Batang bertumpuk per wilayah.",
        rows=rows,
        series=(
            Series("usable", "Baik", "green"),
            Series("coming", "Di jalan, tepat waktu", "green", is_faint=True),
            Series("late", "Di jalan, terlambat", "amber"),
            Series("missing", "Belum ada", "red"),
        ),
        data=data,
        columns=COLUMNS,
        value_format="ratio",
        tick=Series("need", "Kebutuhan"),
    )


def heatmap() -> Chart:
    items = ("Surat suara PPWP", "Surat suara DPR", "Kotak suara", "Tinta")
    records = [
        {
            "name": name,
            "item": item,
            "short": max(0.0, 0.9 - 0.2 * row - 0.15 * column),
            "is_silent": name == "Kab. Mappi" and item == "Tinta",
        }
        for row, name in enumerate(NAMES)
        for column, item in enumerate(items)
    ]
    return Chart(
        code="shortage_by_region",
        kind="heatmap",
        title="Surat suara PPWP paling kurang, 90 % di Kab. Asmat",
        question="Barang apa kurang di mana?",
        alt="Tabel bagian kebutuhan yang kurang.",
        rows=pd.DataFrame(records),
        series=(Series("short", "Kurang", "red"),),
        data=shortages(),
        columns=COLUMNS,
        value_format="ratio",
        across="item",
    )


def curves() -> Chart:
    moments = [AS_OF - timedelta(days=28 - 7 * at) for at in range(8)]
    rows = pd.DataFrame(
        {
            "as_of": moments,
            "planned": [200_000.0 * at for at in range(8)],
            "done": [150_000.0 * at if at < 5 else None for at in range(8)],
            "need": 1_400_000.0,
        }
    )
    return Chart(
        code="s_curve",
        kind="curves",
        title="Pengiriman tertinggal 6 hari dari rencana",
        question="Apakah kiriman sesuai rencana?",
        alt="Kurva rencana dan kenyataan.",
        rows=rows,
        series=(
            Series("planned", "Rencana", "soft", "dotted"),
            Series("done", "Kenyataan", "red"),
            Series("need", "Kebutuhan", "soft", "dashed"),
        ),
        data=rows[["as_of"]],
        columns=("as_of",),
        across="as_of",
        marks=(Mark(AS_OF, "hari ini"), Mark(date(2024, 2, 1), "tenggat")),
        voting_on=VOTING_ON,
    )


def risk_map(names: tuple[str, ...] = NAMES, *, posts: int = 6) -> Chart:
    data = shortages(names)
    home = pd.DataFrame(
        {
            "region_code": data["region_code"],
            "name": data["region_name"],
            "status": data["status"],
            "region_level": "regency",
            "lat": -5.0,
            "lon": 138.0,
        }
    )
    abroad = pd.DataFrame(
        {
            "region_code": [f"LN.{at:03}" for at in range(posts)],
            "name": [HOSTILE[4:7][at % 3] for at in range(posts)],
            "status": [STATUSES[at % 5] for at in range(posts)],
            "region_level": "post",
            "lat": 39.9,
            "lon": 116.4,
        }
    )
    return Chart(
        code="status_map",
        kind="map",
        title="2 wilayah merah, 1 tanpa data",
        question="Di mana merah?",
        alt="Peta status per kabupaten/kota.",
        rows=pd.concat([home, abroad], ignore_index=True) if posts else home,
        series=(),
        data=data,
        columns=COLUMNS,
    )


def document(language: str = "id", **changes: object) -> Document:
    numbers = (
        Number("TPS diperkirakan belum siap", "5.113", "dari 823.236 TPS", "red"),
        Number("Wilayah merah", "2", "dari 5"),
        Number("Tanpa data", "1", "dari 5", "grey"),
        Number("Putuskan paling lambat", "9 Jan 2024", "Kab. Asmat"),
    )
    words = (
        Paragraph("Kab. Asmat belum menerima surat suara PPWP.", "red"),
        Paragraph("Kiriman lewat laut tertahan cuaca; angkutan udara perlu diputuskan besok."),
    )
    sections = (
        Section(
            "overview",
            "Ringkasan",
            "5.113 TPS diperkirakan belum siap",
            (Numbers(numbers), *words, risk_map()),
            ("E = perkiraan.",),
        ),
        Section(
            "shortages",
            "Kekurangan",
            "5 wilayah kekurangan; terburuk Kab. Asmat",
            (bars(), stacked(), heatmap(), table()),
            ("Kurang = kebutuhan dikurangi barang baik.",),
        ),
        Section(
            "timeline",
            "Linimasa",
            "Pengiriman tertinggal 6 hari",
            (words[0], curves(), bars("dots"), bars("bullets")),
        ),
    )
    made = Document(
        "national",
        "Taklimat harian nasional",
        "Untuk Ketua dan Anggota KPU",
        facts(language),
        sections,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def hostile(language: str = "id") -> Document:
    """The same with every name hostile."""
    text = HOSTILE[0] + " " + HOSTILE[2]
    section = Section(
        "names",
        text,
        " ".join(HOSTILE),
        (
            Numbers(tuple(Number(name, name, name) for name in HOSTILE[:3])),
            *(Paragraph(name, "red") for name in HOSTILE[:3]),
            table(HOSTILE),
            bars(names=HOSTILE),
            risk_map(HOSTILE),
        ),
        (text,),
    )
    return Document("national", text, HOSTILE[8], replace(facts(language), scope=text), (section,))
