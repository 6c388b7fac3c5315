"""Which files does Tepat accept?

The one declaration: the reader, the templates, docs/contract.md and the raw tables follow it.
"""

from __future__ import annotations

from data_pipeline.contract.action import ACTION
from data_pipeline.contract.columns import Column, Feed
from data_pipeline.contract.shipment import SHIPMENT
from data_pipeline.contract.stock import STOCK
from data_pipeline.errors import UnknownName

CONTRACT_VERSION = "1.1"
FEEDS = (STOCK, SHIPMENT, ACTION)


def feed(feed_code: str) -> Feed:
    """The feed of that code; UnknownName with the codes there are."""
    known = {feed.feed_code: feed for feed in FEEDS}
    if feed_code not in known:
        raise UnknownName("feed", feed_code, list(known))
    return known[feed_code]


def column(name: str) -> Column | None:
    """The first column of that name in any feed, for saying its header in a sentence."""
    found = (feed.by_name.get(name) for feed in FEEDS)
    return next((column for column in found if column), None)
