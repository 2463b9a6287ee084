"""What is drawn belongs together, in the languages and as often as it should."""

from collections import Counter

import numpy as np
import pytest

from embeddings.glossary import LANGUAGES, Term
from embeddings.training.corpus import Passage
from embeddings.training.pairs import Passages, Terms, Translations


class Numbered:
    """Gives every text its number, and knows the texts again."""

    def __init__(self):
        self.texts = []

    def __call__(self, texts):
        first = len(self.texts)
        self.texts += texts
        return [np.array([1, 10 + first + n, 2]) for n in range(len(texts))]

    def text(self, pieces):
        return self.texts[pieces[1] - 10]


@pytest.fixture
def tokenize():
    return Numbered()


def draws(source, count=60):
    random = np.random.default_rng(5)
    return [source.draw(random) for _ in range(count)]


def translations(shares, size=40, targets=None):
    left = [np.array([1, 10 + n, 2]) for n in range(len(shares))]
    right = [np.array([1, 1000 + n, 2]) for n in range(len(shares))]
    shares = np.array(shares, dtype=np.float64)
    return Translations(left, right, shares, name="t", size=size, weight=1.0, targets=targets)


def test_every_translation_stands_beside_its_own():
    for pairs in draws(translations([1.0] * 30)):
        assert len(pairs.left) == len(pairs.owner)
        for left, owner in zip(pairs.left, pairs.owner, strict=True):
            assert pairs.right[owner][1] == left[1] + 990


def test_no_translation_is_drawn_twice_in_a_step():
    for pairs in draws(translations([5.0, 1.0, 1.0], size=40)):
        drawn = [int(left[1]) for left in pairs.left]
        assert len(set(drawn)) == len(drawn) <= 3


def test_translations_are_drawn_as_often_as_their_shares_say():
    shares = [4.0] * 20 + [1.0] * 20 + [0.0] * 20
    # One a step, so that none is lost because it came twice.
    counts = Counter(int(p.left[0][1]) - 10 for p in draws(translations(shares, size=1), 4000))
    often, seldom, never = (sum(counts[n] for n in range(k, k + 20)) for k in (0, 20, 40))
    assert never == 0
    # 4 to 1; five standard deviations of 4,000 draws are 126.
    assert abs(often - 3200) < 130
    assert often + seldom == 4000


def test_the_last_translation_is_drawn_however_near_to_one_the_dice_fall():
    class Highest:
        def random(self, size):
            return np.full(size, np.nextafter(1.0, 0.0))

    [left] = translations([0.1] * 999, size=1).draw(Highest()).left
    assert left[1] == 10 + 998


def test_targets_are_those_of_the_left_and_then_of_the_right_texts():
    left = np.arange(8, dtype=np.float16)[:, None] * np.ones((1, 3), np.float16)
    for pairs in draws(translations([1.0] * 8, size=5, targets=(left, left + 100))):
        texts = [*pairs.left, *pairs.right]
        expected = [[n - 10] * 3 if n < 1000 else [n - 900] * 3 for _, n, _ in texts]
        np.testing.assert_array_equal(pairs.targets, expected)
        assert pairs.targets.dtype == np.float32


def test_without_a_teacher_there_are_no_targets():
    assert translations([1.0]).draw(np.random.default_rng(1)).targets is None


def passage(number):
    return Passage(
        section="C",
        division="24",
        kind="profile",
        query={language: f"query {language} {number}" for language in LANGUAGES},
        text={language: f"text {language} {number}" for language in LANGUAGES},
        place=f"here:{number}",
    )


def test_a_passage_a_translation_and_a_query_are_in_three_languages(tokenize):
    source = Passages([passage(n) for n in range(12)], tokenize, size=5, weight=1.0)
    languages = set()
    for pairs in draws(source):
        assert len(pairs.left) == len(pairs.owner) == 10
        owners = {}
        for left, owner in zip(pairs.left, pairs.owner, strict=True):
            owners.setdefault(int(owner), []).append(tokenize.text(left).split())
        assert sorted(owners) == list(range(5))
        for number, others in owners.items():
            texts = [tokenize.text(pairs.right[number]).split(), *others]
            assert sorted(kind for kind, _, _ in texts) == ["query", "text", "text"]
            assert {language for _, language, _ in texts} == set(LANGUAGES)
            assert len({which for _, _, which in texts}) == 1
            languages.add(tuple((kind, language) for kind, language, _ in texts))
    assert len(languages) == 6


def test_no_passage_is_drawn_twice_in_a_step(tokenize):
    source = Passages([passage(n) for n in range(6)], tokenize, size=6, weight=1.0)
    for pairs in draws(source, 20):
        assert len({tokenize.text(right).split()[2] for right in pairs.right}) == 6


def test_fewer_passages_than_a_step_wants_are_all_drawn(tokenize):
    source = Passages([passage(n) for n in range(3)], tokenize, size=50, weight=1.0)
    [pairs] = draws(source, 1)
    assert len(pairs.right) == 3


def term(number):
    forms = {
        language: tuple(f"{language} {number} {form}" for form in range(1 + k))
        for k, language in enumerate(LANGUAGES)
    }
    return Term(forms=forms, kind="part", place=f"here:{number}")


def test_a_term_stands_beside_itself_in_another_language(tokenize):
    seen = Counter()
    for pairs in draws(Terms([term(n) for n in range(9)], tokenize, size=6, weight=1.0)):
        assert len(pairs.left) == len(pairs.right) == len(pairs.owner) == 6
        for left, owner in zip(pairs.left, pairs.owner, strict=True):
            here, there = (tokenize.text(p).split() for p in (left, pairs.right[owner]))
            assert here[1] == there[1]
            assert here[0] != there[0]
            seen.update([tuple(here[::2]), tuple(there[::2])])
    # Every form of every language is used.
    assert len(seen) == 1 + 2 + 3


def test_fewer_terms_than_a_step_wants_are_all_drawn(tokenize):
    [pairs] = draws(Terms([term(n) for n in range(2)], tokenize, size=50, weight=1.0), 1)
    assert len(pairs.left) == 2


@pytest.mark.parametrize("kind", ["translations", "passages", "terms"])
def test_the_same_seed_draws_the_same(kind, tokenize):
    source = {
        "translations": lambda: translations([1.0] * 30, size=10),
        "passages": lambda: Passages([passage(n) for n in range(9)], tokenize, size=4, weight=1.0),
        "terms": lambda: Terms([term(n) for n in range(9)], tokenize, size=4, weight=1.0),
    }[kind]()
    one, other = draws(source, 5), draws(source, 5)
    for first, second in zip(one, other, strict=True):
        for side in ("left", "right"):
            assert [p.tolist() for p in getattr(first, side)] == [
                p.tolist() for p in getattr(second, side)
            ]
