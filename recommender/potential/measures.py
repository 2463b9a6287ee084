"""How much potential a sector has, and how sure that is."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.potential.prospects import GOOD, Prospects

RESAMPLES = 1_000
SEED = 20_260_217
"""Fixed, so that the same catalogue gives the same interval."""

LEVEL = 0.95

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Measures:
    """The companies of one sector of a side, against all of the other side.

    `companies`, and `seeking`, those of whom it is known what they seek. `expected`: how many of them
    may be expected to find a partner, the sum of the strengths of their best matches, which are
    probabilities; `low` and `high` are the ends of its interval. `coverage`: the share of them with
    at least one good match; `good_pairs`: all their good matches; `partners`: so many of the other
    side are one's good best match. `concentration`: the Herfindahl-Hirschman index of who is the best
    match of how many, from 1 / partners, all equally, to 1, one partner for all; None where no
    company has a good match.
    """

    code: str
    companies: int
    seeking: int
    expected: float
    low: float
    high: float
    coverage: float
    good_pairs: int
    partners: int
    concentration: float | None


def measures(prospects: Prospects) -> list[Measures]:
    """Measure every sector, in the order of the codes."""
    low, high = _intervals(prospects)
    best = prospects.best.astype(np.float64)
    found = best >= GOOD
    listed = []
    for number, code in enumerate(prospects.codes):
        own = prospects.members[:, number]
        chosen = prospects.partners[own & found, 0] if found.any() else np.empty(0, np.int64)
        listed.append(
            Measures(
                code,
                int(own.sum()),
                int((own & prospects.seeking).sum()),
                float(best[own].sum()),
                float(low[number]),
                float(high[number]),
                float(found[own].mean()),
                int(prospects.good[own].sum()),
                len(np.unique(chosen)),
                concentration(np.unique(chosen, return_counts=True)[1]),
            )
        )
    return listed


def concentration(counts: npt.NDArray[np.int64]) -> float | None:
    """The Herfindahl-Hirschman index of counts, None where there are none."""
    total = int(counts.sum())
    return float(((counts / total) ** 2).sum()) if total else None


def _intervals(prospects: Prospects) -> tuple[Floats, Floats]:
    """The interval of what may be expected, by sector.

    Companies of both sides are resampled with replacement ("pigeonhole" bootstrap: Owen, Annals of
    Applied Statistics, 2007): those at hand are taken for a sample of those that might come. Of a
    resampled side a third is missing, and with it some of the best partners; so the resamples are
    shifted by what they have less on average. Without that intervals are too low (they hold the true
    figure in half of the cases instead of 95 of 100, `tests/recommender/potential/test_measures.py`).
    """
    generator = np.random.default_rng(SEED)
    count, depth = prospects.strengths.shape
    sums = np.zeros((RESAMPLES, len(prospects.codes)))
    members = prospects.members.astype(np.float64)
    for number in range(RESAMPLES if depth else 0):
        weights = np.bincount(generator.integers(count, size=count), minlength=count)
        there = np.zeros(prospects.others, bool)
        there[generator.integers(prospects.others, size=prospects.others)] = True
        sums[number] = (weights * _best_among(prospects, there)) @ members
    outside = (1 - LEVEL) / 2
    low, high = np.quantile(sums, (outside, 1 - outside), axis=0)
    shift = prospects.best.astype(np.float64) @ members - sums.mean(axis=0)
    most = members.sum(axis=0)
    return np.clip(low + shift, 0, most), np.clip(high + shift, 0, most)


def _best_among(prospects: Prospects, there: Bools) -> Floats:
    """The strength of each company's best match among the others that are there; (n,)."""
    present = there[prospects.partners]
    first = present.argmax(axis=1)
    best = np.take_along_axis(prospects.strengths, first[:, np.newaxis], axis=1)[:, 0]
    nobody = ~present[np.arange(len(first)), first]
    return np.where(nobody, 0.0, best.astype(np.float64))
