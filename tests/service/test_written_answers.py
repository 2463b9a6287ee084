"""Answers that are written as JSON once for each page."""

from dataclasses import replace

import pytest

from recommender.wire import SearchAnswer
from service.written_answers import WrittenAnswers

QUERIES = ("pemasok komponen otomotif di Jepang", "金型メーカー", "frozen shrimp, no dealers")


@pytest.mark.parametrize("query", QUERIES)
def test_it_is_the_json_of_the_page_and_written_once(bundled, query):
    page, written = bundled.search(query), WrittenAnswers()
    json = written.json(page)
    assert json == SearchAnswer.of(page).model_dump_json().encode()
    assert written.json(bundled.search(query)) is json


def test_another_page_is_never_taken_for_one_that_is_gone(bundled):
    written = WrittenAnswers()
    for number in range(2_000):
        # One is given up before the next is made, and may lie where it was.
        page = replace(bundled.search(QUERIES[0], limit=1), query=str(number))
        assert f'"query":"{number}"'.encode() in written.json(page)
