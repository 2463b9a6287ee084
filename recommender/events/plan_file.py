"""`plan.json`: all of a plan, so that it can be checked, changed and published without the catalogue."""

from datetime import datetime
from pathlib import Path
from typing import Self

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from recommender.errors import FileError
from recommender.events.errors import EventError
from recommender.events.event import Event
from recommender.events.invitations import Invitation
from recommender.events.lists import EventLists
from recommender.events.plan import Meeting, Plan, digest
from recommender.events.replanning import without
from recommender.events.roster import Member, Roster, event_of
from recommender.events.settings import EventSettings
from recommender.whole_files import whole_file

PLAN = "plan.json"
WORKBOOK = "event.xlsx"
FORMAT = 1

MAX_PLAN_FILE = 100 * 1024 * 1024
"""Bytes of a plan."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RosterJson(_Part):
    """The companies, and the strengths of their matches, a list for each company of side a."""

    a: tuple[Member, ...]
    b: tuple[Member, ...]
    strengths: tuple[tuple[float, ...], ...]
    judged: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, roster: Roster) -> Self:
        """Write a roster as JSON."""
        strengths = tuple(tuple(row) for row in roster.strengths.tolist())
        return cls(a=roster.a, b=roster.b, strengths=strengths, judged=tuple(sorted(roster.judged)))

    def roster(self) -> Roster:
        """The roster. Raises ValueError for strengths of another shape than the sides."""
        strengths = np.array(self.strengths, np.float64).reshape(len(self.a), len(self.b))
        return Roster(self.a, self.b, strengths, frozenset(self.judged))


class Published(_Part):
    """A calendar entry as it went out: what it said, and how often that had changed.

    `start` and `end` are local to the event. `cancelled`: it was taken back.
    """

    a: str
    b: str
    a_name: str
    b_name: str
    start: datetime
    end: datetime
    table: int
    interpreter: str | None
    sequence: int
    digest: str
    cancelled: bool = False


class PlanFile(_Part):
    """A plan with all that it was made of.

    `revision`: how often the event was planned again. `cancelled`, `late`: who does not come, and who
    comes from which slot on. `digest` is that of the meetings. `published`: calendar entries by their id.
    """

    format: int = FORMAT
    settings: EventSettings
    lists: EventLists
    roster: RosterJson
    invited: tuple[Invitation, ...]
    waiting: tuple[Invitation, ...]
    invitations_worth: float
    invitations_bound: float
    generation: int
    fingerprint: str
    cancelled: tuple[str, ...] = ()
    late: dict[str, int] = {}
    meetings: tuple[Meeting, ...]
    bound: float
    deterministic: bool
    digest: str
    revision: int = 0
    published: dict[str, Published] = {}

    @property
    def plan(self) -> Plan:
        """The plan."""
        return Plan(self.meetings, self.bound, self.deterministic)

    def event(
        self, settings: EventSettings | None = None, lists: EventLists | None = None
    ) -> Event:
        """The event, with the companies that still come; of other settings and lists where given."""
        event = event_of(settings or self.settings, lists or self.lists, self.roster.roster())
        return without(event, self.cancelled, self.late)

    def replanned(
        self,
        plan: Plan,
        settings: EventSettings,
        lists: EventLists,
        cancelled: tuple[str, ...],
        late: dict[str, int],
    ) -> "PlanFile":
        """The next revision."""
        return self.model_copy(
            update={
                "settings": settings,
                "lists": lists,
                "cancelled": cancelled,
                "late": late,
                "meetings": plan.meetings,
                "bound": plan.bound,
                "deterministic": plan.deterministic,
                "digest": digest(plan.meetings),
                "revision": self.revision + 1,
            }
        )

    def write(self, folder: Path) -> None:
        """Write it whole or not at all. Raises FileError."""
        with whole_file(folder / PLAN) as file:
            file.write(self.model_dump_json(indent=1).encode())


def load_plan(folder: Path) -> PlanFile:
    """Read the plan in a folder.

    Raises EventError where there is none, it is damaged, or comes from a newer Mitra; FileError where
    it cannot be read.
    """
    path = folder / PLAN
    try:
        if path.is_file() and path.stat().st_size > MAX_PLAN_FILE:
            raise FileError("file-too-large", path=path, limit=MAX_PLAN_FILE // 2**20)
        text = path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise EventError("event-no-plan-here", path=folder) from error
    except UnicodeDecodeError as error:
        raise EventError("event-plan-damaged", path=path) from error
    except OSError as error:
        raise FileError("unreadable-file", path=path, detail=error.strerror) from error
    try:
        found = PlanFile.model_validate_json(text)
        roster = found.roster.roster()
    except (ValidationError, ValueError) as error:
        raise EventError("event-plan-damaged", path=path) from error
    if found.format != FORMAT or found.digest != digest(found.meetings) or not roster.a:
        raise EventError("event-plan-damaged", path=path)
    return found


def check_same_event(found: PlanFile, settings: EventSettings, folder: Path) -> None:
    """Raise EventError where the plan in a folder is another event's."""
    if (found.settings.name, found.settings.date) != (settings.name, settings.date):
        raise EventError(
            "event-other-plan",
            path=folder,
            name=found.settings.name,
            date=found.settings.date.isoformat(),
        )
