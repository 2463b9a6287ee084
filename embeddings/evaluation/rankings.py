"""How good one ranking is, given how relevant the items in it are.

gains: relevance of the items in the order of the ranking, float shape (n,), 0 where an item is not
relevant. ideal: relevance of every relevant item there is, in any order, at least one.
"""

import numpy as np
import numpy.typing as npt

Gains = npt.NDArray[np.float64]


def recall(gains: Gains, ideal: Gains, cutoff: int) -> float:
    """Share of the relevant items that stand among the first `cutoff`."""
    return float(np.count_nonzero(gains[:cutoff]) / len(ideal))


def reciprocal_rank(gains: Gains) -> float:
    """One divided by the rank of the first relevant item, 0 where there is none."""
    places = np.flatnonzero(gains)
    return float(1 / (1 + places[0])) if len(places) else 0.0


def ndcg(gains: Gains, ideal: Gains, cutoff: int) -> float:
    """Normalised discounted cumulative gain of the first `cutoff`, 0 to 1.

    Järvelin and Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques" (TOIS 2002), with the
    discount log2(rank + 1) and the gain as it is, like trec_eval.
    """
    best = np.sort(ideal)[::-1]
    return _discounted(gains[:cutoff]) / _discounted(best[:cutoff])


def _discounted(gains: Gains) -> float:
    return float(np.sum(gains / np.log2(np.arange(2, len(gains) + 2))))
