"""One probability out of all that speaks for and against two entries being one company.

A logistic regression, which is Fellegi and Sunter's sum of agreement weights (1969) without the
assumption that the pieces of evidence are independent. Fitted by `benchmarks/duplicates.py --fit`
on duplicates that were planted among real companies, and frozen.
"""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of pairs of companies, all arrays of shape (n,), 0 to 1; 0 where nothing is.

    same_name to initials: see `name_evidence.NameEvidence`. website: a registered domain in
    common; other_website: both have one, and none in common. contact: one in common; that they differ
    says nothing, for every office has its own. city: the same, or the same postcode; other_city and
    other_region: both are known, and differ. description: cosine of the vectors. passages: how well every
    passage of the one is met by one of the other, the better direction. sectors: the share of ISIC
    divisions in common. size: a similar number of employees; other_size: three times as many, or
    more.
    """

    same_name: Floats
    name: Floats
    lacking_name: Floats
    initials: Floats
    website: Floats
    other_website: Floats
    contact: Floats
    city: Floats
    other_city: Floats
    other_region: Floats
    other_country: Floats
    description: Floats
    passages: Floats
    sectors: Floats
    size: Floats
    other_size: Floats

    def __len__(self) -> int:
        return len(self.same_name)

    def matrix(self) -> Floats:
        """All of it, a column each in the order of the fields, shape (n, 16)."""
        return np.stack([getattr(self, field.name) for field in fields(self)], axis=1)


@dataclass(frozen=True, slots=True)
class DuplicateWeights:
    """Of the logistic regression: what each piece of evidence counts, and the intercept."""

    same_name: float
    name: float
    lacking_name: float
    initials: float
    website: float
    other_website: float
    contact: float
    city: float
    other_city: float
    other_region: float
    other_country: float
    description: float
    passages: float
    sectors: float
    size: float
    other_size: float
    intercept: float

    def probability(self, evidence: Evidence) -> Floats:
        """How probably the two of each pair are one company, 0 to 1; shape (n,)."""
        *weights, intercept = (getattr(self, field.name) for field in fields(self))
        odds = evidence.matrix() @ np.array(weights, np.float32) + intercept
        probabilities: Floats = (1 / (1 + np.exp(-odds))).astype(np.float32)
        return probabilities


DUPLICATE = DuplicateWeights(
    same_name=7.26,
    name=-1.41,
    lacking_name=-6.83,
    initials=3.65,
    website=2.9,
    other_website=-2.5,
    contact=3.22,
    city=2.02,
    other_city=-4.97,
    other_region=-4.74,
    other_country=-0.65,
    description=2.02,
    passages=2.89,
    sectors=2.07,
    size=1.51,
    other_size=-0.23,
    intercept=-6.0,
)
"""For entries of a catalogue. `name` is negative because the others say what is rare in names: what is
left of their likeness is usual words, which companies share by chance."""
