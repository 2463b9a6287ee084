import statistics
from dataclasses import replace

import pytest
import pytrec_eval

from recommender import Catalog, Company
from recommender.errors import EvaluationError, QueryError
from recommender.evaluation import asking
from recommender.evaluation.asking import VECTORS_ALONE, Configuration
from recommender.evaluation.questions import JudgedQuestion
from recommender.evaluation.report import evaluate
from recommender.judgement import judgement

pytestmark = pytest.mark.slow


def row(report, *pair):
    return next(row for row in report.rows if row.pair == (pair or None))


def trec_eval(catalog, judged, cutoff, left_out=()):
    """Means of trec_eval over the catalogue's own answers."""
    measures = {f"recall.{cutoff}", "recip_rank", "ndcg_cut.10"}
    qrels = {query: dict(grades) for query, grades in judged}
    run = {
        query: {
            result.company.id: result.score - result.rank / 1e6
            for result in catalog.search(query, limit=100).results
            if result.company.id not in left_out
        }
        for query, _ in judged
    }
    found = pytrec_eval.RelevanceEvaluator(qrels, measures).evaluate(run)
    names = {"recall": f"recall_{cutoff}", "mrr": "recip_rank", "ndcg": "ndcg_cut_10"}
    return {m: statistics.fmean(q[name] for q in found.values()) for m, name in names.items()}


def means(scores):
    return {measure: estimate.mean for measure, estimate in scores.items()}


@pytest.mark.parametrize("cutoff", [1, 2, 10])
def test_the_means_are_those_of_trec_eval(judged, cutoff, said):
    report = evaluate(Configuration(judged), cutoff=cutoff)
    assert row(report).questions == len(said)
    assert means(row(report).scores) == pytest.approx(trec_eval(judged, said, cutoff))


def test_a_pair_counts_its_own_partners_and_no_other_stands_in_their_way(judged):
    report = evaluate(Configuration(judged), cutoff=1)
    assert [r.pair for r in report.rows] == [
        *(("en", "en"), ("en", "id"), ("id", "en"), ("id", "id"), ("id", "ja")),
        *(("ja", "en"), ("ja", "id"), ("ja", "ja"), None),
    ]
    pair = row(report, "en", "id")
    expected = trec_eval(judged, [("supplier of roasted coffee", {"ID-2": 2})], 1, {"EN-1"})
    assert pair.questions == 1
    assert means(pair.scores) == pytest.approx(expected)


def test_similar_companies_are_asked_for_companies(judged, said):
    judged.judgements.add(judgement(company="ID-3", kind="similar", partner="JP-3", grade=3))
    report = evaluate(Configuration(judged))
    assert row(report).questions == len(said) + 1
    only = evaluate(Configuration(_only(judged, "similar")))
    assert (only.rows[0].pair, only.rows[0].scores["mrr"].mean) == (("id", "ja"), 1)


def _only(catalog, kind):
    others = [s.number for s in catalog.judgements if s.judgement.kind != kind]
    catalog.judgements.remove(*others)
    return catalog


def test_matches_are_asked_for_complementary_companies(judged, descriptions):
    judged.put(
        Company(id="A", name="A", description="Bengkel.", country="ID", seeks="mesin bubut"),
        Company(id="B", name="B", description="Pembuat mesin bubut.", country="JP"),
    )
    judged.judgements.add(judgement(company="A", kind="match", partner="B", grade=3))
    only = evaluate(Configuration(_only(judged, "match")))
    assert (only.rows[0].pair, only.rows[0].scores["mrr"].mean) == (("id", "id"), 1)


def test_what_cannot_be_measured_is_left_out_and_counted(judged, said):
    judged.judgements.add(judgement(query="kapal laut", partner="JP-1", grade=0))
    judged.judgements.add(judgement(query="baja", partner="ID-2", grade=1))
    judged.delete("ID-2")
    report = evaluate(Configuration(judged))
    assert (report.irrelevant, report.absent) == (1, 4)
    assert row(report).questions == len(said)


