"""However long a description is, what it says stays what it says: no sentence is lost or misread."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings import split_sentences
from recommender import Company
from recommender.passages import MAX_PASSAGES, own_text, passage_text, passages
from recommender.seeking import requests
from recommender.terms import company_terms

# All of these companies are fictional.
STORY = [f"The workshop keeps lathe number {number} in good repair." for number in range(200)]
REQUEST = "We are looking for a hot-dip galvanizing plant in Japan."
TELLING = "Cuttlefish are dried on racks by the sea."


def company(description, **fields):
    return Company(id="A", name="PT Uji", country="ID", description=description, **fields)


def texts(own, places):
    return [passage_text(own, place) for place in places]


@pytest.fixture
def long():
    """A request as sentence 70 of 120, and what the company is as the last one."""
    return company(" ".join([*STORY[:69], REQUEST, *STORY[70:119], TELLING]))


def test_a_request_in_a_long_description_takes_no_other_sentence_with_it(long):
    made = passages(long)
    assert texts(long, made.sought) == [REQUEST]
    assert len(made.own) == MAX_PASSAGES
    own = own_text(long, made)
    assert all(sentence in own for sentence in [*STORY[:69], *STORY[70:119], TELLING])
    assert REQUEST not in own


def test_what_a_long_description_says_after_a_request_is_found_by_its_words(long):
    counts = company_terms(long).counts
    assert {term for term in counts if term.startswith("en:cuttlefish")}
    assert not {term for term in counts if term.startswith("en:galvani")}


def test_who_asks_in_a_long_description_is_found_by_what_it_is(catalog, long, make_company):
    catalog.put(
        long,
        *(make_company(f"O{number}", description=STORY[number]) for number in range(5)),
    )
    best = catalog.search("dried cuttlefish").results[0]
    assert best.company.id == "A"
    assert TELLING in best.reasons[0].partner.text
    assert [quote.text for quote in catalog.matches("A").sought] == [REQUEST]


@pytest.mark.parametrize("number", [1, MAX_PASSAGES - 1, MAX_PASSAGES])
def test_up_to_the_limit_each_sentence_is_a_passage(number):
    own = company(" ".join([*STORY[:number], REQUEST]), seeks=" ".join(STORY[:number]))
    made = passages(own)
    assert texts(own, made.own) == texts(own, made.sought) == STORY[:number]


def test_of_too_many_sentences_the_shortest_neighbours_are_joined():
    short = ["We also mill gears.", "We also cut keys.", "We also drill."]
    own = company(" ".join([*STORY[:40], *short, *STORY[40:63]]))
    made = texts(own, passages(own).own)
    assert made == [*STORY[:40], " ".join(short), *STORY[40:63]]


def test_what_is_sought_is_joined_likewise_where_it_was_entered():
    own = company(STORY[0], seeks=" ".join(["We press.", *STORY[:90]]))
    made = passages(own).sought
    assert len(made) == MAX_PASSAGES
    assert " ".join(texts(own, made)) == own.seeks
    assert max(len(text) for text in texts(own, made)) < 3 * len(STORY[89])


def test_of_too_many_that_nothing_joins_the_longest_are_kept_and_all_are_found_by_words():
    told = [
        f"A {'very ' * (number % 7)}good gear number x{number}x is cut." for number in range(90)
    ]
    own = company(" ".join(f"{sentence} {REQUEST}" for sentence in told))
    made = passages(own)
    kept = texts(own, made.own)
    assert kept == [sentence for sentence in told if sentence in set(kept)]
    assert len(kept) == MAX_PASSAGES
    left_out = [sentence for sentence in told if sentence not in set(kept)]
    assert max(map(len, left_out)) <= min(map(len, kept))
    assert texts(own, made.sought) == [REQUEST] * MAX_PASSAGES
    spans = split_sentences(own.description)
    counted = company_terms(own)
    for span in spans:
        if span.of(own.description) in set(left_out):
            assert any(
                span.start <= found.start < found.end <= span.end
                for term in counted.counts
                for found in counted.occurrences(term)
            )


SENTENCES = st.sampled_from([REQUEST, *STORY[:5], "Kami mencari pemasok.", "Gear.", "歯車。"])
DESCRIPTIONS = st.one_of(
    st.lists(SENTENCES, min_size=1, max_size=20), st.lists(SENTENCES, min_size=65, max_size=300)
).map(" ".join)


@pytest.mark.slow
@given(DESCRIPTIONS)
@settings(deadline=None, max_examples=200)
def test_passages_are_few_in_order_and_never_mix_what_is_with_what_is_sought(description):
    own = company(description)
    made = passages(own)
    asking = requests(description)
    telling = [span for span in split_sentences(description) if span not in set(asking)]
    for places, spans in ((made.own, telling or asking), (made.sought, asking)):
        assert min(1, len(spans)) <= len(places) <= MAX_PASSAGES
        assert all(one.end <= other.start for one, other in pairwise(places))
        covered = [s for s in spans if any(p.start <= s.start < s.end <= p.end for p in places)]
        # Only where others stand between them may some be left out, and then the limit is reached.
        assert covered == spans or len(places) == MAX_PASSAGES
        for other in {*telling, *asking} - set(spans):
            assert not any(p.start < other.end and other.start < p.end for p in places)
