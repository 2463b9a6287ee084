"""The lexical index counts what is there, and scores as the literature says."""

import math
from collections import Counter

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.lexical_index import LENGTH_NORMALIZATION, SATURATION, LexicalIndex
from recommender.terms import CompanyTerms, Occurrence, company_terms, occurrences

WORDS = [f"en:{letter}" for letter in "abcdefgh"]


def encode(words):
    """A vector of its own for each word, whatever is embedded with it."""
    seeds = [sum(map(ord, word)) for word in words]
    vectors = np.stack([np.random.default_rng(seed).normal(size=8) for seed in seeds])
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def counted(text: list[str]) -> CompanyTerms:
    found = [Occurrence(term, "description", 0, 1) for term in text]
    return CompanyTerms.of(found, {term: term[3:] for term in text}, len(text), [])


def build(texts: list[list[str]]) -> LexicalIndex:
    entries = [(row, counted(text)) for row, text in enumerate(texts, start=1)]
    return LexicalIndex.build(1, "test", entries, encode, {})


texts = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20), min_size=1, max_size=12)


@given(texts, st.sampled_from(WORDS))
@settings(deadline=None)
def test_a_single_term_scores_as_in_bm25s(written, term):
    """Against an implementation of others: bm25s, in Lucene's variant."""
    index = build(written)
    peer = bm25s.BM25(k1=SATURATION, b=LENGTH_NORMALIZATION, method="lucene")
    peer.index(written, show_progress=False)
    if not any(term in text for text in written):
        assert not index.score({term: 1.0})[0].any()
        return
    # Lucene leaves out the constant factor k1 + 1.
    expected = peer.get_scores([term]) * (SATURATION + 1)
    np.testing.assert_allclose(index.score({term: 1.0})[0], expected, rtol=1e-5)


@given(texts, st.dictionaries(st.sampled_from(WORDS), st.floats(0.01, 1), min_size=1, max_size=4))
@settings(deadline=None)
def test_alternatives_count_as_one_term_of_their_weighted_frequencies(written, alternatives):
    total = sum(alternatives.values())
    alternatives = {term: weight / total for term, weight in alternatives.items()}
    index = build(written)
    mean = np.mean([len(text) for text in written])
    companies = sum(w * sum(t in text for text in written) for t, w in alternatives.items())
    assert companies <= len(written)
    rarity = math.log(1 + (len(written) - companies + 0.5) / (companies + 0.5))
    expected = []
    for text in written:
        frequency = sum(w * text.count(t) for t, w in alternatives.items())
        share = 1 - LENGTH_NORMALIZATION + LENGTH_NORMALIZATION * len(text) / mean
        expected.append(rarity * frequency * (SATURATION + 1) / (frequency + SATURATION * share))
    scores, most = index.score(alternatives)
    np.testing.assert_allclose(scores, expected, rtol=1e-4, atol=1e-6)
    assert (scores <= most * (1 + 1e-6)).all()


def test_a_term_that_every_company_has_weighs_next_to_nothing():
    index = build([["en:a", "en:b"], *([["en:a", "en:c"]] * 30)])
    assert index.score({"en:a": 1.0})[1] < index.score({"en:b": 1.0})[1] / 50


@given(texts)
@settings(deadline=None)
def test_postings_are_the_texts_turned_inside_out(written):
    index = build(written)
    for term in WORDS:
        postings = index.postings(term)
        found = dict(zip(postings.positions.tolist(), postings.counts.tolist(), strict=True))
        assert found == {n: t.count(term) for n, t in enumerate(written) if term in t}
        assert (term in index) == bool(found)


def test_an_index_comes_back_from_the_disk_as_it_was(tmp_path):
    index = build([["en:a", "en:b"], ["en:b", "en:b", "en:c"]])
    index.save(tmp_path)
    loaded = LexicalIndex.load(tmp_path, 1, "test")
    for term in WORDS:
        assert loaded.postings(term).counts.tolist() == index.postings(term).counts.tolist()
    np.testing.assert_array_equal(loaded.words.vectors, index.words.vectors)
    assert list(loaded.words.terms) == list(index.words.terms)


def test_words_that_are_known_are_not_embedded_again():
    first = build([["en:a", "en:b"]])
    asked: list[str] = []

    def listening(words):
        asked.extend(words)
        return encode(words)

    entries = [(1, counted(["en:a", "en:c"]))]
    second = LexicalIndex.build(2, "test", entries, listening, first.words.known())
    assert asked == ["c"]
    anew = LexicalIndex.build(2, "test", entries, encode, {})
    np.testing.assert_array_equal(second.words.vectors, anew.words.vectors)


def test_an_empty_index_answers_nothing():
    index = build([])
    assert len(index) == 0
    assert index.score({"en:a": 1.0})[0].shape == (0,)
    assert index.words.nearest(encode(["a"]), 4) == [{}]


@pytest.mark.parametrize("field", ["description", "capabilities", "offers", "certifications"])
def test_terms_come_from_everything_a_company_can_do(make_company, field):
    text = "Kami mengerjakan pengecoran ADC12"
    value = text if field in {"description", "offers"} else (text,)
    company = make_company(**{"description": "Pabrik di Bekasi.", "language": "id", field: value})
    assert {"id:cor", "=adc12"} <= company_terms(company).counts.keys()


def test_what_a_company_seeks_is_not_counted(make_company):
    company = make_company(description="Pabrik roti.", seeks="Mesin pengecoran ADC12")
    assert "=adc12" not in company_terms(company).counts


def test_every_occurrence_lies_in_its_field_and_is_counted(bundled):
    for company in list(bundled)[::12]:
        found = list(occurrences(company))
        made = company_terms(company)
        assert dict(Counter(o.term for o in found)) == made.counts
        assert {o for term in made.places for o in made.occurrences(term)} == set(found)
        for occurrence in found:
            value = getattr(company, occurrence.field)
            text = value if isinstance(value, str) else ", ".join(value)
            assert text[occurrence.start : occurrence.end].strip()


def test_stored_terms_come_back_as_they_were(bundled):
    for company in list(bundled)[::40]:
        made = company_terms(company)
        assert CompanyTerms.unpack(made.pack()) == made
