"""Why two companies complement each other is said in their own words, and honestly."""

import pytest

from recommender import Catalog
from recommender.constraints import Constraints
from recommender.passages import Passage, embed, field_text
from recommender.results import FitReason, PartnershipReason, PhrasesReason

# All of these companies are fictional; they say so in `organisation`.
PUMPS = {
    "ASKER": {
        "description": "Kami merakit pompa sentrifugal untuk irigasi sawah di Klaten.",
        "seeks": "Bengkel cor di Jepang yang membuat rumah pompa dari besi tuang kelabu.",
        "offers": "Perakitan dan pengujian pompa sentrifugal sampai 15 kW.",
        "partnership": ("supply", "technology"),
    },
    "FOUNDRY-JP": {
        "country": "JP",
        "description": "ねずみ鋳鉄のポンプケーシングを川口市で鋳造しています。木型も社内で作ります。",
        "seeks": "インドネシアで農業用渦巻ポンプを組み立てている会社への納入。",
        "capabilities": ("ねずみ鋳鉄の鋳造", "木型の製作"),
        "partnership": ("supply", "investment"),
    },
    "FOUNDRY-ID": {
        "description": "Pengecoran besi tuang kelabu untuk rumah pompa dan roda gila di Ceper.",
        "seeks": "Perakit pompa di Jawa Tengah yang memesan minimal dua ton per bulan.",
    },
    "RIVAL": {
        "country": "JP",
        "description": "We assemble and test centrifugal pumps for irrigation, up to 15 kW.",
        "seeks": "A foundry for pump casings in grey iron.",
        "partnership": ("technology",),
    },
    "ASKS-IN-TEXT": {
        "country": "JP",
        "description": "Small foundry for grey iron in Kawaguchi, with its own pattern shop. "
        "We are looking for a tier-2 assembler of centrifugal pumps in Indonesia.",
    },
    "SILENT": {
        "country": "JP",
        "description": "Grey iron castings for valves and pump casings, from one to 300 kg.",
    },
    "INVESTOR": {
        "country": "JP",
        "description": "鋳造会社への投資を行うファンドです。",
        "seeks": "ポンプの組立会社への出資。",
        "partnership": ("investment",),
    },
    "COCOA": {
        "description": "Fermentasi dan pengeringan biji kakao di Mamuju.",
        "seeks": "Mesin sangrai kakao. Distributor cokelat batangan bersertifikat FSSC 22000.",
    },
    "SWEETS": {
        "country": "JP",
        "description": "FSSC 22000認証の工場から、チョコレートを百貨店へ販売しています。",
        "certifications": ("FSSC 22000",),
    },
    "ROASTERS": {
        "country": "JP",
        "description": "カカオ豆の焙煎機を設計・製造しています。",
    },
}


@pytest.fixture(scope="module")
def pumps(tmp_path_factory, embedder, make_company):
    with Catalog.open(tmp_path_factory.mktemp("pumps"), embedder=embedder) as catalog:
        catalog.put(*(make_company(i, organisation="fiktif", **f) for i, f in PUMPS.items()))
        yield catalog


@pytest.fixture(scope="module")
def pages(pumps):
    return {company.id: pumps.matches(company.id, limit=20) for company in pumps}


@pytest.fixture(scope="module")
def found(pages, bundled):
    """Every match among the fictional pump makers, and some of the bundled companies."""
    more = [bundled.matches(i, limit=25) for i in ("ID-001", "ID-120", "JP-040", "JP-100")]
    return [(page, match) for page in (*pages.values(), *more) for match in page.results]


def match_of(page, company_id):
    return next(match for match in page.results if match.company.id == company_id)


def fits(match):
    return {reason.seeker: reason for reason in match.reasons if isinstance(reason, FitReason)}


def phrases(match):
    return next(reason for reason in match.reasons if isinstance(reason, PhrasesReason))


def stands_in(quote, company):
    return field_text(company, quote.field)[quote.start : quote.end] == quote.text != ""


def test_what_both_sides_say_is_quoted_word_for_word(found):
    assert found
    for page, match in found:
        for reason in fits(match).values():
            assert stands_in(reason.own, page.company)
            assert stands_in(reason.partner, match.company)
        assert all(stands_in(quote, page.company) for quote in page.sought)


def test_a_side_that_is_known_is_explained_with_its_strength(found):
    for _, match in found:
        strengths = {seeker: reason.strength for seeker, reason in fits(match).items()}
        sides = {"own": match.forward, "partner": match.backward}
        assert strengths == {name: side for name, side in sides.items() if side is not None}


