"""Who has said "I have seen this and I am on it"? The first answer to each alert stands."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime

from data_pipeline import durable
from data_pipeline.alerts import journal
from data_pipeline.errors import TepatError
from data_pipeline.settings import Settings

ALERT_ID = re.compile(r"[0-9a-f]{12}-[1-9][0-9]{0,8}")


class NoSuchAlert(TepatError):
    """An id no alert ever had."""

    def __init__(self, alert_id: str) -> None:
        super().__init__(
            f"There is no alert {alert_id!r}; expected one that `alerts list` shows, "
            "such as 3f9c2a1b77d0-1."
        )
        self.alert_id = alert_id


@dataclass(frozen=True)
class Acknowledgement:
    """`at` is naive UTC."""

    alert_id: str
    who: str
    at: datetime
    note: str = ""


def acknowledge(
    settings: Settings, alert_id: str, who: str, at: datetime, note: str = ""
) -> Acknowledgement:
    """Stops the escalation of an alert; the acknowledgement that stands, on disk."""
    known = ALERT_ID.fullmatch(alert_id) and any(
        line["alert_id"] == alert_id for line in journal.read(journal.episodes_path(settings))
    )
    if not known:
        raise NoSuchAlert(alert_id)
    if (earlier := of_all(settings).get(alert_id)) is not None:
        return earlier
    given = Acknowledgement(alert_id, who, at, note)
    # A file of its own: pages, commands and the alerts process need no common lock.
    home = journal.acknowledgements_dir(settings)
    durable.make_directory(home)
    text = json.dumps(asdict(given), ensure_ascii=False, default=journal.as_text)
    durable.write_text(home / f"{alert_id}.json", text)
    return given


def of_all(settings: Settings) -> dict[str, Acknowledgement]:
    """The acknowledgement of each alert that has one: the only place that knows where they lie."""
    given = {}
    for path in journal.acknowledgements_dir(settings).glob("*.json"):
        facts = json.loads(path.read_text(encoding="utf-8"))
        facts["at"] = datetime.fromisoformat(facts["at"])
        given[facts["alert_id"]] = Acknowledgement(**facts)
    return given
