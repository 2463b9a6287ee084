"""Companies are told apart by the kinds of partnership that they want."""

from itertools import combinations
from typing import get_args

import pytest

from recommender.company import Partnership

KINDS = get_args(Partnership)
SOME = [some for size in range(4) for some in combinations(KINDS, size)]


@pytest.fixture
def open_to(catalog, make_company):
    """Which of companies with all sorts of kinds share one with given kinds."""
    catalog.put(*(make_company(f"C{n}", partnership=kinds) for n, kinds in enumerate(SOME)))
    with catalog.view() as view:
        yield view.indexes.attributes.share_a_kind


def test_two_companies_share_a_kind_unless_both_name_kinds_and_none_in_common(open_to):
    for one in SOME:
        expected = [not one or not other or bool(set(one) & set(other)) for other in SOME]
        assert open_to(one).tolist() == expected


def test_the_kinds_are_there_after_reopening(open_to, catalog):
    before = open_to(("supply",)).tolist()
    catalog.close()
    with type(catalog).open(catalog.folder) as again, again.view() as view:
        assert view.indexes.attributes.share_a_kind(("supply",)).tolist() == before
