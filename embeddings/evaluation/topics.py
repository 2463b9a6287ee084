"""How well a text's nearest neighbours tell its topic, in its own and in another language.

On SIB-200 (Adelani et al., EACL 2024): seven topics, the same sentences in every language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.embedder import Embedder

NEIGHBOURS = 5
SHOTS = 10
"""Labelled texts of each topic."""
DRAWS = 20
"""Different choices of those texts, seeded 0, 1, 2 …; the accuracy is their mean."""

Labels = npt.NDArray[np.int64]
Similarity = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LabelledTexts:
    """Texts with the number of the topic of each."""

    texts: Sequence[str]
    labels: Labels


@dataclass(frozen=True, slots=True)
class Topics:
    """Labelled texts by language. Draws agree between languages where their order does."""

    train: Mapping[str, LabelledTexts]
    test: Mapping[str, LabelledTexts]


@dataclass(frozen=True, slots=True)
class TopicScores:
    """Accuracy in percent.

    few_shot: by language, from SHOTS texts a topic. transfer: by "id-ja", from every labelled
    Indonesian text to the Japanese ones.
    """

    few_shot: Mapping[str, float]
    transfer: Mapping[str, float]


def read_topics(path: Path) -> Topics:
    """SIB-200, from the columns index_id, language, split, category and text.

    Raises OSError, a polars error, or ValueError where a language has no texts in a split.
    """
    import polars as pl

    columns = ["index_id", "language", "split", "category", "text"]
    with path.open("rb") as file:
        frame = pl.read_parquet(file, columns=columns).drop_nulls().sort("index_id")
    numbers = {name: number for number, name in enumerate(frame["category"].unique().sort())}

    def part(split: str, language: str) -> LabelledTexts:
        mine = frame.filter(pl.col("split") == split, pl.col("language") == language)
        if mine.is_empty():
            raise ValueError(f"no {split} texts in {language}")
        labels = np.array([numbers[name] for name in mine["category"]], dtype=np.int64)
        return LabelledTexts(mine["text"].to_list(), labels)

    languages = ("id", "ja", "en")
    train, test = ({name: part(split, name) for name in languages} for split in ("train", "test"))
    return Topics(train, test)


def topic_scores(embedder: Embedder, topics: Topics) -> TopicScores:
    """Classify the test texts of every language by their neighbours among the train texts."""
    train, test = (
        {name: embedder.encode(part.texts, kind="document") for name, part in side.items()}
        for side in (topics.train, topics.test)
    )
    few_shot = {
        name: _few_shot(test[name] @ train[name].T, topics.train[name], topics.test[name])
        for name in topics.test
    }
    transfer = {}
    for source, target in permutations(topics.test, 2):
        similarity = test[target] @ train[source].T
        guesses = nearest_topics(similarity, topics.train[source].labels)
        transfer[f"{source}-{target}"] = _percent(guesses, topics.test[target].labels)
    return TopicScores(few_shot, transfer)


def nearest_topics(similarity: Similarity, labels: Labels) -> Labels:
    """The topic of each row from its NEIGHBOURS most similar columns, whose topics are `labels`.

    Every neighbour's vote weighs as much as it is similar.
    """
    nearest = (-similarity).argsort(axis=1, kind="stable")[:, :NEIGHBOURS]
    rows = np.arange(len(similarity))[:, None]
    votes = np.zeros((len(similarity), int(labels.max()) + 1))
    np.add.at(votes, (rows, labels[nearest]), similarity[rows, nearest])
    winners: Labels = votes.argmax(axis=1)
    return winners


def draw(labels: Labels, seed: int) -> npt.NDArray[np.int64]:
    """Places of SHOTS random texts of every topic, or of all where a topic has fewer."""
    random = np.random.default_rng(seed)
    chosen = []
    for topic in np.unique(labels):
        places = np.flatnonzero(labels == topic)
        chosen.append(random.choice(places, min(SHOTS, len(places)), replace=False))
    return np.concatenate(chosen)


def _few_shot(similarity: Similarity, train: LabelledTexts, test: LabelledTexts) -> float:
    accuracies = []
    for seed in range(DRAWS):
        places = draw(train.labels, seed)
        guesses = nearest_topics(similarity[:, places], train.labels[places])
        accuracies.append(_percent(guesses, test.labels))
    return float(np.mean(accuracies))


def _percent(guesses: Labels, labels: Labels) -> float:
    return float(100 * np.mean(guesses == labels))
