"""What speaks for a company is the same, however it is computed: one by one, at once, by hand."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.expansion import expand, expand_all
from recommender.fusion import COMPANY
from recommender.lexical_index import LENGTH_NORMALIZATION, SATURATION, LexicalIndex
from recommender.passages import embed, own_text, passages
from recommender.remembered import Remembered
from recommender.terms import CompanyTerms, Occurrence, company_terms
from recommender.word_vectors import WordVectors

WORDS = [f"en:{letter}" for letter in "abcdefgh"]


@pytest.fixture(scope="module")
def encode(embedder):
    return lambda texts: embedder.encode(list(texts), kind="query")


@pytest.fixture(scope="module")
def lexical(bundled):
    """The index of the bundled companies' terms."""
    with bundled._store.reading() as connection:
        return bundled._indexes(connection).lexical


# Scoring one company, and all of them.


def counted(text: list[str]) -> CompanyTerms:
    return CompanyTerms.of([Occurrence(t, "description", 0, 1) for t in text], {}, len(text), [])


@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=20), min_size=1, max_size=10),
    st.dictionaries(st.sampled_from([*WORDS, "en:unknown"]), st.floats(0.01, 3), max_size=5),
)
@settings(deadline=None)
def test_one_company_scores_as_it_does_among_all(written, alternatives):
    own = [counted(text) for text in written]
    index = LexicalIndex.build(1, "test", list(enumerate(own, start=1)), np.zeros, {})
    scores, most = index.score(alternatives)
    for position, made in enumerate(own):
        score, reachable = index.score_of(position, made.counts, alternatives)
        assert score == pytest.approx(scores[position], rel=1e-4, abs=1e-6)
        assert reachable == most
        assert score <= most + 1e-9


@pytest.mark.parametrize(
    "query", ["pengecoran die casting ADC12", "食品包装フィルム", "rattan chairs"]
)
def test_the_bundled_companies_score_one_by_one_as_they_do_together(bundled, lexical, query):
    companies = list(bundled)
    for need in bundled.search(query).needs:
        scores, most = lexical.score(need.terms)
        assert scores.any()
        for position in range(0, len(companies), 7):
            counts = company_terms(companies[position]).counts
            found = lexical.score_of(position, counts, need.terms)
            assert found == pytest.approx((scores[position], most), rel=1e-4, abs=1e-6)


# Reading one text, and many.

TEXTS = [
    ("pengecoran die casting ADC12 untuk motor", "id"),
    ("ダイカスト部品と金型", "ja"),
    ("die casting of ADC12 housings", "en"),
    ("pengecoran besi cor", "id"),
    ("ダイカスト部品", "ja"),
    ("xyzzy frobnicator", "en"),
    ("!?", "en"),
    ("", "id"),
]


def nearly(need):
    alternatives = pytest.approx(dict(need.alternatives), abs=1e-4)
    spread = pytest.approx(need.spread, abs=1e-4)
    return (need.start, need.end, alternatives, spread, need.weight, need.known)


def exactly(need):
    alternatives = dict(need.alternatives)
    return (need.start, need.end, alternatives, need.spread, need.weight, need.known)


def test_many_texts_ask_for_what_each_of_them_asks_for(lexical, encode):
    together = expand_all(TEXTS, lexical, encode)
    assert [bool(needs) for needs in together] == [True] * 6 + [False] * 2
    for (text, language), needs in zip(TEXTS, together, strict=True):
        if text.strip("!? "):
            alone = expand(text, language, lexical, encode).needs
            assert [exactly(need) for need in needs] == [nearly(need) for need in alone]


def test_the_words_of_many_texts_are_embedded_at_most_once(lexical, encode):
    asked: list[str] = []

    def listening(texts):
        asked.extend(texts)
        return encode(texts)

    texts = [("frobnicator dan kopi", "id"), ("frobnicator kopi xyzzy", "id")] * 3
    words = dataclasses.replace(lexical.words, near=Remembered(100))
    lexical = dataclasses.replace(lexical, words=words)
    assert len(expand_all(texts, lexical, listening)) == 6
    assert sorted(asked) == ["frobnicator", "xyzzy"]


def test_of_no_texts_nothing_is_asked(lexical):
    def never(texts):
        raise AssertionError(texts)

    assert expand_all([], lexical, never) == []
    assert [len(needs) for needs in expand_all([("ISO 9001", "en")], lexical, never)] == [1]


# Vectors of words that the index knows, and of those that it does not.

SPELLINGS = ["pengecoran", "金型", "casting", "rotan", "めっき", "calibration", "Bekasi"]


@pytest.mark.slow
@given(
    st.lists(st.sampled_from([*SPELLINGS, "frobnicator", "ロボット"]), min_size=1, max_size=8),
    st.sets(st.sampled_from(SPELLINGS)),
)
@settings(deadline=None)
def test_a_words_vector_is_the_same_whether_or_not_it_is_known(embedder, words, known):
    def encode(texts):
        return embedder.encode(list(texts), kind="query")

    asked: list[str] = []

    def listening(texts):
        asked.extend(texts)
        return encode(texts)

    index = WordVectors.build({f"x:{word}": word for word in sorted(known)}, encode, {})
    (whole,), near = index.read(["x"], words, 1, listening)
    np.testing.assert_array_equal(whole, encode(["x"])[0])
    assert asked == ["x", *dict.fromkeys(word for word in words if word not in known)]
    anew = dataclasses.replace(index, surfaces=[""] * len(known), near=Remembered(0))
    for found, expected in zip(near, anew.neighbours_of(words, 1, encode), strict=True):
        for language, terms in expected.items():
            # What is known lies there in half precision.
            assert found[language][0][1] == pytest.approx(terms[0][1], abs=1e-3)


