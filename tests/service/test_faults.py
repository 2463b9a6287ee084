"""What goes wrong inside: the client learns a number, the log learns the rest."""

import asyncio
import logging

import httpx
import pytest

from embeddings import INTERFACE_LANGUAGES, Messages, ModelError
from recommender.errors import CatalogError
from service.app import create_app
from service.problems import Problem
from service.state import ServiceState

PRIVATE_PATH = "/srv/secret/catalog.db"
HIDDEN_FAULTS = [
    CatalogError("disk-error", path=PRIVATE_PATH),
    CatalogError("vectors-missing", path=PRIVATE_PATH, count=3),
    ModelError("not-a-model-folder", name=PRIVATE_PATH),
]


def ask(app, path, **headers):
    async def get():
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(get())


@pytest.fixture
def failing(catalog, monkeypatch):
    """Make an application whose catalogue raises an error for every company asked for."""

    def make(error):
        def fail(*_):
            raise error

        # Of the class: what a caller sees is another object.
        monkeypatch.setattr(type(catalog), "get", fail)
        return create_app(ServiceState(catalog, None))

    return make


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_an_unexpected_fault_is_a_problem_in_the_language_of_the_client(failing, language):
    app = failing(RuntimeError(PRIVATE_PATH))
    answer = ask(app, "/v1/companies/ID-1", **{"Accept-Language": language})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "unexpected"
    assert answer.json()["title"] == Messages("service").text("unexpected.message", language)


def test_the_traceback_of_an_unexpected_fault_is_in_the_log_alone(failing, caplog):
    answer = ask(failing(RuntimeError(PRIVATE_PATH)), "/v1/companies/ID-1")
    assert PRIVATE_PATH not in answer.text
    assert "Traceback" not in answer.text
    assert PRIVATE_PATH in caplog.text
    assert "Traceback" in caplog.text
    assert answer.json()["instance"] in caplog.text


@pytest.mark.parametrize("error", HIDDEN_FAULTS, ids=lambda error: error.code)
def test_a_fault_of_the_catalogue_or_the_model_means_try_later(failing, caplog, error):
    answer = ask(failing(error), "/v1/companies/ID-1")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["content-type"] == "application/problem+json"
    assert PRIVATE_PATH not in answer.text
    [record] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert PRIVATE_PATH in record.getMessage()
    assert answer.json()["instance"] in record.getMessage()


def test_a_problem_of_the_client_names_its_request_and_leaves_no_error_in_the_log(catalog, caplog):
    answer = ask(create_app(ServiceState(catalog, None)), "/v1/companies/ID-1")
    problem = Problem.model_validate(answer.json())
    assert problem.code == "unknown-company"
    assert problem.instance == f"urn:uuid:{answer.headers['x-request-id']}"
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
