"""A vocabulary and a network that are small enough to be made for a test."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from sentencepiece import SentencePieceTrainer

from embeddings.model_files import write_model
from embeddings.ngram_layout import NgramLayout
from embeddings.ngram_network import NgramNetwork
from embeddings.pieces import PieceTokenizer
from embeddings.training.corpus import read_passages


@pytest.fixture(scope="session")
def passage_texts() -> list[str]:
    """150 passages of the trilingual text in all languages."""
    return [text for passage in read_passages()[::7][:150] for text in passage.text.values()]


@pytest.fixture(scope="session")
def vocabulary(tmp_path_factory: pytest.TempPathFactory, passage_texts: list[str]) -> Path:
    """A sentencepiece model of 3,000 pieces, trained on the passages."""
    model = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(passage_texts),
        model_writer=model,
        vocab_size=3000,
        character_coverage=1.0,
        hard_vocab_limit=False,
        num_threads=1,
        minloglevel=2,
    )
    path = tmp_path_factory.mktemp("vocabulary") / "small.model"
    path.write_bytes(model.getvalue())
    return path


@pytest.fixture(scope="session")
def make_network(vocabulary: Path) -> Callable[..., NgramNetwork]:
    """Networks of random weights in which no bias is 0 and no scale is 1."""
    pieces = PieceTokenizer(vocabulary).size

    def make(seed: int = 1, **sizes: int) -> NgramNetwork:
        usual = {"width": 64, "channels": 16, "rank": 5, "hidden": 24}
        network = NgramNetwork(NgramLayout(pieces, **{**usual, **sizes}))
        random = torch.Generator().manual_seed(seed)
        with torch.no_grad():
            for name, weights in network.named_parameters():
                middle = 1.0 if name.endswith("norm.weight") else 0.0
                size = 0.3 if weights.ndim == 1 else weights.shape[-1] ** -0.5
                if name == "table.weight":
                    size = 1.0
                weights.normal_(middle, size, generator=random)
        return network.eval()

    return make


@pytest.fixture(scope="session")
def stored(
    tmp_path_factory: pytest.TempPathFactory,
    make_network: Callable[..., NgramNetwork],
    vocabulary: Path,
) -> Path:
    """A model folder. For reading only."""
    path = tmp_path_factory.mktemp("stored") / "model"
    write_model(path, make_network(), vocabulary, {"name": "small"})
    return path
