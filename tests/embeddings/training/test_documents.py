"""What is asked comes from the document that should be found, and is then taken out of it."""

import re
from collections import Counter

import numpy as np
import pytest

from embeddings.glossary import LANGUAGES, Term
from embeddings.training import documents as module
from embeddings.training.documents import DocumentQueries, TermsInText
from embeddings.training.sources import Document

BEGIN, END = 1, 2


class Words:
    """Every word is a piece."""

    def __init__(self):
        self.numbers = {}

    def __call__(self, texts):
        return [
            np.array(
                [
                    BEGIN,
                    *(self.numbers.setdefault(w, 10 + len(self.numbers)) for w in t.split()),
                    END,
                ]
            )
            for t in texts
        ]


def document(number, sentences=5, words=20, group=""):
    """Sentences in which no word stands twice, here or in another document."""
    return Document(
        tuple(" ".join(f"d{number}s{s}w{w}" for w in range(words)) for s in range(sentences)), group
    )


def term(number, english, kind="part"):
    forms = {"en": english, "id": (f"idform{number}",), "ja": (f"jaform{number}",)}
    return Term(forms=forms, kind=kind, place=f"here:{number}")


@pytest.fixture
def words():
    return Words()


@pytest.fixture
def source(words):
    def make(documents, size=6, terms=()):
        return DocumentQueries(documents, terms, words, size=size, weight=1.0)

    return make


@pytest.fixture
def shares(monkeypatch):
    """Sets how often each kind of query is made, 0 for never and 1 for always."""

    def set_shares(**values):
        for name, value in values.items():
            monkeypatch.setattr(module, f"{name.upper()}_SHARE", value)

    return set_shares


def draws(source, count=80):
    random = np.random.default_rng(5)
    for _ in range(count):
        pairs = source.draw(random)
        for left, owner in zip(pairs.left, pairs.owner, strict=True):
            yield left.tolist(), pairs.right[owner].tolist()


def inner(pieces):
    assert (pieces[0], pieces[-1]) == (BEGIN, END)
    assert not {BEGIN, END} & set(pieces[1:-1])
    return pieces[1:-1]


def owner_of(words, pieces):
    """The documents that the pieces come from."""
    names = {number: word for word, number in words.numbers.items()}
    return {re.match(r"d\d+", names[piece]).group() for piece in pieces}


def test_a_query_is_beside_the_document_that_it_came_from(words, source):
    documents = [document(n) for n in range(20)]
    for left, right in draws(source(documents)):
        [asked], [found] = owner_of(words, inner(left)), owner_of(words, inner(right))
        assert asked == found


def test_no_document_is_drawn_twice_in_a_step(words, source):
    pairs = source([document(n) for n in range(7)], size=50).draw(np.random.default_rng(1))
    owners = [owner_of(words, inner(right.tolist())).pop() for right in pairs.right]
    assert sorted(owners) == [f"d{n}" for n in range(7)]


def test_the_sentence_that_is_asked_is_taken_out_of_the_document(words, source, shares):
    shares(stretch=1, uncut=0)
    for left, right in draws(source([document(n) for n in range(20)])):
        names = {number: word for word, number in words.numbers.items()}
        [asked] = {names[piece].partition("w")[0] for piece in inner(left)}
        assert asked not in {names[piece].partition("w")[0] for piece in inner(right)}


def test_a_stretch_is_some_pieces_of_a_sentence_in_a_row(source, shares):
    shares(stretch=1, hard=1)
    lengths = Counter()
    for left, _ in draws(source([document(n, words=30) for n in range(20)])):
        pieces = inner(left)
        assert pieces == list(range(pieces[0], pieces[0] + len(pieces)))
        lengths[len(pieces)] += 1
    assert set(lengths) == set(range(module.STRETCH[0], module.STRETCH[1] + 1))


