"""The teacher's vocabulary, cut down to the pieces that the three languages use; whole words added."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from embeddings.pieces import PieceTokenizer

if TYPE_CHECKING:
    from sentencepiece.sentencepiece_model_pb2 import ModelProto  # type: ignore[attr-defined]

# Marks and place-holders at the beginning of the teacher's vocabulary.
SPECIAL_PIECES = 6
_SPACE = "▁"
_WORD = re.compile(r"(?<!\S)[A-Za-z]{3,}")
_LEAD = 1.0
"""Of a word over its pieces, in log probability, for each of its joints: so a longer word also wins
over a shorter one and an ending."""
# Single characters are kept whatever their count, so that few texts have an unknown one.
_ALWAYS = re.compile("▁?[ -~]|[\u3040-\u30ff\u4e00-\u9fff]")


def count_pieces(tokenizer: PieceTokenizer, texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """(vocabulary,) how often each piece occurs in `texts`."""
    counts = np.zeros(tokenizer.size, dtype=np.int64)
    for pieces in tokenizer.bare(texts):
        np.add.at(counts, pieces, 1)
    return counts


def add_words(source: Path, texts: Sequence[str], fewest: int, target: Path) -> None:
    """Write a sentencepiece model in which a word that occurs `fewest` times is one piece.

    Words of Latin letters, at the beginning or after a space, that `source` cuts into several
    pieces. A word scores better than its pieces together, so that it wins wherever it stands.
    """
    words = Counter(word for text in texts for word in _WORD.findall(text))
    often = [word for word, count in words.items() if count >= fewest]
    tokenizer = PieceTokenizer(source)
    model = _read(source)
    for word, pieces in zip(often, tokenizer.bare(often), strict=True):
        if len(pieces) > 1:
            score = sum(tokenizer.piece(number)[1] for number in pieces)
            score += _LEAD * (len(pieces) - 1)
            model.pieces.add(piece=f"{_SPACE}{word}", score=score)
    _write(model, target)


def prune(
    source: Path, counts: npt.NDArray[np.int64], fewest: int, target: Path
) -> npt.NDArray[np.int64]:
    """Write a sentencepiece model with the pieces that occur `fewest` times; return their numbers.

    Pieces keep their scores, so text that needs no lost piece is cut as before.
    """
    model = _read(source)
    kept = [
        number
        for number, piece in enumerate(model.pieces)
        if number < SPECIAL_PIECES
        or counts[number] >= fewest
        or (counts[number] and len(piece.piece) == 1)
        or _ALWAYS.fullmatch(piece.piece)
    ]
    pieces = [model.pieces[number] for number in kept]
    del model.pieces[:]
    model.pieces.extend(pieces)
    _write(model, target)
    return np.array(kept)


def _read(path: Path) -> "ModelProto":
    # Needs protobuf, which only training installs.
    from sentencepiece import sentencepiece_model_pb2

    model = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]
    model.ParseFromString(path.read_bytes())
    return model


def _write(model: "ModelProto", path: Path) -> None:
    model.trainer_spec.vocab_size = len(model.pieces)
    path.write_bytes(model.SerializeToString())