@given(st.integers(1, 30), st.integers(0, 400), st.integers(1, 8), st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_the_nearest_words_are_those_that_looking_at_all_finds(dimension, words, count, seed):
    drawn = np.random.default_rng(seed)
    # Many near to one another, as the words of a trade are.
    centres = drawn.normal(size=(5, dimension))
    vectors = centres[drawn.integers(5, size=words)] + 0.3 * drawn.normal(size=(words, dimension))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)
    terms = [
        f"{language}:{n}" for n, language in enumerate(sorted(drawn.choice(["id", "ja"], words)))
    ]
    index = WordVectors(terms, terms, vectors)
    asked = vectors[:3].astype(np.float32)
    for vector, found in zip(asked, index.nearest(list(asked), count), strict=True):
        cosines = vectors.astype(np.float64) @ vector.astype(np.float64)
        for language in {term[:2] for term in terms}:
            own = [n for n, term in enumerate(terms) if term.startswith(language)]
            best = np.sort(cosines[own])[::-1][:count]
            # One that is nearer by less than the step of a byte may stand for another.
            np.testing.assert_allclose([c for _, c in found[language]], best, atol=0.01)
            assert all(
                cosines[terms.index(term)] == pytest.approx(c) for term, c in found[language]
            )


@pytest.mark.slow
@given(st.lists(st.lists(st.sampled_from([*SPELLINGS, "frobnicator"]), max_size=6), max_size=6))
@settings(deadline=None)
def test_what_is_near_to_a_word_is_looked_up_once_and_always_the_same(lexical, encode, texts):
    asked: list[str] = []

    def listening(words):
        asked.extend(words)
        return encode(words)

    remembering = dataclasses.replace(lexical.words, near=Remembered(100))
    for words in texts:
        afresh = dataclasses.replace(lexical.words, near=Remembered(0))
        assert remembering.neighbours_of(words, 4, listening) == [
            near for word in words for near in afresh.neighbours_of([word], 4, encode)
        ]
    assert len(asked) == len(set(asked))


def test_a_known_word_keeps_its_neighbours(lexical, encode):
    """Looked up in the index or embedded anew, the same words are near."""
    words = [word for word in SPELLINGS if word in set(lexical.words.surfaces)]
    assert len(words) >= 5
    unknown = dataclasses.replace(
        lexical.words, surfaces=[""] * len(lexical.words.surfaces), near=Remembered(0)
    )
    looked_up = lexical.words.neighbours_of(words, 1, encode)
    embedded = unknown.neighbours_of(words, 1, encode)
    for ours, theirs in zip(looked_up, embedded, strict=True):
        assert {language: near[0][0] for language, near in ours.items()} == {
            language: near[0][0] for language, near in theirs.items()
        }


# Comparing a company with all others, by hand.


@pytest.fixture(scope="module")
def everything(bundled, embedder):
    """Every bundled company with its vectors, and how often it has each term, shape (n, t)."""
    companies = list(bundled)
    terms = [company_terms(company) for company in companies]
    numbers = {term: n for n, term in enumerate(sorted({t for own in terms for t in own.counts}))}
    counts = np.zeros((len(companies), len(numbers)))
    for row, own in zip(counts, terms, strict=True):
        row[[numbers[term] for term in own.counts]] = list(own.counts.values())
    lengths = np.array([own.length for own in terms])
    return companies, embed(companies, embedder), counts, numbers, lengths


def brute_force(everything, company_id, lexical, encode):
    """The strength of every other company by the documented score, without database or index."""
    companies, made, counts, numbers, lengths = everything
    place = [company.id for company in companies].index(company_id)
    own, mean = companies[place], made[place].mean
    text = own_text(own, passages(own))[:2_000]
    shares = 1 - LENGTH_NORMALIZATION + LENGTH_NORMALIZATION * lengths / lengths.mean()
    companies_with = (counts > 0).sum(axis=0)
    answered, most = np.zeros(len(companies)), 0.0
    for need in expand(text, own.language, lexical, encode).needs:
        weights = np.zeros(len(numbers))
        for term, weight in need.terms.items():
            weights[numbers[term]] = weight
        having = min(len(companies), companies_with @ weights)
        rarity = need.weight * np.log1p((len(companies) - having + 0.5) / (having + 0.5))
        frequency = counts @ weights
        answered += rarity * frequency / (frequency + SATURATION * shares)
        most += rarity
    evidence = (
        COMPANY.whole * np.array([vectors.mean @ mean for vectors in made])
        + COMPANY.passage * np.array([(vectors.passages @ mean).max() for vectors in made])
        + COMPANY.lexical * answered / most
        + COMPANY.intercept
    )
    strengths = 1 / (1 + np.exp(-evidence))
    return {
        company.id: strength
        for company, strength in zip(companies, strengths.tolist(), strict=True)
        if company.id != company_id
    }


@pytest.mark.slow
@pytest.mark.parametrize("company_id", ["ID-001", "ID-061", "JP-001", "JP-117"])
def test_similar_companies_agree_with_brute_force(bundled, everything, lexical, encode, company_id):
    expected = brute_force(everything, company_id, lexical, encode)
    page = bundled.similar(company_id, limit=240)
    strengths = {result.company.id: result.score for result in page.results}
    assert strengths == pytest.approx(expected, abs=1e-3)
    best = sorted(expected, key=lambda one: -expected[one])[:5]
    found = [result.company.id for result in page.results][:5]
    assert [expected[one] for one in found] == pytest.approx(
        [expected[one] for one in best], abs=2e-3
    )
