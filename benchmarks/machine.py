"""On which machine, with which versions, at which commit was it measured?"""

from __future__ import annotations

import os
import platform
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Final

import psutil

from data_pipeline.settings import ROOT

# What a figure depends on most; a library that is not installed is not named.
LIBRARIES: Final = (
    "streamlit", "duckdb", "pandas", "pyarrow", "plotly", "pydeck", "polars", "dash",
    "dash-ag-grid", "panel", "bokeh", "playwright",
)  # fmt: skip
CPUINFO: Final = Path("/proc/cpuinfo")


def described() -> str:
    """Processor, cores, memory and system in one line."""
    memory_gb = psutil.virtual_memory().total / 1e9
    return f"{_processor()}, {os.cpu_count()} cores, {memory_gb:.0f} GB, {_system()}"


def versions() -> dict[str, str]:
    found = {"Python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def commit() -> str:
    """The commit measured, with '-dirty' when files were changed; '' outside a repository."""
    asked = ["git", "describe", "--always", "--dirty", "--abbrev=10"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip()


def _processor() -> str:
    lines = CPUINFO.read_text().splitlines() if CPUINFO.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _system() -> str:
    if platform.system() != "Linux":
        return platform.platform(terse=True)
    return str(platform.freedesktop_os_release()["PRETTY_NAME"])
