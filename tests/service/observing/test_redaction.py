"""What is logged is fit to be read: on one line, in UTF-8, without what turns or ends lines."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.observing.redaction import on_one_line, redact

ANY = st.text(st.characters(exclude_categories=()), max_size=40)
"""Half characters too."""


@given(ANY)
def test_any_text_is_written_on_one_line_and_in_utf_8(text):
    line = on_one_line(text)
    line.encode()
    assert len(line.splitlines()) <= 1
    assert not {unicodedata.category(one) for one in line} & {"Cc", "Cs", "Zl", "Zp"}


@given(st.text(st.characters(categories=["L", "N", "P", "S", "M"]), max_size=40))
def test_what_is_fit_stays_as_it_is(text):
    assert on_one_line(text) == text


@pytest.mark.parametrize("half", [0xD800, 0xDBFF, 0xDC00, 0xDFFF])
def test_half_characters_are_told_by_their_number(half):
    assert on_one_line(f"PT {chr(half)}") == f"PT \\u{half:04x}"


def test_a_traceback_keeps_its_lines_and_nothing_else_does():
    said = redact(None, "error", {"event": "a\nb\r", "exception": "a\nb\r", "status": 500})
    assert said == {"event": "a\\u000ab\\u000d", "exception": "a\nb\\u000d", "status": 500}
