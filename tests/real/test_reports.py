"""The similarity report of all Indonesian and Japanese companies agrees with brute force."""

import numpy as np
import pytest

from recommender.reports.selecting import Chosen
from recommender.reports.similarity import SimilarityRequest, similarity_report

CHECKED = 200
TOP = 20


@pytest.fixture(scope="module")
def partners(real):
    request = SimilarityRequest(Chosen.parse(["country=ID"]), Chosen.parse(["country=JP"]), top=TOP)
    with real.view() as view:
        table = similarity_report(view, request).tables[0]
    found: dict[str, list[tuple[str, float]]] = {}
    columns = (table.column(name) for name in ("source_id", "partner_id", "score"))
    for source, partner, score in zip(*columns, strict=True):
        found.setdefault(source, []).append((partner, score))
    return found


def test_every_company_has_its_partners(partners):
    assert len(partners) == 721
    assert {len(found) for found in partners.values()} == {TOP}


def test_the_partners_are_those_that_a_look_at_every_single_company_finds(real, partners):
    """With a long enough list the catalogue looks at all companies closely, one by one."""
    chosen = np.random.default_rng(6).choice(sorted(partners), CHECKED, replace=False)
    for company_id in chosen:
        page = real.similar(str(company_id), limit=200, filters={"country": "JP"})
        strengths = {result.company.id: result.score for result in page.results}
        found = partners[company_id]
        for (partner, score), result in zip(found, page.results[:TOP], strict=True):
            assert score == pytest.approx(result.score, abs=1e-4)
            # Equals may change places: they are equal in all digits that are written.
            assert strengths[partner] == pytest.approx(result.score, abs=1e-4)