def test_what_is_sought_is_quoted_from_the_one_that_seeks(found):
    offering = {"description", "capabilities", "offers"}
    for page, match in found:
        reasons = fits(match)
        if "own" in reasons:
            assert reasons["own"].own in page.sought
            assert reasons["own"].partner.field in offering
        if "partner" in reasons:
            field = "seeks" if match.company.seeks else "description"
            assert reasons["partner"].partner.field == field
            assert reasons["partner"].own.field in offering


def test_a_need_is_inferred_exactly_where_nobody_has_entered_it(found):
    for page, match in found:
        seekers = {"own": page.company, "partner": match.company}
        for seeker, reason in fits(match).items():
            assert reason.inferred == (not seekers[seeker].seeks)
        assert page.inferred == (bool(page.sought) and not page.company.seeks)


def test_only_the_sentence_that_asks_is_taken_from_a_description(pages):
    page = pages["ASKS-IN-TEXT"]
    assert page.inferred
    assert [quote.text for quote in page.sought] == [
        "We are looking for a tier-2 assembler of centrifugal pumps in Indonesia."
    ]
    assert fits(match_of(pages["ASKER"], "ASKS-IN-TEXT"))["partner"].partner == page.sought[0]


def test_the_two_passages_that_are_nearest_are_quoted(found, embedder):
    both_say = [(p.company, m) for p, m in found if p.company.seeks and m.company.seeks]
    companies = {c.id: c for own, match in both_say for c in (own, match.company)}
    made = dict(zip(companies, embed(list(companies.values()), embedder), strict=True))
    assert both_say
    for own, match in both_say:
        mine, theirs = made[own.id], made[match.company.id]
        asked = {"own": (mine, theirs), "partner": (theirs, mine)}
        for seeker, reason in fits(match).items():
            seeking, other = asked[seeker]
            quoted = (
                [reason.own, reason.partner] if seeker == "own" else [reason.partner, reason.own]
            )
            cosines = seeking.sought @ other.passages.T
            at = (place_of(quoted[0], seeking.places.sought), place_of(quoted[1], other.places.own))
            assert cosines[at] == pytest.approx(cosines.max(), abs=2e-3)


def place_of(quote, places):
    return places.index(Passage(quote.field, quote.start, quote.end))


def test_each_sentence_of_what_is_sought_is_quoted_by_itself(pages):
    first, second = pages["COCOA"].sought
    assert (first.text, second.start) == ("Mesin sangrai kakao.", 21)
    assert fits(match_of(pages["COCOA"], "ROASTERS"))["own"].own == first
    assert fits(match_of(pages["COCOA"], "SWEETS"))["own"].own == second


def test_who_is_outside_the_countries_and_tiers_named_is_marked(found):
    marked = set()
    for page, match in found:
        sides = {"own": (page.company, match.company), "partner": (match.company, page.company)}
        for seeker, reason in fits(match).items():
            asking, other = sides[seeker]
            # In these descriptions one sentence asks, and so is the one that is quoted.
            words = asking.seeks or (reason.own if seeker == "own" else reason.partner).text
            assert reason.outside == (not Constraints.of(words).admit(other))
            marked.add((seeker, reason.outside))
    assert marked == {(side, outside) for side in ("own", "partner") for outside in (True, False)}


def test_a_partner_in_the_country_that_is_named_is_not_outside(pages):
    assert not fits(match_of(pages["ASKER"], "FOUNDRY-JP"))["own"].outside
    assert fits(match_of(pages["ASKER"], "FOUNDRY-ID"))["own"].outside
    assert not fits(match_of(pages["ASKER"], "ASKS-IN-TEXT"))["partner"].outside
    assert fits(match_of(pages["RIVAL"], "ASKS-IN-TEXT"))["partner"].outside


def test_outside_the_country_named_the_same_company_is_weaker(catalog, make_company):
    twin = {"description": "Kami membuat rumah pompa dari besi tuang."}
    asker = {"description": "Pump assembler.", "seeks": "Rumah pompa besi tuang dari Jepang."}
    catalog.put(
        make_company("ASKER", **asker),
        *(make_company(country, country=country, **twin) for country in ("ID", "US", "JP")),
    )
    inside, *outside = catalog.matches("ASKER").results
    assert inside.company.id == "JP"
    assert all(match.forward < inside.forward for match in outside)
    assert [match.score for match in outside] == pytest.approx([outside[0].score] * 2, abs=0.1)


