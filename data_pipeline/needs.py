"""How many ballots does an area need when the voters of each polling station are known?"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal


def reserve_pcs(tps_voters: int, reserve_rate: Decimal) -> int:
    """Reserve sheets of one station: the rate of its voters, rounded up to whole sheets.

    The rate is a Decimal because 0.07 * 100 is 7.000000000000001 in binary: a sheet too many.
    Source: UU 7/2017 art. 344 (2 %), UU 1/2015 art. 80 (2.5 %); rounding up per station follows
    from the published totals of DKI, Blitar and Gorontalo.
    """
    return int((tps_voters * reserve_rate).to_integral_value(ROUND_CEILING))


def ballot_need_pcs(voters_per_tps: Iterable[int], reserve_rate: Decimal) -> int:
    """Sheets of one kind an area needs on voting day: voters + reserve, station by station."""
    return sum(voters + reserve_pcs(voters, reserve_rate) for voters in voters_per_tps)
