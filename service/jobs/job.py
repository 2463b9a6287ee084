"""What a job is: work that takes longer than a request may."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Self, TypeAlias, get_args

from typing_extensions import TypeIs

from embeddings import INTERFACE_LANGUAGES, InterfaceLanguage, MitraError
from service.errors import MESSAGES
from service.remedies import remedy_for

State: TypeAlias = Literal["queued", "running", "done", "failed", "cancelled"]

ReportKind: TypeAlias = Literal["similarity", "potential", "duplicates"]
EventKind: TypeAlias = Literal["event-plan", "event-check", "event-replan"]
Kind: TypeAlias = ReportKind | EventKind
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)


def is_event(kind: Kind) -> TypeIs[EventKind]:
    """Whether a job is about an event, and no report."""
    return kind in EVENT_KINDS


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job has no result: a stable code, and by language a sentence and what to do."""

    code: str
    title: Mapping[str, str]
    detail: Mapping[str, str]

    @classmethod
    def named(cls, code: str) -> Self:
        """One whose texts are the service's own."""
        title, detail = (
            {
                str(language): MESSAGES.text(f"{code}.{part}", language)
                for language in INTERFACE_LANGUAGES
            }
            for part in ("message", "remedy")
        )
        return cls(code, title, detail)

    @classmethod
    def of(cls, error: MitraError, folder: str) -> Self:
        """What an error says, without the path of the job's `folder` on the server's disk."""

        def clean(text: str) -> str:
            return text.replace(f"{folder}/", "").replace(folder, "–")

        return cls(
            error.code,
            {language: clean(error.message(language)) for language in INTERFACE_LANGUAGES},
            {language: clean(remedy_for(error, language)) for language in INTERFACE_LANGUAGES},
        )


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it is now. Times are in UTC.

    `owner`: whose it is (`service.jobs.owners`); `key`: id of the key that asked for it, None where the service
    had no keys. `done`: the share, 0 to 1. `seconds_left`: None where nobody can tell. `revision` grows
    with every change. `interrupted`: how often the service was killed while it ran. `files`: names of
    its results and their bytes.
    """

    id: str
    kind: Kind
    parameters: Mapping[str, Any]
    language: InterfaceLanguage
    owner: str
    key: str | None
    state: State
    done: float
    seconds_left: float | None
    revision: int
    interrupted: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    failure: Failure | None
    files: Mapping[str, int]

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state not in {"queued", "running"}
