import pytest

from embeddings.evaluation.languages import LanguageScore, judge


def test_an_unsure_answer_is_neither_right_nor_wrong():
    score = judge(
        [("a", "id"), ("b", "id"), ("c", "id")], {"a": "id", "b": "en", "c": "unsure"}.get
    )
    assert score == LanguageScore(texts=3, right=1, wrong=1, unsure=1)


def test_unsure_is_right_where_nobody_could_know_and_a_language_is_wrong():
    score = judge([("a", "unsure"), ("b", "unsure")], {"a": "unsure", "b": "en"}.get)
    assert score == LanguageScore(texts=2, right=1, wrong=1, unsure=0)


def test_scores_of_two_groups_add_up():
    total = LanguageScore(4, 3, 1, 0) + LanguageScore(4, 2, 1, 1)
    assert total == LanguageScore(8, 5, 2, 1)
    assert (total.accuracy, total.error) == pytest.approx((0.625, 0.25))
