import pytest

from recommender.duplicates.contacts import mail_addresses, telephone_numbers


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("(021) 555-0100", "ID", "+62215550100"),
        ("021 5550100", "ID", "+62215550100"),
        ("+62 21 555 0100", "ID", "+62215550100"),
        ("+62 (0)21-555-0100", "ID", "+62215550100"),
        ("0062 21 5550100", "ID", "+62215550100"),
        ("62215550100", "ID", "+62215550100"),
        ("0812-3456-7890", "ID", "+6281234567890"),
        ("TEL：０３－１２３４－５６７８", "JP", "+81312345678"),
        ("03(1234)5678", "JP", "+81312345678"),
        ("+81-3-1234-5678", "ID", "+81312345678"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(text, country, number):
    assert telephone_numbers(text, country) == {number}


def test_two_numbers_and_an_address_in_one_contact():
    text = "Ibu Sari, 021-555-0100 / 0812 3456 7890, sari.2024@contoh.co.id"
    assert telephone_numbers(text, "ID") == {"+62215550100", "+6281234567890"}
    assert mail_addresses(text) == {"sari.2024@contoh.co.id"}


@pytest.mark.parametrize("text", ["", "Ibu Sari", "12-34", "1" * 40, "2024-2025@contoh.co.id"])
def test_what_is_no_number_is_none(text):
    assert telephone_numbers(text, "ID") == set()


def test_the_country_of_a_number_is_not_guessed():
    assert telephone_numbers("021 5550 1000", "DE") == {"+02155501000"}
    assert telephone_numbers("021 5550 1000", "ID") == {"+622155501000"}
