"""One training run, from settings and text to a stored model."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from embeddings.folding import fold
from embeddings.glossary import LANGUAGES, read_glossary
from embeddings.model_files import read_network, write_model
from embeddings.model_folder import VOCABULARY, ModelFolder
from embeddings.ngram_encoder import NgramEncoder
from embeddings.normalization import normalize
from embeddings.pieces import PieceTokenizer
from embeddings.static_files import write_static_model
from embeddings.training.corpus import read_passages
from embeddings.training.gathering import (
    Pair,
    PieceReader,
    Teacher,
    TrainingText,
    business_sources,
    passage_pairs,
    running_text,
    sentence_source,
    translation_source,
)
from embeddings.training.pairs import PairSource, Translations
from embeddings.training.settings import (
    BuiltInSettings,
    EncoderSettings,
    StaticSettings,
    TrainingSettings,
)
from embeddings.training.sources import Document, texts_of
from embeddings.training.static import (
    PrincipalAxes,
    StaticNetwork,
    initial_rows,
    vectors_of_pieces,
)
from embeddings.training.teacher import narrowed, teacher_network, teacher_vocabulary
from embeddings.training.trainer import Forward, Progress, rounding_forward, train
from embeddings.training.vocabulary import count_pieces, prune
from embeddings.training.whole_words import (
    add_words,
    common_words,
    fold_pieces,
    frequent_words,
    usual_writing,
)
from embeddings.universal_sentence_encoder import UniversalSentenceEncoder

SAMPLE = 4_000
"""Texts on which the narrowed convolutions are to equal the teacher's."""

Say = Callable[[str], None]
"""Told which step begins: reading, narrowing, teacher, training, writing."""


def make_trilingual(
    settings: EncoderSettings, text: TrainingText, output: Path, say: Say, progress: Progress
) -> None:
    """Make the built-in model from its teacher and `text`; write it to the folder `output`."""
    with TemporaryDirectory() as folder:
        vocabulary = Path(folder) / VOCABULARY
        texts = [normalize(text) for text in text.all()]
        counts = count_pieces(PieceTokenizer(teacher_vocabulary()), texts)
        kept = prune(teacher_vocabulary(), counts, settings.fewest_occurrences, vocabulary)
        pieces = PieceReader(PieceTokenizer(vocabulary))
        say("narrowing")
        random = np.random.default_rng(settings.seed)
        everything = [t.right for t in text.translations] + texts_of(text.documents)
        sample = [everything[number] for number in random.choice(len(everything), SAMPLE)]
        network = narrowed(teacher_network(kept), settings.rank, pieces(sample))
        say("teacher")
        teacher = partial(UniversalSentenceEncoder().encode, kind="document")
        sources = _sources(text, pieces, teacher, settings)
        say("training")
        _train_blended(network, rounding_forward(network), sources, settings, progress)
        say("writing")
        write_model(output, network, vocabulary, {"name": settings.name})


def make_fast(
    settings: StaticSettings,
    text: TrainingText,
    start: ModelFolder,
    output: Path,
    say: Say,
    progress: Progress,
) -> None:
    """Distil the static model from the encoder in `start`; write it to the folder `output`."""
    encoder = NgramEncoder(start, settings.name)
    with TemporaryDirectory() as folder:
        vocabulary = Path(folder) / VOCABULARY
        counts = _write_whole_words(settings, text, start.vocabulary, vocabulary)
        tokenizer = PieceTokenizer(vocabulary)
        say("teacher")
        vectors = vectors_of_pieces(encoder, tokenizer, usual_writing(text.all()))
        axes = PrincipalAxes.of(vectors, settings.dimensions[0])
        network = StaticNetwork(initial_rows(vectors, axes, counts))
        sources = _sources(
            text,
            PieceReader(tokenizer, fold),
            lambda texts: axes.targets(encoder.encode(texts, kind="document")),
            settings,
        )
        say("training")
        _train_blended(network, network, sources, settings, progress)
        say("writing")
        rows = network.table.weight.detach().numpy()
        about = {"name": settings.name, "dimension": rows.shape[1]}
        write_static_model(output, rows, vocabulary, about)


def adapt(
    settings: TrainingSettings,
    start: ModelFolder,
    documents: Sequence[Document],
    matches: Sequence[Pair],
    output: Path,
    say: Say,
    progress: Progress,
) -> None:
    """Adapt the encoder in `start` to `documents` and to confirmed `matches` between texts.

    The trilingual text holds it to its own vectors, so that the languages stay together.
    """
    say("teacher")
    pieces = PieceReader(PieceTokenizer(start.vocabulary))
    teacher = partial(NgramEncoder(start, settings.name).encode, kind="document")
    passages = read_passages()
    sources: list[PairSource] = [
        sentence_source(passage_pairs(passages), pieces, teacher, settings),
        *business_sources(documents, list(read_glossary()), passages, pieces, settings),
    ]
    if matches:
        left, right = (pieces(list(side)) for side in zip(*matches, strict=True))
        sources.append(
            Translations(
                left,
                right,
                np.ones(len(matches)),
                name="matches",
                size=settings.sizes.documents,
                weight=settings.weights.documents,
            )
        )
    say("training")
    network = read_network(start)
    _train_blended(network, rounding_forward(network), sources, settings, progress)
    say("writing")
    write_model(output, network, start.vocabulary, {"name": settings.name})


def _write_whole_words(
    settings: StaticSettings, text: TrainingText, encoder: Path, target: Path
) -> npt.NDArray[np.int64]:
    """Write the static model's vocabulary, made from the encoder's; (pieces,) how often each occurs."""
    texts = {language: [fold(t) for t in text.of(language)] for language in LANGUAGES}
    words = frequent_words(texts["en"], settings.fewest_words.en)
    words |= frequent_words(texts["id"], settings.fewest_words.id)
    words |= common_words("id", settings.zipf)
    with TemporaryDirectory() as folder:
        folded, whole = Path(folder) / "folded.model", Path(folder) / "whole.model"
        fold_pieces(encoder, folded)
        numbers = add_words(folded, sorted(words), whole)
        tokenizer = PieceTokenizer(whole)
        counts = count_pieces(tokenizer, list(chain.from_iterable(texts.values())))
        # A rare word of one language is kept for that language's sake.
        counts[numbers] = np.maximum(counts[numbers], settings.fewest_occurrences)
        return counts[prune(whole, counts, settings.fewest_occurrences, target)]


def _sources(
    text: TrainingText, pieces: PieceReader, teacher: Teacher, settings: BuiltInSettings
) -> list[PairSource]:
    """What both built-in models are trained on, each with its own teacher."""
    pairs = running_text(text, settings) + passage_pairs(text.passages)
    return [
        translation_source(text, pieces, settings),
        sentence_source(pairs, pieces, teacher, settings),
        *business_sources(text.documents, text.terms, text.passages, pieces, settings),
    ]


def _train_blended(
    network: nn.Module,
    forward: Forward,
    sources: Sequence[PairSource],
    settings: TrainingSettings,
    progress: Progress,
) -> None:
    """Train in place, then step back towards the starting point as `settings.blend` says."""
    start = {name: weights.clone() for name, weights in network.state_dict().items()}
    train(network, forward, sources, settings, progress)
    with torch.no_grad():
        for name, weights in network.state_dict().items():
            weights.lerp_(start[name], 1 - settings.blend)
