"""Which hostile files must the delivery survive, and what must become of each?"""

from __future__ import annotations

from tests.trust.corpus import books, disguises, harm, parquets, rows, texts, values
from tests.trust.corpus.kit import Case

CASES: tuple[Case, ...] = (
    *texts.CASES,
    *values.CASES,
    *rows.CASES,
    *disguises.CASES,
    *books.CASES,
    *harm.CASES,
    *parquets.CASES,
)
BY_NAME = {case.name: case for case in CASES}