def test_words_that_are_met_and_words_that_are_not_are_quoted_from_both_sides(found):
    for page, match in found:
        if match.forward is None:
            continue
        reason = phrases(match)
        for answer in reason.answers:
            assert stands_in(answer.asked, page.company)
            assert stands_in(answer.found, match.company)
        asked = [*reason.missing, *(answer.asked for answer in reason.answers)]
        assert len(set(asked)) == len(asked)
        for quote in asked:
            assert any(
                sought.field == quote.field
                and sought.start <= quote.start < quote.end <= sought.end
                for sought in page.sought
            )


def test_what_a_partner_lacks_of_what_is_sought_is_said(pages):
    lacking, having = (phrases(match_of(pages["COCOA"], i)) for i in ("ROASTERS", "SWEETS"))
    assert "FSSC 22000" in {quote.text for quote in lacking.missing}
    assert "FSSC 22000" in {answer.asked.text for answer in having.answers}
    assert "FSSC 22000" not in {quote.text for quote in having.missing}


def test_a_word_is_met_in_another_language(pages):
    answers = phrases(match_of(pages["ASKER"], "FOUNDRY-JP")).answers
    assert ("pompa", "ポンプ") in {(answer.asked.text, answer.found.text) for answer in answers}


def test_the_kinds_of_partnership_that_both_want_are_a_reason(found):
    for page, match in found:
        common = tuple(k for k in page.company.partnership if k in match.company.partnership)
        kinds = [reason.kinds for reason in match.reasons if isinstance(reason, PartnershipReason)]
        assert kinds == ([common] if common else [])


def test_who_wants_another_kind_of_partnership_is_no_match(pages):
    assert "INVESTOR" not in {match.company.id for match in pages["ASKER"].results}
    assert "INVESTOR" in {match.company.id for match in pages["FOUNDRY-JP"].results}


# What somebody offers and seeks, who offers what is sought, and who offers the same; all fictional.
RIVALS = [
    (
        ("ID", "Kami menjahit seragam kerja di Solo.", "Kain katun anti api dari Jepang."),
        ("JP", "難燃綿の作業服用生地を織っています。", "インドネシアの縫製工場への販路。"),
        ("JP", "綿の生地から作業服と制服を縫製しています。", "難燃綿の生地。"),
    ),
    (
        ("JP", "籐の椅子を輸入し、ホテルに販売しています。", "チルボンの籐家具の製造元。"),
        ("ID", "Perajin kursi rotan di Cirebon untuk hotel.", "Importir kursi rotan di Jepang."),
        (
            "ID",
            "Kursi dari produsen mebel rotan di Cirebon kami jual ke hotel.",
            "Pembuat mebel rotan.",
        ),
    ),
    (
        ("JP", "We distribute frozen tuna to sushi chains.", "Tuna loins frozen at -60 degrees."),
        ("ID", "Kami membekukan loin tuna pada -60 derajat di Bitung.", "Distributor tuna beku."),
        ("ID", "-60度で凍結したまぐろを寿司店に卸売しています。", "超低温で凍結したまぐろ。"),
    ),
]


@pytest.mark.parametrize("companies", RIVALS)
def test_who_offers_what_is_sought_comes_before_who_offers_the_same(
    catalog, make_company, companies
):
    named = zip(("ASKER", "SUPPLIER", "RIVAL"), companies, strict=True)
    catalog.put(
        *(
            make_company(name, country=country, description=description, seeks=seeks)
            for name, (country, description, seeks) in named
        ),
        *(make_company(f"OTHER-{number}", **fields) for number, fields in enumerate(OTHERS)),
    )
    supplier, rival = (match_of(catalog.matches("ASKER"), i) for i in ("SUPPLIER", "RIVAL"))
    assert supplier.rank < rival.rank
    assert supplier.score > rival.score
    assert supplier.backward > rival.backward


# What a catalogue is made of beside them: without others, every word is in every second company.
OTHERS = [
    {"description": "Kalibrasi alat ukur tekanan.", "seeks": "Pabrik yang wajib kalibrasi."},
    {"description": "金型部品を研削しています。", "seeks": "射出成形の会社。"},
    {"description": "Bakery ovens and dough mixers.", "seeks": "A distributor of ovens."},
    {"description": "Jasa angkutan kontainer.", "seeks": "Eksportir di Tanjung Perak."},
    {"description": "Pabrik kaca lembaran.", "seeks": "Pembeli kaca untuk bangunan."},
]
