"""The fast model's vocabulary: the encoder's pieces in lower case, and whole words beside them."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.folding import unmarked_words
from embeddings.pieces import PieceTokenizer
from embeddings.training.vocabulary import read_model, write_model

_SPACE = "▁"
_WORD = re.compile(r"[a-z]{3,}")
_LEAD = 1.0
"""Of a word over its pieces, in log probability, for each of its joints: so a longer word also wins
over a shorter one and an ending."""
_DIGITS = 2
"""Of a score. More would not change how a text is cut, and stand in a file that everyone loads."""


def frequent_words(texts: Iterable[str], fewest: int) -> set[str]:
    """The words of Latin letters that stand between spaces `fewest` times in folded `texts`."""
    counts = Counter(word for text in texts for word in text.split(" "))
    return {word for word, count in counts.items() if count >= fewest and _WORD.fullmatch(word)}


def common_words(language: str, zipf: float) -> set[str]:
    """The words of Latin letters that general text in `language` has at least so often.

    zipf: log10 of occurrences in a thousand million words (van Heuven et al., "SUBTLEX-UK", 2014).
    """
    # Only training installs it.
    from wordfreq import get_frequency_dict

    fewest = 10 ** (zipf - math.log10(1e9))
    frequencies = get_frequency_dict(language)
    return {
        word for word, share in frequencies.items() if share >= fewest and _WORD.fullmatch(word)
    }


def usual_writing(texts: Iterable[str]) -> dict[str, str]:
    """For every word in lower case how `texts` write it most often."""
    counts = Counter(chain.from_iterable(map(unmarked_words, texts)))
    return {word.lower(): word for word, _ in reversed(counts.most_common())}


def fold_pieces(source: Path, target: Path) -> None:
    """Write a sentencepiece model with the pieces of `source` in lower case.

    A piece that several become is as probable as they are together.
    """
    model = read_model(source)
    special = [piece for piece in model.pieces if piece.type != piece.NORMAL]
    scores: dict[str, float] = {}
    for piece in model.pieces:
        if piece.type == piece.NORMAL:
            folded = piece.piece.lower()
            scores[folded] = np.logaddexp(scores.get(folded, -np.inf), piece.score)
    del model.pieces[:]
    model.pieces.extend(special)
    for folded, score in scores.items():
        model.pieces.add(piece=folded, score=round(float(score), _DIGITS))
    write_model(model, target)


def add_words(source: Path, words: Sequence[str], target: Path) -> npt.NDArray[np.int64]:
    """Write a sentencepiece model in which each of `words` is one piece; return their numbers.

    A word scores better than its pieces together, so that it wins wherever it stands after a space.
    """
    tokenizer = PieceTokenizer(source)
    model = read_model(source)
    known = {piece.piece: number for number, piece in enumerate(model.pieces)}
    numbers = []
    for word, pieces in zip(words, tokenizer.bare(words), strict=True):
        name = f"{_SPACE}{word}"
        if name not in known:
            known[name] = len(model.pieces)
            model.pieces.add(piece=name)
        if len(pieces) > 1:
            score = sum(tokenizer.piece(number)[1] for number in pieces)
            score += _LEAD * (len(pieces) - 1)
            model.pieces[known[name]].score = round(score, _DIGITS)
        numbers.append(known[name])
    write_model(model, target)
    return np.array(numbers)
