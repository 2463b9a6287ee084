from datetime import UTC, datetime

import pytest

from recommender.judgement import Judgement, JudgementError, judgement


def test_a_query_is_a_search_in_its_language():
    made = judgement(query="mencari pemasok kopi robusta", partner="JP-1", grade=2)
    assert (made.kind, made.language, made.company) == ("search", "id", None)


def test_a_language_that_is_given_is_kept():
    assert judgement(query="kopi", partner="JP-1", grade=2, language="ja").language == "ja"


def test_a_company_asks_without_a_language_of_its_own():
    made = judgement(company="ID-1", kind="match", partner="JP-1", grade=2)
    assert (made.query, made.language) == (None, None)


@pytest.mark.parametrize("grade", [3, "3", " ３ "])
def test_grades_are_read_as_people_write_them(grade):
    assert judgement(query="kopi", partner="JP-1", grade=grade).grade == 3


@pytest.mark.parametrize("grade", [-1, 4, "3.5", "good", True, 3.0, [3]])
def test_nothing_else_is_a_grade(grade):
    with pytest.raises(JudgementError) as caught:
        judgement(query="kopi", partner="JP-1", grade=grade)
    assert (caught.value.code, caught.value.field) == ("grade", "grade")


@pytest.mark.parametrize("said", [True, "yes", "Ya", "はい", "1", *"○〇◯◎✓✔☑", "✔\ufe0f"])
def test_a_confirmed_match_is_just_what_was_sought(said):
    made = judgement(query="kopi", partner="JP-1", confirmed=said)
    assert (made.confirmed, made.grade) == (True, 3)
    assert judgement(query="kopi", partner="JP-1", confirmed=said, grade=1).grade == 1


@pytest.mark.parametrize(
    "said", [False, None, "", "no", "tidak", "いいえ", "0", *"×✕✖✗", "✖\ufe0f"]
)
def test_a_match_is_not_confirmed_unless_somebody_says_so(said):
    assert not judgement(query="kopi", partner="JP-1", grade=1, confirmed=said).confirmed


def test_the_same_question_is_recognised_however_it_is_typed():
    one = judgement(query="Kopi  Robusta", partner="JP-1", grade=1)
    other = judgement(query="ｋｏｐｉ robusta", partner="JP-1", grade=2)
    assert one.key() == other.key()


@pytest.mark.parametrize(
    "changed",
    [
        {"query": "teh"},
        {"partner": "JP-2"},
        {"judge": "Sari"},
        {"query": None, "company": "kopi", "kind": "similar"},
    ],
)
def test_another_question_partner_or_judge_is_another_judgement(changed):
    said = {"query": "kopi", "partner": "JP-1", "grade": 1}
    assert judgement(**said).key() != judgement(**{**said, **changed}).key()


def test_the_date_counts_only_where_there_is_one():
    dated = Judgement(
        query="kopi", partner="JP-1", grade=1, judged_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    undated = dated.model_copy(update={"judged_at": None})
    later = dated.model_copy(update={"judged_at": datetime(2026, 1, 2, tzinfo=UTC)})
    assert undated.says_what(dated)
    assert not later.says_what(dated)


@pytest.mark.parametrize("nothing", ["", "  ", "\x01", "\n"])
def test_empty_text_is_absent(nothing):
    made = judgement(query="kopi", partner="JP-1", grade=1, judge=nothing, note=nothing)
    assert (made.judge, made.note) == (None, None)


def test_values_that_are_no_text_are_refused_with_their_field():
    with pytest.raises(JudgementError) as caught:
        judgement(query=["kopi"], partner="JP-1", grade=1)
    assert (caught.value.code, caught.value.field) == ("not-text", "query")
    with pytest.raises(JudgementError) as caught:
        judgement(query="kopi", partner="JP-1", grade=1, note="x" * 2_001)
    assert (caught.value.code, caught.value.field) == ("too-long", "note")
