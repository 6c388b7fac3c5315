"""Rows that contradict one another, other feeds, and deliveries that come again or out of order."""

from __future__ import annotations

from datetime import datetime

from tests.trust.corpus.kit import (
    AT,
    FIRST,
    HEADER,
    LAST,
    STOCK,
    Case,
    Fault,
    Outcome,
    numbered,
    partly,
    refused,
    table,
    taken,
)

Row = dict[str, str]
BALLOT = STOCK | {"item_code": "ss_dpr", "dapil_code": "35"}
SHIPMENT = {
    "snapshot_at": AT,
    "shipment_code": "SJ-1",
    "item_code": "tinta",
    "quantity_pcs": "40",
    "destination_code": "35.78",
    "shipment_status": "in_transit",
    "departed_at": "2024-01-05T08:00:00+07:00",
    "arrived_at": "",
    "eta_at": "2024-01-12T08:00:00+07:00",
    "position_lat": "-7.2",
    "position_lon": "112.7",
    "is_sealed": "true",
    "received_place": "",
}
ACTION = {
    "event_at": AT,
    "action_code": "override",
    "region_code": "35.78",
    "author_name": "Subbag Logistik",
    "owner_name": "Sekretaris",
    "override_status": "amber",
    "expires_at": "2024-01-09T08:00:00+07:00",
    "comment_text": "Kapal tiba besok",
}


def case(name: str, outcome: Outcome, *rows: Row, profile: str = "standard") -> Case:
    return Case(name, lambda: table(*rows).encode(), outcome, profile=profile)


def shipment(name: str, fault: tuple[str, str] | None, **cells: str) -> Case:
    """One good consignment and a second with those cells."""
    rows = (SHIPMENT, SHIPMENT | {"shipment_code": "SJ-2"} | cells)
    outcome = partly(1, (3, *fault)) if fault else taken(2)
    return case(f"shipment {name}", outcome, *rows)


def action(name: str, *faults: tuple[str, str], **cells: str) -> Case:
    """One good override and a second with those cells."""
    rows = (ACTION, ACTION | {"region_code": "35.77"} | cells)
    told: tuple[Fault, ...] = tuple((3, *fault) for fault in faults)
    return case(f"action {name}", partly(1, *told) if faults else taken(2), *rows)


KEYS = (
    case(
        "the same row twice",
        partly(2, (4, "", "DUPLICATE_ROW")),
        *(STOCK, FIRST, STOCK),
    ),
    case(
        "the same row with another remark",
        partly(1, (3, "", "DUPLICATE_ROW")),
        *(STOCK, STOCK | {"source_name": "WA"}),
    ),
    case(
        "the same moment in two zones",
        partly(1, (3, "", "DUPLICATE_ROW")),
        *(STOCK, STOCK | {"snapshot_at": "2024-01-08T09:00:00+08:00"}),
    ),
    case(
        "the same row with another figure",
        partly(1, (2, "", "CONFLICT_IN_FILE"), (4, "", "CONFLICT_IN_FILE")),
        *(STOCK, FIRST, STOCK | {"usable_pcs": "80"}),
    ),
    case(
        "a conflict and a repeat of one key",
        partly(0, *((line, "", "CONFLICT_IN_FILE") for line in (2, 3, 4))),
        *(STOCK, STOCK | {"usable_pcs": "80"}, STOCK),
    ),
    case(
        "a correction by its number",
        taken(2),
        *(STOCK | {"revision": "0"}, STOCK | {"usable_pcs": "80", "revision": "1"}),
    ),
    case(
        "three zones in one file",
        taken(
            3,
            {
                (2, "snapshot_at"): datetime(2024, 1, 8, 1),
                (3, "snapshot_at"): datetime(2024, 1, 8),
                (4, "snapshot_at"): datetime(2024, 1, 7, 23),
            },
        ),
        STOCK,
        FIRST | {"snapshot_at": "2024-01-08T08:00:00+08:00"},
        LAST | {"snapshot_at": "2024-01-08T08:00:00+09:00"},
    ),
    case(
        "a row that reports nothing",
        partly(1, (3, "", "NOTHING_REPORTED")),
        *(STOCK, FIRST | {"received_pcs": "", "usable_pcs": ""}),
    ),
    case(
        "region and item swapped",
        partly(1, (3, "region_code", "UNKNOWN_REGION"), (3, "item_code", "UNKNOWN_ITEM")),
        *(STOCK, FIRST | {"region_code": "tinta", "item_code": "35.77"}),
    ),
    case(
        "time and region swapped",
        partly(1, (3, "snapshot_at", "NOT_A_TIME"), (3, "region_code", "UNKNOWN_REGION")),
        *(STOCK, FIRST | {"snapshot_at": "35.77", "region_code": AT}),
    ),
    case("more usable than received", taken(1), STOCK | {"usable_pcs": "900"}),
    case("an absurd quantity that could be", taken(1), STOCK | {"received_pcs": "9999999999"}),
    case(
        "a ballot without its area",
        partly(1, (3, "dapil_code", "DAPIL_NOT_OF_ITEM")),
        *(BALLOT, BALLOT | {"region_code": "35.77", "dapil_code": ""}),
    ),
    case(
        "a ballot of another province",
        partly(1, (3, "dapil_code", "DAPIL_NOT_OF_ITEM")),
        *(BALLOT, BALLOT | {"item_code": "ss_ppwp"}),
    ),
    case(
        "an area nobody knows",
        partly(1, (3, "dapil_code", "UNKNOWN_DAPIL")),
        *(BALLOT, BALLOT | {"dapil_code": "ZZ"}),
    ),
    case(
        "the example row of the template",
        partly(1, (2, "reporter_name", "EXAMPLE_ROW")),
        STOCK | {"reporter_name": "CONTOH / EXAMPLE"},
        FIRST | {"reporter_name": "Siti"},
    ),
)

