"""What a catalogue gives to training."""

import pytest

from recommender.adaptation import confirmed_matches, documents_of, read_matches
from recommender.errors import CatalogError, FileError
from recommender.judgement import judgement


@pytest.fixture
def companies(make_company):
    made = [
        make_company("ID-1", name="PT Sinar Baja", description="Sinar Baja makes steel pipes."),
        make_company("JP-1", name="山田製作所", description="金型を製造しています。"),
    ]
    return {company.id: company for company in made}


def write(folder, text):
    path = folder / "matches.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_document_does_not_tell_its_name(companies):
    document = documents_of([companies["ID-1"]])[0]
    assert "Sinar" not in " ".join(document.sentences)
    assert "steel pipes" in " ".join(document.sentences)


def test_matches_are_read_as_the_texts_of_both_companies(tmp_path, companies):
    path = write(tmp_path, "source_id,partner_id\nID-1,JP-1\n")
    [(source, partner)] = read_matches(path, companies)
    assert "steel pipes" in source
    assert "金型" in partner


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("a,b\nID-1,JP-1\n", "matches-columns", "source_id, partner_id"),
        ("source_id,partner_id\nID-1,JP-1\nID-1,JP-9\n", "match-with-nobody", "Line 3"),
        ("source_id,partner_id\nID-1\n", "match-with-nobody", "Line 2"),
        ("source_id,partner_id\n", "empty-file", "empty"),
    ],
)
def test_a_wrong_file_of_matches_is_refused(tmp_path, companies, text, code, says):
    with pytest.raises(FileError, match=says) as caught:
        read_matches(write(tmp_path, text), companies)
    assert caught.value.code == code


def test_a_missing_file_of_matches_is_refused(tmp_path, companies):
    with pytest.raises(FileError) as caught:
        read_matches(tmp_path / "none.csv", companies)
    assert caught.value.code == "no-such-file"


def test_confirmed_judgements_are_what_was_asked_and_the_text_of_the_partner(companies):
    said = [
        judgement(company="ID-1", kind="match", partner="JP-1", confirmed=True),
        judgement(query="mould maker", partner="JP-1", confirmed=True),
        judgement(query="pipes", partner="ID-1", grade=3),
        judgement(query="pipes", partner="gone", confirmed=True),
        judgement(company="gone", kind="match", partner="ID-1", confirmed=True),
    ]
    (by_company, by_query) = confirmed_matches(said, companies)
    assert "steel pipes" in by_company[0]
    assert "金型" in by_company[1]
    assert by_query[0] == "mould maker"
    assert by_query[1] == by_company[1]


def test_without_a_confirmed_judgement_there_is_nothing_to_learn_from(companies):
    said = [judgement(query="pipes", partner="ID-1", grade=3)]
    with pytest.raises(CatalogError, match="confirmed") as caught:
        confirmed_matches(said, companies)
    assert caught.value.code == "nothing-confirmed"
