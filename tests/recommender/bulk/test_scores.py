"""In bulk a pair scores what it scores when one company alone is asked for."""

import numpy as np
import pytest

from recommender.bulk.all_pairs import NOBODY, best_pairs
from recommender.bulk.match_scores import MatchScores, best_forward, match_strengths
from recommender.bulk.similar_scores import SimilarScores

EVERY = 12
"""One in so many of the bundled companies is asked for alone."""


@pytest.fixture(scope="module")
def view(bundled):
    with bundled.view() as view:
        yield view


@pytest.fixture(scope="module")
def rows(view):
    return view.indexes.vectors.rows.tolist()


def ids_of(view, rows) -> dict[int, str]:
    return {row: company.id for row, company in view.load(rows).items()}


@pytest.mark.slow
def test_similar_companies_are_those_of_the_catalogue(bundled, view, rows):
    scorer = SimilarScores.of(view, rows[::EVERY], rows)
    best = best_pairs(scorer, 20, memory=1 << 22)
    ids = ids_of(view, rows)
    for row, targets, scores in zip(rows[::EVERY], best.targets, best.scores, strict=True):
        page = bundled.similar(ids[row], limit=20)
        assert [ids[rows[target]] for target in targets] == [r.company.id for r in page.results]
        np.testing.assert_allclose(scores, [r.score for r in page.results], atol=2e-6)


@pytest.mark.slow
def test_matches_are_those_of_the_catalogue(bundled, view, rows):
    strengths = match_strengths(view, rows[::EVERY], rows)
    ids = ids_of(view, rows)
    compared = 0
    for row, found in zip(rows[::EVERY], strengths, strict=True):
        alone = {m.company.id: m.score for m in bundled.matches(ids[row], limit=200).results}
        for target, strength in zip(rows, found, strict=True):
            if ids[target] in alone:
                assert strength == pytest.approx(alone[ids[target]], abs=2e-6)
                compared += 1
        # Whom the catalogue does not list is no match, or was among none of its candidates.
        unlisted = [s for t, s in zip(rows, found, strict=True) if ids[t] not in alone]
        assert max(unlisted, default=0) <= max(alone.values(), default=1)
    assert compared > 1_000


@pytest.mark.slow
def test_block_by_block_all_pairs_score_the_same(view, rows):
    scorer = MatchScores.of(view, rows[:50], rows[50:130])
    whole = match_strengths(view, rows[:50], rows[50:130])
    best = best_pairs(scorer, 80, memory=1, workers=2)
    for found, targets, scores in zip(whole, best.targets, best.scores, strict=True):
        there = targets != NOBODY
        np.testing.assert_allclose(scores[there], found[targets[there]], atol=2e-6)
        assert there.sum() == (found > 0).sum()


@pytest.mark.slow
def test_a_company_does_not_match_itself(view, rows):
    strengths = match_strengths(view, rows, rows)
    assert not np.diag(strengths).any()
    assert strengths.shape == (len(rows), len(rows))
    assert 0 < strengths.max() <= 1


@pytest.mark.slow
def test_what_the_best_partner_offers_is_told_apart_from_the_match_of_both_sides(view, rows):
    scorer = MatchScores.of(view, rows[:40], rows)
    best = best_forward(scorer)
    forward, _ = scorer.one_sided(slice(0, 40))(slice(0, len(rows)))
    assert (best <= np.nan_to_num(forward).max(axis=1) + 1e-6).all()
    assert best.max() > 0.5
