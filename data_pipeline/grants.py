"""Whose rows may a reader see? Provinces named one by one, or all of them in so many words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Grant:
    """What the gate lets through; nothing unless something is named.

    `sees_receipts`: every file received and every refused row, for who handles deliveries.
    """

    is_everywhere: bool = False
    province_codes: tuple[str, ...] = ()
    sees_receipts: bool = False

    def covers(self, other: Grant) -> bool:
        """True when who holds this may see all that the other may see."""
        if self.is_everywhere:
            return True
        has_receipts = self.sees_receipts or not other.sees_receipts
        within = set(other.province_codes) <= set(self.province_codes)
        return not other.is_everywhere and has_receipts and within


EVERYWHERE = Grant(is_everywhere=True)
NOWHERE = Grant()


def provinces(*codes: str) -> Grant:
    """The rows of these provinces; of none when none is named."""
    return Grant(province_codes=tuple(sorted(codes)))
