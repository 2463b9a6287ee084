"""The figures: what was asked, how it went, and nothing that a client has sent."""

import asyncio
import socket
import urllib.request
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from service.app import create_app
from service.protection.guard import Guard
from service.protection.limits import Limits
from service.server import _tell_figures
from service.state import ServiceState


@pytest.fixture
def state(catalog, make_company):
    catalog.put(make_company("ID-1"), make_company("JP-1", country="JP"))
    return ServiceState(catalog, None, guard=Guard(Limits(at_once=1, waiting=0)))


def ask(state, *requests):
    async def send():
        transport = httpx.ASGITransport(create_app(state))
        async with httpx.AsyncClient(transport=transport, base_url="http://mitra") as client:
            return [await client.request(method, path, **more) for method, path, more in requests]

    return asyncio.run(send())


def read(text):
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def search(query, **filters):
    return "POST", "/v1/search", {"json": {"query": query, "filters": filters}}


FIGURES = ("GET", "/metrics", {})


def test_the_figures_tell_what_was_asked_and_how_it_went(state):
    asked = [search("komponen stamping"), search("stamping parts", tier="OEM"), search("")]
    asked += [("GET", "/nowhere/mitra", {}), ("BREW", "/healthz", {}), FIGURES]
    *answers, figures = ask(state, *asked)
    assert answers[0].json()["results"]
    value = read(figures.text)

    def requests(operation, method, status):
        labels = (("method", method), ("operation", operation), ("status", status))
        return value["mitra_requests_total", *labels]

    found = answers[1].status_code
    assert requests("search", "POST", "200") == 1 + (found == 200)
    assert requests("search", "POST", "422") == 1 + (found == 422)
    assert requests("none", "GET", "404") == 1
    assert requests("none", "other", "405") == 1
    assert value["mitra_queries_total", ("language", "id")] == 1
    assert value["mitra_results_count", ("operation", "search")] == 1 + (found == 200)
    for stage in ("waiting", "working", "whole"):
        labels = (("operation", "search"), ("stage", stage))
        assert value["mitra_request_seconds_count", *labels] == 3
    assert value["mitra_catalog_companies",] == 2
    assert value["mitra_catalog_generation",] == state.catalog.generation
    assert (value["mitra_queue_waiting",], value["mitra_queue_working",]) == (0, 0)
    assert "nowhere" not in figures.text
    assert "BREW" not in figures.text


def test_an_answer_without_results_is_counted(state):
    for company_id in ("ID-1", "JP-1"):
        state.catalog.delete(company_id)
    _, figures = ask(state, search("stamping"), FIGURES)
    assert read(figures.text)["mitra_empty_answers_total", ("operation", "search")] == 1


def test_every_figure_of_ours_is_documented(state):
    text = Path(__file__).parents[3].joinpath("docs", "reference", "metrics.md").read_text("utf-8")
    ours = {family.name for family in state.metrics.registry.collect()}
    ours = {name for name in ours if name.startswith("mitra_")}
    assert len(ours) == 11
    for name in ours:
        assert f"`{name}`" in text or f"`{name}_total`" in text, name


def test_a_port_of_this_machine_tells_the_figures_without_a_key(state):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    _tell_figures(state.metrics, port)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        assert b"mitra_catalog_companies 2.0" in answer.read()
