"""How do the tests come in? As the people of the demonstration, unless a test says otherwise."""

from __future__ import annotations

import os

os.environ.setdefault("TEPAT_ACCESS", "demo")

from tests.trust.checks import (
    pytest_collection_modifyitems,
    pytest_runtest_logreport,
    pytest_sessionfinish,
)

__all__ = ["pytest_collection_modifyitems", "pytest_runtest_logreport", "pytest_sessionfinish"]
