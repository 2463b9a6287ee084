"""What the command understands of a query, and how it says it, in three languages."""

import json

import pytest

from embeddings import Messages
from recommender import Catalog
from recommender.strength import band

LANGUAGES = ["id", "ja", "en"]
MESSAGES = Messages("recommender")


@pytest.fixture(scope="module")
def search(demo, mitra):
    """Search the bundled companies with the real command."""

    def run(*arguments, language="en"):
        done = mitra("--lang", language, "--data", demo, "search", *arguments, COLUMNS="200")
        assert "Traceback" not in done.stderr
        return done

    return run


@pytest.fixture(scope="module")
def opened(demo, embedder):
    with Catalog.open(demo, embedder=embedder) as catalog:
        yield catalog


def answer(done):
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def told(language, key, **values):
    return MESSAGES.text(f"cli.search.{key}", language, **values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nobody_is_good_the_verdict_is_said(search, language):
    done = search("tickets for a football match", language=language)
    assert done.returncode == 0
    assert told(language, "no-good-partner") in done.stderr
    assert told(language, "no-good-partner") not in done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_somebody_is_good_each_strength_has_its_word_and_no_verdict(search, opened, language):
    query = "pemasok komponen otomotif"
    done = search(query, language=language)
    assert told(language, "no-good-partner") not in done.stderr
    expected = {band(result.score) for result in opened.search(query).results}
    assert len(expected) > 1
    for name in ("strong", "good", "possible", "weak"):
        cell = f"│ {told(language, f'bands.{name}')} │"
        assert (cell in " ".join(done.stdout.split())) == (name in expected), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("offset", ["120", "10000"])
def test_on_a_later_page_of_an_answer_that_begins_well_there_is_no_verdict(
    search, language, offset
):
    done = search("pemasok komponen otomotif", "--offset", offset, language=language)
    assert done.returncode == 0
    for name in ("strong", "good"):
        assert f"│ {told(language, f'bands.{name}')} │" not in " ".join(done.stdout.split())
    assert told(language, "no-good-partner") not in done.stderr
    assert (told(language, "beyond") in done.stderr) == (offset == "10000")


def test_on_a_later_page_of_an_answer_without_anybody_good_the_verdict_stays(search):
    done = search("tickets for a football match", "--offset", "20")
    assert told("en", "no-good-partner") in done.stderr


@pytest.mark.parametrize("command", ["similar", "match"])
def test_a_later_page_of_a_companys_partners_has_no_verdict_either(demo, mitra, command):
    done = mitra("--data", demo, command, "ID-001", "--offset", "120", COLUMNS="200")
    assert done.returncode == 0
    assert "│ 121 │" in done.stdout
    assert told("en", "no-good-partner") not in done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_understood_is_said_with_the_way_to_take_it_back(search, language):
    query = "komponen di Aichi, bukan trader, untuk ekspor ke Indonesia"
    done = search(query, language=language)
    parts = [
        told(language, f"understood.{aspect}", words=words)
        for aspect, words in [("place", "Aichi"), ("excluded", "bukan trader")]
    ]
    applied = told(
        language,
        "applied",
        applied=", ".join(parts),
        ignore="--ignore place --ignore excluded",
    )
    assert applied in done.stderr
    offer = told(language, "understood.place", words="Indonesia")
    assert told(language, "offered", offered=offer) in done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_was_understood_nothing_is_said_of_it(search, language):
    done = search("komponen", language=language)
    for key in ("applied", "offered"):
        beginning, _, _ = told(language, key, applied="\0", offered="\0", ignore="").partition("\0")
        assert beginning.strip()
        assert beginning not in done.stderr


def test_what_the_command_says_to_type_takes_the_restriction_back(search, opened):
    query = "komponen di Aichi bersertifikat ISO 9001"
    restricted = answer(search(query, "--json"))
    assert [one["applied"] for one in restricted["understood"]] == [True, True]
    ignoring = answer(search(query, "--json", "--ignore", "place", "--ignore", "certification"))
    assert [one["applied"] for one in ignoring["understood"]] == [False, False]
    assert restricted["total"] < ignoring["total"] == len(opened)
    one = answer(search(query, "--json", "--ignore", "certification"))
    assert [(part["aspect"], part["applied"]) for part in one["understood"]] == [
        ("place", True),
        ("certification", False),
    ]
    page = opened.search(query, ignore=["certification"])
    assert [r["id"] for r in one["results"]] == [r.company.id for r in page.results]


def test_a_diverse_answer_is_that_of_the_catalogue(search, opened):
    query = "金型メーカー"
    done = answer(search(query, "--json", "--diverse", "--limit", "12", "--offset", "3"))
    page = opened.search(query, limit=12, offset=3, diverse=True)
    assert [r["id"] for r in done["results"]] == [r.company.id for r in page.results]
    plain = opened.search(query, limit=12, offset=3)
    assert [r["id"] for r in done["results"]] != [r.company.id for r in plain.results]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_aspect_that_does_not_exist_is_refused_and_those_there_are_named(search, language):
    done = search("komponen di Aichi", "--ignore", "colour", "--json", language=language)
    assert (done.returncode, done.stdout) == (1, "")
    assert MESSAGES.text("unknown-aspect.message", language, name="colour") in done.stderr
    for aspect in ("place", "certification", "excluded"):
        assert aspect in done.stderr


@pytest.mark.parametrize("arguments", [["--ignore"], ["--diverse=maybe"], ["--diverse", "no"]])
def test_an_option_that_is_not_one_is_wrong_usage(search, arguments):
    done = search("komponen", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
