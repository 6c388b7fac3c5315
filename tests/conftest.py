"""How do the tests come in? As the people of the demonstration, unless a test says otherwise."""

from __future__ import annotations

import os

os.environ.setdefault("TEPAT_ACCESS", "demo")
