import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from recommender import Company
from recommender.company import LIST_FIELDS
from recommender.merging.union import VALUE_FIELDS, conflicts, fullest, unite

WORDS = st.text("abcdeあいう ", min_size=1, max_size=12).filter(str.strip).map(str.strip)
LISTS = st.lists(WORDS, max_size=3).map(tuple)
COMPANIES = st.builds(
    Company,
    id=st.uuids().map(str),
    name=WORDS,
    names=LISTS,
    description=WORDS,
    country=st.sampled_from(["ID", "JP"]),
    city=st.none() | WORDS,
    capabilities=LISTS,
    employees=st.none() | st.integers(1, 9),
    seeks=st.none() | WORDS,
    website=st.sampled_from([None, "a.example", "b.example"]),
    extra=st.dictionaries(st.sampled_from(["k", "l"]), WORDS, max_size=2),
)


def everything(company):
    """Every value that a company holds, as text."""
    values = [str(v) for field in VALUE_FIELDS if (v := getattr(company, field)) is not None]
    values += [item for field in LIST_FIELDS for item in getattr(company, field)]
    return {*values, *company.extra.values()}


@given(st.lists(COMPANIES, min_size=2, max_size=4))
def test_nothing_that_a_member_says_is_lost(members):
    united = unite(members, members[0], {})
    for member in members:
        assert everything(member) <= everything(united)


@pytest.mark.slow
@given(st.lists(COMPANIES, min_size=2, max_size=4), st.data())
def test_the_value_of_the_winner_wins(members, data):
    field = data.draw(st.sampled_from(VALUE_FIELDS))
    winner = data.draw(st.sampled_from(members))
    united = unite(members, members[0], {field: winner})
    assert getattr(united, field) == getattr(winner, field)
    assert united.id == members[0].id


@given(st.lists(COMPANIES, min_size=2, max_size=4))
def test_what_was_united_has_no_value_where_nobody_has_one_and_no_other(members):
    united = unite(members, members[0], {})
    for field in VALUE_FIELDS:
        values = {getattr(member, field) for member in members}
        assert getattr(united, field) in values
        assert (getattr(united, field) is None) == (values == {None})


@given(COMPANIES)
def test_a_company_united_with_its_copy_says_the_same(company):
    copy = company.model_copy(update={"id": "copy"})
    united = unite([company, copy], company, {})
    assert united.model_copy(update={"names": ()}) == company.model_copy(update={"names": ()})
    assert set(united.names) == set(company.names) - {company.name}


def test_lists_are_united_with_the_survivors_first(entries):
    united = unite(entries[:2], entries[0], {})
    assert united.capabilities == ("プレス加工", "溶接", "stamping")
    assert united.names == ("タナカ製作所", "Tanaka Mfg. Co., Ltd.")
    assert united.certifications == ("ISO 9001",)


def test_the_fullest_text_wins_and_the_other_language_is_kept(entries):
    united = unite(entries[:2], entries[0], {})
    assert (united.language, united.description) == ("ja", entries[0].description)
    assert united.extra["description_en (FAIR-7)"] == entries[1].description
    assert united.seeks == "A distributor in West Java."


def test_a_japanese_text_is_not_shorter_for_its_fewer_letters(make_company):
    japanese = make_company("A", description="精密板金とレーザー加工を行います。")
    english = make_company("B", description="We do laser cutting work.")
    assert unite([japanese, english], english, {}).description == japanese.description


def test_what_does_not_win_stands_under_its_field_and_id(entries):
    united = unite(entries[:2], entries[0], {"city": entries[1]})
    assert united.city == "Nagoya"
    assert united.extra["city (JP-1)"] == "名古屋市"
    assert united.extra["organisation (FAIR-7)"] == "Sample Fair"
    assert united.extra["stand"] == "A1"
    assert united.extra["stand (FAIR-7)"] == "B2"
    assert united.extra["資本金"] == "1000万円"


def test_merging_again_keeps_what_was_kept_before(entries, make_company):
    first = unite(entries[:2], entries[0], {})
    third = make_company("X", country="JP", city="Osaka", description="Press.")
    second = unite([first, third], first, {})
    assert first.extra.items() <= second.extra.items()
    assert second.extra["city (X)"] == "Osaka"


def test_conflicts_are_fields_in_which_members_differ(entries):
    assert conflicts(entries[:2]) == ["name", "description", "city", "organisation"]
    assert conflicts([entries[0], entries[0]]) == []


def test_the_fullest_company_is_the_one_with_most_fields(entries):
    assert fullest(entries[:2]) is entries[0]
    assert fullest(list(reversed(entries[:2]))) is entries[0]


def test_too_many_items_are_refused_and_not_cut(make_company):
    members = [
        make_company(own, capabilities=tuple(f"{own}{n}" for n in range(150))) for own in "AB"
    ]
    with pytest.raises(ValidationError):
        unite(members, members[0], {})
