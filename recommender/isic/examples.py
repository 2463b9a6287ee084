"""Short texts of which the division is known: what a head is fitted to."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from embeddings.training.corpus import read_passages

SENTENCE_WEIGHT = 5.0
QUERY_WEIGHT = 2.0
"""A sentence that a company writes about itself says more than the words of somebody who seeks it."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text of a division. `code`: two digits; `weight`: how much it counts."""

    code: str
    language: str
    text: str
    weight: float


def examples() -> list[Example]:
    """Sentences of all 88 divisions and queries for them, in Indonesian, Japanese and English."""
    return [*_sentences(), *_queries()]


def longer_examples() -> list[Example]:
    """Descriptions of 15-60 words: they add a little, and take three times as long to embed."""
    return [
        Example(passage.division, language, text, SENTENCE_WEIGHT)
        for passage in read_passages()
        for language, text in passage.text.items()
    ]


def _sentences() -> Iterator[Example]:
    text = (files("recommender.isic") / "sentences.jsonl").read_text("utf-8")
    for line in text.splitlines():
        row = json.loads(line)
        code = row.pop("code")
        for language, sentences in row.items():
            for sentence in sentences:
                yield Example(code, language, sentence, SENTENCE_WEIGHT)


def _queries() -> Iterator[Example]:
    for passage in read_passages():
        for language, query in passage.query.items():
            yield Example(passage.division, language, query, QUERY_WEIGHT)
