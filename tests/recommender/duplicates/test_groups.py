from hypothesis import given
from hypothesis import strategies as st

from recommender.duplicates.groups import Pair, cluster

PEOPLE = st.integers(0, 9)
PAIRS = st.dictionaries(
    st.tuples(PEOPLE, PEOPLE).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0, 1),
    max_size=30,
)
APART = st.sets(st.tuples(PEOPLE, PEOPLE).filter(lambda pair: pair[0] < pair[1]), max_size=10)


def listed(pairs):
    return [Pair(one, two, probability) for (one, two), probability in pairs.items()]


@given(PAIRS, st.floats(0.01, 0.99))
def test_a_company_is_never_in_two_groups(pairs, least):
    members = [own for made in cluster(listed(pairs), least) for own in made.members]
    assert len(members) == len(set(members))


@given(PAIRS, st.floats(0.01, 0.99))
def test_everybody_in_a_group_is_probably_its_centre(pairs, least):
    for made in cluster(listed(pairs), least):
        assert made.pairs
        for own, pair in made.pairs.items():
            assert {pair.one, pair.two} == {own, made.centre}
            assert pair.probability >= least


@given(PAIRS, APART)
def test_who_was_told_apart_is_never_in_one_group(pairs, apart):
    for made in cluster(listed(pairs), 0.3, apart):
        members = sorted(made.members)
        assert not {(one, two) for one in members for two in members} & apart


@given(PAIRS, st.floats(0.01, 0.99))
def test_the_most_probable_pair_is_always_in_one_group(pairs, least):
    best = max(
        listed(pairs), key=lambda pair: (pair.probability, -pair.one, -pair.two), default=None
    )
    if best and best.probability >= least:
        groups = cluster(listed(pairs), least)
        assert any({best.one, best.two} <= set(made.members) for made in groups)


def test_a_chain_is_no_group():
    chain = [Pair(0, 1, 0.95), Pair(1, 2, 0.9), Pair(2, 3, 0.85), Pair(3, 4, 0.8)]
    assert [sorted(made.members) for made in cluster(chain, 0.5)] == [[0, 1], [2, 3]]


def test_a_star_is_one():
    star = [Pair(0, 1, 0.95), Pair(0, 2, 0.9), Pair(0, 3, 0.85)]
    assert [made.members for made in cluster(star, 0.5)] == [[0, 1, 2, 3]]
