from recommender.evaluation.questions import questions
from recommender.judgement import judgement

COMPANIES = {"ID-1": "id", "JP-1": "ja", "JP-2": "ja"}


def test_judgements_of_one_question_belong_together_however_it_was_typed():
    judged = questions(
        [
            judgement(query="pemasok kopi robusta", partner="JP-1", grade=3),
            judgement(query="Pemasok  Kopi Robusta", partner="JP-2", grade=0),
            judgement(company="ID-1", kind="similar", partner="JP-1", grade=1),
        ],
        COMPANIES,
    )
    query, company = judged.questions
    assert (query.kind, query.asked, query.language) == ("search", "pemasok kopi robusta", "id")
    assert (query.grades, query.relevant()) == ({"JP-1": 3, "JP-2": 0}, {"JP-1": 3})
    assert (company.kind, company.asked, company.language) == ("similar", "ID-1", "id")


def test_several_judges_are_averaged_and_one_lenient_judge_is_not_enough():
    said = [("a", "JP-1", 3), ("b", "JP-1", 2), ("a", "JP-2", 1), ("b", "JP-2", 0)]
    (question,) = questions(
        [judgement(query="kopi", partner=p, judge=j, grade=g) for j, p, g in said], COMPANIES
    ).questions
    assert question.grades == {"JP-1": 2.5, "JP-2": 0.5}
    assert question.relevant() == {"JP-1": 2.5}


def test_judgements_that_name_absent_companies_are_counted_and_left_out():
    judged = questions(
        [
            judgement(query="kopi", partner="JP-9", grade=3),
            judgement(company="ID-9", kind="match", partner="JP-1", grade=3),
            judgement(query="teh", partner="JP-1", grade=3),
        ],
        COMPANIES,
    )
    assert (judged.judgements, judged.absent) == (3, 2)
    assert [question.asked for question in judged.questions] == ["teh"]
