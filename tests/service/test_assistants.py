"""An assistant searches over the Model Context Protocol, with a key's rights and no more."""

import asyncio
import json
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from recommender import Catalog
from recommender.sight import Viewer
from service.assistants import make_server

MITRA = Path(sys.executable).with_name("mitra")


def ask(server, name, **arguments):
    async def call():
        async with Client(server) as client:
            return await client.call_tool(name, arguments)

    return asyncio.run(call())


@pytest.fixture
def server(bundled):
    return make_server(bundled, "en")


def test_every_tool_reads_and_says_what_it_takes_and_gives(server):
    async def tools():
        async with Client(server) as client:
            return (await client.list_tools()).tools

    listed = {tool.name: tool for tool in asyncio.run(tools())}
    assert set(listed) == {
        "search_partners",
        "similar_companies",
        "complementary_partners",
        "get_company",
        "list_sectors",
    }
    for tool in listed.values():
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.output_schema


@pytest.mark.parametrize("query", ["pemasok komponen otomotif", "精密金型", "food packaging"])
def test_the_answer_is_that_of_the_catalogue(server, bundled, query):
    answer = ask(server, "search_partners", query=query, country="JP", limit=5)
    assert not answer.is_error
    page = bundled.search(query, limit=5, filters={"country": "JP"})
    found = [result["id"] for result in answer.structured_content["results"]]
    assert found == [result.company.id for result in page.results]


def test_partners_of_a_company_and_its_profile(server, bundled):
    similar = ask(server, "similar_companies", company_id="ID-001", limit=3)
    expected = [result.company.id for result in bundled.similar("ID-001", limit=3).results]
    assert [result["id"] for result in similar.structured_content["results"]] == expected
    matches = ask(server, "complementary_partners", company_id="ID-001", country="JP", limit=3)
    page = bundled.matches("ID-001", limit=3, filters={"country": "JP"})
    expected = [match.company.id for match in page.results]
    assert [match["id"] for match in matches.structured_content["results"]] == expected
    profile = ask(server, "get_company", company_id="ID-001").structured_content
    assert profile["description"] == bundled.get("ID-001").description
    assert ask(server, "list_sectors").structured_content["total"] == len(bundled)


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("get_company", {"company_id": "ID-00"}, "ID-00"),
        ("search_partners", {"query": "…"}, "query"),
        ("search_partners", {"query": "baja", "country": "Atlantis"}, "Indonesia"),
        ("search_partners", {"query": "baja", "limit": 1000}, "50"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(server, name, arguments, says):
    answer = ask(server, name, **arguments)
    assert answer.is_error
    assert says in answer.content[0].text
    assert "Traceback" not in answer.content[0].text


def test_what_is_hidden_from_the_key_is_hidden_from_the_assistant(catalog, make_company):
    catalog.put(
        make_company("K-1", organisation="Kadin", contact="Bu Sari"),
        make_company("J-1", organisation="JETRO", contact="Sato"),
    )
    catalog.organisations.disclose_company("J-1", "private")
    server = make_server(catalog.seen_by(Viewer("Kadin", contacts=True)), "id")
    answer = ask(server, "search_partners", query="stamping")
    assert [result["id"] for result in answer.structured_content["results"]] == ["K-1"]
    hidden = ask(server, "get_company", company_id="J-1")
    assert hidden.is_error
    assert "Sato" not in json.dumps(hidden.model_dump(mode="json"))


@pytest.fixture
def folder(tmp_path, embedder, make_company):
    with Catalog.open(tmp_path / "data", embedder=embedder) as catalog:
        catalog.put(make_company("K-1", organisation="Kadin"), make_company("N-1"))
        catalog.organisations.disclose_company("K-1", "private")
    return tmp_path / "data"


def found(folder, *arguments, **environment):
    parameters = StdioServerParameters(
        command=str(MITRA), args=["--data", str(folder), "mcp", *arguments], env=environment
    )

    async def call():
        async with Client(stdio_client(parameters)) as client:
            answer = await client.call_tool("search_partners", {"query": "stamping"})
            return {result["id"] for result in answer.structured_content["results"]}

    return asyncio.run(call())


@pytest.mark.slow
def test_the_command_serves_an_assistant_with_a_keys_rights(mitra, folder, tmp_path):
    assert found(folder) == {"K-1", "N-1"}
    made = mitra("keys", "create", "--scope", "search", "--json", folder=folder)
    assert found(folder, MITRA_KEY=json.loads(made.stdout)["key"]) == {"N-1"}
    own = mitra(
        "keys", "create", "--scope", "read", "--organisation", "Kadin", "--json", folder=folder
    )
    file = tmp_path / "key.txt"
    file.write_text(json.loads(own.stdout)["key"] + "\n", "utf-8")
    assert found(folder, "--key-file", str(file)) == {"K-1", "N-1"}


@pytest.mark.slow
def test_without_a_valid_key_it_does_not_start_where_there_are_keys(mitra, folder, tmp_path):
    assert mitra("keys", "create", "--scope", "search", folder=folder).returncode == 0
    done = mitra("mcp", folder=folder)
    assert done.returncode == 1
    assert "MITRA_KEY" in done.stderr
    missing = mitra("mcp", "--key-file", tmp_path / "none", folder=folder)
    assert missing.returncode == 1
    assert "none" in missing.stderr
