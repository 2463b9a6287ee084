"""What the judgements say of a catalogue, by language pair, alone or against another way to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from embeddings import Language
from embeddings.evaluation.bootstrap import Difference, Estimate, difference, estimate
from embeddings.evaluation.rankings import ndcg, recall, reciprocal_rank
from recommender.errors import EvaluationError, QueryError
from recommender.evaluation.asking import DEPTH, Answer, Configuration, answers
from recommender.evaluation.questions import Judged, JudgedQuestion, questions
from recommender.importing import Progress

CUTOFF = 10
"""Of recall where nothing else is wanted, and of nDCG always."""

FEW = 10
"""With fewer questions an interval is wide, and itself a guess."""

Measure: TypeAlias = Literal["recall", "mrr", "ndcg"]
MEASURES: tuple[Measure, ...] = ("recall", "mrr", "ndcg")

Pair: TypeAlias = tuple[Language, Language]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """One language pair: question's, partner's; None for all questions with all their partners."""

    pair: Pair | None
    questions: int
    scores: Mapping[Measure, Estimate]
    others: Mapping[Measure, Estimate]
    differences: Mapping[Measure, Difference]
    """`scores` minus `others`; both are empty where nothing is compared."""


@dataclass(frozen=True, slots=True)
class Report:
    """The measures, and what was left out of them.

    absent: judgements that name a company which is not there (in both catalogues). irrelevant:
    questions without a relevant partner.
    unjudged: share of the first ten partners that nobody judged, and of the other configuration's.
    """

    rows: tuple[Row, ...]
    cutoff: int
    judgements: int
    absent: int
    irrelevant: int
    unjudged: float
    unjudged_of_other: float | None

    @property
    def has_few(self) -> bool:
        """Whether a row has so few questions that its interval says little."""
        return any(row.questions < FEW for row in self.rows)


def evaluate(
    configuration: Configuration,
    against: Configuration | None = None,
    *,
    cutoff: int = CUTOFF,
    progress: Progress | None = None,
) -> Report:
    """Ask every judged question and measure the answers; of `against` the same questions.

    The judgements are those of `configuration`'s catalogue; companies are matched by id. A company
    that was judged and that one of the catalogues lacks neither counts nor stands in another's way.
    Raises QueryError for a cutoff beyond `DEPTH`,
    EvaluationError where nothing is left to measure.
    """
    if not 1 <= cutoff <= DEPTH:
        raise QueryError("limit-out-of-range", limit=cutoff, maximum=DEPTH)
    judged, languages, lacking = _judged(configuration, against)
    asked = [question for question in judged.questions if question.relevant()]
    irrelevant = len(judged.questions) - len(asked)
    if not asked:
        _refuse(configuration, judged, irrelevant)
    steps = len(asked) * (2 if against else 1)
    found: list[Answer] = []
    for each in filter(None, (configuration, against)):
        for answer in answers(each, asked):
            found.append(tuple(partner for partner in answer if partner not in lacking))
            if progress:
                progress(len(found) / steps)
    mine, others = found[: len(asked)], found[len(asked) :]
    return Report(
        rows=_rows(asked, mine, others, languages, cutoff),
        cutoff=cutoff,
        judgements=judged.judgements,
        absent=judged.absent,
        irrelevant=irrelevant,
        unjudged=_unjudged(asked, mine),
        unjudged_of_other=_unjudged(asked, others) if against else None,
    )


def _judged(
    configuration: Configuration, against: Configuration | None
) -> tuple[Judged, dict[str, Language], set[str]]:
    """The questions, the language of each company that was named, and those that do not count."""
    judgements = [stored.judgement for stored in configuration.catalog.judgements]
    named = {j.partner for j in judgements} | {j.company for j in judgements if j.company}
    languages = configuration.catalog.judgements.languages(named)
    if against:
        both = against.catalog.judgements.languages(named).keys()
        languages = {name: language for name, language in languages.items() if name in both}
    return questions(judgements, languages), languages, named - languages.keys()


def _refuse(configuration: Configuration, judged: Judged, irrelevant: int) -> None:
    if not judged.judgements:
        raise EvaluationError("no-judgements", path=configuration.catalog.folder)
    raise EvaluationError(
        "nothing-to-evaluate",
        count=judged.judgements,
        absent=judged.absent,
        irrelevant=irrelevant,
    )


def _rows(
    asked: Sequence[JudgedQuestion],
    mine: Sequence[Answer],
    others: Sequence[Answer],
    languages: Mapping[str, Language],
    cutoff: int,
) -> tuple[Row, ...]:
    """A row for each pair that has questions, and one for all."""
    pairs = {(q.language, languages[partner]) for q in asked for partner in q.relevant()}
    rows = []
    for pair in (*sorted(pairs), None):
        places = [n for n, q in enumerate(asked) if _ideal(q, pair, languages)]
        ours, theirs = (
            _measured([(asked[n], answered[n]) for n in places], pair, languages, cutoff)
            if answered
            else {}
            for answered in (mine, others)
        )
        rows.append(
            Row(
                pair=pair,
                questions=len(places),
                scores={measure: estimate(values) for measure, values in ours.items()},
                others={measure: estimate(values) for measure, values in theirs.items()},
                differences={m: difference(ours[m], values) for m, values in theirs.items()},
            )
        )
    return tuple(rows)


def _ideal(
    question: JudgedQuestion, pair: Pair | None, languages: Mapping[str, Language]
) -> dict[str, float]:
    """The relevant partners that belong to a pair."""
    if pair is not None and question.language != pair[0]:
        return {}
    return {
        partner: grade
        for partner, grade in question.relevant().items()
        if pair is None or languages[partner] == pair[1]
    }


def _measured(
    answered: Sequence[tuple[JudgedQuestion, Answer]],
    pair: Pair | None,
    languages: Mapping[str, Language],
    cutoff: int,
) -> dict[Measure, Floats]:
    """The measures of each question, shape (questions,)."""
    scores: dict[Measure, list[float]] = {measure: [] for measure in MEASURES}
    for question, answer in answered:
        ideal = _ideal(question, pair, languages)
        # What is relevant in another language neither counts nor stands in the way.
        beside = question.relevant().keys() - ideal.keys()
        gains = np.array([ideal.get(partner, 0.0) for partner in answer if partner not in beside])
        best = np.array(list(ideal.values()))
        scores["recall"].append(recall(gains, best, cutoff))
        scores["mrr"].append(reciprocal_rank(gains))
        scores["ndcg"].append(ndcg(gains, best, CUTOFF))
    return {measure: np.array(values) for measure, values in scores.items()}


def _unjudged(asked: Sequence[JudgedQuestion], found: Sequence[Answer]) -> float:
    shown = [
        partner not in question.grades
        for question, answer in zip(asked, found, strict=True)
        for partner in answer[:CUTOFF]
    ]
    return sum(shown) / len(shown) if shown else 0.0
