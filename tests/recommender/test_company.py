from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from recommender import Company
from recommender.company import MAX_DESCRIPTION, stable_id
from recommender.problems import first_problem


def problem_of(**fields):
    values = {"id": "A-1", "name": "PT Uji", "description": "Membuat mebel.", "country": "ID"}
    with pytest.raises(ValidationError) as caught:
        Company(**{**values, **fields})
    return first_problem(caught.value)


def test_the_least_that_a_company_needs_is_id_name_description_and_country():
    company = Company(id="A-1", name="PT Uji", description="Kami membuat mebel.", country="id")
    assert (company.country, company.language, company.sectors) == ("ID", "id", ())


def test_a_given_language_is_kept():
    company = Company(
        id="A", name="N", description="Kami membuat mebel.", country="ID", language="en"
    )
    assert company.language == "en"


def test_texts_stay_as_written_but_for_line_ends_and_control_characters():
    company = Company(
        id="A", name="  ＰＴ　Uji\x1b ", description="Satu.\r\nDua\vtiga.\rEmpat.", country="ID"
    )
    assert company.name == "ＰＴ　Uji"
    assert company.description == "Satu.\nDua tiga.\nEmpat."


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "empty"),
        ({"description": ""}, "empty"),
        ({"description": "x" * (MAX_DESCRIPTION + 1)}, "too-long"),
        ({"description": "a\0b"}, "nul-character"),
        ({"name": "\udc00"}, "broken-character"),
        ({"id": "a/b"}, "id-characters"),
        ({"country": "XX"}, "country-code"),
        ({"sectors": ["04"]}, "sector-code"),
        ({"tier": "4"}, "tier"),
        ({"employees": -1}, "number-of-employees"),
        ({"employees": "many"}, "number-of-employees"),
        ({"partnership": ["marriage"]}, "partnership"),
        ({"language": "ms"}, "language"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"website": "https://user:pass@example.com"}, "website"),
        ({"updated_at": "yesterday"}, "date"),
        ({"colour": "red"}, "unknown-field"),
    ],
)
def test_a_wrong_value_is_named_with_its_field(fields, code):
    field, problem = problem_of(**fields)
    assert (field, problem.code) == (next(iter(fields)), code)
    for language in ("id", "ja", "en"):
        assert problem.message(language)
        assert problem.remedy(language)


def test_times_are_kept_in_utc():
    company = Company(
        id="A",
        name="N",
        description="D",
        country="ID",
        updated_at=datetime.fromisoformat("2026-01-02T07:00:00+07:00"),
    )
    assert company.updated_at == datetime(2026, 1, 2, tzinfo=UTC)


def test_the_digest_covers_every_field_but_the_time():
    base = {"id": "A", "name": "N", "description": "Kami membuat mebel.", "country": "ID"}
    changes = {
        "id": "B",
        "name": "M",
        "names": ("X",),
        "description": "Kami menjual mebel.",
        "language": "en",
        "country": "JP",
        "region": "Aichi",
        "city": "Nagoya",
        "sectors": ("29",),
        "tier": "1",
        "capabilities": ("press",),
        "certifications": ("ISO 9001",),
        "employees": 5,
        "offers": "parts",
        "seeks": "steel",
        "partnership": ("supply",),
        "website": "example.com",
        "contact": "a@example.com",
        "organisation": "kadin",
        "extra": {"k": "v"},
    }
    assert set(changes) == set(Company.model_fields) - {"updated_at"}
    digests = {Company(**{**base, field: value}).digest() for field, value in changes.items()}
    digests.add(Company(**base).digest())
    assert len(digests) == len(changes) + 1
    now = datetime.now(UTC)
    assert Company(**base, updated_at=now).digest() == Company(**base).digest()


def test_name_and_country_make_a_stable_id():
    assert stable_id("PT  Maju Jaya", "ID") == stable_id("ｐｔ maju jaya ", "ID")
    assert stable_id("PT Maju Jaya", "ID") != stable_id("PT Maju Jaya", "JP")
