"""What a query says of places, certifications and what is not wanted is read in three languages."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings import detect_language
from recommender.understanding import Understood, understand, without


def folded(text):
    """A text in the usual width."""
    return unicodedata.normalize("NFKC", text)


def read(query, aspect):
    """The words that restrict an aspect, with their values and whether they are clear."""
    return [
        (query[one.start : one.end], one.value, one.clear)
        for one in understand(query, detect_language(query))
        if one.aspect == aspect
    ]


@pytest.mark.parametrize(
    ("query", "words", "code"),
    [
        ("pemasok komponen otomotif di Aichi", "Aichi", "JP-23"),
        ("pembeli rumput laut dari Tokyo", "Tokyo", "JP-13"),
        ("kain tenun asal Jawa Tengah", "Jawa Tengah", "ID-JT"),
        ("bengkel bubut dekat Cikarang", "Cikarang", "ID-JB"),
        ("pabrik furnitur yang berlokasi di Jepara", "Jepara", "ID-JT"),
        ("perusahaan Jepang yang membuat cetakan plastik", "Jepang", "JP"),
        ("importir Jepang untuk gula aren", "Jepang", "JP"),
        ("愛知県にあるメッキ工場", "愛知県", "JP-23"),
        ("名古屋市のプレス加工会社", "名古屋市", "JP-23"),
        ("大阪近郊の板金加工業者", "大阪", "JP-27"),
        ("浜松を拠点とする切削加工メーカー", "浜松", "JP-22"),
        ("東京に本社を置く専門商社", "東京", "JP-13"),
        ("静岡県産の緑茶", "静岡県", "JP-22"),
        ("西ジャワ州の縫製工場", "西ジャワ州", "ID-JB"),
        ("インドネシア国内で調達できる包装材", "インドネシア", "ID"),
        ("インドネシア企業との合弁", "インドネシア", "ID"),
        ("suppliers in Nagoya", "Nagoya", "JP-23"),
        ("a packaging company based in Tangerang", "Tangerang", "ID-BT"),
        ("foundries near Yokohama", "Yokohama", "JP-14"),
        ("buyers of cocoa beans from Osaka", "Osaka", "JP-27"),
        ("Japanese manufacturer of conveyor belts", "Japanese", "JP"),
        ("Indonesian suppliers of cashew nuts", "Indonesian", "ID"),
        ("Tokyo systems integrator for hospitals", "Tokyo", "JP-13"),
        ("looking for a Nagoya stamping company", "Nagoya", "JP-23"),
        ("日本の自動車部品メーカーを探しています", "日本", "JP"),
        ("インドネシアで製造できる靴", "インドネシア", "ID"),
        ("インドネシアからの輸出業者", "インドネシア", "ID"),
        ("suppliers of used machines from Japan", "Japan", "JP"),
        ("perusahaan dari Jepang", "Jepang", "JP"),
        ("foundries in Japan", "Japan", "JP"),
        ("Japanese small and medium manufacturers", "Japanese", "JP"),
        ("Japanese tier-2 supplier", "Japanese", "JP"),
    ],
)
def test_where_partners_are_is_clear(query, words, code):
    assert read(query, "place") == [(words, code, True)]


@pytest.mark.parametrize(
    ("query", "words", "code"),
    [
        ("udang beku untuk ekspor ke Jepang", "Jepang", "JP"),
        ("pemasok kopi luwak untuk pasar Jepang", "Jepang", "JP"),
        ("produk yang dijual di Indonesia", "Indonesia", "ID"),
        ("mengimpor mesin bekas dari Jepang", "Jepang", "JP"),
        ("mesin buatan Jepang", "Jepang", "JP"),
        ("pabrik kami di Bekasi butuh jasa kalibrasi", "Bekasi", "ID-JB"),
        ("pelanggan kami di Osaka minta serat bambu", "Osaka", "JP-27"),
        ("kontraktor Surabaya", "Surabaya", "ID-JI"),
        ("日本市場向けの冷凍エビ", "日本", "JP"),
        ("日本向け家具の輸出", "日本", "JP"),
        ("インドネシアへの進出を支援するコンサルタント", "インドネシア", "ID"),
        ("カラワンの工場向けの通い箱", "カラワン", "ID-JB"),
        ("日本の品質基準を満たす部品", "日本", "JP"),
        ("日本の顧客に納められる会社", "日本", "JP"),
        ("日系企業の会計に強い事務所", "日系", "JP"),
        ("愛知県から輸入した工作機械", "愛知県", "JP-23"),
        ("京都風の漬物", "京都", "JP-26"),
        ("rattan baskets sold in Japan", "Japan", "JP"),
        ("frozen shrimp for export to Japan", "Japan", "JP"),
        ("our clients in Japan ask for bamboo", "Japan", "JP"),
        ("importing used presses from Japan", "Japan", "JP"),
        ("Indonesian coffee", "Indonesian", "ID"),
        ("Surabaya", "Surabaya", "ID-JI"),
        ("mesin made in Japan", "Japan", "JP"),
        ("日本で販売する食品", "日本", "JP"),
        ("entering the market in Japan", "Japan", "JP"),
        ("our factory in Bekasi needs calibration", "Bekasi", "ID-JB"),
        ("bearings for our plant in Karawang", "Karawang", "ID-JB"),
        ("弊社は愛知県にある工場で、検査機を探す", "愛知県", "JP-23"),
        ("Kobe beef for hotels", "Kobe", "JP-28"),
        ("pompa yang dirakit lisensi di Bekasi", "Bekasi", "ID-JB"),
        ("investor yang mau tanam modal di Surabaya", "Surabaya", "ID-JI"),
        ("planning to open a showroom in Osaka", "Osaka", "JP-27"),
        ("Indonesian coffee importer", "Indonesian", "ID"),
        ("Japanese used machine buyers", "Japanese", "JP"),
        ("importir kopi Indonesia", "Indonesia", "ID"),
        ("machines from Japan", "Japan", "JP"),
        ("pembeli mesin dari Jepang", "Jepang", "JP"),
        ("pelatihan kerja di Jepang", "Jepang", "JP"),
        ("training for welders in Japan", "Japan", "JP"),
        ("インドネシアのコーヒーを輸入する商社", "インドネシア", "ID"),
        ("日本の中古機械を買いたい企業", "日本", "JP"),
        ("日本から機械を輸入する商社", "日本", "JP"),
        ("インドネシア産のコーヒー", "インドネシア", "ID"),
        ("日本での研修を受け入れる企業", "日本", "JP"),
        ("愛知県の工作機械を購入したい", "愛知県", "JP-23"),
    ],
)
def test_a_place_that_may_be_another_one_is_only_offered(query, words, code):
    assert read(query, "place") == [(words, code, False)]


@pytest.mark.parametrize(
    ("query", "codes", "clear"),
    [
        ("pemasok di Aichi dan Gifu", ["JP-23", "JP-21"], True),
        ("supplier from Gifu or Aichi", ["JP-21", "JP-23"], True),
        ("愛知県や岐阜県の金属加工", ["JP-23", "JP-21"], True),
        ("愛知・岐阜の金属加工", ["JP-23", "JP-21"], True),
        ("ekspor ke Osaka atau Tokyo", ["JP-27", "JP-13"], False),
        ("perdagangan antara Jepang dan Indonesia", ["JP", "ID"], False),
    ],
)
def test_what_is_said_of_one_place_of_a_list_is_said_of_all(query, codes, clear):
    found = [(value, told) for _, value, told in read(query, "place")]
    assert found == [(code, clear) for code in codes]


@pytest.mark.parametrize(
    "query",
    ["mesin bubut CNC", "自動車部品のプレス加工", "corrugated boxes", "batu split untuk beton"],
)
def test_a_query_that_restricts_nothing_says_nothing(query):
    assert understand(query, detect_language(query)) == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("pengecoran bersertifikat ISO 9001", ["ISO 9001"]),
        ("pemasok bumbu bersertifikat halal", ["halal"]),
        ("laboratorium uji terakreditasi ISO/IEC 17025", ["ISO/IEC 17025"]),
        ("ISO9001認証取得済みのダイカスト工場", ["ISO9001"]),
        ("ＩＳＯ９００１認証取得の工場", ["ＩＳＯ９００１"]),
        ("IATF 16949の認証を取得した鍛造会社", ["IATF 16949"]),
        ("ハラール認証の調味料工場", ["ハラール"]),
        ("JAS認定の有機野菜", ["JAS"]),
        ("halal certified snack maker", ["halal"]),
        ("ISO 14001 and ISO 9001 certified forge", ["ISO 14001", "ISO 9001"]),
        ("SVLK certified teak flooring", ["SVLK"]),
        ("machining shop, AS 9100 certified", ["AS 9100"]),
    ],
)
def test_a_certification_that_is_asked_for_is_clear(query, words):
    values = map(folded, words)
    expected = [(word, value, True) for word, value in zip(words, values, strict=True)]
    assert read(query, "certification") == expected


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("bengkel kecil yang belum bersertifikat ISO 9001", "ISO 9001"),
        ("katering tanpa sertifikat halal", "halal"),
        ("tidak harus bersertifikat ISO 9001", "ISO 9001"),
        ("sertifikat ISO tidak wajib", "ISO"),
        ("konsultan sertifikasi ISO 22000", "ISO 22000"),
        ("membantu mengurus sertifikasi halal", "halal"),
        ("komponen sesuai ISO 2768", "ISO 2768"),
        ("ISO 9001認証は不要", "ISO 9001"),
        ("ISO14001未取得でも可、認証より価格重視", "ISO14001"),
        ("ISO 9001認証取得支援コンサルタント", "ISO 9001"),
        ("HACCP対応の冷凍食品", "HACCP"),
        ("forge without ISO 9001 certification", "ISO 9001"),
        ("not ISO certified", "ISO"),
        ("consultant for IATF 16949 certification", "IATF 16949"),
        ("bolts to JIS B 1180", "JIS B 1180"),
        ("ISO 9001 certification not required", "ISO 9001"),
        ("sertifikat halal opsional", "halal"),
        ("ISO 9001を取得していない会社でもよい", "ISO 9001"),
        ("sedang proses sertifikasi ISO 22000", "ISO 22000"),
        ("jasa pengurusan sertifikasi halal", "halal"),
        ("ISO 9001 certification consultant", "ISO 9001"),
    ],
)
def test_a_certification_that_nobody_must_have_is_only_offered(query, words):
    assert read(query, "certification") == [(words, words, False)]


@pytest.mark.parametrize(
    "query",
    [
        "baja SUS304 bersertifikat",
        "ADC12 casting, certified",
        "GASING",
        "certified pipes to ASTM A36",
        "Asahi-21 certified",
        "certified as exporter of coffee",
        "ekspor udang ke AS, bersertifikat",
    ],
)
def test_a_material_or_a_word_is_no_certification(query):
    assert read(query, "certification") == []


@pytest.mark.parametrize(
    ("query", "words", "kind"),
    [
        ("pabrik langsung, bukan distributor", "bukan distributor", "distributor"),
        ("tapioka langsung dari pabrik, kecuali agen", "kecuali agen", "agen"),
        ("beli langsung tanpa perantara", "tanpa perantara", "perantara"),
        ("tidak melalui agen", "tidak melalui agen", "agen"),
        ("kemasan plastik selain PVC", "selain PVC", "PVC"),
        ("商社以外のメーカー", "商社以外", "商社"),
        ("商社は除く", "商社は除く", "商社"),
        ("代理店ではなく製造元", "代理店ではなく", "代理店"),
        ("ブローカーお断り", "ブローカーお断り", "ブローカー"),
        ("商社を介さず直接取引", "商社を介さず", "商社"),
        ("大手を除く中小の鋳造工場", "大手を除く", "大手"),
        ("a forge, not a trading company", "not a trading company", "trading company"),
        ("no brokers, direct from the mill", "no brokers", "brokers"),
        ("frozen fruit makers other than wholesalers", "other than wholesalers", "wholesalers"),
        ("growers excluding agents", "excluding agents", "agents"),
        ("no trading companies please", "no trading companies", "trading companies"),
        ("商社を除くメーカー", "商社を除く", "商社"),
        ("商社ではない会社", "商社ではない", "商社"),
        ("suppliers not in Japan", "not in Japan", "Japan"),
        ("exporters outside Jakarta", "outside Jakarta", "Jakarta"),
        ("pemasok yang tidak di Jakarta", "tidak di Jakarta", "Jakarta"),
        ("pabrik di luar Jawa Barat", "di luar Jawa Barat", "Jawa Barat"),
        ("pemasok bukan dari Jepang", "bukan dari Jepang", "Jepang"),
        ("jangan dari Jakarta", "jangan dari Jakarta", "Jakarta"),
        ("suppliers except in Jakarta", "except in Jakarta", "Jakarta"),
        ("not a Japanese company", "not a Japanese", "Japanese"),
        ("non-Japanese suppliers", "non-Japanese", "Japanese"),
        ("大阪ではなく京都の工場", "大阪ではなく", "大阪"),
        ("愛知県を除く鋳造工場", "愛知県を除く", "愛知県"),
        ("大手を除き、鋳造工場", "大手を除き", "大手"),
        ("食品包装(PVCを除く)", "PVCを除く", "PVC"),
    ],
)
def test_what_is_not_wanted_is_read_with_the_words_that_say_so(query, words, kind):
    assert (words, kind, True) in read(query, "excluded")


@pytest.mark.parametrize(
    "query",
    [
        "bukan hanya distributor",
        "bukan sekadar trader",
        "bukan cuma pabrik besar",
        "selain itu kami butuh mesin pengemas",
        "selain baja, kami juga membeli aluminium",
        "tanpa pengawet",
        "自動車部品以外も作る会社",
        "メーカー以外にも商社を歓迎",
        "not only trading companies",
        "no minimum order",
        "without chemicals",
        "掃除用品の製造",
        "pasar luar negeri",
        "not in stock",
        "異物を除去する装置",
        "除湿機と除菌スプレー",
        "雑草の除草",
        "not only in Japan",
    ],
)
def test_what_only_sounds_like_a_refusal_excludes_nothing(query):
    assert read(query, "excluded") == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("雑草を除く機械", "雑草を除く"),
        ("不純物を除いた原料", "不純物を除いた"),
        ("異物を除いて包装する工場", "異物を除いて"),
        ("PVCを除くプラスチック包装", "PVCを除く"),
    ],
)
def test_what_may_be_taken_away_from_goods_is_only_offered_as_a_refusal(query, words):
    assert [(one, clear) for one, _, clear in read(query, "excluded")] == [(words, False)]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("pemasok bukan di Jakarta atau Surabaya", ["Jakarta", "Surabaya"]),
        ("makers not in Tokyo or Osaka", ["Tokyo", "Osaka"]),
        ("東京と大阪以外の工場", ["東京", "大阪"]),
        ("東京・大阪を除く工場", ["東京", "大阪"]),
        ("selain dari Jawa Barat dan Banten", ["Jawa Barat", "Banten"]),
        ("excluding Tokyo, Osaka and Aichi", ["Tokyo", "Osaka", "Aichi"]),
    ],
)
def test_a_refusal_of_one_place_of_a_list_refuses_all(query, places):
    found = understand(query, detect_language(query))
    assert [(one.aspect, one.value, one.clear) for one in found] == [
        ("excluded", place, True) for place in places
    ]


def test_a_place_after_a_refused_one_can_be_wanted():
    query = "pabrik bukan di Jakarta, di Bandung saja"
    found = understand(query, detect_language(query))
    assert [(one.aspect, one.value) for one in found] == [
        ("excluded", "Jakarta"),
        ("place", "ID-JB"),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "pabrik kemasan plastik, bukan di Jakarta",
        "めっき工場、愛知県以外",
        "bubuk kakao selain dari Jawa Barat",
        "konsultan sertifikasi selain ISO 9001",
    ],
)
def test_what_is_excluded_is_no_place_and_no_certification(query):
    assert [one.aspect for one in understand(query, detect_language(query))] == ["excluded"]


# Queries put together from what the rules look at, in any order and any language.
PARTS = st.sampled_from([
    *("pemasok", "komponen", "perusahaan", "bukan", "kecuali", "selain itu", "selain", "tanpa"),
    *("di", "ke", "dari", "untuk pasar", "Aichi", "Jawa Barat", "Jepang", "kami", "dijual"),
    *("bersertifikat", "belum", "ISO 9001", "iso", "halal", "SNI", "distributor", "trading company"),
    *("商社", "以外", "を除く", "ではなく", "愛知県", "名古屋市", "日本", "市場向け", "にある", "の工場"),
    *("認証", "取得", "不要", "ハラール", "in", "not a", "no", "suppliers", "Nagoya", "based in"),
    *(",", "、", "。", "(", "-", "\n", "\u3000", "😀", "\ud800", "が\u3099", "İ", "ﬁ", "Ａｉｃｈｉ"),
])  # fmt: skip
QUERIES = st.one_of(
    st.builds(
        lambda parts, between: between.join(parts),
        st.lists(PARTS, max_size=14),
        st.sampled_from(["", " ", "  "]),
    ),
    st.text(max_size=60),
)


@given(QUERIES)
@settings(max_examples=400, deadline=None)
def test_every_part_lies_in_the_query_in_order_and_outside_what_is_excluded(query):
    parts = understand(query, detect_language(query))
    assert all(0 <= one.start < one.end <= len(query) for one in parts)
    assert [one.start for one in parts] == sorted(one.start for one in parts)
    for refused in (one for one in parts if one.aspect == "excluded"):
        assert refused.value in folded(query[refused.start : refused.end])
        for other in parts:
            apart = other.end <= refused.start or refused.end <= other.start
            assert other is refused or apart
    for one in parts:
        if one.aspect == "certification":
            assert one.value == folded(query[one.start : one.end])


@given(QUERIES, st.data())
@settings(max_examples=400, deadline=None)
def test_blanks_stand_for_what_was_applied_and_every_other_character_stays(query, data):
    parts = understand(query, detect_language(query))
    applied = data.draw(st.sets(st.sampled_from(parts))) if parts else set()
    left = without(query, applied)
    assert len(left) == len(query)
    assert all(new in {" ", old} for new, old in zip(left, query, strict=True))
    several = len({one.value for one in applied if one.aspect == "certification"}) > 1
    for one in applied:
        if one.aspect == "excluded" or (one.aspect == "certification" and not several):
            assert left[one.start : one.end].isspace()
    if {one.aspect for one in applied} <= {"place"}:
        assert left == query


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("cor bersertifikat ISO 9001 di Bandung", "cor di Bandung"),
        ("ISO9001認証取得済みのダイカスト工場", "のダイカスト工場"),
        ("teh hijau, bukan trader", "teh hijau,"),
        ("forge certified to ISO 14001 and ISO 9001", "forge to ISO 14001 and ISO 9001"),
        ("pemasok komponen di Aichi", "pemasok komponen di Aichi"),
        ("komponen sesuai ISO 2768", "komponen sesuai ISO 2768"),
    ],
)
def test_what_companies_were_chosen_by_need_not_be_in_their_words(query, left):
    applied = [one for one in understand(query, detect_language(query)) if one.clear]
    assert " ".join(without(query, applied).split()) == left


def test_the_words_of_certification_stay_where_none_is_applied():
    query = "konsultan sertifikasi, bukan agen"
    (refused,) = understand(query, detect_language(query))
    assert refused == Understood("excluded", "agen", 23, 33, clear=True)
    assert without(query, [refused]) == "konsultan sertifikasi, " + " " * 10
