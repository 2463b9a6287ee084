"""What the service answers is what the command answers, field by field."""

import json

import pytest
from typer.testing import CliRunner

import recommender.loaded_model
from recommender.cli.commands import app

pytestmark = pytest.mark.slow

SEARCHES = [
    ("pemasok komponen otomotif", {}),
    ("mencari pembuat mould injeksi plastik presisi", {"country": "JP"}),
    ("jasa pelapisan logam untuk sekrup", {"language": "ja", "limit": 3}),
    ("自動車用プレス部品を現地生産できる協力会社", {"country": "ID", "limit": 5}),
    ("食品包装フィルムの製造", {}),
    ("精密金型", {"region": ["Aichi", "Osaka"], "country": "Japan"}),
    ("rattan furniture for hotels and restaurants", {"country": ["ID", "JP"]}),
    ("CNC machining of small steel parts", {"sector": "C", "offset": 20}),
    ("cold storage logistics", {"organisation": "mitra-demo", "limit": 1}),
    ("ISO 9001", {"tier": "2"}),
    ("plating\0 of parts", {}),
]
SIMILAR = [
    ("ID-001", {}),
    ("ID-061", {"country": "JP", "limit": 3}),
    ("JP-001", {"country": ["ID"], "offset": 5}),
    ("JP-050", {"region": ["Jawa Barat", "Banten"], "language": ["id", "en"]}),
]


@pytest.fixture
def command(bundled, monkeypatch):
    """Run a command in this process, where the model is loaded already."""
    monkeypatch.setattr(recommender.loaded_model, "load_embedder", lambda _: bundled.embedder)

    def run(*arguments):
        done = CliRunner().invoke(app, ["--data", str(bundled.folder), *arguments, "--json"])
        assert done.exit_code == 0, done.stderr
        return json.loads(done.stdout)

    return run


def options(wanted):
    for name, value in wanted.items():
        for one in value if isinstance(value, list) else [value]:
            yield from (f"--{name}", str(one))


def as_request(query, wanted):
    page = {name: wanted[name] for name in ("limit", "offset") if name in wanted}
    filters = {name: value for name, value in wanted.items() if name not in page}
    return {"query": query, **page, **({"filters": filters} if filters else {})}


@pytest.mark.parametrize(("query", "wanted"), SEARCHES)
def test_a_search_answers_as_the_command_does(client, command, query, wanted):
    answer = client.post("/v1/search", json=as_request(query, wanted))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == command("search", query, *options(wanted))
    assert answer.json()["results"]


@pytest.mark.parametrize(("company_id", "wanted"), SIMILAR)
def test_similar_companies_are_those_of_the_command(client, command, company_id, wanted):
    answer = client.get(f"/v1/companies/{company_id}/similar", params=wanted)
    assert answer.status_code == 200
    assert answer.json() == command("similar", company_id, *options(wanted))
    assert answer.json()["results"]


@pytest.mark.parametrize("company_id", ["ID-001", "JP-080"])
def test_a_company_is_that_of_the_command(client, command, company_id):
    assert client.get(f"/v1/companies/{company_id}").json() == command("show", company_id)


def test_a_search_answers_as_a_process_of_its_own_does(client, mitra):
    query, wanted = SEARCHES[3]
    answer = client.post("/v1/search", json=as_request(query, wanted))
    done = mitra("search", query, *options(wanted), "--json")
    assert answer.json() == json.loads(done.stdout)


def test_a_search_has_the_fields_that_others_build_on(client):
    answer = client.post("/v1/search", json={"query": "pemasok komponen otomotif"}).json()
    assert list(answer) == [
        *("query", "language", "generation", "total", "good_partner_found", "results", "facets"),
        "understood",
    ]
    assert (answer["query"], answer["language"]) == ("pemasok komponen otomotif", "id")
    assert answer["total"] == 240
    assert [result["rank"] for result in answer["results"]] == list(range(1, 11))
    for result in answer["results"]:
        assert list(result) == [
            *("rank", "id", "name", "country", "language", "score", "band"),
            *("reasons", "sectors"),
        ]
        assert 0 <= result["score"] <= 1


def test_pages_follow_one_another_without_gap_or_repetition(client):
    def ranked(**page):
        answer = client.post("/v1/search", json={"query": "baja", **page}).json()
        return [(result["rank"], result["id"]) for result in answer["results"]]

    pages = [one for offset in range(0, 35, 7) for one in ranked(limit=7, offset=offset)]
    assert pages == ranked(limit=35)


def test_an_offset_beyond_the_end_gives_an_empty_page(client):
    answer = client.post("/v1/search", json={"query": "baja", "offset": 1000}).json()
    assert (answer["total"], answer["results"]) == (240, [])


def test_a_filter_left_null_does_not_restrict(client):
    with_null = {"query": "baja", "filters": {"country": None, "region": []}}
    assert client.post("/v1/search", json=with_null).json()["total"] == 240


def test_half_a_character_in_a_query_is_answered_as_a_question_mark(client):
    headers = {"Content-Type": "application/json"}
    answer = client.post("/v1/search", content=b'{"query":"baja \\ud800"}', headers=headers)
    assert answer.status_code == 200
    assert answer.json()["query"] == "baja ?"


def test_json_may_name_its_charset(client):
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    answer = client.post("/v1/search", content=b'{"query":"baja"}', headers=headers)
    assert answer.status_code == 200


def test_health_names_the_generation(client, bundled):
    assert client.get("/healthz").json() == {"status": "ok", "generation": bundled.generation}


def test_the_sectors_are_those_of_the_command(client, mitra):
    answer = client.get("/v1/sectors")
    assert answer.json() == json.loads(mitra("sectors", "--json").stdout)
    assert answer.json()["total"] == 240
