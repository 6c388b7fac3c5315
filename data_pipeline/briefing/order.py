"""What was asked for: which briefing, about what, as of when, in which language and formats?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from data_pipeline.briefing import pack, templates
from data_pipeline.briefing.document import Document
from data_pipeline.figures.reader import Ask
from data_pipeline.queries import Scope


@dataclass(frozen=True)
class Order:
    """Everything that, together with a board, decides what a briefing says.

    No sections means all of the template's. `scope.as_of` None means the newest moment.
    """

    template: str
    language: str
    scope: Scope = field(default_factory=Scope)
    region_code: str = ""
    sections: tuple[str, ...] = ()
    formats: tuple[str, ...] = pack.FORMATS

    def document(self, ask: Ask) -> Document:
        """The briefing, from whatever answers the questions of data_pipeline.queries."""
        return templates.compose(
            self.template,
            ask,
            self.language,
            self.scope,
            self.sections,
            region_code=self.region_code,
        )

    def to_facts(self) -> dict[str, Any]:
        """The order as JSON values."""
        as_of = self.scope.as_of
        return {
            "template": self.template,
            "language": self.language,
            "as_of": as_of.isoformat() if as_of else None,
            "province_codes": list(self.scope.province_codes),
            "region_code": self.region_code,
            "sections": list(self.sections),
            "formats": list(self.formats),
        }


def from_facts(facts: dict[str, Any]) -> Order:
    """The order that `to_facts` described."""
    as_of = datetime.fromisoformat(facts["as_of"]) if facts["as_of"] else None
    return Order(
        facts["template"],
        facts["language"],
        Scope(as_of, tuple(facts["province_codes"])),
        facts["region_code"],
        tuple(facts["sections"]),
        tuple(facts["formats"]),
    )
