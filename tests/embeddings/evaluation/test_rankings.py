import numpy as np
import pytest
import pytrec_eval
from hypothesis import given
from hypothesis import strategies as st

from embeddings.evaluation.rankings import ndcg, recall, reciprocal_rank

grades = st.lists(st.integers(0, 3), min_size=1, max_size=30)
unfound = st.lists(st.integers(0, 3), max_size=10)


@given(grades, unfound, st.sampled_from([1, 5, 10, 20]))
@pytest.mark.slow
def test_every_measure_is_that_of_trec_eval(found, missed, cutoff):
    if not any(found + missed):
        return
    judged = {f"d{n}": grade for n, grade in enumerate(found + missed)}
    ranking = {f"d{n}": float(len(found) - n) for n in range(len(found))}
    measures = {f"recall.{cutoff}", "recip_rank", f"ndcg_cut.{cutoff}"}
    oracle = pytrec_eval.RelevanceEvaluator({"q": judged}, measures).evaluate({"q": ranking})["q"]
    gains, ideal = np.array(found, float), np.array([g for g in found + missed if g], float)
    assert recall(gains, ideal, cutoff) == pytest.approx(oracle[f"recall_{cutoff}"])
    assert reciprocal_rank(gains) == pytest.approx(oracle["recip_rank"])
    assert ndcg(gains, ideal, cutoff) == pytest.approx(oracle[f"ndcg_cut_{cutoff}"])


@given(grades.filter(any))
def test_the_best_order_has_ndcg_1_and_no_order_has_more(found):
    gains = np.array(found, float)
    ideal = gains[gains > 0]
    assert ndcg(np.sort(gains)[::-1], ideal, 10) == pytest.approx(1)
    assert 0 <= ndcg(gains, ideal, 10) <= 1 + 1e-9


def test_an_empty_ranking_finds_nothing():
    nothing, ideal = np.array([]), np.array([3.0])
    assert recall(nothing, ideal, 10) == reciprocal_rank(nothing) == ndcg(nothing, ideal, 10) == 0
