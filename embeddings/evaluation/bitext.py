"""How often a text's translation is the nearest of all texts in the other language.

The measure of Artetxe and Schwenk, "Massively Multilingual Sentence Embeddings" (TACL 2019).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from embeddings.embedder import Embedder


@dataclass(frozen=True, slots=True)
class ParallelTexts:
    """Texts by language; what stands at one place means the same in every language.

    pairs: the languages that are judged against each other.
    """

    name: str
    texts: Mapping[str, Sequence[str]]
    pairs: tuple[tuple[str, str], ...]


def read_ntrex(path: Path) -> list[ParallelTexts]:
    """NTREX-128: sentences of the news in the columns en, id and ja.

    Raises OSError, a polars error, or ValueError where there is no sentence.
    """
    import polars as pl

    with path.open("rb") as file:
        frame = pl.read_parquet(file, columns=["en", "id", "ja"]).drop_nulls()
    if frame.is_empty():
        raise ValueError("no sentences")
    texts = {language: frame[language].to_list() for language in frame.columns}
    return [ParallelTexts("NTREX", texts, (("id", "en"), ("ja", "en"), ("id", "ja")))]


def read_tatoeba(path: Path) -> list[ParallelTexts]:
    """Tatoeba: Indonesian and Japanese sentences (columns language, text), each with its en.

    Raises OSError, a polars error, or ValueError where a language has no sentence.
    """
    import polars as pl

    with path.open("rb") as file:
        frame = pl.read_parquet(file, columns=["language", "text", "en"]).drop_nulls()
    sets = []
    for language in ("id", "ja"):
        mine = frame.filter(pl.col("language") == language)
        if mine.is_empty():
            raise ValueError(f"no sentences in {language}")
        texts = {language: mine["text"].to_list(), "en": mine["en"].to_list()}
        sets.append(ParallelTexts("Tatoeba", texts, ((language, "en"),)))
    return sets


def translation_accuracy(embedder: Embedder, parallel: ParallelTexts) -> dict[str, float]:
    """Percent of texts whose translation is nearest, mean of both directions, by "id-en"."""
    vectors = {
        language: embedder.encode(texts, kind="document")
        for language, texts in parallel.texts.items()
    }
    result = {}
    for left, right in parallel.pairs:
        similarity = vectors[left] @ vectors[right].T
        places = np.arange(len(similarity))
        there, back = (np.mean(similarity.argmax(axis=axis) == places) for axis in (1, 0))
        result[f"{left}-{right}"] = float(50 * (there + back))
    return result
