"""What the catalogue says a meeting is worth: the strength of the match."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from recommender.events.event import VALUE_DIGITS, Values
from recommender.view import View


def match_values(view: View, rows_a: Sequence[int], rows_b: Sequence[int]) -> Values:
    """Strengths 0 to 1 of all matches between two sides, given as rows, shape (n, m).

    As `Catalog.matches` gives them; 0 where there is no match.
    """
    from recommender.bulk.match_scores import match_strengths

    return rounded(match_strengths(view, rows_a, rows_b))


def rounded(values: npt.NDArray[Any]) -> Values:
    """Values as plans write and solvers count them."""
    return np.asarray(np.round(values.astype(np.float64), VALUE_DIGITS), np.float64)


def with_wishes(
    strengths: Values, wanted: npt.NDArray[np.int64], weights: tuple[float, float, float]
) -> Values:
    """The value of each meeting, of shape (n, m).

    `wanted`: how many of the two want it. `weights`: of a perfect match, of a wish of one, of both.
    """
    match, one_sided, mutual = weights
    wishes = np.choose(wanted, [0.0, one_sided, mutual])
    return rounded(match * strengths + wishes)
