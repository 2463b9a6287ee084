"""The fast model knows frequent words whole, however they are written."""

import numpy as np
import pytest
from sentencepiece import SentencePieceProcessor

from embeddings.folding import fold
from embeddings.pieces import PieceTokenizer
from embeddings.training.whole_words import (
    add_words,
    common_words,
    fold_pieces,
    frequent_words,
    usual_writing,
)

pytest.importorskip("google.protobuf", reason="needs protobuf, which training installs")
wordfreq = pytest.importorskip("wordfreq", reason="needs wordfreq, which training installs")

# <unk>, <s> and </s> open the small vocabulary.
SPECIAL_PIECES = 3
WORD, LONGER = "keberlanjutan", "keberlanjutannya"


def processor(path):
    return SentencePieceProcessor(model_file=str(path))


def pieces_of(path):
    model = processor(path)
    return [model.id_to_piece(number) for number in range(model.vocab_size())]


@pytest.fixture(scope="module")
def folded(tmp_path_factory, vocabulary):
    target = tmp_path_factory.mktemp("folded") / "folded.model"
    fold_pieces(vocabulary, target)
    return target


@pytest.fixture(scope="module")
def with_word(tmp_path_factory, folded):
    target = tmp_path_factory.mktemp("words") / "words.model"
    add_words(folded, [WORD], target)
    return target


def test_words_are_counted_between_spaces_and_only_those_of_letters():
    texts = ["baja dan baja", "baja iso9001 iso9001 ab ab 鋼 鋼", "pt baja\u00e9 baja\u00e9 dan"]
    assert frequent_words(texts, 2) == {"baja", "dan"}
    assert frequent_words(texts, 3) == {"baja"}


def test_common_words_are_those_that_wordfreq_finds_frequent():
    words = common_words("id", 4.5)
    assert {"perusahaan", "dan", "jepang"} <= words
    assert all(wordfreq.zipf_frequency(word, "id") > 4.49 for word in words)
    rarer = common_words("id", 4.0) - words
    assert len(rarer) > 1000
    assert all(3.99 < wordfreq.zipf_frequency(word, "id") < 4.51 for word in rarer)


def test_the_usual_writing_is_the_most_frequent_one():
    texts = [
        "Kota Surabaya, kota besar",
        "“Surabaya” dan SURABAYA",
        "Di kota PT",
        "(PT) baja-Baja baja",
    ]
    usual = usual_writing(texts)
    assert {usual[word] for word in ("surabaya", "kota", "pt", "baja")} == {
        "Surabaya",
        "kota",
        "PT",
        "baja",
    }
    assert set(usual) == {word for text in texts for word in fold(text).split()}


def test_every_piece_is_there_once_in_lower_case(vocabulary, folded):
    lower = [piece.lower() for piece in pieces_of(vocabulary)[SPECIAL_PIECES:]]
    assert len(set(lower)) < len(lower)
    assert pieces_of(folded) == pieces_of(vocabulary)[:SPECIAL_PIECES] + list(dict.fromkeys(lower))


def test_a_piece_is_as_probable_as_all_its_ways_of_writing(vocabulary, folded):
    before, after = PieceTokenizer(vocabulary), PieceTokenizer(folded)
    ways: dict[str, list[float]] = {}
    for piece, score in map(before.piece, range(SPECIAL_PIECES, before.size)):
        ways.setdefault(piece.lower(), []).append(score)
    assert sum(len(scores) > 1 for scores in ways.values()) > 50
    for piece, score in map(after.piece, range(SPECIAL_PIECES, after.size)):
        assert score == pytest.approx(np.log(np.exp(ways[piece]).sum()), abs=0.0051)


def test_lower_case_text_can_still_be_cut_whole(vocabulary, folded, passage_texts):
    texts = [text.lower() for text in passage_texts]
    model = processor(folded)
    assert sum(map(len, model.encode(texts))) <= sum(map(len, processor(vocabulary).encode(texts)))


def test_an_added_word_is_one_piece(folded, with_word):
    assert len(processor(folded).encode(WORD)) > 1
    assert processor(with_word).encode(WORD, out_type=str) == [f"\u2581{WORD}"]


def test_the_numbers_are_those_of_the_words(tmp_path, folded):
    words = ["dan", WORD, "zzyzx"]
    numbers = add_words(folded, words, tmp_path / "words.model")
    assert PieceTokenizer(tmp_path / "words.model").bare(words) == [[n] for n in numbers]


def test_a_word_whose_piece_lost_to_smaller_ones_wins(tmp_path, vocabulary, folded):
    """Whatever its score was: a word that is asked for is one piece."""
    words = sorted({p[1:] for p in pieces_of(folded) if p[:1] == "\u2581" and p[1:].isalpha()})
    lost = [
        w for w, cut in zip(words, PieceTokenizer(folded).bare(words), strict=True) if len(cut) > 1
    ]
    numbers = add_words(folded, words, tmp_path / "words.model")
    cut = PieceTokenizer(tmp_path / "words.model").bare(words)
    assert cut == [[n] for n in numbers]
    assert len(pieces_of(tmp_path / "words.model")) == len(pieces_of(folded)), lost


def test_the_word_wins_before_an_ending_too(with_word):
    for text in (LONGER, f"dan {WORD}kah"):
        assert f"\u2581{WORD}" in processor(with_word).encode(text, out_type=str)


def test_a_longer_word_wins_over_a_shorter_one_and_its_ending(tmp_path, folded):
    add_words(folded, [WORD, LONGER], tmp_path / "both.model")
    cut = processor(tmp_path / "both.model").encode(f"{WORD} {LONGER}", out_type=str)
    assert cut == [f"\u2581{WORD}", f"\u2581{LONGER}"]


def test_text_without_new_words_is_cut_as_before(folded, with_word, passage_texts):
    texts = [text.lower() for text in passage_texts if WORD not in text.lower()]
    assert len(texts) > 100
    assert processor(with_word).encode(texts) == processor(folded).encode(texts)
