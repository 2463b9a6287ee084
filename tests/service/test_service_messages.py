"""Every code that a client can meet has its words in three languages."""

import pytest

from embeddings import INTERFACE_LANGUAGES, Messages
from service.field_problems import FIELD_CODES
from service.problems import HTTP_CODES

FALLBACKS = {"refused", "unavailable", "unexpected", "invalid-request"}


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_code_of_a_request_has_a_sentence_and_a_remedy(language):
    known = Messages("service").keys(language)
    for code in FALLBACKS | set(HTTP_CODES.values()):
        assert known[f"{code}.message"]
        assert known[f"{code}.remedy"]


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_code_of_a_part_has_a_sentence(language):
    known = Messages("service").keys(language)
    for code in {"invalid", *FIELD_CODES.values()}:
        assert known[f"field.{code}.message"]