FEEDS = (
    shipment("that goes well", None),
    shipment("of no quantity", ("quantity_pcs", "MISSING_VALUE"), quantity_pcs=""),
    shipment("of a negative quantity", ("quantity_pcs", "NEGATIVE"), quantity_pcs="-40"),
    shipment("in no known state", ("shipment_status", "NOT_A_CHOICE"), shipment_status="ok"),
    shipment(
        "to nowhere", ("destination_code", "UNKNOWN_DESTINATION"), destination_code="Surabaya"
    ),
    shipment("with a spaced code", ("shipment_code", "NOT_A_CODE"), shipment_code="SJ 2"),
    shipment("with a formula as code", ("shipment_code", "NOT_A_CODE"), shipment_code="=1+1"),
    shipment("with a path as code", ("shipment_code", "NOT_A_CODE"), shipment_code="../../x"),
    shipment("with a long code", ("shipment_code", "TEXT_TOO_LONG"), shipment_code="S" * 61),
    shipment(
        "that left tomorrow",
        ("departed_at", "FUTURE_TIME"),
        departed_at="2024-01-09T08:00:00+07:00",
    ),
    shipment("that arrived before it left", None, arrived_at="2024-01-01T08:00:00+07:00"),
    shipment("without a longitude", ("position_lon", "HALF_POSITION"), position_lon=""),
    shipment(
        "with latitude and longitude swapped",
        ("position_lat", "OUT_OF_RANGE"),
        position_lat="112.7",
        position_lon="-7.2",
    ),
    shipment("with a decimal comma", ("position_lat", "NOT_A_NUMBER"), position_lat="-7,2"),
    shipment("maybe sealed", ("is_sealed", "NOT_A_FLAG"), is_sealed="mungkin"),
    shipment("received in an unknown place", None, received_place="G-00.00"),
    action("that holds for a day"),
    action(
        "for 73 hours", ("expires_at", "SPAN_OUT_OF_LIMIT"), expires_at="2024-01-11T09:00+07:00"
    ),
    action(
        "that ends first", ("expires_at", "SPAN_OUT_OF_LIMIT"), expires_at="2024-01-08T07:00+07:00"
    ),
    action("without a reason", ("comment_text", "NEEDED_FOR"), comment_text=""),
    action("by nobody in charge", ("owner_name", "NEEDED_FOR"), owner_name=""),
    action("to grey", ("override_status", "NOT_A_CHOICE"), override_status="grey"),
)

FALLING = STOCK | {"region_code": "35.75"}
AGAIN = table(numbered(1)).encode()
DELIVERIES = (
    case("cumulative counts, the later file first", taken(1), FALLING | {"usable_pcs": "50"}),
    case(
        "cumulative counts that fall",
        taken(1),
        FALLING | {"snapshot_at": "2024-01-07T08:00:00+07:00", "usable_pcs": "90"},
    ),
    Case("a delivery", lambda: AGAIN, taken(1)),
    Case("the delivery again", lambda: AGAIN, taken(1), repeats="a delivery"),
    Case("the delivery renamed", lambda: AGAIN, taken(1), "kiriman baru.csv", repeats="a delivery"),
    Case(
        "the delivery by another profile",
        lambda: AGAIN,
        taken(1),
        profile="id-ID",
        repeats="a delivery",
    ),
    Case("a refused delivery", lambda: b"nothing we know 1", refused("HEADER_NOT_FOUND")),
    Case(
        "the refused delivery again",
        lambda: b"nothing we know 1",
        refused("HEADER_NOT_FOUND"),
        repeats="a refused delivery",
    ),
    Case(
        "by a profile nobody declared",
        lambda: table(numbered(2)).encode(),
        refused("UNKNOWN_PROFILE"),
        profile="../id-ID",
    ),
)

SIZES = (
    Case("nothing", lambda: b"", refused("FILE_EMPTY")),
    Case("spaces", lambda: b" \n\t\r\n ", refused("FILE_EMPTY")),
    Case("a BOM", lambda: b"\xef\xbb\xbf", refused("FILE_EMPTY")),
    Case("NULs", lambda: b"\0" * 4096, refused("HEADER_NOT_FOUND")),
    Case("a header", lambda: f"{HEADER}\n".encode(), refused("NO_ROWS")),
    Case("a header and blanks", lambda: f"{HEADER}\n\n ,,,\n".encode(), refused("NO_ROWS")),
    Case(
        "200,001 rows",
        lambda: HEADER.encode() + b"\n0" * 200_001,
        refused("TOO_MANY_ROWS"),
    ),
    Case("400,001 lines", lambda: HEADER.encode() + b"\n" * 400_001, refused("TOO_MANY_ROWS")),
    Case("20,000,001 bytes", lambda: b"x" * 20_000_001, refused("FILE_TOO_LARGE")),
    Case("one line of a megabyte", lambda: b"x," * 500_000, refused("HEADER_NOT_FOUND")),
)

CASES = (*KEYS, *FEEDS, *DELIVERIES, *SIZES)
