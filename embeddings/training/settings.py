"""The settings of one training run, read from a TOML file."""

import tomllib
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, Strict, ValidationError

from embeddings.errors import ModelError

Positive = Annotated[int, Strict(), Field(gt=0)]
Weight = Annotated[float, Strict(), Field(ge=0, allow_inf_nan=False)]
Rate = Annotated[float, Strict(), Field(gt=0, allow_inf_nan=False)]


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sizes(_Settings):
    """How many pairs of each kind one step draws."""

    translations: Positive
    sentences: Positive
    documents: Positive
    passages: Positive
    terms: Positive


class Weights(_Settings):
    """What each part of the loss counts."""

    translations: Weight
    sentences: Weight
    documents: Weight
    passages: Weight
    terms: Weight
    teacher: Weight


class TrainingSettings(_Settings):
    """Everything that decides what a run makes, apart from the data.

    steps: of the optimiser. warm_up: steps over which the learning rates rise; from the first step
    on they also fall to zero in a straight line. rate, table_rate: learning rates of the network
    and of the piece table. scale: of the cosines before the softmax. dimensions: the vector's own
    and those of its openings that must be vectors too. shares: how often a collection of
    translations is drawn, for each of its pairs; one that is not named counts once. blend: share of
    the trained weights in the result; the rest are those of the starting point (Wortsman et al.,
    "Robust fine-tuning of zero-shot models", CVPR 2022), which keeps more of what it knew.
    """

    name: str
    seed: Annotated[int, Strict()]
    steps: Positive
    warm_up: Positive
    rate: Rate
    table_rate: Rate
    scale: Rate
    dimensions: Annotated[tuple[Positive, ...], Field(min_length=1)]
    blend: Annotated[float, Strict(), Field(gt=0, le=1)]
    sizes: Sizes
    weights: Weights
    shares: dict[str, Weight]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises ModelError that names the file and the place where a setting is wrong."""
        try:
            return cls.model_validate(tomllib.loads(path.read_text("utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            detail = str(error)
        except ValidationError as error:
            detail = "; ".join(
                f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()
            )
        raise ModelError("settings-not-readable", path=path, detail=detail)


class Running(_Settings):
    """How many texts are joined from pairs of which collections, to stand in for running text."""

    texts: Positive
    collections: tuple[str, ...]


class BuiltInSettings(TrainingSettings):
    """What making a built-in model needs besides.

    fewest_occurrences: of a piece that stays in the vocabulary.
    """

    fewest_occurrences: Positive
    running: Running


class EncoderSettings(BuiltInSettings):
    """What making the encoder needs besides. rank: of its narrowed convolutions."""

    rank: Positive


class Words(_Settings):
    """In each language written with spaces, from how many occurrences on a word is one piece."""

    en: Positive
    id: Positive


class StaticSettings(BuiltInSettings):
    """What making the static model needs besides.

    zipf: frequency in general Indonesian from which on a word is one piece even where the training
    text does not have it, log10 of occurrences in a thousand million words.
    """

    fewest_words: Words
    zipf: Rate
