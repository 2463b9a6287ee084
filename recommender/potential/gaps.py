"""What companies of one side seek, by sector, and how many of them the other side can serve."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.potential.prospects import GOOD
from recommender.strength import SCORE_DIGITS

EXAMPLES = 3

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Request:
    """What one company seeks: its id, its words, and the sector that they clearly are of, if any."""

    company: str
    words: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Requests of one sector: how many there are, how many somebody meets, and some that nobody does."""

    code: str | None
    requests: int
    met: int
    examples: tuple[Request, ...]

    @property
    def unmet(self) -> int:
        """How many nobody on the other side meets."""
        return self.requests - self.met


def gaps(requests: Sequence[Request], strengths: Floats) -> list[Gap]:
    """Group requests by sector, those with the most unmet ones first.

    `strengths` (n,): how well each request is met by the best company of the other side.
    """
    served = strengths.round(SCORE_DIGITS) >= GOOD
    found = []
    for code in sorted({request.code for request in requests}, key=lambda code: code or "~"):
        own = [(r, bool(met)) for r, met in zip(requests, served, strict=True) if r.code == code]
        unmet = tuple(request for request, met in own if not met)
        found.append(Gap(code, len(own), len(own) - len(unmet), unmet[:EXAMPLES]))
    return sorted(found, key=lambda gap: -gap.unmet)
