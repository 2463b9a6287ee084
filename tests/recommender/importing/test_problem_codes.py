"""Every problem that has a sentence can really come up, and says what it should."""

import json

import pytest
from pydantic import BaseModel, ValidationError

from embeddings import INTERFACE_LANGUAGES
from recommender import Company
from recommender.errors import MESSAGES
from recommender.judgement import Judgement, JudgementError, judgement
from recommender.problems import first_problem

COMPANY = {"id": "1", "name": "PT A", "description": "Kami menjual ikan.", "country": "ID"}


class Other(BaseModel):
    """Something with a kind of error that companies do not have."""

    size: int


def csv_problem(row):
    return "x.csv", f"id,name,description,country,employees\n{row}\n"


def line(**fields):
    return "x.jsonl", json.dumps({**COMPANY, **fields})


IN_FILES = {
    "empty": csv_problem("1,,Ikan.,ID,"),
    "too-long": line(name="x" * 301),
    "too-many": line(names=[str(n) for n in range(201)]),
    "not-text": line(city={"a": 1}),
    "not-a-list": line(names={"a": 1}),
    "tier": line(tier="4"),
    "number-of-employees": line(employees="many"),
    "language": line(language="ms"),
    "partnership": line(partnership=["marriage"]),
    "date": line(updated_at="yesterday"),
    "nul-character": line(name="a\0"),
    "broken-character": line(name="\ud800"),
    "id-characters": line(id="a/b"),
    "country-code": line(country="Atlantis"),
    "sector-code": line(sectors="04"),
    "website": line(website="javascript:alert(1)"),
    "row-width": csv_problem("1,PT A"),
    "unclosed-quote": csv_problem('1,"PT A,Ikan.,ID,'),
    "stray-quote": csv_problem('1,"PT" A,Ikan.,ID,'),
    "cell-too-long": csv_problem("1,PT A," + "x" * 2_000_001 + ",ID,"),
    "undecodable": (
        "x.csv",
        "id,name,description,country\n1,会社,Ikan.,JP\n".encode()
        + "2,会社,Ikan.,JP".encode("cp932"),
    ),
    "not-json": ("x.jsonl", "{"),
    "json-too-deep": ("x.jsonl", '{"a": ' + "[" * 100_000),
    "json-number": ("x.jsonl", '{"employees": NaN}'),
    "not-a-json-object": ("x.jsonl", "1"),
    "duplicate-id": csv_problem("1,PT A,Ikan.,ID,\n1,PT B,Ikan.,ID,"),
}

IN_COMPANIES = {
    "unknown-field": (Company, {**COMPANY, "colour": "red"}),
    "not-an-object": (Company, {**COMPANY, "extra": "red"}),
    "invalid": (Other, {"size": "large"}),
}

QUERY = {"query": "kopi", "partner": "JP-1", "grade": 1}
COMPANY_ASKS = {"company": "ID-1", "kind": "match", "partner": "JP-1", "grade": 1}

IN_JUDGEMENTS = {
    "no-question": {**QUERY, "query": " "},
    "two-questions": {**QUERY, "company": "ID-1"},
    "no-words": {**QUERY, "query": "…"},
    "no-kind": {**COMPANY_ASKS, "kind": None},
    "kind": {**QUERY, "kind": "marriage"},
    "kind-does-not-fit": {**QUERY, "kind": "similar"},
    "no-partner": {**QUERY, "partner": None},
    "own-partner": {**COMPANY_ASKS, "partner": "ID-1"},
    "no-grade": {**QUERY, "grade": ""},
    "grade": {**QUERY, "grade": "4"},
    "confirmed": {**QUERY, "confirmed": "maybe"},
    "confirmed-irrelevant": {**QUERY, "grade": 0, "confirmed": "yes"},
}

# Provoked where their files are written: tests/recommender/judgements/test_judgement_files.py
IN_FILES_OF_JUDGEMENTS = {"judgement-column", "duplicate-judgement"}

# Provoked in tests/recommender/merging: test_review.py and test_merges.py
IN_REVIEWS = {
    "company-changed",
    "company-gone",
    "decision",
    "merge-alone",
    "merged-id",
    "survives",
    "two-survive",
    "two-win",
    "wins",
    "wins-nothing",
}

# Provoked in tests/recommender/sight/test_owners.py
IN_SIGHT = {"company-of-another", "nobody-judges", "operator-only", "other-organisation"}

# Provoked where its file is written: tests/recommender/importing/test_spreadsheet.py
IN_WORKBOOKS = {"formula-error"}


def test_every_code_is_provoked_somewhere():
    known = {key.split(".")[1] for key in MESSAGES.keys("en") if key.startswith("problem.")}
    # Those of events and of settings: tests/recommender/events/test_codes.py
    known = {code for code in known if not code.startswith(("event-", "setting-"))}
    assert known == {
        *IN_FILES,
        *IN_COMPANIES,
        *IN_WORKBOOKS,
        *IN_JUDGEMENTS,
        *IN_FILES_OF_JUDGEMENTS,
        *IN_REVIEWS,
        *IN_SIGHT,
    }


def assert_is_explained(problem):
    texts = [problem.message(language) for language in INTERFACE_LANGUAGES]
    texts += [problem.remedy(language) for language in INTERFACE_LANGUAGES]
    assert len(set(texts)) == 2 * len(INTERFACE_LANGUAGES)
    assert all(0 < len(text) < 300 for text in texts)


@pytest.mark.parametrize("code", IN_FILES)
def test_a_file_can_have_the_problem(load, code):
    name, content = IN_FILES[code]
    rejection = load(name, content).rejected[0]
    assert rejection.problem.code == code
    assert rejection.file.name == name
    assert rejection.reason == rejection.problem.message("en")
    assert_is_explained(rejection.problem)


@pytest.mark.parametrize("code", IN_COMPANIES)
def test_a_company_can_have_the_problem(code):
    model, values = IN_COMPANIES[code]
    with pytest.raises(ValidationError) as caught:
        model(**values)
    _, problem = first_problem(caught.value)
    assert problem.code == code
    assert_is_explained(problem)


@pytest.mark.parametrize("code", IN_JUDGEMENTS)
def test_a_judgement_can_have_the_problem(code):
    with pytest.raises(JudgementError) as caught:
        judgement(**IN_JUDGEMENTS[code])
    assert (caught.value.code, caught.value.problem.code) == (code, code)
    assert caught.value.field in Judgement.model_fields
    assert_is_explained(caught.value)


def test_a_value_that_cannot_be_written_down_is_shown_by_its_type():
    with pytest.raises(ValidationError) as caught:
        Company(**COMPANY, employees=10**5_000)
    field, problem = first_problem(caught.value)
    assert (field, problem.code) == ("employees", "number-of-employees")
    assert "int" in problem.message("en")
