"""The settings of an event, as `event.toml` holds them."""

from datetime import date as Date  # noqa: N812 - the fields are called date
from datetime import time as Time  # noqa: N812
from typing import Annotated, Literal, Self, TypeAlias
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, model_validator
from pydantic_core import PydanticCustomError

MAX_GUESTS = 400
"""Companies of one side."""
MAX_CANDIDATES = 5_000
"""Companies of one side that the invited are chosen from."""
MAX_TABLES = 300
MAX_SLOTS = 200
MAX_INTERPRETERS = 200
MAX_LISTED = 20_000
"""Rows of a list beside the settings, and entries of one in them."""
MAX_MINUTES = 480
MAX_SECONDS = 3_600

Number = Annotated[int, Strict()]
Share = Annotated[float, Strict(), Field(gt=0, le=1, allow_inf_nan=False)]
Weight = Annotated[float, Strict(), Field(ge=0, le=100, allow_inf_nan=False)]
Words = Annotated[str, Strict(), Field(min_length=1, max_length=300)]
Path = Annotated[str, Strict(), Field(min_length=1, max_length=1_000)]
Ids = Annotated[tuple[Words, ...], Field(max_length=MAX_LISTED)]
WishKind: TypeAlias = Literal["wants", "refuses"]


def _check_zone(name: str) -> str:
    if name not in available_timezones():
        raise PydanticCustomError("event-time-zone", "no time zone")
    return name


def _check_local(time: Time) -> Time:
    if time.tzinfo is not None:
        raise PydanticCustomError("setting-no-time", "a time with a time zone")
    return time


LocalTime = Annotated[Time, AfterValidator(_check_local)]
"""A time at the place of the event, whose time zone is its own."""


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Break(_Settings):
    """A time of a session without meetings."""

    start: LocalTime
    end: LocalTime


