"""`mitra match`: partners with both sides of each match, for people and for scripts."""

import json
import re

import pytest
from rich.cells import cell_len

from embeddings import Messages
from recommender import Catalog
from recommender.wire import MatchesAnswer

LANGUAGES = ("id", "ja", "en")

# All of these companies are fictional; they say so in `organisation`.
COMPANIES = {
    "PUMP": {
        "name": "PT Uji Pompa Bengawan",
        "description": "Kami merakit pompa sentrifugal untuk irigasi sawah.",
        "seeks": "Bengkel cor di Jepang yang membuat rumah pompa.",
        "partnership": ("supply",),
    },
    "CAST": {
        "name": "架空鋳造株式会社",
        "country": "JP",
        "description": "ポンプケーシングをねずみ鋳鉄で鋳造しています。",
        "seeks": "インドネシアのポンプ組立会社。",
        "partnership": ("supply",),
    },
    "CEPER": {
        "name": "CV Uji Cor Ceper",
        "description": "Bengkel cor yang membuat rumah pompa dan roda gila di Ceper.",
        "tier": "3",
    },
    "TEXT": {
        "name": "Fictional Valves Ltd.",
        "country": "JP",
        "description": "Valves for pumps. We are looking for an assembler of centrifugal pumps.",
    },
    "QUIET": {
        "name": "UD Uji Sunyi",
        "country": "US",
        "description": "Perajin kursi bambu.",
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory, embedder, make_company):
    path = tmp_path_factory.mktemp("match") / "data"
    with Catalog.open(path, embedder=embedder) as catalog:
        catalog.put(*(make_company(i, organisation="fiktif", **f) for i, f in COMPANIES.items()))
    return path


@pytest.fixture(scope="module")
def match(folder, mitra):
    """Run `mitra match` over these companies; text is wide enough not to be broken."""

    def run(*arguments, language="en", width=400):
        return mitra(
            *("--lang", language, "--data", folder, "match", *arguments), COLUMNS=str(width)
        )

    return run


def text(key, language="en", **values):
    return Messages("recommender").text(f"cli.{key}", language, **values)


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (("PUMP",), {"company_id": "PUMP"}),
        (
            ("TEXT", "--country", "ID", "--country", "US", "--limit", "2"),
            {"company_id": "TEXT", "filters": {"country": ["ID", "US"]}, "limit": 2},
        ),
        (("CAST", "--offset", "1"), {"company_id": "CAST", "offset": 1}),
    ],
)
def test_the_json_is_that_of_the_catalogue_and_nothing_else(
    match, folder, embedder, arguments, asked
):
    done = match(*arguments, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    with Catalog.open(folder, embedder=embedder) as catalog:
        page = catalog.matches(**asked)
    assert page.results
    assert json.loads(done.stdout) == MatchesAnswer.of(page).model_dump(mode="json")


def test_the_json_has_the_fields_that_others_build_on(match):
    document = json.loads(match("PUMP", "--json").stdout)
    assert list(document) == [
        *("id", "sought", "inferred", "generation", "total", "good_partner_found"),
        *("results", "facets"),
    ]
    assert (document["id"], document["total"], document["inferred"]) == ("PUMP", 4, False)
    for result in document["results"]:
        assert {"offers_what_is_sought", "seeks_what_is_offered", "reasons"} <= result.keys()
    silent = next(result for result in document["results"] if result["id"] == "CEPER")
    assert silent["seeks_what_is_offered"] is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_says_who_complements_whom_and_why(match, language):
    done = match("PUMP", language=language)
    assert done.returncode == 0
    pump, cast = COMPANIES["PUMP"], COMPANIES["CAST"]
    for expected in (
        text("match.title", language, name=pump["name"], id="PUMP"),
        text("match.sought", language, words=pump["seeks"]),
        cast["name"],
        text("match.they-offer", language, words=cast["description"]),
        text("match.they-seek", language, words=cast["seeks"]),
        text("match.they-seem-to-seek", language, words=COMPANIES["TEXT"]["description"][18:]),
        text("match.outside", language),
        text("match.partnership", language, kinds=text_of_kind(language)),
        "← ?",
    ):
        assert expected in done.stdout
    assert text("match.legend", language, name=pump["name"]) in done.stderr
    assert text("search.total", language, shown=4, total=4) in done.stderr


def text_of_kind(language):
    return Messages("recommender").text("partnership.supply", language)


@pytest.mark.parametrize(("language", "width"), [("id", 60), ("ja", 60), ("ja", 80), ("en", 120)])
def test_the_table_fits_the_terminal(match, language, width):
    done = match("PUMP", language=language, width=width)
    assert done.returncode == 0
    assert max(map(cell_len, done.stdout.splitlines())) <= width
    assert re.findall(r"^│ (\d) │", done.stdout, re.MULTILINE) == ["1", "2", "3", "4"]


def test_what_is_inferred_from_a_description_is_said_to_be(match):
    done = match("TEXT")
    words = "We are looking for an assembler of centrifugal pumps."
    assert text("match.inferred", words=words) in done.stdout
    assert text("match.sought", words=words) not in done.stdout


def test_a_company_that_seeks_nothing_is_told_so_beside_its_partners(match):
    done = match("QUIET")
    assert text("match.nothing-sought", name=COMPANIES["QUIET"]["name"]) in done.stderr
    assert "→ ?" in done.stdout
    assert COMPANIES["PUMP"]["name"] in done.stdout
    assert COMPANIES["CEPER"]["name"] not in done.stdout


def test_where_nobody_complements_a_company_that_is_said(match):
    done = match("QUIET", "--region", "Jawa Tengah")
    assert (done.returncode, text("search.none") in done.stderr) == (0, True)
    nobody = match("QUIET", "--tier", "3")
    assert nobody.returncode == 0
    assert text("match.none") in nobody.stderr


def test_a_list_that_ends_before_the_offset_says_so(match):
    done = match("PUMP", "--offset", "100")
    assert (done.returncode, text("search.beyond") in done.stderr) == (0, True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("option", [(), ("--json",)])
def test_an_unknown_company_ends_with_a_sentence_and_exit_code_1(match, language, option):
    done = match("CSAT", *option, language=language)
    assert (done.returncode, done.stdout) == (1, "")
    messages = Messages("recommender")
    assert messages.text("unknown-company.message", language, id="CSAT") in done.stderr
    assert messages.text("unknown-company.remedy", language, near="CAST") in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("PUMP", "--country", "Japon"), 1),
        (("PUMP", "--sector", "pumps"), 1),
        (("PUMP", "--limit", "0"), 2),
        (("PUMP", "--offset", "-1"), 2),
        (("PUMP", "CAST"), 2),
        ((), 2),
    ],
)
def test_what_cannot_be_asked_is_refused(match, arguments, code):
    done = match(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr
    assert done.stderr
