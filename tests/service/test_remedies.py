"""Remedies that a client of HTTP, or somebody before a page, can follow without a command line."""

import ast
import re
from pathlib import Path

import pytest
import typer

import recommender
import service
from embeddings import INTERFACE_LANGUAGES, Messages
from recommender.errors import (
    FileError,
    FilterError,
    QueryError,
    ReportError,
    UnknownCompanyError,
)
from recommender.events.errors import EventError
from recommender.problems import Problem
from service.cli import app
from service.remedies import remedy_for

# In Indonesian "mitra" is a word: what follows tells.
_COMMANDS = "|".join(typer.main.get_command(app).commands)
COMMAND = re.compile(rf"mitra (?:--\w+ \S+ )?(?:{_COMMANDS})\b")
NOT_HERE = re.compile(rf"{COMMAND.pattern}|(?<![\w-])--[a-z]")
CATALOG, SERVICE = Messages("recommender"), Messages("service")

ANSWERED = (FileError, FilterError, QueryError, ReportError, UnknownCompanyError, EventError)
"""Errors that tell a client what it can do."""

# What is read and written here nobody reaches but by a command.
COMMANDS_ALONE = {
    "adaptation.py",
    "cli",
    "evaluation",
    "exporting.py",
    "judgement_files.py",
    "review.py",
    "review_reading.py",
}
# Of a review of duplicates, which `mitra merge` reads.
OF_REVIEWS = {"company-gone", "company-changed"}


def made(package, names):
    """The codes with which objects of certain classes are made in the sources of a package."""
    folder = Path(package.__file__).parent
    for path in folder.rglob("*.py"):
        if COMMANDS_ALONE & set(path.relative_to(folder).parts):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                [*arguments] = node.args
                if arguments and isinstance(arguments[0], ast.Constant):
                    yield arguments[0].value, node.func.id


def placeholders(text):
    return dict.fromkeys(re.findall(r"\{(\w+)", text), "…")


def remedies(code, text, kind, language):
    for reader in ("http", "page"):
        values = placeholders(text)
        problem = Problem(code, values) if kind is Problem else kind(code, **values)
        yield remedy_for(problem, language, reader)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_no_remedy_of_an_error_of_the_catalogue_names_a_command(language):
    kinds = {kind.__name__: kind for kind in ANSWERED}
    found = set(made(recommender, kinds))
    assert len(found) > 40
    known = CATALOG.keys("en")
    for code, name in found:
        text = known[f"{code}.message"] + known[f"{code}.remedy"]
        for said in remedies(code, text, kinds[name], language):
            assert said, code
            assert not NOT_HERE.search(said), (code, said)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_no_remedy_of_a_row_or_field_names_a_command(language):
    known = CATALOG.keys("en")
    codes = {key.split(".")[1] for key in known if re.fullmatch(r"problem\.[\w-]+\.remedy", key)}
    assert len(codes) > 40
    for code in codes - OF_REVIEWS:
        text = known[f"problem.{code}.message"] + known[f"problem.{code}.remedy"]
        for said in remedies(code, text, Problem, language):
            assert not NOT_HERE.search(said), (code, said)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_no_remedy_of_the_service_to_a_client_names_a_command(language):
    of_commands = {
        code for code, _ in made(service, {"ServiceError", "UnknownKeyError", "WebhookError"})
    }
    texts = SERVICE.keys(language)
    asked = [
        key
        for key in texts
        if re.fullmatch(r"[\w-]+\.remedy", key) and key.split(".")[0] not in of_commands
    ]
    assert len(asked) > 30
    for key in asked:
        # Options are those of `mitra serve`, for whoever runs the service and reads this first.
        assert not COMMAND.search(texts[key]), (key, texts[key])


@pytest.mark.parametrize("table", ["http", "page"])
def test_every_remedy_for_clients_belongs_to_a_code_and_needs_nothing_that_it_does_not_have(table):
    catalog = CATALOG.keys("en")
    for key, text in SERVICE.keys("en").items():
        if key.startswith(f"{table}."):
            code = key.split(".")[1]
            own = [catalog.get(f"{name}.message", "") for name in (code, f"problem.{code}")]
            own += [catalog.get(f"{name}.remedy", "") for name in (code, f"problem.{code}")]
            assert any(own), code
            assert set(placeholders(text)) <= set(placeholders("".join(own))), code


def test_a_client_is_told_of_fields_where_a_command_has_options(shared):
    key = shared.key("read", "Kadin")
    answer = shared.ask("GET", "/v1/companies/K-PUBLICK", key)
    assert answer.status_code == 404
    assert "K-PUBLIC" in answer.json()["detail"]
    assert "mitra" not in answer.json()["detail"]
