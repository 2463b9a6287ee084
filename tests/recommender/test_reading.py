"""What a query itself restricts is applied, told, taken back, and gives way where nobody is left."""

import pytest

from recommender import Catalog
from recommender.wire import SearchAnswer

# All companies here are fictional; they were made up for these tests.
COMPANIES = {
    "NAGOYA": {
        "description": "自動車部品の亜鉛めっきとニッケルめっきを行う工場です。",
        "country": "JP",
        "city": "名古屋市",
        "certifications": ("ISO 9001:2015",),
        "tier": "2",
    },
    "TOYOTA": {
        "description": "We stamp and weld steel brackets for cars.",
        "country": "JP",
        "region": "Aichi",
        "certifications": ("IATF 16949",),
    },
    "GIFU": {
        "description": "プレス部品を愛知県の自動車メーカーに納めています。",
        "country": "JP",
        "region": "岐阜県",
    },
    "OSAKA": {
        "description": "商社として自動車部品と工具を扱っています。",
        "country": "JP",
        "region": "大阪府",
        "certifications": ("ISO 9001",),
    },
    "BEKASI": {
        "description": "Kami membuat komponen otomotif dengan proses stamping dan pelapisan seng.",
        "region": "Jawa Barat",
        "certifications": ("ISO 9001", "IATF 16949"),
        "tier": "2",
    },
    "CIREBON": {
        "description": "Perajin kursi rotan; sebagian besar pesanan datang dari Nagoya.",
        "city": "Cirebon",
    },
    "PABRIK": {
        "description": "Kami pabrik tepung tapioka dan keripik singkong.",
        "region": "Lampung",
        "certifications": ("Halal MUI",),
    },
    "DISTRIBUTOR": {
        "description": "Kami distributor tepung tapioka dan keripik singkong.",
        "region": "Lampung",
        "certifications": ("Halal MUI",),
    },
    "SNACK": {
        "description": "A maker of cassava chips and fish crackers for supermarkets.",
        "region": "East Java",
        "certifications": ("HACCP", "Good Manufacturing Practice"),
    },
}
EVERYBODY = set(COMPANIES)
AICHI = {"NAGOYA", "TOYOTA", "GIFU", "CIREBON"}
"""In Aichi, or naming it."""
HALAL = {"PABRIK", "DISTRIBUTOR"}
ISO_9001 = {"NAGOYA", "OSAKA", "BEKASI"}
JAPAN = {"NAGOYA", "TOYOTA", "GIFU", "OSAKA"}
JAPAN_NAMED = {*JAPAN, "CIREBON"}
"""There, or naming it or a place in it."""


@pytest.fixture(scope="module")
def small(tmp_path_factory, embedder, make_company):
    """The companies above. For reading only."""
    with Catalog.open(tmp_path_factory.mktemp("small"), embedder=embedder) as opened:
        opened.put(
            *(
                make_company(company_id, name=f"Uji {number}", **fields)
                for number, (company_id, fields) in enumerate(COMPANIES.items())
            )
        )
        yield opened


def found(page):
    return {result.company.id for result in page.results}


def strengths(page):
    return {result.company.id: result.score for result in page.results}


def applied(page):
    return [(one.aspect, one.value) for one in page.understood if one.applied]


def offered(page):
    return [(one.aspect, one.value) for one in page.understood if not one.applied]


# A query, what of it is applied, the filters that say the same, and who satisfies them.
RESTRICTED = [
    ("pemasok komponen otomotif di Aichi", [("place", "JP-23")], {"place": "Aichi"}, AICHI),
    ("愛知県にあるめっき工場", [("place", "JP-23")], {"place": "愛知県"}, AICHI),
    ("suppliers of brackets in Nagoya", [("place", "JP-23")], {"place": "JP-23"}, AICHI),
    ("Japanese supplier of car parts", [("place", "JP")], {"place": "Japan"}, JAPAN_NAMED),
    (
        "keripik singkong bersertifikat halal",
        [("certification", "halal")],
        {"certification": "halal"},
        HALAL,
    ),
    (
        "ISO 9001認証取得の自動車部品会社",
        [("certification", "ISO 9001")],
        {"certification": "ISO 9001:2015"},
        ISO_9001,
    ),
    (
        "plating in Aichi, ISO 9001 certified",
        [("place", "JP-23"), ("certification", "ISO 9001")],
        {"place": "Aichi", "certification": "ISO9001"},
        {"NAGOYA"},
    ),
    (
        "HACCP or halal certified chips",
        [("certification", "HACCP"), ("certification", "halal")],
        {"certification": ["HACCP", "halal"]},
        {*HALAL, "SNACK"},
    ),
]


