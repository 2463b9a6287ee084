"""Writing a static model as model2vec and sentence-transformers read it, without their help."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from embeddings.durable_files import replace_files, text_writer
from embeddings.folding import MARKS
from embeddings.model_folder import CONFIG, VOCABULARY, WEIGHTS
from embeddings.pieces import PieceTokenizer

_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {
        "idx": 1,
        "name": "1",
        "path": "1_Normalize",
        "type": "sentence_transformers.models.Normalize",
    },
]
LARGEST = 127


def write_static_model(
    path: Path, rows: npt.NDArray[np.float32], vocabulary: Path, about: Mapping[str, object]
) -> None:
    """Write `rows` (pieces, dimension) in eight bits with one scale a row, and the tokenizer twice.

    tokenizer.json is for sentence-transformers and model2vec; sentencepiece.model gives the same
    pieces several times as fast.
    """
    scale = np.maximum(np.abs(rows).max(axis=1), np.finfo(np.float32).tiny) / LARGEST
    levels = np.rint(rows / scale[:, None]).astype(np.int8)
    tensors = {"embeddings": levels, "weights": scale.astype(np.float32)}
    config = {"model_type": "model2vec", "architectures": ["StaticModel"], "normalize": True}
    texts = {
        CONFIG: json.dumps(config | dict(about), indent=1),
        "modules.json": json.dumps(_MODULES, indent=1),
        "tokenizer.json": fast_tokenizer(PieceTokenizer(vocabulary)).to_str(pretty=False),
    }
    replace_files(
        path,
        {
            WEIGHTS: lambda part: save_file(tensors, part),
            VOCABULARY: lambda part: shutil.copyfile(vocabulary, part),
            **{name: text_writer(text + "\n") for name, text in texts.items()},
        },
    )


def fast_tokenizer(pieces: PieceTokenizer) -> Tokenizer:
    """The same segmentation for the tokenizers library: Unigram over folded text."""
    vocabulary = [
        (piece, _shortest(score)) for piece, score in map(pieces.piece, range(pieces.size))
    ]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=pieces.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Nmt(),
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(MARKS), " "),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=True)
    return tokenizer


def _shortest(score: float) -> float:
    """The fewest digits that are still the same number in 32 bits."""
    return float(str(np.float32(score)))