def test_a_short_sentence_is_asked_whole(source, shares):
    shares(stretch=1, hard=1)
    size = module.LONGEST_QUERY_SENTENCE - 1
    for left, _ in draws(source([document(n, words=size) for n in range(20)])):
        assert len(inner(left)) == size


def test_now_and_then_the_sentence_stays_in_the_document(source, shares):
    shares(stretch=1, shortened=0)
    pairs = list(draws(source([document(n) for n in range(20)]), 300))
    kept = sum(set(inner(left)) <= set(inner(right)) for left, right in pairs)
    # 10 of 100; five standard deviations of 1,800 draws are 64.
    assert abs(kept - 0.1 * len(pairs)) < 65


@pytest.mark.parametrize("stretch", [0, 1])
def test_a_document_of_one_sentence_keeps_it(source, shares, stretch):
    shares(stretch=stretch, uncut=0)
    documents = [document(n, sentences=1) for n in range(8)]
    for left, right in draws(source(documents)):
        assert len(inner(right)) == 20
        assert set(inner(left)) <= set(inner(right))


def test_a_handful_is_a_few_short_stretches(source, shares):
    shares(stretch=0)
    (fewest, most), (short, long) = module.HANDFUL, module.HANDFUL_STRETCH
    seen = set()
    for left, _ in draws(source([document(n, sentences=2) for n in range(20)]), 300):
        pieces = inner(left)
        assert fewest * short <= len(pieces) <= most * long
        seen.update((piece - 10) % 40 % 20 for piece in pieces)
    # Every place of a sentence, from its first to its last piece, is asked some time.
    assert seen == set(range(20))


def test_a_handful_of_very_short_sentences_is_what_there_is(source, shares):
    shares(stretch=0)
    for left, _ in draws(source([document(n, sentences=3, words=1) for n in range(8)])):
        assert inner(left)


def test_sentences_stay_in_their_order_and_whole(source):
    for _, right in draws(source([document(n) for n in range(20)])):
        pieces = inner(right)
        assert pieces == sorted(pieces)
        assert len(pieces) % 20 == 0
        assert len(pieces) >= 40


def test_a_long_document_is_cut_and_keeps_its_end_mark(source, shares):
    shares(shortened=0)
    lengths = {len(right) for _, right in draws(source([document(n, 40) for n in range(8)]), 20)}
    assert lengths == {module.LONGEST_DOCUMENT}
    for _, right in draws(source([document(n, 40) for n in range(8)]), 20):
        inner(right)


def test_documents_without_words_do_not_stop_a_run(source):
    empty = Document(("",), "")
    assert all(left[0] == BEGIN for left, _ in draws(source([empty] * 4), 20))


