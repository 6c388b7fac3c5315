"""What does the light page look like, by day, by night and on paper? One short style sheet."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from data_pipeline.house import COLOURS, INKS, ORDER, PAGE

HEAT_STEPS: Final = 10
TONES: Final = {
    "light": {"ink": "#3F454D", "soft": "#A5A29B"},
    "dark": {"ink": "#C9CEDA", "soft": "#757C8C"},
}
# Patterns beside colours: diagonals are red, dots amber, crossed lines no data.
PATTERNS: Final = {
    "red": "repeating-linear-gradient(45deg,rgba(255,255,255,.22) 0 2px,transparent 2px 6px)",
    "amber": "radial-gradient(rgba(0,0,0,.28) 1px,transparent 1.3px) 0 0/6px 6px",
    "grey": "repeating-linear-gradient(-45deg,rgba(0,0,0,.16) 0 1px,transparent 1px 5px)",
}
RULES: Final = Path(__file__).with_name("page.css")


@cache
def sheet() -> str:
    """The style sheet with the house colours of both themes."""
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{_variables('dark')}}}}}"
    statuses = "".join(_status(status) for status in ORDER)
    tones = ".ink{background:var(--tone-ink)}.tone-soft{background:var(--tone-soft)}"
    rules = "".join(RULES.read_text(encoding="utf-8").splitlines()[1:])
    light = f":root{{color-scheme:light dark;{_variables('light')}}}"
    return "".join((light, dark, rules, statuses, tones, _heat()))


def _variables(theme: str) -> str:
    known = {**PAGE[theme], **COLOURS[theme]}
    known |= {f"on-{status}": ink for status, ink in INKS[theme].items()}
    known |= {f"tone-{tone}": colour for tone, colour in TONES[theme].items()}
    known |= {"card": "#FFFFFF" if theme == "light" else "#171C29"}
    known |= {"brand": COLOURS["light"]["red"] if theme == "light" else "#F08A7E"}
    return "".join(f"--{name}:{colour};" for name, colour in known.items())


def _status(status: str) -> str:
    pattern = f"{PATTERNS[status]}," if status in PATTERNS else ""
    edge = (
        "outline:1px solid rgba(0,0,0,.35);outline-offset:-1px"
        if status in ("amber", "grey")
        else ""
    )
    return (
        f".{status}{{background:{pattern}var(--{status});background-color:var(--{status});{edge}}}"
        f".s.{status},.tiles .{status}{{background:var(--{status});color:var(--on-{status})}}"
    )


def _heat() -> str:
    """Ten steps of one hue over whatever paper the theme has."""
    hues = {"red": "155,28,28", "amber": "210,140,20", "green": "29,127,140", "grey": "120,116,108"}
    steps = []
    for tone, rgb in hues.items():
        for step in range(1, HEAT_STEPS + 1):
            ink = "color:#fff;" if step > HEAT_STEPS // 2 else ""
            steps.append(f".h-{tone} .q{step}{{background:rgba({rgb},{0.1 * step:.1f});{ink}}}")
    return "".join(steps)
