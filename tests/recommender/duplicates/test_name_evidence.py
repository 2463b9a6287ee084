from itertools import combinations

import pytest

from recommender.duplicates.name_evidence import compare_names
from recommender.duplicates.name_forms import MAX_NAMES, NameForm, Rarity, forms_of


def compare(one, two, *others):
    forms = [NameForm.of(name) for name in (one, two, *others)]
    rarity = Rarity.of([form] for form in forms)
    return compare_names(forms[:1], forms[1:2], rarity)


@pytest.mark.parametrize(
    "names",
    [
        ("株式会社田中製作所", "Tanaka Seisakusho Co., Ltd.", "TANAKA MFG", "(株)タナカ製作所"),
        ("トヨタ紡織株式会社", "Toyota Boshoku Corp.", "toyota bosyoku"),
        ("サッポロホールディングス株式会社", "Sapporo Holdings Limited", "SAPPORO HLDGS"),
        ("PT Astra Contoh Tbk", "P.T. ASTRA CONTOH", "Astra Contoh"),
    ],
)
def test_a_name_is_one_in_every_script_and_legal_form(names):
    for one, two in combinations(names, 2):
        assert compare(one, two).same > 0, (one, two)


def test_the_evidence_is_the_same_in_both_directions():
    pairs = [("Toyota Boshoku", "Toyota Motor"), ("PT Jaya Abadi", "Jaya Makmur"), ("BCA", "X Y")]
    for one, two in pairs:
        assert compare(one, two) == pytest.approx(compare(two, one))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Toyota Boshoku Corporation", "Toyota Motor Corporation"),
        ("PT Denso Indonesia", "PT Denso Manufacturing Indonesia"),
        ("Tanaka Seisakusho", "Tanaka Finance"),
    ],
)
def test_a_word_that_only_one_name_has_speaks_against(one, two):
    found = compare(one, two)
    assert found.same == 0
    assert found.lacking > 0.3


def test_a_rare_name_in_common_says_more_than_a_usual_one():
    assert compare("PT Qwertindo", "CV Qwertindo").same > compare("PT Jaya", "CV Jaya").same


def test_usual_words_are_not_taken_for_mistyped_ones():
    assert compare("Daiichi Sankyoo", "Daiichi Sangyo").same == 0
    assert compare("Contoh Kogyo", "Contoh Koga").lacking > 0.3


def test_long_names_that_differ_in_one_word_are_not_one_mistyped():
    assert compare("PT Aliansi Sekuritas Indonesia", "PT Yulia Sekuritas Indonesia").lacking > 0.5


def test_what_half_of_a_catalogue_is_called_becomes_usual():
    alone = compare("Contoro Alpha", "Contoro Beta")
    crowd = compare("Contoro Alpha", "Contoro Beta", *(f"Contoro {n}x" for n in range(2_000)))
    assert crowd.likeness < alone.likeness


def test_a_typing_error_costs_little():
    found = compare("PT Mekarindo Contoh", "PT Mekarindo Conoth")
    assert found.likeness > 0.85
    assert 0 < found.same < 1
    assert found.lacking < 0.2
    assert compare("Elekom", "Elkom").lacking < 0.3


def test_initials_are_told_of_names_of_three_words():
    found = compare("PT Bank Contoh Asia Tbk", "BCA")
    assert (found.initials, found.same) == (1, 0)
    assert compare("PT Bank Contoh Asia Tbk", "BXA").initials == 0
    assert compare("Contoh Asia", "CA").initials == 0


def test_of_several_names_the_most_alike_count(make_company):
    company = make_company(name="Zeta", names=("株式会社田中製作所",))
    other = make_company(name="Tanaka Seisakusho")
    forms = [forms_of(company), forms_of(other)]
    assert compare_names(*forms, Rarity.of(forms)).same > 0


def test_no_more_names_are_compared_than_the_limit_says(make_company):
    names = tuple(f"Nama {number}" for number in range(20))
    assert len(forms_of(make_company(names=names))) == MAX_NAMES


@pytest.mark.parametrize("name", ["PT", "株式会社", "&", "…", "1"])
def test_a_name_without_words_is_no_evidence_of_another(name):
    assert compare(name, "Tanaka Seisakusho").likeness == 0
