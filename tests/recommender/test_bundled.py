"""The sample companies: fictional and saying so, complete, natural, and no two alike."""

import json
import re
from collections import Counter
from importlib.resources import files

import pytest

from recommender import Company
from recommender.regions import region_code

LANGUAGES = ("id", "ja", "en")
KANA = re.compile("[\u3041-\u30ff]")
# A Japanese word has about 2.4 characters: 60 to 150 words are some 150 to 360 characters.
CHARACTERS_A_WORD = 2.4


def read(language: str) -> list[Company]:
    lines = (files("recommender.bundled") / f"{language}.jsonl").read_text("utf-8").splitlines()
    return [Company(**json.loads(line)) for line in lines]


COMPANIES = {language: read(language) for language in LANGUAGES}
ALL = [company for companies in COMPANIES.values() for company in companies]


def words(company: Company) -> float:
    text = company.description
    return len(text) / CHARACTERS_A_WORD if company.language == "ja" else len(text.split())


def test_there_are_80_in_each_language_with_distinct_ids_and_names():
    assert Counter(company.language for company in ALL) == dict.fromkeys(LANGUAGES, 80)
    assert len({company.id for company in ALL}) == len({company.name for company in ALL}) == 240


def test_every_one_says_that_it_is_fictional():
    said = {"id": "fiktif", "ja": "架空", "en": "Fictional"}
    for company in ALL:
        assert said[company.language] in company.extra["note"]
        assert company.organisation == "mitra-demo"


def test_web_and_mail_addresses_use_the_reserved_domain():
    for company in ALL:
        assert re.fullmatch(r"https://[\w.-]+\.example", company.website)
        assert re.fullmatch(r"[\w.+-]+@[\w.-]+\.example", company.contact)


@pytest.mark.parametrize("company", ALL, ids=lambda company: company.id)
def test_every_profile_is_complete(company):
    assert 60 <= words(company) <= 150
    assert company.offers
    assert company.seeks
    assert company.capabilities
    assert company.partnership
    assert company.sectors
    assert company.employees
    assert company.city
    assert company.country == company.id[:2]


@pytest.mark.parametrize("company", ALL, ids=lambda company: company.id)
def test_every_region_is_real_and_in_the_country(company):
    assert region_code(company.region)[:2] == company.country


def test_japanese_texts_have_kana_and_the_others_have_none():
    for company in ALL:
        for text in (company.description, company.offers, company.seeks):
            assert bool(KANA.search(text)) == (company.language == "ja"), company.id


def test_no_sentence_stands_twice():
    sentences = Counter(
        sentence.strip()
        for company in ALL
        for text in (company.description, company.offers, company.seeks)
        for sentence in re.split(r"[.。]\s*", text)
        if len(sentence) > 25
    )
    assert [s for s, count in sentences.items() if count > 1] == []


def test_both_countries_the_tiers_and_many_regions_and_sectors_are_there():
    assert Counter(company.country for company in ALL) == {"ID": 120, "JP": 120}
    assert {company.tier for company in ALL} >= {"1", "2", "3", None}
    divisions = {code[:2] for company in ALL for code in company.sectors}
    expected = {"10", "13", "20", "22", "24", "25", "26", "28", "29", "31", "38", "49", "62", "71"}
    assert divisions >= expected
    places = {region_code(company.region) for company in ALL}
    assert sum(code.startswith("ID") for code in places) >= 20
    assert sum(code.startswith("JP") for code in places) >= 35