def test_the_share_of_partners_that_nobody_judged_is_said(judged, said, descriptions):
    report = evaluate(Configuration(judged))
    shown = len(said) * len(descriptions)
    assert report.unjudged == pytest.approx(1 - sum(len(g) for _, g in said) / shown)
    assert report.unjudged_of_other is None


def test_a_catalogue_does_not_differ_from_itself(judged):
    report = evaluate(Configuration(judged), Configuration(judged))
    for each in report.rows:
        assert each.scores == each.others
        assert {(d.mean, d.above) for d in each.differences.values()} == {(0, 0)}


def test_a_difference_is_this_minus_the_other_on_the_same_questions(judged):
    other = Configuration(judged, VECTORS_ALONE)
    report = evaluate(Configuration(judged), other)
    for each in report.rows:
        for measure, found in each.differences.items():
            expected = each.scores[measure].mean - each.others[measure].mean
            assert found.mean == pytest.approx(expected)
    alone = evaluate(other)
    assert [each.others for each in report.rows] == [each.scores for each in alone.rows]


def test_weights_decide_what_a_search_finds(judged):
    query = "pembuat cetakan untuk komponen plastik"
    upside_down = replace(VECTORS_ALONE.search, whole=-9.0, passage=-9.0)
    worst = Configuration(judged, replace(VECTORS_ALONE, search=upside_down))
    (backwards,) = asking.answers(worst, [_question(query)])
    (forwards,) = asking.answers(Configuration(judged, VECTORS_ALONE), [_question(query)])
    assert backwards == tuple(reversed(forwards))


def _question(query):
    return JudgedQuestion("search", query, "id", {})


def test_a_company_that_one_catalogue_lacks_neither_counts_nor_stands_in_the_way(
    judged, fill, tmp_path, embedder
):
    vectors = Configuration(judged, VECTORS_ALONE)
    with Catalog.open(tmp_path / "other", embedder=embedder) as other:
        fill(other).delete("EN-1")
        # By terms, a company counts by how rare they are: without another one that is different.
        report = evaluate(vectors, Configuration(other, VECTORS_ALONE))
    assert report.absent == 2
    assert not [r for r in report.rows if r.pair and r.pair[1] == "en" and r.pair[0] == "ja"]
    assert means(row(report).scores) == means(row(report).others)


def test_the_same_judgements_give_the_same_report(judged):
    first, second = (
        evaluate(Configuration(judged), Configuration(judged, VECTORS_ALONE)) for _ in range(2)
    )
    assert first == second


def test_few_questions_are_noticed(judged):
    assert evaluate(Configuration(judged)).has_few


def test_progress_goes_to_the_end(judged):
    shares = []
    evaluate(Configuration(judged), Configuration(judged), progress=shares.append)
    assert shares == pytest.approx([n / 10 for n in range(1, 11)])


@pytest.mark.parametrize("cutoff", [0, 101])
def test_a_cutoff_must_be_within_what_is_looked_at(judged, cutoff):
    with pytest.raises(QueryError):
        evaluate(Configuration(judged), cutoff=cutoff)


def test_without_judgements_there_is_nothing_to_measure(catalog):
    with pytest.raises(EvaluationError) as caught:
        evaluate(Configuration(catalog))
    assert caught.value.code == "no-judgements"


def test_judgements_that_measure_nothing_are_explained(judged):
    for stored in list(judged.judgements):
        irrelevant = stored.judgement.model_copy(update={"grade": 0})
        judged.judgements.add(irrelevant)
    judged.delete("ID-2")
    with pytest.raises(EvaluationError) as caught:
        evaluate(Configuration(judged))
    assert caught.value.code == "nothing-to-evaluate"
    assert caught.value.values == {"count": 13, "absent": 3, "irrelevant": 5}
