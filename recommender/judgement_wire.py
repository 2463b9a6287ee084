"""Judgements and what they measure as JSON, for the command line and the service."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel

from embeddings import Language
from embeddings.evaluation.bootstrap import LEVEL, RESAMPLES, SEED, Difference, Estimate
from recommender.evaluation.report import Measure, Report, Row
from recommender.judgement import Kind
from recommender.stored_judgements import StoredJudgement

DIGITS = 4

NumberT = TypeVar("NumberT", float, float | None)


class JudgementJson(BaseModel):
    """What one person said about one partner."""

    number: int
    kind: Kind
    query: str | None
    language: Language | None
    company: str | None
    partner: str
    grade: int
    confirmed: bool
    judge: str | None
    note: str | None
    judged_at: datetime

    @classmethod
    def of(cls, stored: StoredJudgement) -> "JudgementJson":
        """Write a judgement as JSON."""
        return cls(number=stored.number, **stored.judgement.model_dump())


class EstimateJson(BaseModel):
    """A mean over questions and its interval, which one question alone has not."""

    mean: float
    low: float | None
    high: float | None


class DifferenceJson(EstimateJson):
    """This configuration's minus the other's, and how often it is above 0, 0 to 1."""

    above: float


class RowJson(BaseModel):
    """One language pair; both are null in the row of all questions."""

    question: Language | None
    partner: Language | None
    questions: int
    scores: dict[Measure, EstimateJson]
    against: dict[Measure, EstimateJson]
    differences: dict[Measure, DifferenceJson]


class EvaluationAnswer(BaseModel):
    """What the judgements say of a catalogue; see `recommender.evaluation.report.Report`."""

    cutoff: int
    level: float
    resamples: int
    seed: int
    judgements: int
    absent: int
    irrelevant: int
    unjudged: float
    unjudged_of_other: float | None
    rows: list[RowJson]

    @classmethod
    def of(cls, report: Report) -> "EvaluationAnswer":
        """Write a report as JSON."""
        return cls(
            cutoff=report.cutoff,
            level=LEVEL,
            resamples=RESAMPLES,
            seed=SEED,
            judgements=report.judgements,
            absent=report.absent,
            irrelevant=report.irrelevant,
            unjudged=_rounded(report.unjudged),
            unjudged_of_other=_rounded(report.unjudged_of_other),
            rows=[_row(row) for row in report.rows],
        )


def _row(row: Row) -> RowJson:
    question, partner = row.pair or (None, None)
    return RowJson(
        question=question,
        partner=partner,
        questions=row.questions,
        scores=_estimates(row.scores),
        against=_estimates(row.others),
        differences={measure: _difference(found) for measure, found in row.differences.items()},
    )


def _estimates(found: Mapping[Measure, Estimate]) -> dict[Measure, EstimateJson]:
    return {
        measure: EstimateJson(
            mean=_rounded(estimate.mean),
            low=_rounded(estimate.low),
            high=_rounded(estimate.high),
        )
        for measure, estimate in found.items()
    }


def _difference(found: Difference) -> DifferenceJson:
    return DifferenceJson(
        mean=_rounded(found.mean),
        low=_rounded(found.low),
        high=_rounded(found.high),
        above=_rounded(found.above),
    )


def _rounded(number: NumberT) -> NumberT:
    return None if number is None else round(number, DIGITS)