@pytest.mark.parametrize(("query", "told", "filters", "expected"), RESTRICTED)
def test_what_is_clear_chooses_the_companies_and_is_told(small, query, told, filters, expected):
    page = small.search(query)
    assert found(page) == expected
    assert page.total == len(expected)
    assert (applied(page), offered(page)) == (told, [])
    for one in page.understood:
        assert page.query[one.quote.start : one.quote.end] == one.quote.text != ""
        assert one.quote.field == "query"


@pytest.mark.parametrize(("query", "told", "filters", "expected"), RESTRICTED)
def test_a_filter_that_says_the_same_gives_the_same_companies(
    small, query, told, filters, expected
):
    page, explicit = small.search(query), small.search(query, filters=filters)
    assert (explicit.total, explicit.facets) == (page.total, page.facets)
    assert found(explicit) == found(page)
    assert applied(explicit) == []
    assert offered(explicit) == told


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("komponen stamping untuk ekspor ke Jepang", [("place", "JP")]),
        ("日本市場向けの椅子", [("place", "JP")]),
        ("rattan chairs sold in Japan", [("place", "JP")]),
        ("keripik singkong, belum bersertifikat halal", [("certification", "halal")]),
        ("めっき、ISO 9001認証は不要", [("certification", "ISO 9001")]),
    ],
)
def test_what_is_not_clear_is_told_and_restricts_nobody(small, query, told):
    page = small.search(query)
    assert found(page) == EVERYBODY
    assert (applied(page), offered(page)) == ([], told)


@pytest.mark.parametrize("query", ["komponen otomotif di Aichi", "愛知県にあるめっき工場"])
def test_a_place_that_is_ignored_restricts_nobody_and_changes_no_strength(small, query):
    page, whole = small.search(query), small.search(query, ignore=["place"])
    assert found(whole) == EVERYBODY
    assert whole.total == len(EVERYBODY)
    assert offered(whole) == applied(page) == [("place", "JP-23")]
    everywhere = {one: strength for one, strength in strengths(whole).items() if one in AICHI}
    assert list(strengths(page)) == list(everywhere)
    assert strengths(page) == pytest.approx(everywhere, abs=1e-5)


def test_a_certification_that_is_ignored_restricts_nobody(small):
    page = small.search("keripik bersertifikat halal di Lampung", ignore=["certification"])
    assert applied(page) == [("place", "ID-LA")]
    assert offered(page) == [("certification", "halal")]
    both = small.search("keripik bersertifikat halal", ignore=["certification", "place"])
    assert found(both) == EVERYBODY


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"country": "ID"}, EVERYBODY - JAPAN),
        ({"region": "岐阜"}, {"GIFU"}),
        ({"city": "cirebon"}, {"CIREBON"}),
        ({"place": "Osaka"}, {"OSAKA"}),
        ({"place": "Nagoya"}, AICHI),
        ({"place": "岐阜市"}, {"GIFU"}),
    ],
)
def test_the_callers_own_place_wins_over_the_querys(small, filters, expected):
    page = small.search("pemasok komponen di Aichi", filters=filters)
    assert found(page) == expected
    assert (applied(page), offered(page)) == ([], [("place", "JP-23")])


def test_the_callers_own_certification_wins_over_the_querys(small):
    query = "tepung di Lampung bersertifikat ISO 9001"
    page = small.search(query, filters={"certification": "halal"})
    assert found(page) == HALAL
    assert applied(page) == [("place", "ID-LA")]
    assert offered(page) == [("certification", "ISO 9001")]


def test_other_filters_of_the_caller_hold_beside_the_querys(small):
    page = small.search("めっき工場 in Aichi", filters={"tier": "2"})
    assert found(page) == {"NAGOYA"}
    assert applied(page) == [("place", "JP-23")]


@pytest.mark.parametrize(
    ("query", "kept", "given_up", "expected"),
    [
        # Nobody in Aichi is halal: the place stays.
        ("di Aichi bersertifikat halal", ["JP-23"], ["halal"], AICHI),
        # Nobody is in Hokkaido: giving up the certification does not help, so the place goes.
        ("di Hokkaido bersertifikat halal", ["halal"], ["JP-01"], HALAL),
        ("di Hokkaido bersertifikat SVLK", [], ["JP-01", "SVLK"], EVERYBODY),
        ("北海道にあるHACCP認証の工場", ["HACCP"], ["JP-01"], {"SNACK"}),
        ("SVLK certified furniture", [], ["SVLK"], EVERYBODY),
    ],
)
def test_what_would_leave_nobody_gives_way(small, query, kept, given_up, expected):
    page = small.search(query)
    assert found(page) == expected
    assert page.total == len(expected)
    assert [value for _, value in applied(page)] == kept
    assert [value for _, value in offered(page)] == given_up


