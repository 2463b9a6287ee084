"""Every text in every language, with the same placeholders, and no error without its text."""

import ast
import re
import string
import tomllib
from pathlib import Path

import pytest

import embeddings
import recommender
import service
from embeddings import INTERFACE_LANGUAGES, Messages

PACKAGES = {package.__name__: package for package in (embeddings, recommender, service)}
FORMATTER = string.Formatter()


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in FORMATTER.parse(text) if name}


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_language_has_the_same_texts_with_the_same_placeholders(package, language):
    messages = Messages(package)
    english = {key: placeholders(text) for key, text in messages.keys("en").items()}
    assert {k: placeholders(t) for k, t in messages.keys(language).items()} == english


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_no_text_stands_in_two_files(package, language):
    folder = Path(PACKAGES[package].__file__).parent / "messages" / language
    tables = [tomllib.loads(path.read_text("utf-8")) for path in folder.iterdir()]
    in_files = sum(number_of_texts(table) for table in tables)
    assert in_files == len(Messages(package).keys(language)) > 0


def number_of_texts(table: dict) -> int:
    return sum(number_of_texts(v) if isinstance(v, dict) else 1 for v in table.values())


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_no_text_is_empty_or_left_in_english(package, language):
    messages = Messages(package)
    english = messages.keys("en")
    for key, text in messages.keys(language).items():
        assert text.strip(), key
        if language != "en" and key.endswith((".message", ".remedy", ".help")):
            assert text != english[key], key


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_percentage_is_written_as_the_program_prints_it(package, language):
    """Babel puts no space between a number and its sign in any of the three languages."""
    spaced = re.compile(r"[0-9}]\s+%")
    assert not [
        key for key, text in Messages(package).keys(language).items() if spaced.search(text)
    ]


def raised_codes(package: str) -> set[str]:
    """Codes that the package's sources give to an error or a problem."""
    folder = Path(PACKAGES[package].__file__).parent
    found = set()
    for source in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                if name in {"Problem", "PydanticCustomError"}:
                    found.add(f"problem.{first.value}")
                elif name.endswith("Error") and name not in {"AttributeError", "ValueError"}:
                    found.add(first.value)
    return {code for code in found if " " not in code and "{" not in code}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_error_that_the_code_raises_has_a_sentence_and_a_remedy(package):
    codes = raised_codes(package)
    known = Messages(package).keys("en")
    missing = {c for c in codes if f"{c}.message" not in known or f"{c}.remedy" not in known}
    assert codes
    assert not missing
