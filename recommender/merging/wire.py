"""Duplicates and merges as JSON, for `--json`; field names are part of the contract."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel

from embeddings import InterfaceLanguage
from recommender.duplicates import Duplicates
from recommender.merging.merges import MergeReport, UndoReport
from recommender.stored_merges import Merge


class RemarkJson(BaseModel):
    """One piece of evidence: its kind, whether it speaks against, and its words."""

    kind: str
    against: bool
    text: str


class MemberJson(BaseModel):
    """A company of a group; `probability` and evidence are absent of the first."""

    id: str
    name: str
    country: str
    city: str | None
    website: str | None
    organisation: str | None
    probability: float | None
    evidence: list[RemarkJson]


class GroupJson(BaseModel):
    """Companies that are probably one."""

    probability: float
    members: list[MemberJson]


class DuplicatesAnswer(BaseModel):
    """What `mitra report duplicates --json` prints."""

    generation: int
    least: float
    companies: int
    compared: int
    apart: int
    groups: list[GroupJson]

    @classmethod
    def of(cls, found: Duplicates, language: InterfaceLanguage) -> "DuplicatesAnswer":
        """Write what was found."""
        return cls(
            generation=found.generation,
            least=found.least,
            companies=found.companies,
            compared=found.compared,
            apart=found.apart,
            groups=[
                GroupJson(
                    probability=group.probability,
                    members=[
                        MemberJson(
                            **member.company.model_dump(include=set(_SHOWN)),
                            probability=member.probability,
                            evidence=[
                                RemarkJson(
                                    kind=remark.kind,
                                    against=remark.is_against,
                                    text=remark.text(language),
                                )
                                for remark in member.remarks
                            ],
                        )
                        for member in group.members
                    ],
                )
                for group in found.groups
            ],
        )


_SHOWN = ("id", "name", "country", "city", "website", "organisation")


class MergedJson(BaseModel):
    """A company, and the ids that were merged into it."""

    id: str
    gone: list[str]


class RejectedJson(BaseModel):
    """A row that does not fit the catalogue."""

    file: str
    row: int
    column: str | None
    code: str
    reason: str
    remedy: str


class MergeAnswer(BaseModel):
    """What `mitra merge REVIEW --json` prints."""

    number: int | None
    dry_run: bool
    merged: list[MergedJson]
    apart: int
    later: int
    rejected: list[RejectedJson]

    @classmethod
    def of(cls, report: MergeReport, language: InterfaceLanguage) -> "MergeAnswer":
        """Write what was done."""
        return cls(
            number=report.number,
            dry_run=report.dry_run,
            merged=[MergedJson(id=m.company.id, gone=list(m.gone)) for m in report.merged],
            apart=report.apart,
            later=report.later,
            rejected=[
                RejectedJson(
                    file=str(rejection.file),
                    row=rejection.row,
                    column=rejection.column,
                    code=rejection.problem.code,
                    reason=rejection.problem.message(language),
                    remedy=rejection.problem.remedy(language),
                )
                for rejection in report.rejected
            ],
        )


class UndoAnswer(BaseModel):
    """What `mitra merge --undo --json` prints."""

    number: int
    restored: list[str]
    changed: list[str]

    @classmethod
    def of(cls, report: UndoReport) -> "UndoAnswer":
        """Write what was undone."""
        return cls(
            number=report.number, restored=list(report.restored), changed=list(report.changed)
        )


class MergeJson(BaseModel):
    """One merge of the past."""

    number: int
    merged_at: datetime
    source: str
    merged: list[MergedJson]
    apart: int
    undone: bool


class MergesAnswer(BaseModel):
    """What `mitra merge --list --json` prints."""

    merges: list[MergeJson]

    @classmethod
    def of(cls, merges: Sequence[Merge]) -> "MergesAnswer":
        """Write the merges of a catalogue."""
        return cls(
            merges=[
                MergeJson(
                    number=merge.number,
                    merged_at=merge.merged_at,
                    source=merge.source,
                    merged=[MergedJson(id=i, gone=list(gone)) for i, gone in merge.into.items()],
                    apart=merge.apart,
                    undone=merge.undone,
                )
                for merge in merges
            ]
        )
