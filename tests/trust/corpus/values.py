"""Cells: numbers, times, codes and texts as people and attackers write them, one to a file."""

from __future__ import annotations

from datetime import datetime

from tests.trust.corpus.kit import FIRST, LAST, STOCK, Case, partly, table, taken


def spoilt(column: str, text: str, reason: str, profile: str = "standard") -> Case:
    """A good file whose middle line has that text in that column and is refused for it."""
    rows = (FIRST, STOCK | {column: text}, LAST | {"source_name": profile})
    name = f"{column} {text[:40]!r} by {profile}"
    outcome = partly(2, (3, column, reason))
    return Case(name, lambda: table(*rows).encode(), outcome, profile=profile)


def sound(column: str, text: str, value: object, profile: str = "standard") -> Case:
    """The same file, where the text is to be understood as that value."""
    rows = (FIRST, STOCK | {column: text}, LAST | {"source_name": profile})
    name = f"{column} {text[:40]!r} by {profile} is {str(value)[:40]}"
    outcome = taken(3, {(3, column): value})
    return Case(name, lambda: table(*rows).encode(), outcome, profile=profile)


NUMBERS = tuple(
    spoilt("received_pcs", text, reason, profile)
    for text, reason, profile in (
        ("1.234", "GROUPED_NUMBER", "standard"),
        ("1,234", "GROUPED_NUMBER", "standard"),
        ("1 234", "GROUPED_NUMBER", "standard"),
        ("1.234.567", "GROUPED_NUMBER", "standard"),
        ("1.234,5", "NOT_A_WHOLE_NUMBER", "standard"),
        ("900.5", "NOT_A_WHOLE_NUMBER", "standard"),
        ("100.0", "NOT_A_WHOLE_NUMBER", "standard"),
        ("1e3", "NOT_A_WHOLE_NUMBER", "standard"),
        ("+5", "NOT_A_WHOLE_NUMBER", "standard"),
        ("1_000", "NOT_A_WHOLE_NUMBER", "standard"),
        ("0x64", "NOT_A_WHOLE_NUMBER", "standard"),
        ("٣", "NOT_A_WHOLE_NUMBER", "standard"),
        ("１００", "NOT_A_WHOLE_NUMBER", "standard"),
        ("½", "NOT_A_WHOLE_NUMBER", "standard"),
        ("−5", "NOT_A_WHOLE_NUMBER", "standard"),
        ("(100)", "NOT_A_WHOLE_NUMBER", "standard"),
        ("NaN", "NOT_A_WHOLE_NUMBER", "standard"),
        ("Infinity", "NOT_A_WHOLE_NUMBER", "standard"),
        ("null", "NOT_A_WHOLE_NUMBER", "standard"),
        ("nihil", "NOT_A_WHOLE_NUMBER", "standard"),
        ("-", "NOT_A_WHOLE_NUMBER", "standard"),
        ("100 lembar", "NOT_A_WHOLE_NUMBER", "standard"),
        ("=50+50", "NOT_A_WHOLE_NUMBER", "standard"),
        ("'100", "NOT_A_WHOLE_NUMBER", "standard"),
        ("100\u200b", "NOT_A_WHOLE_NUMBER", "standard"),
        ("100\u00a0", "NOT_A_WHOLE_NUMBER", "standard"),
        ("-1", "NEGATIVE", "standard"),
        ("-1.000", "NEGATIVE", "id-ID"),
        ("10000000001", "TOO_LARGE", "standard"),
        ("9" * 30, "TOO_LARGE", "standard"),
        ("9" * 5000, "TOO_LARGE", "standard"),
        ("12.34", "NOT_A_WHOLE_NUMBER", "id-ID"),
        ("1234.567", "NOT_A_WHOLE_NUMBER", "id-ID"),
        ("1.23.456", "NOT_A_WHOLE_NUMBER", "id-ID"),
        ("1.234,00", "NOT_A_WHOLE_NUMBER", "id-ID"),
        ("1,234", "GROUPED_NUMBER", "id-ID"),
    )
) + tuple(
    sound("received_pcs", text, value, profile)
    for text, value, profile in (
        ("0", 0, "standard"),
        ("007", 7, "standard"),
        (" 12 ", 12, "standard"),
        ("", None, "standard"),
        ("10000000000", 10_000_000_000, "standard"),
        ("1.234", 1234, "id-ID"),
        ("1.234.567", 1_234_567, "id-ID"),
        ("1234", 1234, "id-ID"),
    )
)

