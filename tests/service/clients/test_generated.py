"""What is committed of the clients is what the service's document makes now."""

import importlib.util
from pathlib import Path

import pytest

from service.app import create_app
from service.state import ServiceState

pytestmark = pytest.mark.slow

CLIENTS = Path(__file__).parents[3] / "clients"
MADE = ("openapi.json", "python/mitra_client/models.py", "python/mitra_client/operations.py")


@pytest.fixture(scope="module")
def generator():
    spec = importlib.util.spec_from_file_location("generate", CLIENTS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(generator, tmp_path_factory):
    folder = tmp_path_factory.mktemp("clients")
    generator.main(folder)
    return folder


@pytest.mark.parametrize("name", MADE)
def test_what_is_committed_is_what_is_made_now(made, name):
    assert (CLIENTS / name).read_bytes() == (made / name).read_bytes(), "run: make clients"


def test_the_document_depends_on_no_catalogue(committed, catalog, make_company):
    catalog.put(make_company("ID-1"))
    assert create_app(ServiceState(catalog, None)).openapi() == committed


def test_models_check_nothing_that_the_service_checks_in_words(generator):
    schema = {
        "type": "object",
        "title": "X",
        "properties": {"title": {"type": "string", "maxLength": 3, "default": "a", "title": "T"}},
        "required": ["title"],
    }
    assert generator.without_checks(schema) == {
        "type": "object",
        "properties": {"title": {"type": "string", "default": "a"}},
        "required": ["title"],
    }


def test_what_a_later_service_answers_besides_is_passed_over():
    from mitra_client import models

    company = {"id": "1", "name": "x", "description": "y", "country": "ID", "founded": 1970}
    assert models.Company.model_validate(company).id == "1"
