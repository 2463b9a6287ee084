import numpy as np
import polars as pl
import pytest

from embeddings.evaluation.bitext import (
    ParallelTexts,
    read_ntrex,
    read_tatoeba,
    translation_accuracy,
)


class TableEmbedder:
    """Looks its vectors up."""

    name = fingerprint = "table"

    def __init__(self, vectors):
        self.vectors = {t: np.array(v, np.float32) / np.linalg.norm(v) for t, v in vectors.items()}
        self.dimension = len(next(iter(vectors.values())))

    def encode(self, texts, kind):
        return np.stack([self.vectors[text] for text in texts])


def test_each_direction_counts_half():
    embedder = TableEmbedder(
        {
            "satu": [1, 0, 0], "dua": [1, 0.5, 0], "tiga": [0, 0, 1],
            "one": [1, 0.1, 0], "two": [0, 1, 0], "three": [0, 0, 1],
        }
    )  # fmt: skip
    parallel = ParallelTexts(
        "x", {"id": ["satu", "dua", "tiga"], "en": ["one", "two", "three"]}, (("id", "en"),)
    )
    # "dua" is nearer to "one" than to "two", all others find their translation.
    assert translation_accuracy(embedder, parallel) == {"id-en": pytest.approx(50 * (2 / 3 + 1))}


@pytest.mark.parametrize("seed", range(5))
def test_accuracy_is_what_a_search_by_hand_finds(seed):
    random = np.random.default_rng(seed)
    texts = {language: [f"{language}{n}" for n in range(30)] for language in ("en", "id", "ja")}
    meaning = random.normal(size=(30, 4))
    embedder = TableEmbedder(
        {
            text: meaning[number] + random.normal(size=4) / 2
            for side in texts.values()
            for number, text in enumerate(side)
        }
    )

    def nearest(text, others):
        mine = embedder.vectors[text].tolist()
        scores = [
            sum(a * b for a, b in zip(mine, embedder.vectors[other].tolist(), strict=True))
            for other in others
        ]
        return scores.index(max(scores))

    pairs = (("id", "en"), ("ja", "en"), ("id", "ja"))
    expected = {}
    for left, right in pairs:
        found = sum(
            nearest(texts[here][number], texts[there]) == number
            for here, there in ((left, right), (right, left))
            for number in range(30)
        )
        expected[f"{left}-{right}"] = pytest.approx(100 * found / 60)
    assert translation_accuracy(embedder, ParallelTexts("x", texts, pairs)) == expected


def test_ntrex_gives_three_languages_and_three_pairs(tmp_path):
    path = tmp_path / "ntrex[1].parquet"
    frame = pl.DataFrame({"ja": ["猫", "犬", "鳥"], "id": ["kucing", None, "burung"]})
    frame.with_columns(en=pl.Series(["cat", "dog", "bird"])).write_parquet(path)
    (parallel,) = read_ntrex(path)
    assert parallel.texts == {"en": ["cat", "bird"], "id": ["kucing", "burung"], "ja": ["猫", "鳥"]}
    assert parallel.pairs == (("id", "en"), ("ja", "en"), ("id", "ja"))


def test_tatoeba_pairs_each_language_with_its_own_english(tmp_path):
    path = tmp_path / "tatoeba.parquet"
    pl.DataFrame(
        {
            "language": ["ja", "id", "ja"],
            "text": ["猫", "anjing", "鳥"],
            "en": ["cat", "dog", "bird"],
        }
    ).write_parquet(path)
    indonesian, japanese = read_tatoeba(path)
    assert (indonesian.texts, indonesian.pairs) == (
        {"id": ["anjing"], "en": ["dog"]},
        (("id", "en"),),
    )
    assert japanese.texts == {"ja": ["猫", "鳥"], "en": ["cat", "bird"]}


def test_a_file_without_sentences_is_refused(tmp_path):
    path = tmp_path / "empty.parquet"
    pl.DataFrame(
        {name: pl.Series([], dtype=pl.String) for name in ("en", "id", "ja")}
    ).write_parquet(path)
    with pytest.raises(ValueError, match="no sentences"):
        read_ntrex(path)
    pl.DataFrame({"language": ["id"], "text": ["a"], "en": ["b"]}).write_parquet(path)
    with pytest.raises(ValueError, match="no sentences in ja"):
        read_tatoeba(path)