class Session(_Settings):
    """A stretch of slots. `date` where it is not the event's."""

    name: Words
    date: Date | None = None
    start: LocalTime
    end: LocalTime
    breaks: tuple[Break, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        times = [(self.start, self.end), *((one.start, one.end) for one in self.breaks)]
        if any(start >= end for start, end in times):
            raise PydanticCustomError("event-ends-before-it-starts", "ends before it starts")
        return self


class SlotLength(_Settings):
    """Minutes of a meeting, and of the way to the next table."""

    minutes: Annotated[Number, Field(ge=1, le=MAX_MINUTES)] = 25
    gap: Annotated[Number, Field(ge=0, le=MAX_MINUTES)] = 5


class Meetings(_Settings):
    """How many meetings a company of a side has."""

    fewest: Annotated[Number, Field(ge=0, le=MAX_SLOTS)] = 0
    most: Annotated[Number, Field(ge=1, le=MAX_SLOTS)] = MAX_SLOTS

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.fewest > self.most:
            raise PydanticCustomError("event-fewest-above-most", "fewest above most")
        return self


class Fairness(_Settings):
    """What each organisation that entered companies can expect.

    `most_share`: of a side's places, for any of them. `fewest_each`: companies of each, as far as it has
    them.
    """

    most_share: Share = 1.0
    fewest_each: Annotated[Number, Field(ge=0, le=MAX_GUESTS)] = 0


class SideSettings(_Settings):
    """Where the companies of a side come from, and how many come.

    `filters`: those of a search; `file`: a list of ids instead. `must` are invited in any case,
    `without` never.
    """

    name: Words
    filters: dict[str, str | tuple[str, ...]] = {}
    file: Path | None = None
    capacity: Annotated[Number, Field(ge=1, le=MAX_GUESTS)]
    meetings: Meetings = Meetings()
    must: Ids = ()
    without: Ids = ()
    fairness: Fairness = Fairness()

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if bool(self.filters) == bool(self.file):
            raise PydanticCustomError("event-side-source", "either filters or a file")
        return self


class Sides(_Settings):
    """Both sides. `largest_difference`: of the numbers of their companies."""

    a: SideSettings
    b: SideSettings
    largest_difference: Annotated[Number, Field(ge=0, le=MAX_GUESTS)] = MAX_GUESTS


class InterpreterSettings(_Settings):
    """Who helps where two companies share no language. Without `sessions`: in all of them."""

    name: Words
    languages: Annotated[tuple[Words, ...], Field(min_length=2, max_length=20)]
    sessions: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None


class Wish(_Settings):
    """What one company says of another."""

    company: Words
    partner: Words
    wish: WishKind


class Absence(_Settings):
    """Slots, by number, or whole sessions in which a company is not there."""

    company: Words
    slots: tuple[Number, ...] = ()
    sessions: tuple[Words, ...] = ()


class Lists(_Settings):
    """Files with one row for each entry, beside what the settings say themselves.

    `languages`: company, languages. `wishes`: company, partner, wish. `met`: company, partner.
    `absences`: company, slots, sessions.
    """

    languages: Path | None = None
    wishes: Path | None = None
    met: Path | None = None
    absences: Path | None = None


class Worth(_Settings):
    """What counts how much. A perfect match alone is worth `match`.

    `one_sided` and `mutual` are added where one of the two wants the meeting, or both. `theme`: of a
    company that answers the theme perfectly, against one perfect match. `moved`: what moving a meeting
    must gain when an event is planned again.
    """

    match: Weight = 1.0
    one_sided: Weight = 0.3
    mutual: Weight = 0.8
    theme: Weight = 1.0
    moved: Weight = 0.5


class Solver(_Settings):
    """How long a plan is searched for, in seconds of a usual machine, and the seed of the search."""

    seconds: Annotated[Number, Field(ge=1, le=MAX_SECONDS)] = 60
    seed: Annotated[Number, Field(ge=0, le=2**31 - 1)] = 0


class EventSettings(_Settings):
    """An event.

    `theme`: in any of the three languages; companies that answer it are preferred in the choice of
    whom to invite. `without_judged`: pairs of which the catalogue holds a judgement of a match have met
    before.
    """

    name: Words
    place: Words
    date: Date
    time_zone: Annotated[Words, AfterValidator(_check_zone)]
    tables: Annotated[Number, Field(ge=1, le=MAX_TABLES)]
    slots: SlotLength = SlotLength()
    sessions: Annotated[tuple[Session, ...], Field(min_length=1, max_length=50)]
    sides: Sides
    theme: Words | None = None
    interpreters: Annotated[
        tuple[InterpreterSettings, ...], Field(max_length=MAX_INTERPRETERS)
    ] = ()
    wishes: Annotated[tuple[Wish, ...], Field(max_length=MAX_LISTED)] = ()
    absences: Annotated[tuple[Absence, ...], Field(max_length=MAX_LISTED)] = ()
    without_judged: Annotated[bool, Strict()] = True
    lists: Lists = Lists()
    worth: Worth = Worth()
    solver: Solver = Solver()

    @model_validator(mode="after")
    def _known_sessions(self) -> Self:
        names = [session.name for session in self.sessions]
        if len(set(names)) < len(names):
            raise PydanticCustomError("event-session-twice", "two sessions of one name")
        named = [helper.sessions or () for helper in self.interpreters]
        named += [absence.sessions for absence in self.absences]
        for name in (name for sessions in named for name in sessions):
            check_session(name, names)
        helpers = [helper.name for helper in self.interpreters]
        if len(set(helpers)) < len(helpers):
            raise PydanticCustomError("event-interpreter-twice", "two interpreters of one name")
        return self


def check_session(name: str, known: list[str]) -> None:
    """Raise a PydanticCustomError, with the name and the known ones, where there is no such session."""
    if name not in known:
        context = {"name": name, "known": ", ".join(known)}
        raise PydanticCustomError("event-no-such-session", "no session {name}", context)
