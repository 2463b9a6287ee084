"""Questions that people have judged, put together from single judgements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from embeddings import Language
from recommender.judgement import Judgement, Kind

RELEVANT = 1
"""A partner is relevant from this grade on, like in trec_eval."""


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A query or a company, and how relevant which partners are to it.

    grades: by the partner's id, 0 to 3, the mean where several people judged. language: of the
    query, or of the company that asks.
    """

    kind: Kind
    asked: str
    language: Language
    grades: Mapping[str, float]

    def relevant(self) -> dict[str, float]:
        """The partners that are relevant, with their grades."""
        return {partner: grade for partner, grade in self.grades.items() if grade >= RELEVANT}


@dataclass(frozen=True, slots=True)
class Judged:
    """The questions of a catalogue's judgements.

    absent: judgements left out because a company that they name is not there.
    """

    questions: tuple[JudgedQuestion, ...]
    judgements: int
    absent: int


def questions(judgements: Iterable[Judgement], companies: Mapping[str, Language]) -> Judged:
    """Group judgements by question, in the order in which the questions were first asked.

    companies: the language of those that count.
    """
    count = absent = 0
    asked: dict[tuple[str, str], list[Judgement]] = {}
    for judgement in judgements:
        count += 1
        named = {judgement.partner, judgement.company or judgement.partner}
        if named <= companies.keys():
            asked.setdefault(judgement.question, []).append(judgement)
        else:
            absent += 1
    return Judged(tuple(_question(some, companies) for some in asked.values()), count, absent)


def _question(judgements: list[Judgement], companies: Mapping[str, Language]) -> JudgedQuestion:
    first = judgements[0]
    grades: dict[str, list[int]] = {}
    for judgement in judgements:
        grades.setdefault(judgement.partner, []).append(judgement.grade)
    means = {partner: sum(given) / len(given) for partner, given in grades.items()}
    if first.company is not None:
        return JudgedQuestion(first.kind, first.company, companies[first.company], means)
    return JudgedQuestion(first.kind, first.query or "", first.language or "und", means)