TIMES = tuple(
    spoilt("snapshot_at", text, reason, profile)
    for text, reason, profile in (
        ("", "MISSING_VALUE", "standard"),
        ("2024-01-08T08:00:00", "TIME_WITHOUT_ZONE", "standard"),
        ("2024-01-08", "NOT_A_TIME", "standard"),
        ("08/01/2024 08:00", "NOT_A_TIME", "standard"),
        ("8 Januari 2024", "NOT_A_TIME", "id-ID"),
        ("08/01/24 08:00", "NOT_A_TIME", "id-ID"),
        ("45299.333", "NOT_A_TIME", "id-ID"),
        ("1704675600", "NOT_A_TIME", "standard"),
        ("2024-1-8T8:00:00+07:00", "NOT_A_TIME", "standard"),
        ("２０２４-01-08T08:00:00+07:00", "NOT_A_TIME", "standard"),
        ("2024-01-08T08:00:00 WIB", "NOT_A_TIME", "standard"),
        ("31/02/2023 08:00", "NO_SUCH_TIME", "id-ID"),
        ("12/31/2023 07:00", "NO_SUCH_TIME", "id-ID"),
        ("2023-02-31T08:00:00+07:00", "NO_SUCH_TIME", "standard"),
        ("2023-02-29T08:00:00+07:00", "NO_SUCH_TIME", "standard"),
        ("2023-13-01T08:00:00+07:00", "NO_SUCH_TIME", "standard"),
        ("2024-01-07T24:00:00+07:00", "NO_SUCH_TIME", "standard"),
        ("2016-12-31T23:59:60Z", "NO_SUCH_TIME", "standard"),
        ("2024-01-08T08:00:00+15:00", "NO_SUCH_TIME", "standard"),
        ("0000-01-01T00:00:00Z", "NO_SUCH_TIME", "standard"),
        ("0001-01-01T00:00:00+14:00", "NO_SUCH_TIME", "standard"),
        ("1899-12-30T00:00:00+07:00", "TIME_TOO_OLD", "standard"),
        ("1924-01-08T08:00:00+07:00", "TIME_TOO_OLD", "standard"),
        ("2024-01-08T10:06:00+07:00", "FUTURE_TIME", "standard"),
        ("2042-01-08T08:00:00+07:00", "FUTURE_TIME", "standard"),
        ("9999-12-31T23:59:59Z", "FUTURE_TIME", "standard"),
        ("02/01/2025 08:00", "FUTURE_TIME", "id-ID"),
    )
) + tuple(
    sound("snapshot_at", text, value, profile)
    for text, value, profile in (
        ("2024-01-08T08:00:00+07:00", datetime(2024, 1, 8, 1), "id-ID-wit"),
        ("2024-01-08T08:00:00+08:00", datetime(2024, 1, 8), "standard"),
        ("2024-01-08T08:00:00+0900", datetime(2024, 1, 7, 23), "standard"),
        ("2024-01-08 01:02:03.5Z", datetime(2024, 1, 8, 1, 2, 3, 500_000), "standard"),
        ("2024-01-07T20:00:00-05:00", datetime(2024, 1, 8, 1), "standard"),
        ("2024-01-08T10:04:00+07:00", datetime(2024, 1, 8, 3, 4), "standard"),
        ("2020-02-29T08:00:00+07:00", datetime(2020, 2, 29, 1), "standard"),
        ("08/01/2024 08:00", datetime(2024, 1, 8, 1), "id-ID"),
        ("8-1-2024 8.00", datetime(2024, 1, 8, 1), "id-ID"),
        ("08/01/2024 08:00", datetime(2024, 1, 8), "id-ID-wita"),
        ("08/01/2024 08:00", datetime(2024, 1, 7, 23), "id-ID-wit"),
        ("01/02/2023 08:00", datetime(2023, 2, 1, 1), "id-ID"),
    )
)

CODES = (
    *(
        spoilt("region_code", text, reason)
        for text, reason in (
            ("", "MISSING_VALUE"),
            ("33.1", "ZERO_LOST"),
            ("3578", "UNKNOWN_REGION"),
            ("35,78", "UNKNOWN_REGION"),
            ("35.780", "UNKNOWN_REGION"),
            ("035.78", "UNKNOWN_REGION"),
            ("35", "UNKNOWN_REGION"),
            ("35.78.01", "UNKNOWN_REGION"),
            ("Kota Surabaya", "UNKNOWN_REGION"),
            ("35.7\u200b8", "UNKNOWN_REGION"),
            ("\u00a035.78", "UNKNOWN_REGION"),
            ("35․78", "UNKNOWN_REGION"),
            ("٣٥.٧٨", "UNKNOWN_REGION"),
            ("=35.78", "UNKNOWN_REGION"),
            ("35.78' or '1'='1", "UNKNOWN_REGION"),
            ("../35.78", "UNKNOWN_REGION"),
            ("%", "UNKNOWN_REGION"),
        )
    ),
    *(
        spoilt("item_code", text, "UNKNOWN_ITEM")
        for text in ("TINTA", "Tinta", "tinta ungu", "<script>alert(1)</script>", "tintа")
    ),
    sound("region_code", " 35.78 ", "35.78"),
    sound("region_code", "33.10", "33.10"),
    sound("region_code", "990101", "990101"),
)

TEXTS = (
    *(
        sound("source_name", text, text)
        for text in (
            '=HYPERLINK("http://example.org","klik")',
            "@SUM(A1:A9)",
            "+62 31 555",
            "-1",
            "=cmd|' /C calc'!A0",
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "'; drop table raw_stock_snapshot; --",
            "../../../../etc/passwd",
            "{{7*7}} ${jndi:ldap://x}",
            "😀 日本 é",
            "NULL",
        )
    ),
    spoilt("source_name", "x" * 201, "TEXT_TOO_LONG"),
    spoilt("source_name", "SI\u202eGOL", "CONTROL_CHARACTER"),
    spoilt("source_name", "SI\u2028LOG", "CONTROL_CHARACTER"),
    spoilt("source_name", "SI\x85LOG", "CONTROL_CHARACTER"),
    spoilt("source_name", "SI\ufeffLOG", "CONTROL_CHARACTER"),
)

CASES = (*NUMBERS, *TIMES, *CODES, *TEXTS)
