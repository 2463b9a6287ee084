"""Companies that have been entered twice: found, told with reasons, and laid before a person.

Pairs that might be one company (`candidates`) are compared by what is known of both (`facts`,
`evidence`), the evidence becomes a probability (`likelihood`), probable pairs become groups
(`groups`). `recommender.merging` lays them before a person, and does what was decided; nothing here
changes a company.
"""

from recommender.duplicates.finding import (
    LEAST_PROBABILITY,
    Duplicates,
    Group,
    Member,
    find_duplicates,
)

__all__ = ["LEAST_PROBABILITY", "Duplicates", "Group", "Member", "find_duplicates"]
