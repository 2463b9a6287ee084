"""A vocabulary that is cut down cuts text as before, where it still has the pieces."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sentencepiece import SentencePieceProcessor

from embeddings.pieces import PieceTokenizer
from embeddings.training.vocabulary import SPECIAL_PIECES, count_pieces, prune

pytestmark = pytest.mark.slow

pytest.importorskip("google.protobuf", reason="needs protobuf, which training installs")


FEWEST = 3


@pytest.fixture(scope="module")
def counts(vocabulary, passage_texts):
    return count_pieces(PieceTokenizer(vocabulary), passage_texts[:60])


@pytest.fixture(scope="module")
def cut(tmp_path_factory, vocabulary, counts):
    """The vocabulary without what occurs fewer than three times, and the kept numbers."""
    target = tmp_path_factory.mktemp("cut") / "cut.model"
    kept = prune(vocabulary, counts, FEWEST, target)
    return target, kept


def processor(path):
    return SentencePieceProcessor(model_file=str(path))


def pieces_of(path):
    model = processor(path)
    return [model.id_to_piece(number) for number in range(model.vocab_size())]


def test_counts_are_those_of_sentencepiece_itself(vocabulary, passage_texts, counts):
    expected = Counter(n for t in passage_texts[:60] for n in processor(vocabulary).encode(t))
    assert {n: int(c) for n, c in enumerate(counts) if c} == expected


def test_something_is_lost_and_something_is_kept(vocabulary, cut):
    _, kept = cut
    assert SPECIAL_PIECES < len(kept) < 0.9 * len(pieces_of(vocabulary))


def test_the_numbers_say_where_each_piece_was(vocabulary, cut):
    target, kept = cut
    before = pieces_of(vocabulary)
    assert pieces_of(target) == [before[number] for number in kept]
    assert list(kept) == sorted(set(kept))
    assert kept[:SPECIAL_PIECES].tolist() == list(range(SPECIAL_PIECES))


def test_pieces_keep_their_scores(vocabulary, cut):
    target, kept = cut
    one, other = processor(vocabulary), processor(target)
    for new, old in enumerate(kept.tolist()):
        assert other.get_score(new) == one.get_score(old)


def is_character(piece):
    """One ASCII character, with or without a space before it, or one of Japanese."""
    bare = piece.removeprefix("▁") or piece
    if bare.isascii():
        return len(bare) == 1
    return len(piece) == 1 and ("ぁ" <= piece <= "ヿ" or "一" <= piece <= "鿿")


def test_frequent_pieces_and_characters_are_kept_and_no_others(vocabulary, counts, cut):
    expected = [
        number
        for number, piece in enumerate(pieces_of(vocabulary))
        if number < SPECIAL_PIECES
        or counts[number] >= FEWEST
        or is_character(piece)
        or (counts[number] and len(piece) == 1)
    ]
    assert cut[1].tolist() == expected


@pytest.fixture(scope="module")
def whole_words(vocabulary, passage_texts, cut):
    """Words all of whose pieces are kept."""
    kept = set(cut[1].tolist())
    words = sorted({word for text in passage_texts for word in text.split()})
    pieces = PieceTokenizer(vocabulary).bare(words)
    whole = [word for word, numbers in zip(words, pieces, strict=True) if set(numbers) <= kept]
    assert 500 < len(whole) < len(words)
    return whole


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_text_whose_pieces_are_all_kept_is_cut_as_before(vocabulary, whole_words, cut, data):
    target, kept = cut
    text = " ".join(data.draw(st.lists(st.sampled_from(whole_words), max_size=30)))
    [before] = PieceTokenizer(vocabulary).encode([text])
    [after] = PieceTokenizer(target).encode([text])
    assert kept[after].tolist() == before


def test_text_that_needs_a_lost_piece_is_cut_into_smaller_ones(vocabulary, passage_texts, cut):
    texts = passage_texts[:60]
    one, other = processor(vocabulary), processor(cut[0])
    before, after = one.encode(texts), other.encode(texts)
    assert sum(map(len, after)) > sum(map(len, before))
    assert all(other.unk_id() not in pieces for pieces in after)
    assert other.decode(after) == one.decode(before)


def test_the_marks_of_both_ends_stay_where_they_were(vocabulary, cut):
    one, other = processor(vocabulary), processor(cut[0])
    for mark in ("unk_id", "bos_id", "eos_id"):
        assert getattr(one, mark)() == getattr(other, mark)()
    assert PieceTokenizer(cut[0]).encode([""]) == PieceTokenizer(vocabulary).encode([""])


def test_keeping_every_piece_changes_no_text(tmp_path, vocabulary, passage_texts):
    everything = np.ones(PieceTokenizer(vocabulary).size, dtype=np.int64)
    kept = prune(vocabulary, everything, 1, tmp_path / "all.model")
    assert kept.tolist() == list(range(len(everything)))
    texts = passage_texts[:30]
    whole = PieceTokenizer(tmp_path / "all.model").encode(texts)
    assert whole == PieceTokenizer(vocabulary).encode(texts)
