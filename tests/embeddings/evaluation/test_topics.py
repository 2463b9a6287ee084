from collections import Counter, defaultdict

import numpy as np
import polars as pl
import pytest

from embeddings.evaluation.topics import (
    DRAWS,
    NEIGHBOURS,
    SHOTS,
    LabelledTexts,
    Topics,
    draw,
    nearest_topics,
    read_topics,
    topic_scores,
)

LANGUAGES = ("id", "ja", "en")


class MeaningEmbedder:
    """Reads "ja 3 0.2" as meaning 3, told a little apart; the language makes no difference."""

    name = fingerprint = "meaning"
    dimension = 8

    def encode(self, texts, kind):
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            _, meaning, noise = text.split()
            row[int(meaning)] = 1
            row[-1] = float(noise)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


class RandomEmbedder:
    """A fixed random vector for each text."""

    name = fingerprint = "random"
    dimension = 3

    def encode(self, texts, kind):
        seeds = [int.from_bytes(text.encode()) for text in texts]
        rows = np.stack([np.random.default_rng(s).normal(size=self.dimension) for s in seeds])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def labelled(language, labels, meanings=None):
    texts = [
        f"{language} {meaning} {number / 100}"
        for number, meaning in enumerate(labels if meanings is None else meanings)
    ]
    return LabelledTexts(texts, np.array(labels))


def by_hand(similarity, labels):
    """The rule in plain Python: the votes of the nearest, each as heavy as it is similar."""
    guesses = []
    for row in similarity.tolist():
        nearest = sorted(range(len(row)), key=lambda place: -row[place])[:NEIGHBOURS]
        votes = defaultdict(float)
        for place in nearest:
            votes[int(labels[place])] += row[place]
        guesses.append(max(sorted(votes), key=votes.get))
    return guesses


@pytest.mark.parametrize("seed", range(5))
def test_the_nearest_vote_as_counted_by_hand(seed):
    random = np.random.default_rng(seed)
    labels = random.integers(4, size=25)
    similarity = random.uniform(0.1, 1, size=(40, 25)).astype(np.float32)
    assert nearest_topics(similarity, labels).tolist() == by_hand(similarity, labels)


def test_two_near_texts_outvote_three_distant_ones():
    similarity = np.array([[0.9, 0.9, 0.2, 0.2, 0.2, 0.1]], np.float32)
    assert nearest_topics(similarity, np.array([1, 1, 0, 0, 0, 0])).tolist() == [1]


def test_beyond_the_nearest_nobody_votes():
    similarity = np.array([[0.5] * NEIGHBOURS + [0.4] * 50], np.float32)
    labels = np.array([0] * NEIGHBOURS + [1] * 50)
    assert nearest_topics(similarity, labels).tolist() == [0]


def test_a_draw_takes_equally_many_of_each_topic_or_all_there_are():
    labels = np.array([0] * 50 + [1] * 30 + [2] * 4)
    chosen = draw(labels, seed=0)
    assert Counter(labels[chosen].tolist()) == {0: SHOTS, 1: SHOTS, 2: 4}
    assert len(set(chosen.tolist())) == len(chosen)


def test_draws_repeat_with_their_seed_and_differ_without():
    labels = np.array([0] * 50 + [1] * 30)
    assert draw(labels, seed=1).tolist() == draw(labels, seed=1).tolist()
    assert len({tuple(draw(labels, seed=seed).tolist()) for seed in range(DRAWS)}) == DRAWS


def test_a_model_that_tells_topics_apart_is_right_in_and_across_languages():
    topics = Topics(
        train={name: labelled(name, [0, 1, 2] * 15) for name in LANGUAGES},
        test={name: labelled(name, [2, 1, 0, 0]) for name in LANGUAGES},
    )
    scores = topic_scores(MeaningEmbedder(), topics)
    assert scores.few_shot == {"id": 100, "ja": 100, "en": 100}
    assert scores.transfer == dict.fromkeys(
        ("id-ja", "id-en", "ja-id", "ja-en", "en-id", "en-ja"), 100
    )


def test_transfer_learns_from_the_first_language_and_asks_the_second():
    # Japanese labels of training stand on the wrong meanings: only what learns there errs.
    train = {name: labelled(name, [0, 1] * 10) for name in LANGUAGES}
    train["ja"] = labelled("ja", [0, 1] * 10, meanings=[1, 0] * 10)
    test = {name: labelled(name, [0, 1, 1]) for name in LANGUAGES}
    scores = topic_scores(MeaningEmbedder(), Topics(train, test))
    assert scores.few_shot == {"id": 100, "ja": 0, "en": 100}
    assert {pair for pair, accuracy in scores.transfer.items() if accuracy == 0} == {
        "ja-id",
        "ja-en",
    }


def test_few_shots_are_the_mean_of_the_draws_as_counted_by_hand():
    random = np.random.default_rng(7)
    train = labelled("id", random.integers(3, size=60).tolist())
    test = labelled("id", random.integers(3, size=20).tolist(), meanings=range(20))
    embedder = RandomEmbedder()
    similarity = (
        embedder.encode(test.texts, "document") @ embedder.encode(train.texts, "document").T
    )
    right = 0
    for seed in range(DRAWS):
        places = draw(train.labels, seed)
        guesses = by_hand(similarity[:, places], train.labels[places])
        right += sum(g == label for g, label in zip(guesses, test.labels, strict=True))
    scores = topic_scores(embedder, Topics({"id": train}, {"id": test}))
    assert scores.few_shot == {"id": pytest.approx(100 * right / (DRAWS * 20))}
    assert 10 < scores.few_shot["id"] < 90


@pytest.fixture
def sib(tmp_path):
    """Two texts a language and split, in another order in each language."""
    rows = [
        {
            "index_id": number,
            "language": language,
            "split": split,
            "category": ("travel", "health")[number % 2],
            "text": f"{language} {split} {number}",
        }
        for split in ("train", "test", "dev")
        for language, numbers in (("ja", (5, 2)), ("id", (2, 5)), ("en", (5, 2)))
        for number in numbers
    ]
    path = tmp_path / "sib200.parquet"
    pl.DataFrame(rows).write_parquet(path)
    return path


def test_texts_are_read_in_the_same_order_in_every_language(sib):
    topics = read_topics(sib)
    for language in LANGUAGES:
        assert topics.train[language].texts == [f"{language} train 2", f"{language} train 5"]
        assert topics.test[language].texts == [f"{language} test 2", f"{language} test 5"]
        assert topics.train[language].labels.tolist() == [1, 0]  # health, travel


def test_a_file_that_lacks_a_language_is_refused(sib):
    pl.read_parquet(sib).filter(pl.col("language") != "ja").write_parquet(sib)
    with pytest.raises(ValueError, match="no train texts in ja"):
        read_topics(sib)
