"""The teacher's vocabulary, cut down to the pieces that the three languages use."""

import re
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
# Single characters are kept whatever their count, so that few texts have an unknown one.
_ALWAYS = re.compile("▁?[ -~]|[\u3040-\u30ff\u4e00-\u9fff]")


def count_pieces(tokenizer: PieceTokenizer, texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """(vocabulary,) how often each piece occurs in `texts`."""
    counts = np.zeros(tokenizer.size, dtype=np.int64)
    for pieces in tokenizer.bare(texts):
        np.add.at(counts, pieces, 1)
    return counts


def prune(
    source: Path, counts: npt.NDArray[np.int64], fewest: int, target: Path
) -> npt.NDArray[np.int64]:
    """Write a sentencepiece model with the pieces that occur `fewest` times; return their numbers.

    Pieces keep their scores, so text that needs no lost piece is cut as before.
    """
    model = read_model(source)
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
    write_model(model, target)
    return np.array(kept)


def read_model(path: Path) -> "ModelProto":
    """The sentencepiece model in the file `path`."""
    # Needs protobuf, which only training installs.
    from sentencepiece import sentencepiece_model_pb2

    model = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]
    model.ParseFromString(path.read_bytes())
    return model


def write_model(model: "ModelProto", path: Path) -> None:
    """Write `model` to the file `path`."""
    model.trainer_spec.vocab_size = len(model.pieces)
    path.write_bytes(model.SerializeToString())