def test_the_callers_filters_give_way_to_nothing(small):
    page = small.search("pemasok di Aichi bersertifikat ISO 9001", filters={"country": "DE"})
    assert (page.total, page.results) == (0, ())
    assert applied(page) == []


def test_a_region_with_its_country_is_the_region(small):
    page = small.search("めっき工場 di Nagoya, di Jepang")
    assert found(page) == AICHI
    assert small.search("めっき工場 di Jepang").total == len(JAPAN_NAMED)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # Of Cirebon, but it names Nagoya.
        ("perusahaan Jepang di Cirebon", {"CIREBON"}),
        ("Japanese companies in West Java or Aichi", AICHI),
        ("suppliers in Gifu, Osaka", {"GIFU", "OSAKA"}),
        ("Indonesian suppliers in Aichi", {"CIREBON"}),
    ],
)
def test_places_that_are_said_apart_must_all_be_named(small, query, expected):
    page = small.search(query)
    assert found(page) == expected
    assert all(aspect == "place" for aspect, _ in applied(page))
    assert offered(page) == []


def test_a_country_gives_way_before_the_region_that_is_named_beside_it(small):
    page = small.search("perusahaan Jepang di Lampung")
    assert found(page) == HALAL
    assert (applied(page), offered(page)) == ([("place", "ID-LA")], [("place", "JP")])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("GMP", {"SNACK"}),
        ("good manufacturing practice", {"SNACK"}),
        ("halal certificate", HALAL),
        ("ハラール認証", HALAL),
        ("ISO", ISO_9001),
        ("ISO/IEC", ISO_9001),
        ("iso 9001 certified", ISO_9001),
    ],
)
def test_a_certification_is_found_by_what_it_is_called_elsewhere(small, value, expected):
    assert found(small.search("tepung", filters={"certification": value})) == expected


@pytest.mark.parametrize("value", ["IAT", "Good Distribution Practice", "halal kosher"])
def test_a_certification_is_not_found_by_a_part_of_another(small, value):
    assert small.search("tepung", filters={"certification": value}).total == 0


# Two companies of which all words but one are the same, and ways not to want that one.
REFUSALS = [
    "tepung tapioka, bukan distributor",
    "keripik singkong kecuali distributor",
    "tapioca starch, not a distributor",
    "cassava chips, no distributors",
    "タピオカ粉、代理店以外",
]


@pytest.mark.parametrize("query", REFUSALS)
def test_who_is_excluded_is_weaker_and_never_above_an_equal_company(small, query):
    page, accepted = small.search(query), small.search(query, ignore=["excluded"])
    assert [aspect for aspect, _ in applied(page)] == ["excluded"]
    assert [aspect for aspect, _ in offered(accepted)] == ["excluded"]
    assert strengths(page)["DISTRIBUTOR"] < strengths(accepted)["DISTRIBUTOR"]
    assert strengths(page)["DISTRIBUTOR"] < strengths(page)["PABRIK"]
    places = [[r.company.id for r in one.results].index("DISTRIBUTOR") for one in (page, accepted)]
    assert places[0] > places[1]


@pytest.mark.parametrize("query", REFUSALS)
def test_an_exclusion_chooses_nobody_and_makes_nobody_stronger(small, query):
    wanted = query.replace("、", ",").partition(",")[0].partition(" kecuali")[0]
    plain, page = strengths(small.search(wanted)), strengths(small.search(query))
    assert set(page) == EVERYBODY
    assert all(page[one] <= plain[one] + 0.01 for one in EVERYBODY)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bersertifikat halal", HALAL),
        ("HACCP認証", {"SNACK"}),
        ("halal certified", HALAL),
        ("bukan distributor", EVERYBODY),
    ],
)
def test_a_query_of_restrictions_alone_is_answered(small, query, expected):
    page = small.search(query)
    assert found(page) == expected
    assert [one.applied for one in page.understood] == [True]


def test_the_json_shows_what_was_understood_and_whether_it_was_applied(small):
    query = "tepung di Hokkaido bersertifikat halal, bukan distributor"
    answer = SearchAnswer.of(small.search(query)).model_dump()["understood"]
    shown = [(one["aspect"], one["value"], one["applied"], one["quote"]["text"]) for one in answer]
    assert shown == [
        ("place", "JP-01", False, "Hokkaido"),
        ("certification", "halal", True, "halal"),
        ("excluded", "distributor", True, "bukan distributor"),
    ]


def test_the_words_that_a_restriction_took_are_not_among_the_needs(small):
    query = "めっき、商社以外、ISO 9001認証"
    (need,) = {small.search(query).query[one.start : one.end] for one in small.search(query).needs}
    assert need == "めっき"
    whole = small.search(query, ignore=["excluded", "certification"])
    assert {query[one.start : one.end] for one in whole.needs} > {"めっき", "商社", "ISO 9001"}
