"""Choose the words by which `embeddings.cue_words` tells Indonesian from English.

    python -m embeddings.language_training TEXTS PARALLEL

TEXTS is a folder of trilingual trade text: `*.glossary.csv` (columns en, id) and `*.passages.jsonl`
(`query` and `text`, each with en and id). Only words of these texts are chosen. PARALLEL, a Parquet
file with the columns languages, a, b and source, is only counted: it keeps out words that the other
language uses as well. Writes `words/id.txt` and `words/en.txt`.
"""

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from embeddings.cue_words import words_of
from embeddings.normalization import normalize

PAIR = ("id", "en")

MAJORITY = 6
"""A word is one language's if it is this many times as frequent there as in the other."""

CHANCE = 3.0
"""Occurrences per million words of the other language that are put down to quotations."""

MIN_OWN, MIN_ELSEWHERE = 2, 2
"""Seen this often in the texts, or once there and this often in the parallel data."""

MIN_LENGTH = 2

# Its Indonesian column holds English definitions.
_UNUSABLE = frozenset({"freedict-eng-ind"})

_CAPITALISED = re.compile(r"\b[A-Z]\w*")

Counts = dict[str, Counter[str]]


def choose(texts: Counts, small: Counts, parallel: Counts) -> dict[str, list[str]]:
    """Give for "id" and "en" the sorted words that only this language uses.

    `texts` counts all words, `small` those that begin with a small letter: a word that never does
    is a name or an abbreviation.
    """
    return {
        language: sorted(
            word
            for word in small[language]
            if _is_cue(word, language, other, texts)
            and _is_confirmed(word, language, other, texts, parallel)
        )
        for language, other in (PAIR, PAIR[::-1])
    }


def _is_cue(word: str, language: str, other: str, texts: Counts) -> bool:
    return len(word) >= MIN_LENGTH and texts[language][word] >= MAJORITY * texts[other][word]


def _is_confirmed(word: str, language: str, other: str, texts: Counts, parallel: Counts) -> bool:
    here, there = (1e6 * parallel[x][word] / max(parallel[x].total(), 1) for x in (language, other))
    known = texts[language][word] >= MIN_OWN or parallel[language][word] >= MIN_ELSEWHERE
    return known and there <= max(CHANCE, here / MAJORITY)


def count_texts(folder: Path) -> tuple[Counts, Counts]:
    """Count the words of a folder's glossaries and passages: all, and those in small letters."""
    counts: Counts = {language: Counter() for language in PAIR}
    small: Counts = {language: Counter() for language in PAIR}
    for record in _records(folder):
        for language in PAIR:
            text = normalize(record[language] or "")
            counts[language].update(words_of(text))
            small[language].update(words_of(_CAPITALISED.sub(" ", text)))
    return counts, small


def _records(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob("*.glossary.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    for path in sorted(folder.glob("*.passages.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            passage = json.loads(line)
            yield passage["query"]
            yield passage["text"]


def count_parallel(path: Path) -> Counts:
    """Count the words of both languages in a file of parallel sentences and terms."""
    import polars as pl

    counts: Counts = {language: Counter() for language in PAIR}
    for languages, a, b, source in pl.read_parquet(path).iter_rows():
        for language, text in zip(languages.split("-"), (a, b), strict=True):
            if language == "en" or (language == "id" and source not in _UNUSABLE):
                counts[language].update(words_of(normalize(text)))
    return counts


def main(texts: str, parallel: str) -> None:
    """Write the two lists, one word a line."""
    chosen = choose(*count_texts(Path(texts)), count_parallel(Path(parallel)))
    for language, words in chosen.items():
        path = Path(__file__).parent / "words" / f"{language}.txt"
        path.write_text("\n".join(words) + "\n", "utf-8")
        sys.stderr.write(f"{path}: {len(words)} words\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