def test_hard_steps_draw_from_three_industries(words, source, shares):
    shares(hard=1)
    size = module.SMALLEST_GROUP
    documents = [document(n, 2, 5, group=f"g{n // size}") for n in range(5 * size)]
    random = np.random.default_rng(5)
    made = source(documents, size=30)
    seen = set()
    for _ in range(30):
        pairs = made.draw(random)
        owners = {owner_of(words, inner(right.tolist())).pop() for right in pairs.right}
        assert len(owners) == len(pairs.right) == 30
        groups = Counter(int(owner[1:]) // size for owner in owners)
        assert list(groups.values()) == [10, 10, 10]
        seen.update(groups)
    assert seen == set(range(5))


def test_small_industries_and_unknown_ones_are_no_groups(words, source, shares):
    shares(hard=1)
    size = module.SMALLEST_GROUP
    known = [
        document(n, 2, 5, group="" if n < size else f"g{n // (size - 1)}") for n in range(4 * size)
    ]
    pairs = source(known, size=60).draw(np.random.default_rng(1))
    owners = {int(owner_of(words, inner(r.tolist())).pop()[1:]) for r in pairs.right}
    assert len(owners) == 60
    assert len({n // 40 for n in owners}) == 4


def test_terms_are_asked_of_the_document_in_which_they_stand(words, source):
    terms = [term(n, (f"d{n}s0w0",)) for n in range(10)]
    documents = [document(n) for n in range(10)]
    made = source(documents, size=4, terms=terms)
    found = 0
    random = np.random.default_rng(5)
    names = {}
    for _ in range(60):
        pairs = made.draw(random)
        names.update({number: word for word, number in words.numbers.items()})
        for left, owner in zip(pairs.left[4:], pairs.owner[4:], strict=True):
            asked = " ".join(names[piece] for piece in inner(left.tolist()))
            [number] = set(re.findall(r"(?:form|d)(\d+)", asked))
            [mine] = owner_of(words, inner(pairs.right[owner].tolist()))
            assert mine == f"d{number}"
            found += 1
    assert found == 240


def queries(terms, texts, number=0, count=300):
    found = TermsInText(terms, texts)
    random = np.random.default_rng(5)
    return [found.query(number, random) for _ in range(count)]


def asked_numbers(query):
    return {int(number) for number in re.findall(r"(?:idform|jaform|enform)(\d+)", query or "")}


def test_a_query_names_terms_of_the_text_in_one_language():
    terms = [term(n, (f"enform{n}",)) for n in range(6)]
    languages = Counter()
    for query in queries(terms, ["We make enform1, enform3 and enform4.", "enform0"]):
        assert asked_numbers(query)
        assert asked_numbers(query) <= {1, 3, 4}
        [language] = set(re.findall(r"(id|ja|en)form", query))
        languages[language] += 1
    assert set(languages) == set(LANGUAGES)
    assert languages["en"] < min(languages["id"], languages["ja"])


def test_a_text_without_terms_has_no_query():
    assert (
        queries([term(1, ("brake pad",))], ["We sell shrimp.", "brake pad"], count=3) == [None] * 3
    )
    assert queries([], ["We sell shrimp."], count=3) == [None] * 3


def test_the_longest_match_counts_and_not_the_terms_within_it():
    terms = [term(1, ("pipe",)), term(2, ("stainless steel pipe",)), term(3, ("stainless steel",))]
    asked = queries(terms, ["Maker of Stainless Steel Pipes"])
    assert set().union(*map(asked_numbers, asked)) == {2}


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("brake pad", "We export BRAKE PADS."),
        ("gears", "one gear"),
        ("glass", "We cut glass."),
        ("bus", "a bus line"),
        ("R&D", "our r&d centre"),
    ],
)
def test_case_and_plural_do_not_hide_a_term(form, text):
    terms = [Term({"en": (form,), "id": ("idform1",), "ja": ("jaform1",)}, "part", "here:1")]
    assert None not in queries(terms, [text], count=20)


@pytest.mark.parametrize("text", ["The pads brake.", "brake, then a pad", "brakepad"])
def test_other_words_are_no_term(text):
    assert queries([term(1, ("brake pad",))], [text], count=5) == [None] * 5


def test_rare_terms_are_asked_more_often_than_those_of_every_text():
    terms = [term(1, ("steel",)), term(2, ("capsule",))]
    texts = ["steel capsule", *["steel"] * 99]
    asked = Counter(number for q in queries(terms, texts) for number in asked_numbers(q))
    single = Counter(
        next(iter(asked_numbers(q))) for q in queries(terms, texts) if len(asked_numbers(q)) == 1
    )
    assert asked[2] > asked[1]
    assert single[2] > 10 * single[1]


def test_the_usual_form_is_asked_most_and_every_other_some_time():
    terms = [
        Term(
            {"en": ("steel",), "id": ("usual", "second", "third"), "ja": ("鉄",)}, "part", "here:1"
        )
    ]
    asked = Counter(
        form
        for query in queries(terms, ["steel"], count=3000)
        for form in re.findall("usual|second|third", query)
    )
    assert asked["usual"] > 2 * max(asked["second"], asked["third"])
    assert min(asked["second"], asked["third"]) > 100
