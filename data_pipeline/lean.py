"""How does a process that makes no DataFrame stay without pandas, 45 MB and 0.2 s of it?"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from types import ModuleType

import pyarrow as pa


def do_without_pandas() -> None:
    """Have pyarrow look for pandas now and find none; whoever imports pandas later still can.

    pyarrow looks once, at its first array of Python values, and loads what it finds. Only for a
    process that hands pyarrow no pandas values: pa.array() would not know them. Nothing happens
    where pandas is loaded already.
    """
    if "pandas" not in sys.modules:
        with _hidden("pandas"):
            pa.array([])


class _Hidden(MetaPathFinder):
    def __init__(self, name: str) -> None:
        self._name = name

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> None:
        if fullname == self._name:
            raise ModuleNotFoundError(name=fullname)


@contextmanager
def _hidden(name: str) -> Iterator[None]:
    """Within: that library as good as not installed.

    None in sys.modules, the shorter way, pyarrow's compiled code takes for the module.
    """
    finder = _Hidden(name)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
